"""What limits a comparison: a limit with its level, those that a figure carries itself, and breaks between two."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.reference.areas import AREAS, smallest_parts
from analysis.reference.periods import months_between
from analysis.reference.registers import Break

COMPARABLE, WITH_CAVEAT, NOT_COMPARABLE = "comparable", "comparable with a caveat", "not comparable"
LEVELS = (COMPARABLE, WITH_CAVEAT, NOT_COMPARABLE)
A_FEW_DAYS_IN_MONTHS = 0.1
NATIONAL = ("England", "England and Wales")
FAULTS = ("impossible", "inconsistent")
PRECISIONS = {
    "about": "only about",
    "over": "only a lower bound",
    "under": "only an upper bound",
    "range": "only a range",
}


@dataclass(frozen=True)
class Limit:
    """One reason against a comparison. kind: what it is about; level: one of LEVELS; sentence: the reason in words."""

    kind: str
    level: str
    sentence: str


def is_missing(value: Any) -> bool:
    """Whether a cell says nothing: empty text, no number, no date."""
    return value is None or value == "" or bool(pd.isna(value))


def day_of(value: Any) -> date | None:
    """A cell as a day, or None."""
    return None if is_missing(value) else pd.Timestamp(value).date()


def own_limits(figure: dict, breaks: tuple[Break, ...], found: dict[str, list]) -> list[Limit]:
    """Limits that a figure carries into every comparison, even with itself: its precision, its faults, its period."""
    name = figure.get("id") or figure.get("measure") or "a figure"
    limits = []
    if figure.get("precision") in PRECISIONS:
        limits.append(Limit("precision", WITH_CAVEAT, f"{name} is {PRECISIONS[figure['precision']]}."))
    start, end = day_of(figure.get("period_start")), day_of(figure.get("period_end"))
    if start is None or end is None:
        limits.append(Limit("period", WITH_CAVEAT, f"The period of {name} is not stated in full."))
    else:
        inside = [
            one for one in breaks if _cuts(one, figure) and start < one.date <= end and not _begins(one, figure, end)
        ]
        limits += [
            Limit("break", WITH_CAVEAT, f"A break lies inside the period of {name}: {one.what}.") for one in inside
        ]
    # A claim that its figures do not bear out is a fault of the text, not of the figures.
    rules = {one.rule for one in found.get(figure.get("id"), ()) if one.grade in FAULTS and one.rule != "claim"}
    limits += [
        Limit("fault", WITH_CAVEAT, f"A fault was found in {name} by the rule «{rule}».") for rule in sorted(rules)
    ]
    return limits


def breaks_between(first: dict, second: dict, breaks: tuple[Break, ...]) -> list[Limit]:
    """The breaks after the end of the earlier figure and not after the start of the later one."""
    periods = [(day_of(one.get("period_start")), day_of(one.get("period_end"))) for one in (first, second)]
    if any(day is None for period in periods for day in period):
        return []
    (_, end), (start, _) = sorted(periods)
    between = [one for one in breaks if (_cuts(one, first) or _cuts(one, second)) and end < one.date <= start]
    return [
        Limit("break", NOT_COMPARABLE, f"A break lies between them, {text.day(one.date)}: {one.what}.")
        for one in between
    ]


def _cuts(one: Break, figure: dict) -> bool:
    """Whether a break has a date and is about this figure: its era, its area, its measure."""
    if one.date is None:
        return False
    era, area, measure = (figure.get(key) or "" for key in ("era", "area", "measure"))
    in_era = not one.eras or era in one.eras
    in_area = not one.areas or any(areas_meet(area, cut) for cut in one.areas)
    return in_era and in_area and (not one.series or measure in one.series or figure.get("series") in one.series)


def _begins(one: Break, figure: dict, end: date) -> bool:
    """Whether a figure counts only from a break on: it operated for exactly the months from there to its end."""
    months = figure.get("exposure_months")
    return not is_missing(months) and abs(months_between(one.date, end) - float(months)) < A_FEW_DAYS_IN_MONTHS


def areas_meet(one: str, other: str) -> bool:
    """Whether two areas have ground in common; a national area meets every area."""
    if one == other or one in NATIONAL or other in NATIONAL:
        return True
    if one not in AREAS or other not in AREAS:
        return False
    return not set(smallest_parts(one)).isdisjoint(smallest_parts(other))
