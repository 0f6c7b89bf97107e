"""How the latest point of a series differs from the one before it, on equal exposure."""

from math import inf

import pandas as pd

from analysis.model.performance.series import COUNT, HOURS, SHARE
from analysis.model.rates import difference_of_proportions
from analysis.model.trends.change import change

RATIO, DIFFERENCE = "ratio of monthly rates", "difference of shares"
CANNOT_BE_TOLD = "cannot be told"
ONE_POINT = "Only one figure was published."
NO_PERIODS = "The periods were not published."
NO_LIMITS = "One of the two shares has no interval."
NO_CHANCE = "Hours are no count of events, so the change has no interval."


def change_of(previous: dict | None, latest: dict, confidence: float) -> dict:
    """`change_kind`, `change`, its limits, `told` (`rose`, `fell`, `cannot be told`) and `change_reason`.

    Counts change by the ratio of their monthly rates, exact limits; shares by their difference, score limits, over
    every base where the paper prints none. Without two points, periods or limits nothing is told, with a reason.
    """
    if previous is None:
        return _untold("", ONE_POINT)
    if latest["kind"] in (COUNT, HOURS):
        return _of_counts(previous, latest, confidence)
    if latest["kind"] == SHARE:
        return _of_shares(previous, latest, confidence)
    return _of_printed(previous, latest)


def _of_counts(previous: dict, latest: dict, confidence: float) -> dict:
    if pd.isna(previous["months"]) or pd.isna(latest["months"]):
        return _untold("", NO_PERIODS)
    if latest["kind"] == HOURS:
        before, after = previous["value"] / previous["months"], latest["value"] / latest["months"]
        return _untold(RATIO, NO_CHANCE) | ({"change": after / before} if before else {})
    one = change(int(previous["value"]), previous["months"], int(latest["value"]), latest["months"], confidence)
    if one.reason:
        return _untold(RATIO, one.reason) | {"change_low": one.low, "change_high": float("nan")}
    told = "rose" if one.low > 1 else "fell" if one.high < 1 else CANNOT_BE_TOLD
    high = float("nan") if one.high == inf else one.high
    return _told(RATIO, one.ratio, one.low, high, told)


def _of_shares(previous: dict, latest: dict, confidence: float) -> dict:
    counts = [_people(point) for point in (previous, latest)]
    one = difference_of_proportions(counts[0], previous["base"], counts[1], latest["base"], confidence)
    if one.reason:
        return _untold(DIFFERENCE, one.reason)
    return _told(DIFFERENCE, one.difference, one.low, one.high, _direction(one.low, one.high))


def _people(point: dict) -> float:
    if pd.isna(point["base"]) or point["base"] == 0:
        return point["base"]
    return float("nan") if pd.isna(point["value"]) else round(point["value"] * point["base"])


def _of_printed(previous: dict, latest: dict) -> dict:
    """Two printed shares: their intervals, already over every base, must not meet."""
    apart = latest["value"] - previous["value"]
    if any(pd.isna(point[limit]) for point in (previous, latest) for limit in ("low", "high")):
        return _untold(DIFFERENCE, NO_LIMITS) | {"change": apart}
    low, high = latest["low"] - previous["high"], latest["high"] - previous["low"]
    return _told(DIFFERENCE, apart, low, high, _direction(low, high))


def _direction(low: float, high: float) -> str:
    return "rose" if low > 0 else "fell" if high < 0 else CANNOT_BE_TOLD


def _told(kind: str, value: float, low: float, high: float, told: str) -> dict:
    return {
        "change_kind": kind, "change": value, "change_low": low, "change_high": high, "told": told, "change_reason": "",
    }  # fmt: skip


def _untold(kind: str, reason: str) -> dict:
    missing = float("nan")
    return _told(kind, missing, missing, missing, CANNOT_BE_TOLD) | {"change_reason": reason}
