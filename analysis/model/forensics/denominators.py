"""Whole denominators that give a printed percentage for a printed count, in closed form.

The test of means that no whole number of answers can give is GRIM: N. Brown and J. Heathers (2017), «The GRIM test»,
Social Psychological and Personality Science 8(4); here for percentages, where the count is printed and the base is not.
With P the printed percentage without its decimal point (12.5 is 125) and y = count x 100 x 10^decimals / base, the
percentage is P when y rounds to P; each way of rounding is an interval of y, so an interval of the base.
"""

import numpy as np
import pandas as pd

HALF_UP, HALF_EVEN, DOWN, UP = "half up", "half to even", "down", "up"
ROUNDINGS = (HALF_UP, HALF_EVEN, DOWN, UP)
NO_LIMIT = 2**62


def denominators(count: np.ndarray, printed: np.ndarray, decimals: np.ndarray, rounding: str) -> pd.DataFrame:
    """The least and most whole base that gives each percentage; none where `least` is above `most`.

    count: whole counts; printed: the percentages as printed; decimals: places of each; rounding: one of ROUNDINGS.
    A base is at least its count and at least 1; `most` is NO_LIMIT where every larger base will do.
    """
    count = np.asarray(count, dtype=np.int64)
    decimals = np.asarray(decimals, dtype=np.int64)
    scale = 10**decimals
    printed = np.rint(np.asarray(printed, dtype=float) * scale).astype(np.int64)
    doubled = 2 * count * 100 * scale  # twice y x base: halves become whole numbers, so nothing is lost to fractions
    least, most = _interval(doubled, printed, rounding)
    least = np.maximum(least, np.maximum(count, 1))
    none = (printed < 0) | ((count == 0) & (printed != 0))
    any_base = (count == 0) & (printed == 0)
    least = np.where(any_base, 1, np.where(none, 1, least))
    most = np.where(any_base, NO_LIMIT, np.where(none, 0, most))
    return pd.DataFrame({"least": least, "most": most})


def ordinary_denominators(count: np.ndarray, printed: np.ndarray, decimals: np.ndarray) -> pd.DataFrame:
    """The least and most base under either ordinary rounding: halves up, or halves to even."""
    up = denominators(count, printed, decimals, HALF_UP)
    even = denominators(count, printed, decimals, HALF_EVEN)
    only_even, only_up = up["least"] > up["most"], even["least"] > even["most"]
    least = np.minimum(up["least"], even["least"]).mask(only_even, even["least"]).mask(only_up, up["least"])
    most = np.maximum(up["most"], even["most"]).mask(only_even, even["most"]).mask(only_up, up["most"])
    return pd.DataFrame({"least": least, "most": most})


def _interval(doubled: np.ndarray, printed: np.ndarray, rounding: str) -> tuple[np.ndarray, np.ndarray]:
    """Least and most base n with low <= 2y < high, 2y = doubled / n, each end closed or open as the rounding has it."""
    if rounding in (HALF_UP, HALF_EVEN):
        low, high = 2 * printed - 1, 2 * printed + 1
        is_even = printed % 2 == 0
        low_closed = np.full(printed.shape, True) if rounding == HALF_UP else is_even
        high_closed = np.full(printed.shape, False) if rounding == HALF_UP else is_even
    else:
        low, high = (2 * printed, 2 * printed + 2) if rounding == DOWN else (2 * printed - 2, 2 * printed)
        low_closed = np.full(printed.shape, rounding == DOWN)
        high_closed = np.full(printed.shape, rounding == UP)
    safe_high, safe_low = np.maximum(high, 1), np.maximum(low, 1)
    least = np.where(high_closed, -(-doubled // safe_high), doubled // safe_high + 1)
    most = np.where(low_closed, doubled // safe_low, -(-doubled // safe_low) - 1)
    most = np.where(low <= 0, NO_LIMIT, most)
    return least, np.where(high <= 0, 0, most)


def rounds_to(share_percent: float, printed: float, decimals: int, rounding: str) -> bool:
    """Whether an exact percentage is printed like this under a way of rounding."""
    scaled, whole = share_percent * 10**decimals, round(printed * 10**decimals)
    low, high = {DOWN: (whole, whole + 1), UP: (whole - 1, whole)}.get(rounding, (whole - 0.5, whole + 0.5))
    nearly = 1e-9 * (1 + abs(scaled))
    return low - nearly <= scaled <= high + nearly
