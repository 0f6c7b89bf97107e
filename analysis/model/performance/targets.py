"""Printed shares against their printed targets: as printed, and as far as chance lets one tell."""

import pandas as pd

from analysis.model.performance.shares import KEYS
from analysis.model.rates import compare_with

COLUMNS = [
    "indicator",
    *KEYS,
    "numerator",
    "base_least",
    "base_most",
    "share",
    "low",
    "high",
    "target",
    "as_printed",
    "status",
    "reason",
    "figures",
]
NO_TARGET = "No target stood for this period."


def check_targets(printed: pd.DataFrame, polarity: dict[str, str]) -> pd.DataFrame:
    """Each row is a printed share with its target: `as_printed` is its side, `status` what its interval tells.

    printed: rows of `add_implied_limits`; polarity: for each indicator, the direction that is good. `status` is `met`,
    `not met` or `cannot tell`, with the reason.
    """
    rows = [row | _verdict(row, polarity[row["indicator"]]) for row in printed.to_dict("records")]
    return pd.DataFrame(rows, columns=COLUMNS)


def _verdict(row: dict, polarity: str) -> dict:
    if pd.isna(row["target"]):
        return {"as_printed": "", "status": "", "reason": NO_TARGET}
    side = "above" if row["share"] > row["target"] else "below" if row["share"] < row["target"] else "at"
    found = compare_with(row["target"], row["low"], row["high"], polarity)
    return {"as_printed": side, "status": found.status, "reason": row["reason"] or found.reason}
