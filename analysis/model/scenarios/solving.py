"""How many workers keep waits short enough, and what wait a number of workers buys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.model.scenarios.draws import Draws, first_paths
from analysis.model.scenarios.playing import play
from analysis.model.scenarios.settling import Settled

ENOUGH_PATHS = 2_000
MOST_WORKERS = 5_000


@dataclass(frozen=True)
class WorkersNeeded:
    """The fewest whole workers at the start who keep the chance of a longer wait in the last quarter below a limit.

    workers: None where no number up to 5,000 does; chance: reached with them; cost_gbp: a year's pounds of the base
    year, where the scenario says what a worker costs, with the range of that cost; else None.
    """

    wait_weeks: float
    limit: float
    workers: int | None
    chance: float
    cost_gbp: float | None = None
    cost_low_gbp: float | None = None
    cost_high_gbp: float | None = None


def workers_needed(
    settled: Settled, values: Mapping[str, np.ndarray], draws: Draws, wait_weeks: float, limit: float
) -> WorkersNeeded:
    """The fewest workers with which fewer than `limit` of the futures wait longer than `wait_weeks` at the horizon.

    Found by halving: with the same draws, another worker never lengthens a wait. The first 2,000 paths are used.
    """
    few = {name: numbers[:ENOUGH_PATHS] for name, numbers in values.items()}
    drawn = first_paths(draws, ENOUGH_PATHS)

    def chance(workers: int) -> float:
        played = play(settled, few, drawn, workers=workers)
        return float((played.queue.wait_weeks[-1] > wait_weeks).mean())

    workers = _fewest(lambda number: chance(number) < limit)
    if workers is None:
        return WorkersNeeded(wait_weeks, limit, None, chance(MOST_WORKERS))
    each = settled.numbers.get("worker_cost")
    costs = (each.value * workers, each.low * workers, each.high * workers) if each else ()
    return WorkersNeeded(wait_weeks, limit, workers, chance(workers), *costs)


def _fewest(enough: Callable[[int], bool]) -> int | None:
    high = 1
    while not enough(high):
        if high >= MOST_WORKERS:
            return None
        high = min(2 * high, MOST_WORKERS)
    low = high // 2  # not enough, or none at all
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
