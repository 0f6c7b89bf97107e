"""Counts stay counts: whole, never below zero, and at small numbers at least as uncertain as chance makes them."""

import numpy as np
from scipy import stats

from analysis.model.projection import constants as c


def whole(quantile: np.ndarray, probability: np.ndarray | float, centre: np.ndarray) -> np.ndarray:
    """The quantile (..., S, h) of a count whose projection is `centre`.

    A small count is given no less room than a Poisson count of that size would have; without that, a run of
    zeros or of equal counts would be projected as if it could never change.
    """
    rounded = np.floor(np.maximum(quantile, 0) + 0.5)
    by_chance = stats.poisson.ppf(probability, np.clip(centre, c.LEAST_COUNT_RATE, c.SMALL_COUNT))
    widened = np.where(np.asarray(probability) < 0.5, np.minimum(rounded, by_chance), np.maximum(rounded, by_chance))
    return np.where(centre <= c.SMALL_COUNT, np.maximum(widened, 0), rounded)
