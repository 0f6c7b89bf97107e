"""The names of the section on performance: what a template can say of it, and the tables that belong to it."""

from collections.abc import Callable

from analysis.pack.statements import people, system
from analysis.pipeline import Results


def name_performance(results: Results, said: Callable, charted: dict[str, bool]) -> dict[str, object]:
    """The names of the section; `said` marks sources, `charted` tells which exhibits are shown and have a picture."""
    return {
        "performance": {
            "system": said(system.of_system(results)),
            "statements": said(people.of_performance(results)),
            "charted": charted.get("performance", False),
            "outcomes": said(system.of_known_outcomes(results)),
            "promises": said(system.of_promises(results)),
            "has_targets": "targets" in charted,
        },
        "watched": {"priorities": "priorities" in charted, "risks": "risks" in charted},
    }
