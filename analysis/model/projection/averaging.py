"""Bayesian model averaging over the grid: one forecast and one error covariance for each candidate prior."""

from dataclasses import dataclass

import numpy as np

from analysis.model.projection.filtering import Stop, stops
from analysis.model.projection.grid import CandidatePrior, candidate_priors, smoothing_grid
from analysis.model.projection.responses import respond

SERIES_AT_ONCE = 200  # keeps the working arrays within the processor's cache


@dataclass(frozen=True)
class Averages:
    """Forecasts of S series at each origin under K candidate priors; NaN where a series has no such origin.

    means, squares: (K, origins, S, h), first and second moment of the forecast distribution.
    covariances: (K, S, h, h) at the last origin, the second moments of pairs of steps; None unless asked for.
    """

    means: np.ndarray
    squares: np.ndarray
    covariances: np.ndarray | None

    def blend(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Mean and standard deviation (origins, S, h) when the candidate priors are believed by `weights` (K,)."""
        mean = np.einsum("k,kosh->osh", weights, self.means)
        square = np.einsum("k,kosh->osh", weights, self.squares)
        return mean, np.sqrt(np.maximum(square - mean**2, 0))


def average(
    values: np.ndarray,
    counts_at_origins: np.ndarray,
    *,
    period: int,
    horizon: int,
    steps: tuple[int, ...],
    with_covariance: bool,
) -> Averages:
    """Forecasts at every origin under every candidate prior, in the units of `values`.

    values: (S, N) padded at the end; counts_at_origins: (origins, S), the first row the whole series, -1 for no origin.
    Reference: Hoeting, Madigan, Raftery, Volinsky (1999), Bayesian model averaging: a tutorial. Statistical Science 14.
    """
    grid = smoothing_grid(period)
    priors = candidate_priors(grid)
    counts = sorted({int(count) for count in counts_at_origins.ravel() if count > 0})
    responses = respond(grid, period=period, horizon=horizon, counts=counts, steps=steps)
    shape = (len(priors), *counts_at_origins.shape, horizon)
    means, squares = np.full(shape, np.nan), np.full(shape, np.nan)
    pairs = np.full((len(priors), len(values), horizon, horizon), np.nan) if with_covariance else None
    for start in range(0, len(values), SERIES_AT_ONCE):
        part = slice(start, start + SERIES_AT_ONCE)
        for stop in stops(values[part], responses, counts_at_origins[:, part]):
            rows, noise = start + stop.rows, responses.covariance[stop.count]
            weights = np.stack([_posterior(stop.log_evidence, prior) for prior in priors], axis=2)
            spread = np.einsum("ghh->hg", noise) * stop.variances[:, None] + stop.means**2
            means[:, stop.origin, rows] = (stop.means @ weights).transpose(2, 0, 1)
            squares[:, stop.origin, rows] = (spread @ weights).transpose(2, 0, 1)
            if pairs is not None and stop.origin == 0:
                pairs[:, rows] = [_pair_moments(stop, noise, believed) for believed in weights.transpose(2, 0, 1)]
    return Averages(means, squares, pairs)


def _posterior(log_evidence: np.ndarray, prior: CandidatePrior) -> np.ndarray:
    """Weights (S, G) of the models, adding to 1 for each series."""
    log_weights = prior.power * log_evidence + prior.log_weights
    weights = np.exp(log_weights - log_weights.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


def _pair_moments(stop: Stop, noise: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Second moments (S, h, h) of pairs of steps."""
    within = np.einsum("sg,ghi->shi", weights * stop.variances, noise, optimize=True)
    return within + np.einsum("sg,shg,sig->shi", weights, stop.means, stop.means, optimize=True)
