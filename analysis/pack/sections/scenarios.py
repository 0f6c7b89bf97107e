"""The names of the section on scenarios: what follows if somebody's assumptions hold."""

from collections.abc import Callable

from analysis.pack.statements import capacity
from analysis.pipeline import Results


def name_scenarios(results: Results, said: Callable, charted: dict[str, bool]) -> dict[str, object]:
    """The names of the section on scenarios; `said` marks sources, `charted` tells which exhibits have a picture."""
    names = ("scenario_results", "need_parts", "growth_against_money", "what_matters", "chance_of_sum")
    return {
        "scenarios": {
            "chosen": results.scenarios.described[0].label,
            "rationale": results.scenarios.described[0].rationale,
            "statements": said(capacity.of_scenarios(results)),
            "tabled": "scenario_results" in charted,
            "learning": said(capacity.of_learning(results)),
            **{name: charted.get(name, False) for name in names},
        }
    }
