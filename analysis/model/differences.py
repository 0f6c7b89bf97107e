"""What tells two figures apart, and how far each difference stands in the way of comparing them."""

import re
from typing import Any

from analysis.model.limits import NOT_COMPARABLE, WITH_CAVEAT, Limit, areas_meet, day_of, is_missing
from analysis.reference.periods import financial_year_of, months_between

POLICE_AREA = "Leicestershire Police force area"
SAME_LENGTH = 1.15  # quarters run from 90 to 92 days: below this ratio two periods are of one length


def differences(first: dict, second: dict, concepts: dict[str, str]) -> list[Limit]:
    """The limits that lie between two figures; none between a figure and itself.

    concepts: the concept of each measure of the register.
    """
    return [
        *_era(first, second),
        *_service(first, second),
        *_measure(first, second, concepts),
        *_group(first, second),
        *_area(first, second),
        *_kind(first, second),
        *_exposure(first, second),
        *_prices(first, second),
    ]


def _texts(first: dict, second: dict, key: str) -> tuple[str, str]:
    one, other = (("" if is_missing(figure.get(key)) else str(figure[key])) for figure in (first, second))
    return one, other


def _between(first: dict, second: dict, key: str, level: str, words: str) -> list[Limit]:
    """One limit where a text differs; a caveat where only one of the two says it."""
    one, other = _texts(first, second, key)
    if one == other:
        return []
    if not (one and other):
        return [Limit(key, WITH_CAVEAT, f"Only one of them names its {words} ({one or other}).")]
    names = " and ".join(sorted((one, other)))
    return [Limit(key, level, f"The {words} differs: {names}.")]


def _era(first: dict, second: dict) -> list[Limit]:
    return _between(first, second, "era", NOT_COMPARABLE, "commissioning system")


def _service(first: dict, second: dict) -> list[Limit]:
    return _between(first, second, "service", WITH_CAVEAT, "service")


def _measure(first: dict, second: dict, concepts: dict[str, str]) -> list[Limit]:
    one, other = _texts(first, second, "measure")
    if one == other:
        return []
    names = " and ".join(sorted((one or "not named", other or "not named")))
    if one in concepts and concepts[one] == concepts.get(other):
        sentence = f"The definition differs, though both are about «{concepts[one]}»: {names}."
        return [Limit("definition", NOT_COMPARABLE, sentence)]
    return [Limit("measure", NOT_COMPARABLE, f"The measure differs: {names}.")]


def _group(first: dict, second: dict) -> list[Limit]:
    one, other = (text or "all" for text in _texts(first, second, "group"))
    ages = [_ages(figure, group) for figure, group in ((first, one), (second, other))]
    if ages[0] != ages[1]:
        names = " and ".join(sorted(age or "all ages" for age in ages))
        return [Limit("age base", NOT_COMPARABLE, f"The ages differ: {names}.")]
    if one != other:
        return [Limit("population", WITH_CAVEAT, f"The people differ: {' and '.join(sorted((one, other)))}.")]
    return []


def _ages(figure: dict, group: str) -> str:
    stated = figure.get("age_base")
    if not is_missing(stated):
        return str(stated)
    return " to ".join(re.findall(r"\d+", group))


def _area(first: dict, second: dict) -> list[Limit]:
    one, other = _texts(first, second, "area")
    if one == other:
        return []
    if not (one and other):
        return [Limit("area", WITH_CAVEAT, f"Only one of them names its area ({one or other}).")]
    names = " and ".join(sorted((one, other)))
    if POLICE_AREA in (one, other):
        return [Limit("area", NOT_COMPARABLE, f"A figure of the police force area is not a council's: {names}.")]
    if areas_meet(one, other):
        return [Limit("area", NOT_COMPARABLE, f"One area holds some of the other: {names}.")]
    return [Limit("area", WITH_CAVEAT, f"The area differs, and with it the number of residents: {names}.")]


def _kind(first: dict, second: dict) -> list[Limit]:
    limits = []
    one, other = _texts(first, second, "unit")
    if one != other:
        limits.append(
            Limit(
                "unit", NOT_COMPARABLE, f"The unit differs: {' and '.join(sorted((one or 'none', other or 'none')))}."
            )
        )
    one, other = _texts(first, second, "flow")
    if {one, other} == {"flow", "stock"}:
        limits.append(Limit("flow and stock", NOT_COMPARABLE, "One is counted over a period, the other at a date."))
    elif one != other:
        limits.append(
            Limit("flow and stock", WITH_CAVEAT, "Of one of them it is not known whether it is a flow or a stock.")
        )
    return limits


def _exposure(first: dict, second: dict) -> list[Limit]:
    months = [_months(figure) for figure in (first, second)]
    if None in months or min(months) <= 0 or max(months) / min(months) <= SAME_LENGTH:
        return []
    # Months are shown as they were printed or as whole months: `g` drops noughts, it does not hide a difference.
    shown = " and ".join(f"{month:.3g}" for month in sorted(months))
    return [
        Limit("exposure", WITH_CAVEAT, f"The periods are of {shown} months: only figures per month can be compared.")
    ]


def _months(figure: dict) -> float | None:
    if figure.get("flow") == "stock":
        return None
    given = figure.get("exposure_months")
    if not is_missing(given):
        return float(given)
    start, end = day_of(figure.get("period_start")), day_of(figure.get("period_end"))
    return months_between(start, end) if start and end and start < end else None


def _prices(first: dict, second: dict) -> list[Limit]:
    days: list[Any] = [day_of(figure.get("period_start")) for figure in (first, second)]
    if first.get("unit") != "gbp" or second.get("unit") != "gbp" or None in days:
        return []
    years = {financial_year_of(day) for day in days}
    if len(years) == 1:
        return []
    return [Limit("prices", WITH_CAVEAT, f"The money is of different years: {' and '.join(sorted(years))}.")]
