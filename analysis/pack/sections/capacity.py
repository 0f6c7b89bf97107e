"""The names of the section on room: open cases, workers and waits."""

from collections.abc import Callable

from analysis.pack.statements import capacity
from analysis.pipeline import Results


def name_capacity(results: Results, said: Callable, charted: dict[str, bool]) -> dict[str, object]:
    """The names of the section on room; `said` marks sources, `charted` tells which exhibits have a picture."""
    return {
        "capacity": {
            "published": said(capacity.of_published(results)),
            "conditions": said(capacity.of_conditions(results)),
            "outlook": said(capacity.of_outlook(results)),
            "charted": charted.get("waiting_ahead", False),
            "workers": "workers_for_cases" in charted,
        }
    }
