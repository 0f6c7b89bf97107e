"""One table of concepts against commissioning systems: the figure each published, or the reason why there is none."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

CONCEPTS = (
    "contact",
    "referral",
    "accepted",
    "engaged",
    "supported",
    "high risk",
    "safe accommodation",
    "outcome",
    "exit",
)
SYSTEMS = ("city-2012", "uava", "dsva-2022")
ORDER = ["is_count", "is_all", "length", "period_end", "value"]
COLUMNS = [
    "concept", "system", "figure", "measure", "service", "value", "unit", "period_start", "period_end", "others",
    "reason",
]  # fmt: skip


def harmonise(
    figures: pd.DataFrame,
    measures: Iterable[Any],
    systems: Iterable[str] = SYSTEMS,
    concepts: Iterable[str] = CONCEPTS,
) -> pd.DataFrame:
    """Each row is a concept under a system: one figure that was published of it, or the reason why there is none.

    figures: the figures table; measures: the register, whose `concept` says what each measure is about.
    The figure is a count where there is one, of everybody, of the longest period, the latest, the largest; `others`
    is how many more figures there are. They stand side by side and are not one series; `compare` says why.
    """
    systems, concepts = tuple(systems), tuple(concepts)
    register = tuple(measures)
    concept_of = {measure.id: measure.concept for measure in register}
    first = figures[(figures["restates"] == "") & figures["era"].isin(systems)]
    first = first.assign(concept=first["measure"].map(concept_of))
    cells = [
        _cell(first[first["era"] == system], system, concept, register) for concept in concepts for system in systems
    ]
    return pd.DataFrame(cells, columns=COLUMNS)


def _cell(published: pd.DataFrame, system: str, concept: str, register: tuple) -> dict[str, Any]:
    own = published[(published["concept"] == concept) & published["value"].notna()]
    if own.empty:
        return {
            "concept": concept,
            "system": system,
            "figure": "",
            "others": 0,
            "reason": _reason(published, concept, register),
        }
    length = own["period_end"] - own["period_start"]
    ranked = own.assign(is_count=own["unit"] == "count", is_all=own["group"] == "all", length=length)
    best = ranked.sort_values(ORDER, na_position="first", kind="stable").iloc[-1]
    kept = {name: best[name] for name in ("measure", "service", "value", "unit", "period_start", "period_end")}
    return {"concept": concept, "system": system, "figure": best["id"], "others": len(own) - 1, "reason": "", **kept}


def _reason(published: pd.DataFrame, concept: str, register: tuple) -> str:
    if published.empty:
        return "Nothing was published of this system."
    for measure in register:
        if measure.concept == concept and measure.parts and set(measure.parts) <= set(published["measure"]):
            return f"{measure.label} is not printed; its parts are: {' and '.join(measure.parts)}."
    about = sorted({one for one in published["concept"].dropna() if one != "context"})
    said = f"; what was published is about {', '.join(about)}" if about else ""
    return f"No figure on «{concept}» was published of this system{said}."
