"""XmR control limits: whether a point or a run differs from the usual variation of its own series."""

from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from analysis.model.trends.polarity import Polarity, judge

LEAST_POINTS = 12
# 3 / d2 with d2 = 1.128 for pairs: Wheeler and Chambers (1992), Understanding statistical process control.
LIMIT_WIDTH = 2.66
# NHS England, Making data count: seven on one side, seven in one direction, two of three in the outer third.
RUN_LENGTH = 7
NEAR, WINDOW = 2, 3
OUTER_THIRD = 2 / 3


@dataclass(frozen=True)
class ControlLimits:
    """Limits and signals of one series.

    centre, low, high: in the series' unit; points: each row is a point with `value`, `signal` (empty, `beyond the
    limits`, `run on one side`, `steady trend`, `near a limit`), `direction` (`high` or `low`) and `judgement`;
    reason: why there are no limits, else empty.
    """

    points: pd.DataFrame
    centre: float = nan
    low: float = nan
    high: float = nan
    reason: str = ""


def control_limits(values: ArrayLike, *, polarity: Polarity = "neither", floor: float | None = None) -> ControlLimits:
    """Process limits from the moving ranges, and the points that break a rule; needs twelve points.

    values: one unbroken series over equal periods, in order of time (use rates where periods differ); missing ones are
    left out. floor: lowest possible value, 0 for counts: a limit below it is put there.
    Method: Wheeler and Chambers (1992): mean +- 2.66 x mean moving range; rules of NHS England's Making data count.
    """
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    blank = pd.DataFrame({"value": known, "signal": "", "direction": "", "judgement": ""})
    if len(known) < LEAST_POINTS:
        return ControlLimits(blank, reason=f"Control limits need twelve points; there are {len(known)}.")
    centre, reach = known.mean(), LIMIT_WIDTH * np.abs(np.diff(known)).mean()
    low = centre - reach if floor is None else max(floor, centre - reach)
    signals, directions = _signals(known - centre, reach)
    judgements = [judge(direction, polarity) if direction else "" for direction in directions]
    points = blank.assign(signal=signals, direction=directions, judgement=judgements)
    return ControlLimits(points, float(centre), float(low), float(centre + reach))


def _signals(deviations: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    sides, steps = np.sign(deviations), np.sign(np.diff(deviations, prepend=np.nan))
    outer = np.where(np.abs(deviations) > OUTER_THIRD * reach, sides, 0)
    rules = {
        "beyond the limits": np.where(np.abs(deviations) > reach, sides, 0),
        "run on one side": _runs(sides, RUN_LENGTH),
        # Seven points in one direction are six steps between them.
        "steady trend": _runs(steps, RUN_LENGTH - 1, lead=1),
        "near a limit": _two_of_three(outer),
    }
    broken = [directions != 0 for directions in rules.values()]
    direction = np.select(broken, list(rules.values()), default=0)
    names = np.select(broken, [np.full(len(deviations), name, dtype=object) for name in rules], default="")
    return names, np.select([direction > 0, direction < 0], ["high", "low"], default="")


def _runs(signs: np.ndarray, length: int, lead: int = 0) -> np.ndarray:
    """The sign of every run of equal signs at least so long, nought elsewhere; `lead` points before it belong to it."""
    marked = np.zeros(len(signs))
    start = 0
    for end in range(1, len(signs) + 1):
        if end == len(signs) or signs[end] != signs[start]:
            if end - start >= length and abs(signs[start]) == 1:
                marked[max(0, start - lead) : end] = signs[start]
            start = end
    return marked


def _two_of_three(outer: np.ndarray) -> np.ndarray:
    marked = np.zeros(len(outer))
    for end in range(WINDOW, len(outer) + 1):
        window = outer[end - WINDOW : end]
        for side in (-1, 1):
            if np.count_nonzero(window == side) >= NEAR:
                marked[end - WINDOW : end][window == side] = side
    return marked
