"""The course of demand, prices and money over the quarters and years of a scenario, on every path."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.model.scenarios.settling import Settled
from analysis.reference.scenario import KEEPS_PACE, FundingLine, Scenario, Shock

QUARTERS_IN_YEAR = 4
# From the middle of the base year to the middle of the first quarter after it.
QUARTERS_TO_FIRST = 2.5
Values = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Course:
    """What moves, against the base year at 1; arrays by year (or quarter) ahead and path, or one path for all.

    demand, price, productivity, policy, need (demand x price / productivity x policy), funding: by year.
    demand_by_quarter, real_funding_by_quarter (over prices), productivity_by_quarter: by quarter.
    """

    demand: np.ndarray
    price: np.ndarray
    productivity: np.ndarray
    policy: np.ndarray
    need: np.ndarray
    funding: np.ndarray
    demand_by_quarter: np.ndarray
    real_funding_by_quarter: np.ndarray
    productivity_by_quarter: np.ndarray


def lay_out(settled: Settled, values: Values) -> Course:
    """The course of a scenario for the values of its unknowns."""
    scenario = settled.scenario
    year = year_of_quarter(scenario.horizon)
    years = np.arange(1, year[-1] + 1)[:, None]
    shock = shock_by_quarter(scenario.shock, settled.start, scenario.horizon, values)
    middles = (np.arange(scenario.horizon)[:, None] + QUARTERS_TO_FIRST) / QUARTERS_IN_YEAR
    by_quarter = grow(settled, values, middles)
    # Even growth is told at the middle of a year; a step may come within one.
    grown = mean_by_year(by_quarter, year) if scenario.timing == "step" else grow(settled, values, years)
    demand = grown * mean_by_year(shock, year)
    price, productivity = (1 + values["inflation"]) ** years, (1 + values["productivity"]) ** years
    policy = (1 - values["moved_away"]) * taken_share(settled, values) * np.ones((len(years), 1))
    need = demand * price / productivity * policy
    funding = fund(settled, values, need[year - 1])
    return Course(
        demand, price, productivity, policy, need, mean_by_year(funding, year),
        by_quarter * shock, funding / price[year - 1], productivity[year - 1],
    )  # fmt: skip


def year_of_quarter(quarters: int) -> np.ndarray:
    """The year ahead, from 1, that each quarter lies in."""
    return np.arange(quarters) // QUARTERS_IN_YEAR + 1


def mean_by_year(by_quarter: np.ndarray, year: np.ndarray) -> np.ndarray:
    """The mean of the quarters of each year; the last year may have fewer than four."""
    starts = np.flatnonzero(np.diff(year, prepend=0))
    return np.add.reduceat(by_quarter, starts, axis=0) / np.bincount(year)[1:][:, None]


def grow(settled: Settled, values: Values, years: np.ndarray) -> np.ndarray:
    """Demand against the base year, so many years (a column) after its middle."""
    return np.exp(np.log1p(values["growth"]) * growth_years(settled.scenario, years))


def growth_years(scenario: Scenario, years: np.ndarray) -> np.ndarray:
    """How many years' growth has come, so many years after the base year: the timing of a scenario.

    Growth over the whole horizon is the same whatever the timing: even, more of it early, late, or in one step at the
    beginning of a quarter.
    """
    if scenario.timing == "linear":
        return years.astype(float)
    horizon = scenario.horizon / QUARTERS_IN_YEAR
    part = np.clip(years / horizon, 0, 1)
    if scenario.timing == "step":
        return horizon * (years >= (scenario.step_at - 1 + QUARTERS_TO_FIRST) / QUARTERS_IN_YEAR)
    return horizon * (part**2 if scenario.timing == "back" else 1 - (1 - part) ** 2)


def taken_share(settled: Settled, values: Values) -> np.ndarray:
    """The share of people that the policy takes: those at high risk alone, or everybody."""
    return values["high_risk_share"] if settled.scenario.threshold == "high-risk only" else np.ones(1)


def shock_by_quarter(shock: Shock | None, start: date, quarters: int, values: Values) -> np.ndarray:
    """What a passing change makes of each quarter's demand."""
    if shock is None:
        return np.ones((quarters, 1))
    return 1 + values["size"] * share_of_quarters(start, quarters, shock.start, shock.end)[:, None]


def fund(settled: Settled, values: Values, need: np.ndarray) -> np.ndarray:
    """Funding against the base year's, by quarter and path; `need` is the need of each quarter's year.

    An uplift comes with each financial year ahead; money that ends or begins within a quarter counts by its days.
    """
    horizon = settled.scenario.horizon
    total = np.zeros((horizon, 1))
    for place, line in enumerate(settled.scenario.funding, 1):
        running = share_of_quarters(settled.start, horizon, line.start, line.end)[:, None]
        total = total + line.share * running * _lifted(line, place, values, need)
    return total


def _lifted(line: FundingLine, place: int, values: Values, need: np.ndarray) -> np.ndarray:
    if line.uplift == KEEPS_PACE:
        return need
    return (1 + values[f"uplift {place}"]) ** year_of_quarter(len(need))[:, None]


def share_of_quarters(start: date, quarters: int, begins: date | None, ends: date | None) -> np.ndarray:
    """The share of each quarter's days from one day to the end of another; None has no end."""
    firsts = quarter_starts(start, quarters + 1)
    left = firsts[:-1] if begins is None else np.maximum(firsts[:-1], np.datetime64(begins))
    right = firsts[1:] if ends is None else np.minimum(firsts[1:], np.datetime64(ends) + 1)
    return np.maximum((right - left) / (firsts[1:] - firsts[:-1]), 0.0)


def quarter_starts(start: date, quarters: int) -> np.ndarray:
    """The first day of each quarter from a first day on."""
    months = np.datetime64(start, "M") + 3 * np.arange(quarters)
    return months.astype("datetime64[D]") + (start.day - 1)
