"""The periods that come after a series: the same length and the same kind of bounds as its own."""

import numpy as np
import pandas as pd


def periods_after(starts: pd.Series, ends: pd.Series, horizon: int) -> tuple[np.ndarray, np.ndarray]:
    """First and last days (h,) of the periods that follow, as datetime64[D].

    Periods that begin on one day of the month go on by calendar months, others by a number of days. Whether a
    period's last day is the day before the next one starts, or that day itself, is kept.
    """
    first, last = starts.to_numpy("datetime64[D]"), ends.to_numpy("datetime64[D]")
    overlap = (first[-1] - last[-2]).astype(int)
    steps = np.arange(1, horizon + 2)
    months, days = first.astype("datetime64[M]"), (first - first.astype("datetime64[M]")).astype(int)
    stride = int((months[-1] - months[0]).astype(int) // (len(first) - 1))
    if stride > 0 and (days == days[0]).all() and (months[-1] - months[-2]).astype(int) == stride:
        bounds = (months[-1] + steps * stride).astype("datetime64[D]") + days[0]
    else:
        bounds = first[-1] + steps * (first[-1] - first[-2])
    return bounds[:-1], bounds[1:] - overlap
