"""What it would take to stand still: in pounds where people and money are both known, and pounds on a condition.

A standstill cost is a base year's funding x demand index x price index. The cost of abuse to society is never the price
of a service and enters nothing here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.errors import BadArgument
from analysis.model.funding.per_person import KEYS, people_by_year
from analysis.model.limits import breaks_between
from analysis.model.trends import change
from analysis.reference.periods import MONTHS_IN_YEAR, financial_year_bounds
from analysis.reference.registers import Break

BASE = 100
ONE_YEAR_ONLY = "people are published for the base year only, or a break lies behind it"
NO_PRICE = "the price index has not both years"
NOTHING = {"base_year": "", "financial_year": "", "figures": ()}
COLUMNS = [
    *KEYS, "base_year", "financial_year", "base_gbp", "demand_index", "demand_low", "demand_high", "price_index",
    "standstill_gbp", "standstill_low_gbp", "standstill_high_gbp", "funding_gbp", "gap_gbp", "gap_low_gbp",
    "gap_high_gbp", "funded_share", "reason", "figures",
]  # fmt: skip


@dataclass(frozen=True)
class ConditionalCost:
    """What so many people would cost at a unit cost that the reader gives, in pounds of the year that he gives it in.

    low_gbp, high_gbp: what the limits of the count of people cost; the unit cost itself is taken as given.
    gap_gbp and its limits: cost less funding, missing where no funding is given.
    """

    unit_cost_gbp: float
    people: ArrayLike
    cost_gbp: ArrayLike
    low_gbp: ArrayLike
    high_gbp: ArrayLike
    gap_gbp: ArrayLike
    gap_low_gbp: ArrayLike
    gap_high_gbp: ArrayLike


def conditional_cost(
    unit_cost_gbp: float,
    people: ArrayLike,
    people_low: ArrayLike,
    people_high: ArrayLike,
    *,
    funding_gbp: float | None = None,
    price_factor: ArrayLike = 1.0,
) -> ConditionalCost:
    """What so many people would cost at the reader's own unit cost, with the interval of their count carried.

    unit_cost_gbp: pounds for each person, above nought: the reader's own, never the cost of abuse to society.
    people, people_low, people_high: a count and its limits, or arrays of them. price_factor: prices of the year of the
    people over those in which the unit cost is given. funding_gbp: pounds to set the cost against, in the same prices.
    Raises BadArgument for a unit cost that is not a sum of pounds, and for limits that do not hold the count.
    """
    unit = _pounds(unit_cost_gbp)
    middle, low, high = (np.asarray(value, dtype=float) for value in (people, people_low, people_high))
    if np.any((low > middle) | (middle > high) | (low < 0)):
        raise BadArgument(
            "people: the limits do not hold the count; expected 0 <= people_low <= people <= people_high."
        )
    cost, low_gbp, high_gbp = (_plain(unit * value * price_factor) for value in (middle, low, high))
    funded = float("nan") if funding_gbp is None else funding_gbp
    gaps = (_plain(np.asarray(value) - funded) for value in (cost, low_gbp, high_gbp))
    return ConditionalCost(unit, _plain(middle), cost, low_gbp, high_gbp, *gaps)


def standstill_costs(
    years: pd.DataFrame,
    demand: pd.DataFrame,
    deflators: pd.Series,
    confidence: float,
    *,
    base_year: str = "",
    breaks: Iterable[Break] = (),
    no_index: str = "",
) -> pd.DataFrame:
    """Each row is a service in a financial year after its base: what the base year's service would cost then.

    years: rows of `funding.service_years`; demand: rows of the series that services are shown by; deflators: index by
    `financial_year`; base_year: "" takes the first year in which a service's people and pounds are both known;
    breaks: a year behind one of these is not set against the base; no_index: why there is no price index, where so.
    Returns COLUMNS, a row with a `reason` and no pounds where it cannot be calculated. Pounds are of the day of
    `financial_year`; demand and price indices are 100 in the base year; `gap_gbp` is standstill cost less funding.
    The limits are those of the ratio of two counts (`model.trends.change`); funding and prices are taken as known.
    """
    people = people_by_year(demand)
    known = tuple(breaks)
    rows = [row for _, own in years.groupby(KEYS, sort=False) for row in _of_service(own, people, base_year, known)]
    unpriced = no_index or NO_PRICE
    priced = [
        NOTHING | row | (_priced(row, deflators, confidence, unpriced) if not row["reason"] else {}) for row in rows
    ]
    return pd.DataFrame(priced, columns=COLUMNS)


def _of_service(own: pd.DataFrame, people: pd.DataFrame, base_year: str, breaks: tuple[Break, ...]) -> list[dict]:
    key = own[KEYS].iloc[0].to_dict()
    both = own[own["reason"].eq("") & (own["financial_year"].eq(base_year) if base_year else True)]
    if both.empty:
        return [key | {"reason": own["reason"].iloc[-1] or f"people and pounds are not both known in {base_year}"}]
    base = both.sort_values("financial_year").iloc[0]
    same = people[people[KEYS].eq(pd.Series(key)).all(axis=1) & people["people"].notna()]
    later = same[same["financial_year"] > base["financial_year"]].sort_values("financial_year")
    behind = [bool(breaks_between(_period(base), _period(row), breaks)) for _, row in later.iterrows()]
    later = later[[not cut for cut in behind]]
    if later.empty:
        return [key | {"base_year": base["financial_year"], "base_gbp": base["amount_gbp"], "reason": ONE_YEAR_ONLY}]
    paid = own.set_index("financial_year")["amount_gbp"]
    return [
        key
        | {
            "base_year": base["financial_year"], "base_gbp": base["amount_gbp"], "base_people": base["people"],
            "financial_year": row.financial_year, "people": row.people, "reason": "",
            "funding_gbp": paid.get(row.financial_year, float("nan")), "figures": base["figures"] + row.figures,
        }
        for row in later.itertuples()
    ]  # fmt: skip


def _period(row: pd.Series) -> dict:
    """A service's year as a figure whose period a break may cut."""
    first, last = financial_year_bounds(row["financial_year"])
    return row[[*KEYS, "measure"]].to_dict() | {"period_start": first, "period_end": last}


def _priced(row: dict, deflators: pd.Series, confidence: float, unpriced: str) -> dict:
    prices = [deflators.get(row[year], float("nan")) for year in ("base_year", "financial_year")]
    if any(pd.isna(price) for price in prices):
        return {"reason": unpriced}
    moved = change(row["base_people"], MONTHS_IN_YEAR, row["people"], MONTHS_IN_YEAR, confidence=confidence)
    price = prices[1] / prices[0]
    costs = [row["base_gbp"] * ratio * price for ratio in (moved.ratio, moved.low, moved.high)]
    gaps = [cost - row["funding_gbp"] for cost in costs]
    return {
        "demand_index": BASE * moved.ratio, "demand_low": BASE * moved.low, "demand_high": BASE * moved.high,
        "price_index": BASE * price, "standstill_gbp": costs[0], "standstill_low_gbp": costs[1],
        "standstill_high_gbp": costs[2], "gap_gbp": gaps[0], "gap_low_gbp": gaps[1], "gap_high_gbp": gaps[2],
        "funded_share": row["funding_gbp"] / costs[0],
    }  # fmt: skip


def _pounds(unit_cost_gbp: float) -> float:
    try:
        value = float(unit_cost_gbp)
    except (TypeError, ValueError):
        value = float("nan")
    if isinstance(unit_cost_gbp, bool) or not 0 < value < float("inf"):
        raise BadArgument(f"unit_cost_gbp: {unit_cost_gbp} is not a cost; expected pounds for each person, above 0.")
    return value


def _plain(value: np.ndarray) -> ArrayLike:
    return value.item() if np.ndim(value) == 0 else value
