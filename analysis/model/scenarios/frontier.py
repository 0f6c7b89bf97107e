"""Growth against funding: in which of their combinations waits stay short, and where money just keeps pace."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.model.scenarios.course import lay_out
from analysis.model.scenarios.draws import Draws, first_paths, take
from analysis.model.scenarios.playing import play, start_workers
from analysis.model.scenarios.settling import Base, Settled, settle
from analysis.model.scenarios.solving import workers_needed
from analysis.reference.scenario import FOR_TARGET, Scenario, exactly

FRONTIER_PATHS = 500
GROWTHS = tuple(np.linspace(-0.05, 0.15, 41))
UPLIFTS = tuple(np.linspace(-0.05, 0.15, 41))
PATHS_AT_ONCE = 10_000  # as many as the nearest memory of a processor holds


@dataclass(frozen=True)
class Frontier:
    """How likely too long a wait is under each growth of demand and of funding.

    cells: each row is a `growth` and an `uplift` (fractions a year): `chance` of a wait beyond `target_weeks` in the
    last quarter. break_even: each row is a `growth`, the `uplift` with which funding meets need in the last year, with
    `uplift_low` and `uplift_high`, limits over what is unknown of prices, productivity and policy.
    reason: why there is none, empty where there is one; paths: futures behind each chance.
    """

    cells: pd.DataFrame
    break_even: pd.DataFrame
    target_weeks: float
    paths: int
    reason: str = ""


def frontier(
    scenario: Scenario,
    base: Base,
    draws: Draws,
    *,
    growths: tuple[float, ...] = GROWTHS,
    uplifts: tuple[float, ...] = UPLIFTS,
    confidence: float = 0.95,
) -> Frontier:
    """The chance of too long a wait for every growth of demand with every growth of all running money.

    growths: rising. On one path and with one uplift the wait never shortens as demand grows faster, so the growth at
    which it becomes too long is found by halving, path by path: a grid of 41 growths takes six runs and not 41, and
    gives the very numbers that 41 runs would. The first 500 paths of the draws are used.
    """
    plain = replace(scenario, funding=tuple(replace(line, uplift=exactly(0.0)) for line in scenario.funding))
    settled = settle(replace(plain, growth=exactly(0.0)), base)
    if settled.queue_reason:
        return Frontier(pd.DataFrame(), pd.DataFrame(), scenario.target_wait, 0, settled.queue_reason)
    few = first_paths(draws, FRONTIER_PATHS)
    values = {name: take(name, spread, few.unknowns[name]) for name, spread in settled.numbers.items()}
    workers = _workers(settled, values, few)
    part = max(1, PATHS_AT_ONCE // few.paths)
    chances = [
        _chances(settled, values, few, workers, np.asarray(growths), np.asarray(uplifts[first : first + part]))
        for first in range(0, len(uplifts), part)
    ]
    cells = pd.DataFrame(np.concatenate(chances, axis=1), index=growths, columns=uplifts)
    long = cells.rename_axis(index="growth", columns="uplift").stack().rename("chance").reset_index()
    return Frontier(
        long, _break_even(settled, values, np.asarray(growths), confidence), scenario.target_wait, few.paths
    )


def _workers(settled: Settled, values: dict[str, np.ndarray], draws: Draws) -> np.ndarray:
    """The workers of each path, the same in every cell."""
    if settled.scenario.workers != FOR_TARGET:
        return np.broadcast_to(start_workers(settled, values), (draws.paths,))
    found = workers_needed(settled, values, draws, settled.scenario.target_wait, settled.scenario.target_chance)
    return np.full(draws.paths, float(found.workers or 0))


def _chances(
    settled: Settled,
    values: dict[str, np.ndarray],
    draws: Draws,
    workers: np.ndarray,
    growths: np.ndarray,
    uplifts: np.ndarray,
) -> np.ndarray:
    """The chance by growth (row) and uplift (column)."""
    times = len(uplifts)
    wide = {name: one if len(one) == 1 else np.tile(one, times) for name, one in values.items()}
    wide |= {name: np.repeat(uplifts, draws.paths) for name in values if name.startswith("uplift")}
    wide["workers"] = np.tile(workers, times)
    drawn = replace(
        draws,
        scatter=np.tile(draws.scatter, (1, times)),
        entries=np.tile(draws.entries, (1, times)),
        exits=np.tile(draws.exits, (1, times)),
    )

    def too_long(places: np.ndarray) -> np.ndarray:
        played = play(settled, wide | {"growth": growths[places]}, drawn)
        return played.queue.wait_weeks[-1] > settled.scenario.target_wait

    first = _first_true(too_long, len(growths), times * draws.paths).reshape(times, draws.paths)
    return np.array([(first <= place).mean(axis=1) for place in range(len(growths))])


def _first_true(test, size: int, paths: int) -> np.ndarray:
    """On each path the first place at which a test that stays true once true becomes true; `size` where never."""
    low, high = np.zeros(paths, int), np.full(paths, size)
    while (low < high).any():
        middle = (low + high) // 2
        true = test(np.minimum(middle, size - 1))
        open_still = low < high
        high = np.where(open_still & true, middle, high)
        low = np.where(open_still & ~true, middle + 1, low)
    return low


def _break_even(
    settled: Settled, values: dict[str, np.ndarray], growths: np.ndarray, confidence: float
) -> pd.DataFrame:
    """The growth of all running money with which it meets the last year's need; money that ends must be made up."""
    middle = {name: np.array([spread.value]) for name, spread in settled.numbers.items()}
    levels = [(1 - confidence) / 2, (1 + confidence) / 2]
    rows = [
        (
            growth,
            _keeping_pace(settled, middle, growth)[0],
            *np.quantile(_keeping_pace(settled, values, growth), levels),
        )
        for growth in growths
    ]
    return pd.DataFrame(rows, columns=["growth", "uplift", "uplift_low", "uplift_high"])


def _keeping_pace(settled: Settled, values: dict[str, np.ndarray], growth: float) -> np.ndarray:
    """The yearly growth of money that meets need on each path; missing where no money runs in the last year."""
    still = {name: np.zeros(1) for name in values if name.startswith("uplift")}
    course = lay_out(settled, {**values, **still, "growth": np.array([growth])})
    running = np.where(course.funding[-1] > 0, course.funding[-1], np.nan)
    return (course.need[-1] / running) ** (1 / len(course.need)) - 1


def isolines(found: Frontier, levels: tuple[float, ...] = (0.1, 0.5, 0.9)) -> pd.DataFrame:
    """Each row is a growth and a level: the least `uplift` with which the chance of too long a wait is no more than it.

    Between two uplifts of the grid it lies where a straight line has it; missing where it lies outside the
    grid.
    """
    rows = []
    for growth, cells in found.cells.groupby("growth") if len(found.cells) else ():
        ordered = cells.sort_values("uplift")
        uplifts, chances = ordered["uplift"].to_numpy(), ordered["chance"].to_numpy()
        for level in levels:
            enough = np.flatnonzero(chances <= level)
            place = enough[0] if len(enough) else len(chances)
            rows.append((growth, level, _between(uplifts, chances, place, level)))
    return pd.DataFrame(rows, columns=["growth", "level", "uplift"])


def _between(uplifts: np.ndarray, chances: np.ndarray, place: int, level: float) -> float:
    if place in (0, len(chances)):
        return float("nan")
    fall = chances[place - 1] - chances[place]
    part = (chances[place - 1] - level) / fall if fall > 0 else 1.0
    return float(uplifts[place - 1] + part * (uplifts[place] - uplifts[place - 1]))
