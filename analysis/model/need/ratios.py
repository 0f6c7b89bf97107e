"""One rung beside the rung above it: a share where both count the same people, else a ratio of two numbers."""

from math import inf

import pandas as pd

from analysis.model.rates import poisson_interval, proportion_interval
from analysis.model.trends.change import change

MONTHS_IN_A_YEAR = 12
SHARE, RATIO = "share", "ratio"


def beside(row: dict, above: dict, parts: dict, figures: pd.DataFrame, confidence: float) -> dict:
    """What a rung is beside the rung above: `above`, `ratio`, its limits and `ratio_kind`, or `ratio_reason`.

    parts: for each measure, the measures that it is made of; figures: the figures table, for printed parts.
    A share has Wilson limits; a ratio of two counts exact ones; one to an estimate takes the estimate's range in.
    """
    named = {"above": above["rung"]}
    value, whole = row["value"], above["value"]
    if _same_people(row, above, parts, figures) and value <= whole:
        low, high = proportion_interval(value, whole, confidence)
        return named | _limits(value / whole if whole else float("nan"), low, high, SHARE)
    if pd.isna(row["months"]) or pd.isna(above["months"]):
        return named | {"ratio_reason": "The periods of the two were not both published."}
    if pd.notna(above.get("value_low")):
        low, high = poisson_interval(value, confidence)
        yearly = MONTHS_IN_A_YEAR / row["months"]
        return named | _limits(
            value * yearly / whole, low * yearly / above["value_high"], high * yearly / above["value_low"], RATIO
        )
    one = change(int(whole), above["months"], int(value), row["months"], confidence)
    if one.reason or one.high == inf:
        return named | {"ratio_reason": one.reason or "A count of nought bounds no ratio."}
    return named | _limits(one.ratio, one.low, one.high, RATIO)


def _limits(ratio: float, low: float, high: float, kind: str) -> dict:
    return {"ratio": ratio, "ratio_low": low, "ratio_high": high, "ratio_kind": kind, "ratio_reason": ""}


def _same_people(row: dict, above: dict, parts: dict, figures: pd.DataFrame) -> bool:
    same_time = all(_equal(row[name], above[name]) for name in ("period_start", "period_end", "months"))
    if not same_time:
        return False
    if row.get("measure") in parts.get(above.get("measure"), ()):
        return True
    own = figures[figures["id"].isin(row["figures"])]
    wholes = set(own["part_of"]) | set(own["subset_of"]) - {""}
    return bool(len(own)) and bool(wholes & set(above["figures"]))


def _equal(one, other) -> bool:
    return (pd.isna(one) and pd.isna(other)) or one == other
