"""What makes a scenario's result: the parts of need from base to horizon, and which unknowns matter most."""

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

from analysis.model.scenarios.draws import take, without_chance
from analysis.model.scenarios.playing import Simulation, play
from analysis.reference.scenario import FOR_TARGET

Outcome = Literal["gap", "waiting"]
ONE_AT_A_TIME_Z = 1.959964
SLICES = 50
PARTS = ("demand", "prices", "productivity", "policy")


def waterfall(simulation: Simulation, confidence: float) -> pd.DataFrame:
    """Each row is a part of the way from the base year's need to the last year's, `amount` being a mean over the paths.

    First `base`; then what each part alone would do: `demand`, `prices`, `productivity`, `policy`; then `interaction`,
    what they do only together; last `need`. base + parts + interaction = need, on each path and so in the mean. `low`
    and `high` are limits over the paths; `unit` as in the money. No rows where money cannot be calculated.
    """
    course, money = simulation.course, simulation.money
    if course is None or money is None:
        return pd.DataFrame(columns=["part", "amount", "low", "high", "unit"])
    factors = (course.demand[-1], course.price[-1], 1 / course.productivity[-1], course.policy[-1])
    base = money.need_base
    alone = {part: base * (factor - 1) for part, factor in zip(PARTS, factors, strict=True)}
    together = money.need[-1] - base - sum(alone.values())
    rows = {"base": base, **alone, "interaction": together, "need": money.need[-1]}
    levels = [(1 - confidence) / 2, (1 + confidence) / 2]
    table = pd.DataFrame(
        [(part, np.mean(amount), *np.quantile(amount, levels)) for part, amount in rows.items()],
        columns=["part", "amount", "low", "high"],
    )
    return table.assign(unit=money.unit)


def tornado(simulation: Simulation, outcome: Outcome = "gap") -> pd.DataFrame:
    """Each row is an unknown: the outcome in the last year or quarter with it at its low and at its high limit.

    All others stand at their value and nothing is left to chance; `at_value` is the outcome with all of them there.
    `swing` is high less low in size; the widest come first. `waiting` is people on the list.
    """
    settled = simulation.settled
    unknown = [name for name, spread in settled.numbers.items() if not spread.is_certain]
    paths = 2 * len(unknown) + 1
    columns = ["unknown", "at_low", "at_high", "at_value", "swing"]
    if not unknown or _missing(simulation, outcome):
        return pd.DataFrame(columns=columns)
    values = {
        name: np.resize(take(name, spread, _ends(unknown, name, paths)), paths)
        for name, spread in settled.numbers.items()
    }
    workers = simulation.queue.workers_at_start if settled.scenario.workers == FOR_TARGET and simulation.queue else None
    played = play(settled, values, without_chance(paths, settled.scenario.horizon), workers=workers)
    said = np.resize(_outcome(played, outcome), paths)
    rows = [
        (name, said[2 * place + 1], said[2 * place + 2], said[0], abs(said[2 * place + 2] - said[2 * place + 1]))
        for place, name in enumerate(unknown)
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table[table["swing"].gt(0)].sort_values("swing", ascending=False, kind="stable", ignore_index=True)


def value_of_learning(
    simulation: Simulation, draws: Mapping[str, np.ndarray], outcome: Outcome = "gap"
) -> pd.DataFrame:
    """Each row is an unknown: the share of the variance of the outcome that would go if its true value were known.

    That is the correlation ratio: variance of the outcome's mean within slices of the unknown, over its whole variance,
    less what slices of chance alone would show; none below 0. A waiting list is taken by its rank, since a few endless
    lists would drown all else. `draws` are the numbers by unknown that the simulation was made with.
    Reference: Kelley (1935), epsilon squared; Strong and Oakley (2013), on slices for the value of partial information.
    """
    columns = ["unknown", "share_of_variance"]
    if _missing(simulation, outcome):
        return pd.DataFrame(columns=columns)
    said = np.broadcast_to(_outcome(simulation, outcome), (simulation.paths,))
    if outcome == "waiting":
        said = pd.Series(said).rank().to_numpy()
    unknown = [name for name, spread in simulation.settled.numbers.items() if not spread.is_certain]
    rows = [(name, _explained(said, draws[name])) for name in unknown]
    return pd.DataFrame(rows, columns=columns).sort_values(
        "share_of_variance", ascending=False, kind="stable", ignore_index=True
    )


def _missing(simulation: Simulation, outcome: Outcome) -> bool:
    return simulation.money is None if outcome == "gap" else simulation.queue is None


def _outcome(simulation: Simulation, outcome: Outcome) -> np.ndarray:
    return simulation.money.gap[-1] if outcome == "gap" else simulation.queue.flows.waiting[-1]


def _ends(unknown: list[str], name: str, paths: int) -> np.ndarray:
    """Normal numbers that leave an unknown at its value but on its own two paths."""
    numbers = np.zeros(paths)
    if name in unknown:
        place = 2 * unknown.index(name) + 1
        numbers[place], numbers[place + 1] = -ONE_AT_A_TIME_Z, ONE_AT_A_TIME_Z
    return numbers


def _explained(outcome: np.ndarray, unknown: np.ndarray) -> float:
    whole = outcome.var()
    if whole == 0:
        return 0.0
    slice_of = np.argsort(np.argsort(unknown)) * SLICES // len(unknown)
    counts = np.bincount(slice_of, minlength=SLICES)
    means = np.bincount(slice_of, outcome, SLICES) / np.maximum(counts, 1)
    between = (counts * (means - outcome.mean()) ** 2).sum() / len(outcome)
    share, size = between / whole, len(outcome)
    return float(max(0.0, 1 - (1 - share) * (size - 1) / (size - SLICES)))
