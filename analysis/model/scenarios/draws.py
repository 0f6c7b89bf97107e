"""The chance behind every scenario, drawn once: scenarios that share it differ by what they assume, not by luck."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from analysis.model.capacity.queue import STEPS_A_QUARTER
from analysis.reference.scenario import MOST_FUNDING_LINES, Spread
from analysis.reference.scenario_fields import FIELDS

Z_OF_95 = 1.959964


def _limits(name: str) -> tuple[float, float]:
    """What the field of an unknown allows, as the model takes it."""
    field = next(one for one in FIELDS if one.name == name.split(" ")[0])
    return field.low * field.scale, field.high * field.scale


UNKNOWNS = (
    "growth", "size", "entries", "moved_away", "inflation", "productivity", "workers", "caseload", "length_of_support",
    "occupancy", "opening_cases", "opening_waiting", "high_risk_share", "unplanned_share", "base_funding", "unit_cost",
    "worker_cost", *(f"uplift {place}" for place in range(1, MOST_FUNDING_LINES + 1)),
)  # fmt: skip

LIMITS = {name: _limits(name) for name in UNKNOWNS}


@dataclass(frozen=True, eq=False)
class Draws:
    """Standard normal numbers; one set is like no other.

    unknowns: by name of the unknown, one a path; scatter: by quarter and path; entries, exits: by step and path.
    """

    unknowns: Mapping[str, np.ndarray]
    scatter: np.ndarray
    entries: np.ndarray
    exits: np.ndarray

    @property
    def paths(self) -> int:
        """How many futures."""
        return self.scatter.shape[1]


def draw(generator: np.random.Generator, *, paths: int, quarters: int) -> Draws:
    """The chance of so many futures; the first quarters are the same however far it looks."""
    of_unknowns, of_scatter, of_entries, of_exits = generator.spawn(4)
    numbers = of_unknowns.standard_normal((len(UNKNOWNS), paths))
    entries, exits = _draw_steps((of_entries, of_exits), quarters * STEPS_A_QUARTER, paths)
    return Draws(
        unknowns=dict(zip(UNKNOWNS, numbers, strict=True)),
        scatter=of_scatter.standard_normal((quarters, paths), dtype=np.float32),
        entries=entries,
        exits=exits,
    )


def first_paths(draws: Draws, paths: int) -> Draws:
    """The first of the futures, for what need not be known as finely."""
    return Draws(
        {name: numbers[:paths] for name, numbers in draws.unknowns.items()},
        draws.scatter[:, :paths], draws.entries[:, :paths], draws.exits[:, :paths],
    )  # fmt: skip


def without_chance(paths: int, quarters: int) -> Draws:
    """Futures in which every unknown stands at its value and nothing is left to chance."""
    still = np.zeros((quarters * STEPS_A_QUARTER, paths), np.float32)
    return Draws({name: np.zeros(paths) for name in UNKNOWNS}, np.zeros((quarters, paths), np.float32), still, still)


def take(name: str, spread: Spread, numbers: np.ndarray) -> np.ndarray:
    """The values of an unknown for standard normal numbers; one value for all paths where it is certain.

    Each side of the value has its own normal spread, in logs of one more than it, so that 95% lie between low and high.
    Nothing lies outside what the field of the unknown allows.
    """
    if spread.is_certain:
        return np.array([spread.value])
    low, value, high = np.log1p([spread.low, spread.value, spread.high])
    side = np.where(numbers < 0, value - low, high - value) / Z_OF_95
    return np.clip(np.expm1(value + side * numbers), *LIMITS[name])


def _draw_steps(generators: Iterable[np.random.Generator], steps: int, paths: int) -> Iterator[np.ndarray]:
    """Standard normal numbers by step and path of each generator, side by side: that is most of what drawing takes."""
    with ThreadPoolExecutor() as threads:
        return threads.map(lambda one: one.standard_normal((steps, paths), dtype=np.float32), generators)
