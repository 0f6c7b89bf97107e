"""Seasonal terms, fitted only where two whole years have been seen."""

import numpy as np

LEAST_YEARS = 2
LEAST_POINTS = 8
MONTHS_IN_YEAR = 12
# Two pairs of waves: for quarters that is every season there is, for months the slow half of the pattern.
PAIRS = 2


def spans_seasons(midpoint_years: np.ndarray, exposure_months: np.ndarray) -> bool:
    """Whether the series shows seasons: periods within the year over two whole years or more."""
    length_years = np.median(exposure_months) / MONTHS_IN_YEAR
    covered = np.ptp(midpoint_years) + length_years
    # A tenth of a period allows for months of unequal length.
    return bool(
        len(midpoint_years) >= LEAST_POINTS and length_years <= 0.5 and covered >= LEAST_YEARS - 0.1 * length_years
    )


def seasonal_columns(midpoint_years: np.ndarray) -> np.ndarray:
    """Waves of one year and half a year at the midpoints, n x up to 4, without columns that say the same twice.

    Method: Stolwijk, Straatman and Zielhuis (1999), Studying seasonality by using sine and cosine functions in
    regression analysis, Journal of Epidemiology and Community Health 53.
    """
    angles = 2 * np.pi * midpoint_years
    waves = [wave(harmonic * angles) for harmonic in range(1, PAIRS + 1) for wave in (np.sin, np.cos)]
    kept = [np.ones_like(angles)]
    for wave in waves:
        # A wave that the others already make (the second sine of quarters) is left out: so near nought is noise.
        remainder = wave - np.column_stack(kept) @ np.linalg.lstsq(np.column_stack(kept), wave, rcond=None)[0]
        if np.sqrt(np.mean(remainder**2)) > 0.1:
            kept.append(wave)
    return np.column_stack(kept)[:, 1:]
