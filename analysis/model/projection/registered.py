"""Breaks of the register, as the days on which a series takes a new level."""

from collections.abc import Iterable
from datetime import date

from analysis.errors import BadArgument
from analysis.model.limits import areas_meet
from analysis.model.projected_demand import CUTTING
from analysis.reference.areas import find_area
from analysis.reference.periods import read_day
from analysis.reference.registers import Break


def days_of_area(breaks: Iterable[Break], area: str) -> list[date]:
    """First days of the new levels of whatever is counted in an area: each dated break of services, law or recording.

    Breaks of surveys and populations are left out: they cut other series. Raises BadArgument for an unknown area.
    """
    name = find_area(area).name
    return [
        one.date
        for one in breaks
        if one.date and one.kind in CUTTING and (not one.areas or any(areas_meet(name, cut) for cut in one.areas))
    ]


def day_of(breaks: Iterable[Break], named: str) -> date:
    """The day that a text names: a date, or a dated break of the register by its id."""
    known = {one.id: one for one in breaks}
    if named not in known:
        try:
            return read_day(named)
        except ValueError:
            dated = ", ".join(one.id for one in known.values() if one.date)
            raise BadArgument(
                f"--break: {named} is neither a day nor a dated break; expected such as 2022-04-01, or one of {dated}."
            ) from None
    if known[named].date is None:
        raise BadArgument(f"--break: {named} has no date ({known[named].date_missing}); expected a day.")
    return known[named].date
