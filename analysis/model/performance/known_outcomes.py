"""Of how many who left a service the outcome is known: good outcomes of few say little of all."""

import pandas as pd

from analysis.model.performance.shares import KEYS
from analysis.model.rates import proportion_interval

COLUMNS = [
    *KEYS,
    "positive",
    "positive_share",
    "known_least",
    "known_most",
    "exits",
    "share",
    "low",
    "high",
    "reason",
    "figures",
]
NO_EXITS = "How many people left was not published."


def share_known(printed: pd.DataFrame, counts: pd.DataFrame, exits: str, confidence: float) -> pd.DataFrame:
    """Each row is a service in a period: the share of its exits for which the outcome is known, or why it is unknown.

    printed: rows of `add_implied_limits` for the share of good outcomes; counts: counted flows with their sums; exits:
    the measure of people who left. A whole period takes the exits of the periods within it.
    """
    left = counts[counts["measure"].eq(exits)]
    rows = [_one(row, left, confidence) for row in printed.to_dict("records")]
    return pd.DataFrame(rows, columns=COLUMNS)


def _one(row: dict, left: pd.DataFrame, confidence: float) -> dict:
    same = left[(left[["era", "service", "group", "area"]] == pd.Series({k: row[k] for k in KEYS[:4]})).all(axis=1)]
    inside = same[same["period_start"].ge(row["period_start"]) & same["period_end"].le(row["period_end"])]
    made = {key: row[key] for key in KEYS} | {
        "positive": row["numerator"], "positive_share": row["share"], "known_least": row["base_least"],
        "known_most": row["base_most"], "reason": row["reason"],
        "figures": row["figures"] + tuple(one for ids in inside["figures"] for one in ids),
    }  # fmt: skip
    if inside.empty:
        return made | {"reason": NO_EXITS}
    exits = inside["value"].sum()
    made |= {"exits": exits}
    if row["reason"] or exits <= 0:
        return made | {"reason": row["reason"] or "Nobody left in the period."}
    if row["base_least"] > exits:
        return made | {"reason": "More outcomes seem to be known than people left, so the two do not count the same."}
    low, _ = proportion_interval(row["base_least"], exits, confidence)
    _, high = proportion_interval(min(row["base_most"], exits), exits, confidence)
    middle = (row["base_least"] + row["base_most"]) / 2
    return made | {"share": min(middle / exits, 1.0), "low": low, "high": high}
