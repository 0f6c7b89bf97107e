"""A board cycle: what is asked, notebooks, pack, shelf; once, many times, and again years later.

The analysis and the pack are imported where they are used: they take seconds to load, and a wrong argument should be
said at once.
"""

from analysis.run.choosing import choose, find_notebooks, read_settings
from analysis.run.meeting import approve_pack, run_meeting

__all__ = ["approve_pack", "choose", "find_notebooks", "read_settings", "run_meeting"]
