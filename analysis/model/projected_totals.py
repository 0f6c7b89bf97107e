"""Demand ahead for a whole area, where one service is counted in each of its parts, or why it cannot be added up."""

from collections.abc import Iterable

import pandas as pd

from analysis.errors import BadArgument
from analysis.model.projected_demand import COLUMNS, LEVELS, SERVICE, as_request, comparable_periods, periods_a_year
from analysis.model.projection import add_up, project
from analysis.reference.areas import smallest_parts, upper_tier_parts
from analysis.reference.registers import Break

PATHS = 4000
LLR = "LLR"


def project_totals(
    counts: pd.DataFrame,
    services: pd.DataFrame,
    projected: pd.DataFrame,
    breaks: Iterable[Break],
    seed: int,
    area: str = LLR,
) -> pd.DataFrame:
    """Each row is a period ahead of a service over the whole area, or the `reason` why it cannot be added up.

    services: each row is a service with `era`, `service`, `area` and `kind`. Contracts of one service in several areas
    are told by their ids: `locality` and `locality-city` are one. projected: rows of `project_demand`. Paths of the
    parts are added first and limits taken afterwards; columns as in `projected`, `service` being the shared id.
    """
    periods = dict(comparable_periods(counts, tuple(breaks)))
    made = [_total(era, stem, members, periods, projected, seed, area) for era, stem, members in _families(services)]
    return pd.concat(made, ignore_index=True)[COLUMNS] if made else pd.DataFrame(columns=COLUMNS)


def _families(services: pd.DataFrame) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Services of one system whose ids share a stem, two at least: era, stem, and the keys of the members."""
    single = services[services["kind"].ne("aggregate")]
    families = []
    for era, rows in single.groupby("era", sort=False):
        ids = list(rows["service"])
        for stem in ids:
            members = rows[rows["service"].eq(stem) | rows["service"].str.startswith(f"{stem}-")]
            if len(members) > 1:
                families.append((era, stem, list(members[SERVICE].itertuples(index=False, name=None))))
    return families


def _total(era: str, stem: str, members: list, periods: dict, projected: pd.DataFrame, seed: int, area: str):
    place = {"era": era, "service": stem, "area": area}
    reason = _refusal(members, periods, projected, area)
    if reason:
        return pd.DataFrame([place | {"reason": reason}], columns=COLUMNS)
    rows = {member: periods[member][0] for member in members}
    yearly = periods_a_year(rows[members[0]])
    request = pd.concat([as_request(part, member[-1]) for member, part in rows.items()])
    try:
        whole = add_up(
            project(request, yearly, LEVELS, period=yearly, seed=seed, paths=PATHS),
            {area: [member[-1] for member in members]},
        )
    except BadArgument as fault:
        return pd.DataFrame([place | {"reason": str(fault).rstrip(".")}], columns=COLUMNS)
    known = {"measure": rows[members[0]]["measure"].iloc[-1], "points": min(len(part) for part in rows.values())}
    frame = whole.frame.assign(**place, **known, stopped_by="", reason="")
    cuts = [periods[member][1] for member in members if periods[member][1]]
    first = min(cuts, key=lambda one: one.date, default=None)
    return (
        frame if first is None else frame[frame["period_end"] < pd.Timestamp(first.date)].assign(stopped_by=first.what)
    )


def _refusal(members: list, periods: dict, projected: pd.DataFrame, area: str) -> str:
    """Why the members do not make up the area, or cannot be added; empty where they do and can."""
    grounds = [set(smallest_parts(member[-1])) for member in members]
    covered = set().union(*grounds)
    missing = [council for council in upper_tier_parts(area) if not set(smallest_parts(council)) <= covered]
    if missing:
        return f"no such service is commissioned by itself in {' and '.join(missing)}"
    if sum(map(len, grounds)) > len(covered) or not covered <= set(smallest_parts(area)):
        return "the areas of its contracts overlap"
    uncounted = [member[-1] for member in members if member not in periods]
    if uncounted:
        return f"no counts were published for {' and '.join(uncounted)}"
    if len({periods[member][0]["measure"].iloc[-1] for member in members}) > 1:
        return "its areas are counted by different measures"
    refused = projected[projected["reason"].ne("")].set_index(SERVICE)["reason"]
    return next((f"{member[-1]}: {refused[member]}" for member in members if member in refused.index), "")
