"""The names of the section on need: what a template can say of it, and the tables that belong to it."""

from collections.abc import Callable

from analysis.pack.statements import people, reached
from analysis.pipeline import Results


def name_need(results: Results, said: Callable, charted: dict[str, bool]) -> dict[str, object]:
    """The names of the section; `said` marks sources, `charted` tells which exhibits are shown and have a picture."""
    return {
        "need": {
            "statements": said(people.of_need(results)),
            "charted": charted.get("need", False),
            "by_year": "need_by_year" in charted,
            "reached": said(reached.of_reached(results)),
            "standards": said(reached.of_standards(results)),
            "has_standards": "standards" in charted,
            "changes": said(reached.of_changed_needs(results)),
        },
    }
