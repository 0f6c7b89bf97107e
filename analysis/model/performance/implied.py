"""Limits of a printed percentage that stands beside its count: over every number of people that the two allow."""

from collections.abc import Iterable

import pandas as pd

from analysis.model.need.bases import Base, bases_of, pair_with_counts
from analysis.model.rates import proportion_interval

A_MEAN = "The percentage is a mean of percentages, so no number of people follows from it."
NO_COUNT = "No count is printed beside the percentage, so no interval can be given."


def imply_bases(figures: pd.DataFrame, measures: Iterable[str], means: Iterable[str]) -> dict[str, tuple[int, Base]]:
    """The count and the base of each printed percentage, by the id of the percentage.

    measures: of the percentages; means: ids of percentages known to be means of others, from which no base follows.
    """
    first = figures[figures["restates"].eq("")]
    pairs = pair_with_counts(first, list(measures))
    bases = bases_of(pairs)
    means = set(means)
    return {
        row["share_id"]: (row["count"], Base(reason=A_MEAN) if row["share_id"] in means else bases[row["id"]])
        for row in pairs.to_dict("records")
    }


def add_implied_limits(
    printed: pd.DataFrame, figures: pd.DataFrame, measures: Iterable[str], means: Iterable[str], confidence: float
) -> pd.DataFrame:
    """The printed shares with `numerator`, `base_least`, `base_most`, `low`, `high` where count and percentage allow.

    printed: rows of `printed_shares`, the percentage's id first in `figures`. `reason` says why a share has no limits.
    The lower limit is Wilson's with the most people it may be of, the upper with the least.
    """
    known = imply_bases(figures, measures, means)
    rows = [
        _limits(*known.get(ids[0], (float("nan"), Base(reason=NO_COUNT))), confidence) for ids in printed["figures"]
    ]
    names = ["numerator", "base_least", "base_most", "low", "high", "reason"]
    limits = pd.DataFrame(rows, columns=names, index=printed.index)
    return printed.assign(**{name: limits[name] for name in names})


def _limits(count: float, base: Base, confidence: float) -> tuple:
    missing = float("nan")
    if base.reason:
        return count, missing, missing, missing, missing, base.reason
    low, _ = proportion_interval(count, base.most, confidence)
    _, high = proportion_interval(count, base.least, confidence)
    return count, base.least, base.most, low, high, ""
