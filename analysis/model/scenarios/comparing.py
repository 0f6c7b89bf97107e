"""Scenarios side by side on the same draws: how their results differ, and how their assumptions do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.model.scenarios.playing import Simulation
from analysis.model.scenarios.settling import words_of
from analysis.model.scenarios.tables import list_quarters, list_years, summarise

TABLES_KEPT = 16
OTHERS = ("timing", "threshold", "teams", "target_wait", "target_chance", "horizon", "joins", "service")


@dataclass(frozen=True)
class Comparison:
    """Scenarios side by side.

    results: each row is a scenario, as `summarise` has it; years, quarters: each row is a year or quarter of one, as
    `list_years` and `list_quarters` have them. differences: each row is an outcome of a scenario less
    the same of the one that it is held against, with its interval. assumptions: each row is an assumption, each column
    a scenario; only those in which any two differ, `same` lists the rest.
    """

    against: str
    results: pd.DataFrame
    years: pd.DataFrame
    quarters: pd.DataFrame
    differences: pd.DataFrame
    assumptions: pd.DataFrame
    same: tuple[str, ...]


def compare(simulations: Sequence[Simulation], confidence: float, *, against: str = "") -> Comparison:
    """The scenarios held against one of them (the first, unless `against` names one).

    They must have been simulated with the same draws: then on each path they differ by what they assume alone. Outcomes
    are taken at the end of the shortest horizon among them; pounds are never held against points.
    """
    by_id = {one.scenario.id: one for one in simulations}
    reference = by_id[against] if against else simulations[0]
    quarters = min(one.scenario.horizon for one in simulations)
    rows = [
        {"scenario": one.scenario.id, "label": one.scenario.label, **row}
        for one in simulations
        if one is not reference
        for row in _differences(one, reference, quarters, confidence)
    ]
    table = list_assumptions(simulations)
    results, years, ahead = zip(*(_tabulate(one, confidence) for one in simulations), strict=True)
    differ = table.drop(columns="assumption").nunique(axis=1).gt(1)
    return Comparison(
        against=reference.scenario.id,
        results=pd.DataFrame(results),
        years=pd.concat(years, ignore_index=True),
        quarters=pd.concat(ahead, ignore_index=True),
        differences=pd.DataFrame(rows, columns=["scenario", "label", "outcome", "unit", "middle", "low", "high"]),
        assumptions=table[differ].reset_index(drop=True),
        same=tuple(table.loc[~differ, "assumption"]),
    )


@lru_cache(maxsize=TABLES_KEPT)
def _tabulate(simulation: Simulation, confidence: float) -> tuple[dict[str, object], pd.DataFrame, pd.DataFrame]:
    """The row of its results, its years and its quarters; who plays one scenario after another has the others kept."""
    years, quarters = list_years(simulation, confidence), list_quarters(simulation, confidence)
    return summarise(simulation, years, quarters, confidence), years, quarters


def list_assumptions(simulations: Sequence[Simulation]) -> pd.DataFrame:
    """Each row is an assumption, each further column a scenario: a number with its range as a triple, or a word."""
    said = {one.scenario.id: _said(one) for one in simulations}
    names = list(dict.fromkeys(name for one in said.values() for name in one))
    columns = {id: [one.get(name) for name in names] for id, one in said.items()}
    return pd.DataFrame({"assumption": names, **columns})


def _said(simulation: Simulation) -> dict[str, object]:
    numbers = simulation.settled.numbers
    spreads = {name: (spread.low, spread.value, spread.high) for name, spread in numbers.items()}
    plain = {name: getattr(simulation.scenario, name) for name in OTHERS}
    lines = {
        f"money {place}": (line.funder, line.share, line.start, line.end)
        for place, line in enumerate(simulation.scenario.funding, 1)
    }
    return spreads | words_of(simulation.scenario) | plain | lines


def _differences(one: Simulation, other: Simulation, quarters: int, confidence: float) -> list[dict[str, object]]:
    rows, year = [], -(-quarters // 4) - 1
    if one.money and other.money and one.money.unit == other.money.unit:
        rows.append(_difference("gap", one.money.unit, one.money.gap[year] - other.money.gap[year], confidence))
        rows.append(_difference("need", one.money.unit, one.money.need[year] - other.money.need[year], confidence))
    if one.queue and other.queue:
        last = quarters - 1
        pairs = {
            "waiting": ("people", one.queue.flows.waiting, other.queue.flows.waiting),
            "wait": ("weeks", one.queue.wait_weeks, other.queue.wait_weeks),
            "workers": ("workers", one.queue.workers, other.queue.workers),
            "turned away": ("people a quarter", one.queue.turned_away, other.queue.turned_away),
        }
        rows += [
            _difference(name, unit, mine[last] - its[last], confidence) for name, (unit, mine, its) in pairs.items()
        ]
    return rows


def _difference(outcome: str, unit: str, numbers: np.ndarray, confidence: float) -> dict[str, object]:
    low, middle, high = np.quantile(numbers, [(1 - confidence) / 2, 0.5, (1 + confidence) / 2])
    return {"outcome": outcome, "unit": unit, "middle": middle, "low": low, "high": high}
