"""Capacity: what published flows say of open cases, and what follows if workers, cases and lengths were as assumed."""

from analysis.model.capacity.example import WaitFell, explain_wait
from analysis.model.capacity.published import smallest_caseloads
from analysis.model.capacity.queue import Flows, run_queue
from analysis.model.capacity.theory import (
    SteadyState,
    cases_at_once,
    erlang_c,
    late_start,
    littles_wait,
    steady_state,
    workers_for,
)  # fmt: skip

__all__ = [
    "Flows", "SteadyState", "WaitFell", "cases_at_once", "erlang_c", "explain_wait", "late_start", "littles_wait",
    "run_queue", "smallest_caseloads", "steady_state", "workers_for",
]  # fmt: skip
