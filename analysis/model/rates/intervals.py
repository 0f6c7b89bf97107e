"""Intervals for counts, rates and proportions, as public health in England computes them."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from analysis.errors import BadArgument

# OHID, «Common public health statistics and their confidence intervals»: exact limits below this count, Byar's from it.
BYAR_FROM_COUNT = 10


class Interval(NamedTuple):
    """The two limits of an interval: floats for one value, arrays for many; missing where there is none."""

    low: float | np.ndarray
    high: float | np.ndarray


def poisson_interval(counts: ArrayLike, confidence: float = 0.95) -> Interval:
    """Exact limits of the expected number of events behind each count.

    counts: whole, not negative; missing counts give missing limits. A count of nought has the lower limit nought.
    Raises BadArgument for a negative or broken count, or a confidence outside 0 to 1.
    Method: Garwood F (1936), Fiducial limits for the Poisson distribution, Biometrika 28.
    """
    values = _whole("counts", counts)
    low, high = confint_poisson(values, 1.0, method="exact-c", alpha=_error_rate(confidence))
    # The gamma quantile with shape nought is undefined; its limit is nought.
    return _interval(np.where(values == 0, 0.0, low), high)


def byar_interval(counts: ArrayLike, confidence: float = 0.95) -> Interval:
    """Byar's limits of the expected number of events behind each count; those of a count of nought begin at nought.

    Method: Byar's approximation in Breslow and Day (1987), Statistical methods in cancer research II, p. 69.
    """
    values = _whole("counts", counts)
    quantile = norm.isf(_error_rate(confidence) / 2)
    below, above = np.where(values > 0, values, np.nan), values + 1
    # The constants 9 and 3 are those of the Wilson-Hilferty cube root.
    low = below * (1 - 1 / (9 * below) - quantile / (3 * np.sqrt(below))) ** 3
    high = above * (1 - 1 / (9 * above) + quantile / (3 * np.sqrt(above))) ** 3
    # With few events and high confidence the cube turns negative; a rate cannot.
    return _interval(np.where(values == 0, 0.0, np.maximum(low, 0.0)), high)


def rate_interval(count: ArrayLike, exposure: ArrayLike, confidence: float = 0.95) -> Interval:
    """Limits of a rate in events per unit of exposure: Byar's from a count of 10, exact below.

    exposure: persons, person-years or months; missing or not above nought gives missing limits.
    Method: OHID, Common public health statistics and their confidence intervals; the two methods as above.
    """
    values, exposures = np.broadcast_arrays(_whole("counts", count), np.asarray(exposure, dtype=float))
    exact = poisson_interval(values, confidence)
    byar = byar_interval(values, confidence)
    usable = np.where(exposures > 0, exposures, np.nan)
    low, high = (np.where(values < BYAR_FROM_COUNT, *pair) / usable for pair in zip(exact, byar, strict=True))
    return _interval(low, high)


def proportion_interval(numerator: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> Interval:
    """Wilson's score limits of a proportion, as fractions.

    A missing or zero denominator gives missing limits: nobody was asked, so nothing is known.
    Raises BadArgument where a numerator exceeds its denominator.
    Method: Wilson EB (1927), JASA 22; Newcombe RG (1998), Statistics in Medicine 17, method 3.
    """
    numerators, denominators = np.broadcast_arrays(_whole("numerator", numerator), _whole("denominator", denominator))
    if np.any(numerators > denominators):
        raise BadArgument("numerator: exceeds its denominator; expected a part of the whole.")
    usable = np.where(denominators > 0, denominators, np.nan)
    low, high = proportion_confint(numerators, usable, alpha=_error_rate(confidence), method="wilson")
    # Rounding of the machine leaves 1e-19 where the limit is nought, and 1 - 1e-16 where it is one.
    low = np.where(numerators == 0, np.where(np.isnan(low), np.nan, 0.0), low)
    return _interval(low, np.where(numerators == usable, 1.0, high))


def rate_table(counts: pd.Series, exposures: pd.Series, confidence: float = 0.95) -> pd.DataFrame:
    """Each row is a count with its `rate`, `low`, `high` and, where there is no rate, the `reason`."""
    low, high = rate_interval(counts.to_numpy(dtype=float), exposures.to_numpy(dtype=float), confidence)
    usable = exposures.where(exposures > 0)
    reason = np.select(
        [counts.isna(), exposures.isna(), exposures <= 0],
        ["The count is missing.", "The exposure is missing.", "The exposure is not above nought."],
        default="",
    )
    return pd.DataFrame({"rate": counts / usable, "low": low, "high": high, "reason": reason}, index=counts.index)


def _whole(name: str, values: ArrayLike) -> np.ndarray:
    array = np.asarray(values, dtype=float)
    wrong = array[(array < 0) | (array != np.floor(array)) & ~np.isnan(array)]
    if wrong.size:
        raise BadArgument(f"{name}: {wrong[0]:g} is not a count; expected a whole number from 0.")
    return array


def _error_rate(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise BadArgument(f"confidence: {confidence} is not a coverage; expected a fraction, such as 0.95.")
    return 1 - confidence


def _interval(low: np.ndarray, high: np.ndarray) -> Interval:
    return Interval(*(limit.item() if np.ndim(limit) == 0 else limit for limit in (np.asarray(low), np.asarray(high))))
