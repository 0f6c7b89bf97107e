"""One table of concepts against commissioning systems: the figure each published, or the reason why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass
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
WITHOUT_A_NUMBER = "Printed, but not as one number."
NO_COUNTS = "No counts over a period were published."
NOT_AMONG_ITS_COUNTS = "Not among its published counts."


@dataclass(frozen=True)
class _Asked:
    """What is looked for: the concepts, and the register that says which measures are about them."""

    concepts: tuple[str, ...]
    register: tuple[Any, ...]


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
    systems, asked = tuple(systems), _Asked(tuple(concepts), tuple(measures))
    concept_of = {measure.id: measure.concept for measure in asked.register}
    first = figures[(figures["restates"] == "") & figures["era"].isin(systems)]
    first = first.assign(concept=first["measure"].map(concept_of))
    by_system = {system: first[first["era"] == system] for system in systems}
    cells = [_cell(by_system[system], system, concept, asked) for concept in asked.concepts for system in systems]
    return pd.DataFrame(cells, columns=COLUMNS)


def _cell(published: pd.DataFrame, system: str, concept: str, asked: _Asked) -> dict[str, Any]:
    own = published[published["concept"] == concept]
    known = own[own["value"].notna()]
    if known.empty:
        reason = WITHOUT_A_NUMBER if len(own) else _reason(published, concept, asked)
        return {"concept": concept, "system": system, "figure": "", "others": 0, "reason": reason}
    length = known["period_end"] - known["period_start"]
    ranked = known.assign(is_count=known["unit"] == "count", is_all=known["group"] == "all", length=length)
    best = ranked.sort_values(ORDER, na_position="first", kind="stable").iloc[-1]
    kept = {name: best[name] for name in ("measure", "service", "value", "unit", "period_start", "period_end")}
    return {"concept": concept, "system": system, "figure": best["id"], "others": len(own) - 1, "reason": "", **kept}


def _reason(published: pd.DataFrame, concept: str, asked: _Asked) -> str:
    if published.empty:
        return "Nothing was published of this system."
    for measure in asked.register:
        if measure.concept == concept and measure.parts and set(measure.parts) <= set(published["measure"]):
            return f"Printed only in parts: {' and '.join(measure.parts)}."
    of_people = published["concept"].isin(asked.concepts) & published["flow"].eq("flow")
    return NOT_AMONG_ITS_COUNTS if of_people.any() else NO_COUNTS
