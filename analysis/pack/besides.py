"""Work of a pack that may be done beside the rest of it, where the caller has a way."""

from collections.abc import Callable
from typing import Any

# Begins work with its arguments and gives what waits for its result.
Apart = Callable[..., Callable[[], Any]]


def in_turn(work: Callable, *arguments: Any) -> Callable[[], Any]:
    """The work when it is asked for, in this process."""
    return lambda: work(*arguments)
