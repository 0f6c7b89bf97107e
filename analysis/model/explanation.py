"""Why a number changed: the difference between two packs, told apart by cause, with parts that sum to the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

import pandas as pd

METHOD = "method"
SETTINGS = "settings"
REVISION = "revision"
NEW_PERIODS = "new periods"
UNTOLD = "revision or method"
CAUSES = (NEW_PERIODS, REVISION, METHOD, SETTINGS, UNTOLD)
COLUMNS = ["figure", "then", "now", "state", *CAUSES]


@dataclass(frozen=True)
class Step:
    """One thing that was changed, and every figure by id as it was after that; one that is missing has no value."""

    cause: str
    values: Mapping[str, float]


def explain(then: Mapping[str, float], steps: Sequence[Step]) -> pd.DataFrame:
    """Each row is a figure: its first and last value, and how much of the change came with each cause.

    then: figures by id at first; steps: what was changed after it, in order, the last being how it is now.
    `state` is «both», «new», «gone» or «neither». For «both» the causes sum to `now` less `then`. A new or a lost
    figure has no difference: the cause with which it came or went holds a missing value, and all others are zero.
    """
    ids = dict.fromkeys([*then, *(name for step in steps for name in step.values)])
    rows = [_explain(name, then.get(name, nan), steps) for name in ids]
    return pd.DataFrame([row for row in rows if row["state"] != "neither"], columns=COLUMNS)


def _explain(name: str, then: float, steps: Sequence[Step]) -> dict[str, object]:
    path = [(step.cause, _value(step.values.get(name, nan))) for step in steps]
    first, now = _value(then), path[-1][1] if path else _value(then)
    row = {"figure": name, "then": first, "now": now, "state": _state(first, now)} | dict.fromkeys(CAUSES, 0.0)
    if row["state"] == "both":
        return row | _differences(first, path)
    if row["state"] in ("new", "gone"):
        row[_turning(first, path)] = nan
    return row


def _differences(value: float, path: list[tuple[str, float]]) -> dict[str, float]:
    """By cause. A step at which the figure could not be made leaves its part to the next at which it could."""
    parts = dict.fromkeys(CAUSES, 0.0)
    for cause, reached in path:
        if not isnan(reached):
            parts[cause] += reached - value
            value = reached
    return parts


def _turning(first: float, path: list[tuple[str, float]]) -> str:
    """The cause of the last step at which the figure came or went."""
    was_there, turned = not isnan(first), path[-1][0]
    for cause, value in path:
        if (not isnan(value)) != was_there:
            was_there, turned = not was_there, cause
    return turned


def _state(first: float, now: float) -> str:
    known = {(True, True): "both", (False, True): "new", (True, False): "gone", (False, False): "neither"}
    return known[not isnan(first), not isnan(now)]


def _value(value: float | None) -> float:
    return nan if value is None else float(value)
