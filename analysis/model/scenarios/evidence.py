"""What the published flows of a service give a scenario to start from, and why not where they give nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import exp, expm1, log, sqrt

import pandas as pd

from analysis.model.capacity.published import SERVICE, smallest_caseloads
from analysis.model.scenarios.draws import Z_OF_95
from analysis.model.scenarios.settling import Base
from analysis.reference.scenario import Spread

FEWEST_PERIODS = 3
OLDEST_MONTHS = 12
MONTHS_A_QUARTER = 3
NO_FLOWS = "no paper known by this date gives both who comes in and who leaves, by period, of a running service"


@dataclass(frozen=True)
class Published:
    """What was published by a date, for scenarios.

    flows: rows of `model.performance.net_flow`; growth: rows of `growth_drawn`; unplanned: each row is a service with
    the `share`, `low` and `high` of exits that are not planned; labels: services by id; assumed: spreads by field, with
    `assumption_ids`; opening_multiple: open cases over the fewest that flows allow; as_of: the date.
    """

    flows: pd.DataFrame
    growth: pd.DataFrame
    choice: Spread | None
    unplanned: pd.DataFrame
    labels: Mapping[str, str]
    assumed: Mapping[str, Spread]
    assumption_ids: Mapping[str, str]
    opening_multiple: Spread
    as_of: date


def newest_service(published: Published) -> tuple[str, str, str] | None:
    """Era, service and area of the running service whose flows reach furthest, the largest where several do."""
    ends = published.flows.groupby(SERVICE, sort=False).agg(end=("period_end", "max"), people=("entries", "sum"))
    oldest = pd.Timestamp(published.as_of) - pd.DateOffset(months=OLDEST_MONTHS)
    recent = ends[ends["end"] >= oldest].sort_values(["end", "people"], ascending=False)
    return tuple(recent.index[0]) if len(recent) else None


def find_base(published: Published, service: tuple[str, str, str] | None, joins: tuple[str, ...] = ()) -> Base:
    """What a service's flows give a scenario to start from; without a service, what is assumed and the reasons.

    service: era, service and area as in the flows; joins: services of the same era whose people come to the same
    workers.
    """
    given, origins = (
        dict(published.assumed),
        {name: f"assumption {id}" for name, id in published.assumption_ids.items()},
    )
    growth, growth_from = _growth(published, service)
    given, origins = given | growth, origins | growth_from
    missing = {} if growth else {"growth": "no estimate of growth had been published by this date"}
    if service is None:
        missing |= dict.fromkeys(("entries", "opening_cases", "unplanned_share"), NO_FLOWS)
        return Base("", "no service", "", _next_quarter(published.as_of), 0.0, given, origins, missing)
    rows = _flows_of(published.flows, service, joins)
    least = smallest_caseloads(rows).iloc[0]
    entries, scatter = entry_level(rows)
    multiple, share = published.opening_multiple, _unplanned(published, service)
    given |= {"entries": entries, "opening_cases": _times(least["closing_at_least"], multiple)} | share
    origins |= {
        "entries": "the published flows, with the scatter of their quarters",
        "opening_cases": "the fewest that the published flows allow, times the assumption "
        "capacity-opening-above-smallest",
        "unplanned_share": "the published exits",
    }
    missing |= {} if share else {"unplanned_share": "exits were not published as planned and unplanned"}
    label = " and ".join(published.labels.get(one, one) for one in (service[1], *joins))
    figures = tuple(dict.fromkeys(id for ids in rows["figures"] for id in ids))
    start = (least["end"] + pd.Timedelta(days=1)).date()
    return Base(service[1], label, service[2], start, scatter, given, origins, missing, figures)


def entry_level(flows: pd.DataFrame) -> tuple[Spread, float]:
    """People accepted in a quarter: their mean with the error that the scatter of the periods leaves, and that scatter.

    flows: rows of one service with `entries` and `period_start`, `period_end`. The scatter is the deviation of the log
    of a period's count beyond what chance explains (a count of m has 1/m); with fewer than three periods neither can be
    known, and chance alone stands in.
    """
    months = ((flows["period_end"] - flows["period_start"]).dt.days + 1) / (365.25 / 12)
    counts = flows["entries"] / months.round() * MONTHS_A_QUARTER
    mean, periods = float(counts.mean()), len(counts)
    chance = 1 / max(mean, 1.0)
    seen = float(counts.clip(lower=0.5).map(log).var()) if periods >= FEWEST_PERIODS else chance
    error = Z_OF_95 * sqrt(max(seen, chance) / periods)
    return Spread(mean * exp(-error), mean, mean * exp(error)), sqrt(max(seen - chance, 0.0))


def _flows_of(flows: pd.DataFrame, service: tuple[str, str, str], joins: tuple[str, ...]) -> pd.DataFrame:
    """The periods of a service, with the people of joined services where the same period was published of them."""
    era, name, _ = service
    own = flows[(flows["era"] == era) & (flows["service"] == name)]
    together = flows[(flows["era"] == era) & flows["service"].isin([name, *joins])]
    periods = ["period_start", "period_end"]
    sums = together.groupby(periods, as_index=False).agg(
        entries=("entries", "sum"), exits=("exits", "sum"), net=("net", "sum"), figures=("figures", "sum")
    )
    kept = sums.merge(own[periods].drop_duplicates(), on=periods, validate="1:1")
    return kept.assign(era=era, service=name, area=service[2])


def _growth(published: Published, service: tuple | None) -> tuple[dict[str, Spread], dict[str, str]]:
    rows = published.growth
    own = rows[(rows[SERVICE] == list(service)).all(axis=1)] if service and len(rows) else rows.head(0)
    if len(own) and pd.notna(own.iloc[0]["mean"]):
        middle, reach = own.iloc[0]["mean"], Z_OF_95 * own.iloc[0]["deviation"]
        spread = Spread(expm1(middle - reach), expm1(middle), expm1(middle + reach))
        return {"growth": spread}, {"growth": "the service's own counts, drawn to the evidence of others"}
    if published.choice is None:
        return {}, {}
    return {"growth": published.choice}, {"growth": "the evidence of growth, as the demand section has it"}


def _unplanned(published: Published, service: tuple) -> dict[str, Spread]:
    rows = published.unplanned
    own = rows[(rows["era"] == service[0]) & (rows["service"] == service[1])]
    if own.empty:
        return {}
    row = own.iloc[0]
    return {"unplanned_share": Spread(row["low"], row["share"], row["high"])}


def _times(number: float, multiple: Spread) -> Spread:
    return Spread(number * multiple.low, number * multiple.value, number * multiple.high)


def _next_quarter(day: date) -> date:
    return (pd.Timestamp(day) + pd.offsets.QuarterBegin(startingMonth=1)).date()
