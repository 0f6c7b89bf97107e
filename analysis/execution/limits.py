"""What a notebook may use: time of a cell, time of the whole, memory."""

import contextlib
from dataclasses import dataclass

from analysis.errors import BadArgument

CELL_TIMEOUT_SECONDS = 600
NOTEBOOK_TIMEOUT_SECONDS = 3600
BYTES_IN_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits of one notebook; `memory_megabytes` is of address space, and None is no limit.

    Raises BadArgument where a limit leaves nothing to work with.
    """

    cell_seconds: int = CELL_TIMEOUT_SECONDS
    notebook_seconds: int = NOTEBOOK_TIMEOUT_SECONDS
    memory_megabytes: int | None = None

    def __post_init__(self) -> None:
        for name in ("cell_seconds", "notebook_seconds", "memory_megabytes"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise BadArgument(f"{name.replace('_', ' ')}: {value} is too few; expected at least 1.")


def limit_memory(pid: int, megabytes: int | None) -> None:
    """Hold a process to so much address space, where the system can (Linux); elsewhere nothing is held."""
    if megabytes is None:
        return
    try:
        import resource

        size = megabytes * BYTES_IN_MEGABYTE
        with contextlib.suppress(ProcessLookupError):  # ended already
            resource.prlimit(pid, resource.RLIMIT_AS, (size, size))
    except (ImportError, AttributeError):
        return
