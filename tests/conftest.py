"""What every test may use."""

import os

from hypothesis import settings

# The two cores are shared with notebooks and a browser: a slow example is not a wrong one. In continuous integration
# the examples are the same each time, so that a failure there is a change and not a draw.
settings.register_profile("dsva", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("dsva")
