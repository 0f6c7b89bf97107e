"""Notebooks executed with papermill: one process each, the same interpreter, copies free of what is the machine's."""

from analysis.execution.cleaning import origin_of
from analysis.execution.copies import apart
from analysis.execution.forking import can_fork, end_with_parent
from analysis.execution.limits import CELL_TIMEOUT_SECONDS, Limits
from analysis.execution.pages import Page, require_parameters
from analysis.execution.side_by_side import Running, execute_all, start

__all__ = [
    "CELL_TIMEOUT_SECONDS",
    "Limits",
    "Page",
    "Running",
    "apart",
    "can_fork",
    "end_with_parent",
    "execute_all",
    "origin_of",
    "require_parameters",
    "start",
]
