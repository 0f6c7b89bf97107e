"""Every estimate of growth that the evidence holds: printed percentages, pairs of police counts, fitted trends."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from math import hypot, sqrt

import pandas as pd

from analysis.model.growth.estimate import Estimate, from_claim, from_trend
from analysis.model.trends import Trend
from analysis.reference.registers import Assumption, Break, GrowthClaim

DAYS_IN_YEAR = 365.25
WHOLE_YEAR = 0.95  # a year between two days may be a few days short by the calendar
# Breaks that change what is counted without a new service: growth that crosses one is not all growth in need.
RECORDING = ("recording", "practice")


def printed_estimates(
    claims: Iterable[GrowthClaim],
    figures: pd.DataFrame,
    police: pd.DataFrame,
    assumed: Mapping[str, Assumption],
    breaks: Iterable[Break],
) -> list[Estimate]:
    """The estimates behind the register's claims, in its order; a claim whose numbers are not known yet is left out.

    figures, police: only what was known; assumed: the assumptions by id; breaks: those known, by which the
    events that changed recording are named.
    """
    named = {one.id: one.what for one in breaks}
    made = []
    for claim in claims:
        numbers = _of_figure(claim, figures, assumed) if claim.figure else _of_counts(claim, police, assumed)
        if numbers:
            recording = tuple(named[one] for one in claim.recording if one in named)
            rating = f"quality {assumed[claim.error].quality} of 5"
            known = {"assumption": claim.error, "rating": rating, "recording": recording}
            made.append(from_claim(claim.id, claim.series, claim.kind, claim.source, **numbers, **known))
    return made


def trend_estimates(growth: pd.DataFrame, demand: pd.DataFrame, breaks: Iterable[Break]) -> list[Estimate]:
    """The fitted trends of services as estimates of referrals and caseload; trends without a number give none.

    growth: rows of `fit_growth`; demand: the rows that they were fitted to, for their dates and their paper.
    """
    changed = [one for one in breaks if one.kind in RECORDING]
    names = [field.name for field in fields(Trend)]
    made = []
    for row in growth.to_dict("records"):
        trend = Trend(**{name: row[name] for name in names})
        if trend.calculated:
            made.append(_of_trend(row, trend, demand, changed))
    return made


def too_short(estimates: Iterable[Estimate]) -> dict[str, str]:
    """Why estimates over less than a year are not to count, by id: the season would stand as growth."""
    reason = "Its window is shorter than a year: season and growth cannot be told apart."
    return {one.id: reason for one in estimates if one.years_high < WHOLE_YEAR}


def series_id(row: Mapping[str, str]) -> str:
    """The id of the series that a service is shown by."""
    return f"{row['era']}/{row['service']}/{row['area']}"


def _of_figure(claim: GrowthClaim, figures: pd.DataFrame, assumed: Mapping[str, Assumption]) -> dict | None:
    printed = figures.loc[figures["id"].eq(claim.figure), "value"]
    if printed.empty:
        return None
    years = (assumed[claim.shortest].value, assumed[claim.longest].value)
    error = assumed[claim.error].value
    return {"change": float(printed.iloc[0]) / 100, "years": years, "error": error, "yearly": claim.yearly}


def _of_counts(claim: GrowthClaim, police: pd.DataFrame, assumed: Mapping[str, Assumption]) -> dict | None:
    same = police[police["area"].eq(claim.area) & police["measure"].eq(claim.measure)].set_index("period_end")["value"]
    first, last = pd.Timestamp(claim.first), pd.Timestamp(claim.last)
    if first not in same.index or last not in same.index:
        return None
    years = (last - first).days / DAYS_IN_YEAR
    by_chance = sqrt(1 / same[first] + 1 / same[last])
    return {
        "change": same[last] / same[first] - 1, "years": (years, years),
        "error": hypot(assumed[claim.error].value, by_chance), "start": claim.first, "end": claim.last,
    }  # fmt: skip


def _of_trend(row: dict, trend: Trend, demand: pd.DataFrame, changed: list[Break]) -> Estimate:
    same = demand["era"].eq(row["era"]) & demand["service"].eq(row["service"]) & demand["area"].eq(row["area"])
    rows = demand[same & demand["stands_for_demand"]]
    start, end = rows["period_start"].min().date(), rows["period_end"].max().date()
    named = tuple(one.what for one in changed if _is_within(one, row["era"], start, end))
    made = from_trend(
        series_id(row), series_id(row), "referrals and caseload", rows["source"].iloc[0], trend, start=start, end=end
    )
    return replace(made, recording=named)


def _is_within(one: Break, era: str, start: date, end: date) -> bool:
    return era in one.eras and (one.date is None or start < one.date <= end)
