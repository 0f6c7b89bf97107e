"""Counts that are unlike everything that was counted before them."""

import pandas as pd

from analysis.model.demand import SERIES
from analysis.model.trends import change

COLUMNS = ("id", "measure", "group", "value", "rate_per_month", "seen_low", "seen_high", "seen")
COUNTED = ("count", "hours")


def find_unusual(figures: pd.DataFrame, history: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Each row is a count whose monthly rate lies outside all that its series had, by more than chance explains.

    figures, history: rows of the figures table; only flows with a known exposure are compared, each series with its
    own periods that ended before. confidence: coverage of the interval of the ratio to the nearest rate seen.
    Returns `id`, `measure`, `group`, `value`, its `rate_per_month`, the lowest and highest rates seen, and of how many
    periods. A series with no history has no row. Method: `trends.change`, two Poisson counts over their exposures.
    """
    known = _countable(history)
    rows = []
    for figure in _countable(figures).itertuples(index=False):
        same = known[known[SERIES].eq([getattr(figure, key) for key in SERIES]).all(axis=1)]
        before = same[same["period_end"] < figure.period_start].sort_values("rate")
        if len(before) and _is_outside(figure, before, confidence):
            seen = before["rate"].iloc[0], before["rate"].iloc[-1], len(before)
            rows.append((figure.id, figure.measure, figure.group, figure.value, figure.rate, *seen))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _countable(figures: pd.DataFrame) -> pd.DataFrame:
    flows = figures[
        figures["flow"].eq("flow")
        & figures["unit"].isin(COUNTED)
        & figures["restates"].eq("")
        & figures["value"].notna()
        & figures["exposure_months"].gt(0)
        & figures["period_start"].notna()
        & figures["period_end"].notna()
    ]
    return flows.assign(rate=flows["value"] / flows["exposure_months"])


def _is_outside(figure, before: pd.DataFrame, confidence: float) -> bool:
    lowest, highest = before.iloc[0], before.iloc[-1]
    if lowest["rate"] <= figure.rate <= highest["rate"]:
        return False
    nearest = highest if figure.rate > highest["rate"] else lowest
    counts = round(nearest["value"]), nearest["exposure_months"], round(figure.value), figure.exposure_months
    moved = change(*counts, confidence=confidence)
    return not moved.low <= 1 <= moved.high
