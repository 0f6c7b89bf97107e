"""The exponential smoothing models that are averaged, as plain arrays over the models."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from analysis.model.projection import constants as c


@dataclass(frozen=True)
class Grid:
    """Parameters of each model; every array has one value a model.

    level, trend, season: smoothing of each state per unit of error; damping: of the trend;
    slope_sd, season_sd: prior sd of the first slope and seasonal effects in units of the noise, 0 where the model has
    none.
    rows: index of the level, trend and season choice that made the model.
    """

    level: np.ndarray
    trend: np.ndarray
    season: np.ndarray
    damping: np.ndarray
    slope_sd: np.ndarray
    season_sd: np.ndarray
    rows: np.ndarray


@dataclass(frozen=True)
class CandidatePrior:
    """A belief before a series is seen: log weights over the grid, and the power given to the likelihood."""

    name: str
    log_weights: np.ndarray
    power: float


def smoothing_grid(period: int) -> Grid:
    """All combinations of level, trend and season; without seasons where the year has one period.

    Reference: Hyndman, Koehler, Ord, Snyder (2008), Forecasting with Exponential Smoothing, chapter 2.
    """
    seasons = c.SEASONS if period > 1 else c.SEASONS[:1]
    rows = [
        (i, j, k)
        for i, j, k in product(range(len(c.LEVEL_SMOOTHING)), range(len(c.TRENDS)), range(len(seasons)))
        if c.LEVEL_SMOOTHING[i] > 0 or c.TRENDS[j][1] == 0  # a level that never learns has no trend that does
    ]
    level = np.array([c.LEVEL_SMOOTHING[i] for i, _, _ in rows])
    damping, trend_share, slope_sd = np.array([c.TRENDS[j] for _, j, _ in rows]).T
    season_sd, season_share = np.array([seasons[k] for _, _, k in rows]).T
    season = season_share * (1 - level)
    return Grid(level, level * trend_share, season, damping, slope_sd, season_sd, np.array(rows))


def candidate_priors(grid: Grid) -> list[CandidatePrior]:
    """Every belief that the rolling origins choose between: level x trend x power of the likelihood."""
    beliefs = product(c.LEVEL_WEIGHTS.items(), c.TREND_WEIGHTS.items(), c.LIKELIHOOD_POWERS)
    return [
        CandidatePrior(f"{level_name}, {trend_name}, power {power:g}", _log_weights(grid, level, trend), power)
        for (level_name, level), (trend_name, trend), power in beliefs
    ]


def _log_weights(grid: Grid, level: tuple[float, ...], trend: tuple[float, ...]) -> np.ndarray:
    level_row, trend_row, season_row = grid.rows.T
    seasons = np.array(c.SEASON_WEIGHTS)[: season_row.max() + 1]
    weights = np.ones(len(grid.level))
    for choice, row in ((np.array(level), level_row), (np.array(trend), trend_row), (seasons, season_row)):
        weights = weights * (choice / choice.sum())[row]
    return np.log(np.maximum(weights, c.LEAST_WEIGHT) / weights.sum())
