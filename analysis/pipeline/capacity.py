"""Capacity: what published flows and waits say, and what workers it would take if cases and lengths were as assumed."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import pandas as pd

from analysis.model.capacity import (
    cases_at_once,
    explain_wait,
    late_start,
    smallest_caseloads,
    steady_state,
    workers_for,
)  # fmt: skip
from analysis.model.capacity.example import WEEKS_A_MONTH, WaitFell
from analysis.reference.scenario import Spread

BEFORE, SINCE, SUPPORTED = "wait before the funding", "wait since the funding", "people supported"
WEEKS_IN = {"weeks": 1.0, "months": WEEKS_A_MONTH}
ADVISERS = ("idva-caseload-low", "idva-caseload-high")
PROMISED_DAYS = 1
STEADY_PLACES = (0.9, 1.0, 1.05, 1.1, 1.2)


@dataclass(frozen=True)
class Capacity:
    """What is known of capacity, published first, and what follows on conditions that each table names.

    published: each row is a service whose flows were published, with the fewest open cases that they allow.
    waits: each row is a service whose wait before and since new money was published, as `WaitFell` has it.
    at_once: each row is a length of support: the cases at once that the advisers' yearly standard (`yearly_low`,
    `yearly_high`) becomes.
    workers: each row is a length of support and a caseload: workers who are just enough for last year's people.
    steady: each row is a number of places for last year's people: where it settles if nothing changes.
    service: the service of `workers` and `steady`, empty where there is none; reason: why there is none.
    """

    published: pd.DataFrame
    waits: pd.DataFrame
    at_once: pd.DataFrame
    workers: pd.DataFrame
    steady: pd.DataFrame
    service: tuple[str, str, str] | None
    reason: str


def assess_capacity(
    flows: pd.DataFrame,
    figures: pd.DataFrame,
    standards: pd.DataFrame,
    assumed: dict[str, Spread],
    service: tuple[str, str, str] | None,
    reason: str,
) -> Capacity:
    """What published flows and waits say, and what follows for the newest of the services.

    assumed: `caseload`, `length_of_support` and `high_risk_share`; service: era, service and area of a service whose
    flows were published; standards: rows of `reference/standards.csv`.
    """
    published = smallest_caseloads(flows)
    return Capacity(
        published=published,
        waits=list_waits(figures),
        at_once=_at_once(standards, assumed["length_of_support"]),
        workers=_workers(published, service, assumed),
        steady=_steady(published, service, assumed),
        service=service,
        reason=reason if service is None else "",
    )


def list_waits(figures: pd.DataFrame) -> pd.DataFrame:
    """Each row is a service with a wait printed before and since new money, and a number of people supported since.

    The people are taken to have started between the first day of the money and the day of the paper.
    """
    columns = ["service", "area", "source", "start", "end", "figures", *(one.name for one in fields(WaitFell))]
    rows = []
    for service in figures.loc[figures["measure"].eq(SINCE), "service"].unique():
        own = figures[figures["service"].eq(service)]
        before, since, people = (own[own["measure"].eq(measure)].head(1) for measure in (BEFORE, SINCE, SUPPORTED))
        if len(before) and len(since) and len(people) and pd.notna(people["period_start"].iloc[0]):
            rows.append(_wait_fell(service, before.iloc[0], since.iloc[0], people.iloc[0]))
    return pd.DataFrame(rows, columns=columns)


def _wait_fell(service: str, before: pd.Series, since: pd.Series, people: pd.Series) -> dict[str, object]:
    start, end = people["period_start"], people["published"]
    weeks = (end - start).days / 7
    told = explain_wait(_in_weeks(before), _in_weeks(since), people=people["value"], weeks=weeks)
    place = {"service": service, "area": since["area"], "source": since["source"], "start": start, "end": end}
    return place | {"figures": (before["id"], since["id"], people["id"])} | vars(told)


def _in_weeks(figure: pd.Series) -> tuple[float, float]:
    low = figure["value_low"] if pd.notna(figure["value_low"]) else figure["value"]
    high = figure["value_high"] if pd.notna(figure["value_high"]) else figure["value"]
    return low * WEEKS_IN[figure["unit"]], high * WEEKS_IN[figure["unit"]]


def _at_once(standards: pd.DataFrame, length: Spread) -> pd.DataFrame:
    yearly = standards.set_index("standard")["value"].reindex(ADVISERS)
    lengths = _three(length) if yearly.notna().all() else ()
    rows = [(*yearly, weeks, *(cases_at_once(one, weeks) for one in yearly)) for weeks in lengths]
    return pd.DataFrame(rows, columns=["yearly_low", "yearly_high", "length_weeks", "cases_low", "cases_high"])


def _workers(published: pd.DataFrame, service: tuple | None, assumed: dict[str, Spread]) -> pd.DataFrame:
    rows = [
        (weeks, caseload, entries * weeks, workers_for(entries, weeks, caseload))
        for entries in _entries_a_week(published, service)
        for weeks in _three(assumed["length_of_support"])
        for caseload in _three(assumed["caseload"])
    ]
    return pd.DataFrame(rows, columns=["length_weeks", "caseload", "open_cases", "workers"])


def _steady(published: pd.DataFrame, service: tuple | None, assumed: dict[str, Spread]) -> pd.DataFrame:
    weeks, high = assumed["length_of_support"].value, assumed["high_risk_share"].value
    rows = []
    for entries in _entries_a_week(published, service):
        for part in STEADY_PLACES:
            places = round(part * entries * weeks)
            state = steady_state(entries, weeks, places)
            late = late_start(entries, high * entries, weeks, places, PROMISED_DAYS)
            rows.append({"places": places, "length_weeks": weeks, **vars(state), "settles": state.settles,
                         "late_at_high_risk": late})  # fmt: skip
    return pd.DataFrame(rows)


def _entries_a_week(published: pd.DataFrame, service: tuple | None) -> Iterable[float]:
    if service is None:
        return
    row = published[(published[["era", "service", "area"]] == list(service)).all(axis=1)].iloc[0]
    yield row["entries"] / ((row["end"] - row["start"]).days + 1) * 7


def _three(spread: Spread) -> tuple[float, float, float]:
    return spread.low, spread.value, spread.high
