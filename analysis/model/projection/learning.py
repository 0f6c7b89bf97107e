"""Which candidate prior to believe: what the panel's own rolling origins say."""

import numpy as np

from analysis.model.projection import constants as c


def prior_weights(errors: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Weights (K,) of the candidate priors, adding to 1, by the size of their hold-out errors.

    errors: (K, origins, S, h), absolute hold-out errors, NaN where nothing was held out; scales: (S,), 0 for a series
    that says nothing. A prior loses weight exponentially with its relative error, slowly on few series: a single
    series averages nearly evenly.
    Reference: exponential weighting, Cesa-Bianchi and Lugosi (2006), Prediction, Learning, and Games, chapter 2.
    """
    even = np.full(len(errors), 1 / len(errors))
    usable = (scales > 0) & np.isfinite(errors).any(axis=(0, 1, 3))
    if not usable.any():
        return even
    by_series = mean_seen(mean_seen(errors[:, :, usable] / scales[usable, None], axis=3), axis=1)
    losses = by_series.mean(axis=1)
    if losses.mean() == 0:
        return even
    losses = losses / losses.mean()
    series = usable.sum()
    sharpness = c.PRIOR_SHARPNESS * series / (series + c.PRIOR_SHARPNESS_SERIES)
    weights = np.exp(-sharpness * (losses - losses.min()))
    return weights / weights.sum()


def seasonal_naive_scales(values: np.ndarray, lengths: np.ndarray, period: int) -> np.ndarray:
    """Mean absolute change (S,) on the same season a year before; on the point before where there is no such year.

    Reference: Hyndman and Koehler (2006), Another look at measures of forecast accuracy. International Journal of
    Forecasting 22.
    """
    lags = np.where(lengths > period, period, 1)
    times = np.arange(values.shape[1])
    before = np.take_along_axis(values, np.maximum(times - lags[:, None], 0), axis=1)
    counted = (times >= lags[:, None]) & (times < lengths[:, None])
    return (np.abs(values - before) * counted).sum(1) / np.maximum(counted.sum(1), 1)


def mean_seen(values: np.ndarray, axis: int | tuple[int, ...]) -> np.ndarray:
    """The mean over what is not NaN; NaN, without a warning, where nothing is."""
    seen = np.isfinite(values)
    count = seen.sum(axis=axis)
    return np.where(count > 0, np.where(seen, values, 0).sum(axis=axis) / np.maximum(count, 1), np.nan)
