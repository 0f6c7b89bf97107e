"""What a played-out scenario says, as tables with intervals: by year, by quarter, and in one row."""

import numpy as np
import pandas as pd

from analysis.model.scenarios.course import (
    QUARTERS_IN_YEAR,
    growth_years,
    quarter_starts,
    taken_share,
    year_of_quarter,
)
from analysis.model.scenarios.playing import Simulation
from analysis.reference.scenario import KEEPS_PACE, Scenario

MIDDLE = 0.5


def list_years(simulation: Simulation, confidence: float) -> pd.DataFrame:
    """Each row is a year ahead, from 0 (the base year): need, funding and their gap, with intervals over the paths.

    Columns `scenario`, `year`, `unit` (`points` of the base year's funding, or `gbp`), and for `need`, `funding`, `gap`
    and `funded_share` the middle (median), `…_low` and `…_high`. No rows where money cannot be calculated.
    """
    money = simulation.money
    if money is None:
        return pd.DataFrame(columns=["scenario", "year", "unit"])
    need, funding = _with_base(money.need_base, money.need), _with_base(money.funding_base, money.funding)
    with np.errstate(divide="ignore"):  # nobody taken needs nothing
        funded = funding / need
    columns = {"need": need, "funding": funding, "gap": need - funding, "funded_share": funded}
    named = {"scenario": simulation.scenario.id, "year": np.arange(len(need)), "unit": money.unit}
    return pd.DataFrame(named | _spans(columns, confidence))


def list_quarters(simulation: Simulation, confidence: float) -> pd.DataFrame:
    """Each row is a quarter ahead: people coming, open cases, the waiting list and the wait, with intervals.

    Columns `scenario`, `quarter` (1 is the first), `quarter_start`, `quarter_end`; medians with `…_low`, `…_high` of
    `entries`, `exits`, `open_cases`, `waiting`, `wait_weeks`, `wait_high_weeks`, `places`, `workers`, `workers_needed`,
    `turned_away`; `chance_waiting` (of any waiting list at the quarter's end), `chance_waiting_by_then` (at the end of
    that quarter or an earlier one), `chance_too_long` (of a wait beyond the scenario's own limit), `exits_planned`. No
    rows where it cannot be calculated.
    """
    queue = simulation.queue
    if queue is None:
        return pd.DataFrame(columns=["scenario", "quarter"])
    flows, scenario, waits = queue.flows, simulation.scenario, queue.flows.waiting > 0
    firsts = pd.to_datetime(quarter_starts(simulation.settled.start, scenario.horizon + 1))
    columns = {
        "entries": flows.came, "exits": flows.exits, "open_cases": flows.open_cases, "waiting": flows.waiting,
        "wait_weeks": queue.wait_weeks, "wait_high_weeks": queue.wait_high, "places": queue.places,
        "workers": queue.workers, "workers_needed": queue.workers_needed, "turned_away": queue.turned_away,
        "exits_planned": flows.exits * (1 - queue.unplanned_share),
    }  # fmt: skip
    named = {
        "scenario": scenario.id,
        "quarter": np.arange(1, scenario.horizon + 1),
        "quarter_start": firsts[:-1],
        "quarter_end": firsts[1:] - pd.Timedelta(days=1),
        "chance_waiting": waits.mean(axis=1),
        "chance_waiting_by_then": np.logical_or.accumulate(waits).mean(axis=1),
        "chance_too_long": (queue.wait_weeks > scenario.target_wait).mean(axis=1),
    }
    return pd.DataFrame(named | _spans(columns, confidence))


def summarise(
    simulation: Simulation, years: pd.DataFrame, quarters: pd.DataFrame, confidence: float
) -> dict[str, object]:
    """The scenario in one row: its gap in the last year, the list and the wait in the last quarter, why not where not.

    years, quarters: rows of `list_years` and `list_quarters` of this scenario.
    `turned_away_share` is the part of the people whom its policy does not take. `break_even` is the fastest growth a
    year of demand that its funding meets in the last year, with `…_low`, `…_high`.
    """
    scenario, settled = simulation.scenario, simulation.settled
    row: dict[str, object] = {"scenario": scenario.id, "label": scenario.label, "horizon_quarters": scenario.horizon}
    last = years.iloc[-1:].drop(columns="scenario")
    row |= last.iloc[0].to_dict() if len(last) else {"money_reason": settled.money_reason}
    if len(quarters):
        names = [name for name in quarters if name.startswith(("waiting", "wait_", "chance", "workers", "turned"))]
        row |= quarters.iloc[-1][names].to_dict()
    if simulation.course is not None:
        row["turned_away_share"] = 1 - float(np.median(taken_share(settled, simulation.values)))
    low, middle, high = break_even_growth(simulation, confidence)
    broken = {"break_even": middle, "break_even_low": low, "break_even_high": high}
    return row | broken | {"money_reason": settled.money_reason, "queue_reason": settled.queue_reason}


def break_even_growth(simulation: Simulation, confidence: float) -> tuple[float, float, float]:
    """The fastest growth of demand a year that funding meets in the last year: low, middle and high, as fractions.

    Missing where money cannot be calculated, where money keeps pace with demand (then it meets any growth), and where
    growth comes in one step within the last year or after it.
    """
    nothing = (float("nan"),) * 3
    lines = simulation.scenario.funding
    if simulation.money is None or any(line.uplift == KEEPS_PACE for line in lines):
        return nothing
    years = _years_grown(simulation.scenario)
    if years <= 0:
        return nothing
    with np.errstate(divide="ignore"):
        ratio = np.maximum(simulation.money.funding[-1] / simulation.money.need[-1], 0)
    growth = (1 + simulation.values["growth"]) * ratio ** (1 / years) - 1
    return tuple(float(one) for one in np.quantile(growth, _levels(confidence)))


def _years_grown(scenario: Scenario) -> float:
    """The years' growth in all of the last year; nought where a step has not come by its beginning."""
    last = year_of_quarter(scenario.horizon)[-1]
    if scenario.timing == "step" and scenario.step_at > QUARTERS_IN_YEAR * (last - 1) + 1:
        return 0.0
    return float(growth_years(scenario, np.array([[last]]))[0, 0])


def s_curve(simulation: Simulation, *, points: int = 101) -> pd.DataFrame:
    """Each row is a sum in the last year and the chance that need does not exceed it; `unit` as in `list_years`."""
    if simulation.money is None:
        return pd.DataFrame(columns=["amount", "chance", "unit"])
    need = np.sort(np.broadcast_to(simulation.money.need[-1], (simulation.paths,)))
    amounts = np.linspace(*np.quantile(need, [0.001, 0.999]), points)
    chance = np.searchsorted(need, amounts, side="right") / len(need)
    return pd.DataFrame({"amount": amounts, "chance": chance, "unit": simulation.money.unit})


def _with_base(base: np.ndarray, ahead: np.ndarray) -> np.ndarray:
    paths = max(len(base), ahead.shape[1])
    return np.concatenate([np.broadcast_to(base, (1, paths)), np.broadcast_to(ahead, (len(ahead), paths))])


def _spans(columns: dict[str, np.ndarray], confidence: float) -> dict[str, np.ndarray]:
    spans = {}
    for name, numbers in columns.items():
        low, middle, high = np.quantile(numbers, _levels(confidence), axis=1)
        spans |= {name: middle, f"{name}_low": low, f"{name}_high": high}
    return spans


def _levels(confidence: float) -> list[float]:
    return [(1 - confidence) / 2, MIDDLE, (1 + confidence) / 2]
