"""The scores of M4 and of interval forecasts, and their benchmark Naive2: arithmetic, apart from any method.

Reference: Makridakis, Spiliotis, Assimakopoulos (2020), The M4 Competition, International Journal of Forecasting 36.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

LEVELS = (80, 95)
SEASONALITY_SCORE = 1.645  # M4 tests the seasonal autocorrelation at 90%


@dataclass(frozen=True)
class Forecast:
    """Forecasts of one series: mean (h,), and (low, high) by level."""

    mean: np.ndarray
    limits: dict[int, tuple[np.ndarray, np.ndarray]]


def naive2(train: np.ndarray, period: int, horizon: int) -> Forecast:
    """The last seasonally adjusted value carried on, with normal random-walk limits."""
    indices = _seasonal_indices(train, period)
    adjusted = train / indices[np.arange(len(train)) % period]
    ahead = indices[np.arange(len(train), len(train) + horizon) % period]
    sd = np.sqrt(np.mean(np.diff(adjusted) ** 2)) * np.sqrt(np.arange(1, horizon + 1)) * ahead
    return normal_limits(adjusted[-1] * ahead, sd)


def seasonal_naive(train: np.ndarray, period: int, horizon: int) -> Forecast:
    """The last year carried on, with normal limits that widen each year."""
    lag = period if len(train) > period else 1
    steps = np.arange(horizon)
    sd = np.sqrt(np.mean((train[lag:] - train[:-lag]) ** 2)) * np.sqrt(steps // lag + 1)
    return normal_limits(train[len(train) - lag + steps % lag], sd)


def normal_limits(mean: np.ndarray, sd: np.ndarray) -> Forecast:
    """A normal forecast."""
    width = {level: stats.norm.ppf(0.5 + level / 200) * sd for level in LEVELS}
    return Forecast(mean, {level: (mean - half, mean + half) for level, half in width.items()})


def score(test: np.ndarray, forecast: Forecast, scale: float) -> dict[str, float]:
    """MASE, sMAPE, and for each level the coverage and the scaled interval score, of one series."""
    error, size = np.abs(test - forecast.mean), np.abs(test) + np.abs(forecast.mean)
    scores = {"mase": error.mean() / scale, "smape": np.mean(200 * error / np.where(size > 0, size, 1))}
    for level, (low, high) in forecast.limits.items():
        penalty = 2 / (1 - level / 100)
        missed = np.maximum(low - test, 0) + np.maximum(test - high, 0)
        scores[f"coverage{level}"] = np.mean((test >= low) & (test <= high))
        scores[f"msis{level}"] = np.mean(high - low + penalty * missed) / scale
    return scores


def seasonal_scale(train: np.ndarray, period: int) -> float:
    """Mean absolute change on the year before."""
    lag = period if len(train) > period else 1
    return float(np.mean(np.abs(train[lag:] - train[:-lag])))


def _seasonal_indices(train: np.ndarray, period: int) -> np.ndarray:
    """Classical multiplicative indices where M4's test finds a season, else ones."""
    if period <= 1 or len(train) < 3 * period or (train <= 0).any() or not _is_seasonal(train, period):
        return np.ones(period)
    weights = np.ones(period) / period if period % 2 else np.r_[0.5, np.ones(period - 1), 0.5] / period
    margin = len(weights) // 2
    ratio = np.full(len(train), np.nan)
    ratio[margin : len(train) - margin] = train[margin : len(train) - margin] / np.convolve(train, weights, "valid")
    indices = np.array([np.nanmean(ratio[season::period]) for season in range(period)])
    return indices / indices.mean()


def _is_seasonal(train: np.ndarray, period: int) -> bool:
    around = train - train.mean()
    if not around.any():
        return False
    lagged = np.array([(around[lag:] * around[:-lag]).sum() for lag in range(1, period + 1)]) / (around**2).sum()
    limit = SEASONALITY_SCORE * np.sqrt((1 + 2 * (lagged[:-1] ** 2).sum()) / len(train))
    return abs(lagged[-1]) > limit
