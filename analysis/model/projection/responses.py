"""What each model of the grid answers to its unknown first states, whatever the data: worked out once for a panel.

A linear innovations model gives errors that are linear in the data and in the unknown first states (level, slope,
seasonal effects) and in registered level shifts. Their part is the same for all series, so it is computed here once;
`filtering` adds the data's part.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import helmert

from analysis.model.projection import constants as c
from analysis.model.projection.grid import Grid


@dataclass(frozen=True)
class Responses:
    """Answers of G models with P unknowns, at times 0..N-1 and, for each count of points in `counts`, h steps ahead.

    errors: (N, P, G), effect of each unknown on the one-step forecast.
    inverse: {count: (G, P, P)}, posterior covariance of the unknowns in units of the noise variance.
    log_evidence: {count: (G,)}, the part of the log marginal likelihood that is the same for all series.
    ahead: {count: (h, P, G)}, effect of each unknown on the forecasts.
    covariance: {count: (G, h, h)}, covariance of the forecast errors in units of the noise variance.
    slopes_ahead: (h, G), sum of the damped slopes up to each step.
    """

    grid: Grid
    period: int
    horizon: int
    errors: np.ndarray
    inverse: dict[int, np.ndarray]
    log_evidence: dict[int, np.ndarray]
    ahead: dict[int, np.ndarray]
    covariance: dict[int, np.ndarray]
    slopes_ahead: np.ndarray


def respond(grid: Grid, *, period: int, horizon: int, counts: list[int], steps: tuple[int, ...] = ()) -> Responses:
    """The responses of a grid up to the largest of `counts`.

    steps: indices of the points at which a registered level shift takes effect; each adds one unknown.
    Reference: Hyndman et al. (2008), chapter 5 (initial states by regression) and 6 (forecast variances); the unknowns
    are normal with a flat level, so they integrate out (Gelman et al., Bayesian Data Analysis, chapter 14).
    """
    length = max(counts)
    precision = _precision(grid, period, len(steps))
    slopes_ahead = np.cumsum(grid.damping ** np.arange(1, horizon + 1)[:, None], axis=0)
    errors = np.empty((length, *precision.shape))
    gram = np.einsum("pg,pq->gpq", precision, np.eye(len(precision)))
    own_noise = _innovation_covariance(grid, slopes_ahead, period)
    tables: tuple[dict, dict, dict, dict] = ({}, {}, {}, {})
    level, slope, season = _first_states(grid, period, len(steps))
    for time in range(length + 1):
        if time in counts:
            ahead = level + slopes_ahead[:, None, :] * slope + season[(time + np.arange(horizon)) % period]
            _note(tables, time, gram, precision, ahead, own_noise)
        if time == length:
            break
        effect = level + grid.damping * slope + season[time % period]
        effect[len(effect) - len(steps) :] += (time < np.array(steps, dtype=int))[:, None]
        errors[time] = effect
        gram = gram + np.einsum("pg,qg->gpq", effect, effect)
        level = level + grid.damping * slope - grid.level * effect
        slope = grid.damping * slope - grid.trend * effect
        season[time % period] -= grid.season * effect
    return Responses(grid, period, horizon, errors, *tables, slopes_ahead)


def _precision(grid: Grid, period: int, steps: int) -> np.ndarray:
    """Prior precision of each unknown (P, G) in units of the noise; 1 where the model lacks the state."""
    rows = [np.full_like(grid.level, c.FLAT_PRECISION), _inverse_square(grid.slope_sd)]
    rows += [_inverse_square(grid.season_sd)] * (period - 1)
    rows += [np.full_like(grid.level, 1 / c.STEP_PRIOR_SD**2)] * steps
    return np.array(rows)


def _inverse_square(sd: np.ndarray) -> np.ndarray:
    return np.where(sd > 0, 1 / np.where(sd > 0, sd, 1) ** 2, 1.0)


def _first_states(grid: Grid, period: int, steps: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """States (P, G) and seasons (period, P, G) that a unit of each unknown starts; seasons add to zero."""
    unknowns, models = 1 + period + steps, len(grid.level)
    level, slope, season = (
        np.zeros((unknowns, models)),
        np.zeros((unknowns, models)),
        np.zeros((period, unknowns, models)),
    )
    level[0] = 1
    slope[1] = grid.slope_sd > 0
    if period > 1:
        season[:, 2 : period + 1] = helmert(period).T[:, :, None] * (grid.season_sd > 0)
    return level, slope, season


def _innovation_covariance(grid: Grid, slopes_ahead: np.ndarray, period: int) -> np.ndarray:
    """Covariance (G, h, h) of the forecast errors that future noise alone makes (Hyndman et al. 2008, table 6.1)."""
    horizon = len(slopes_ahead)
    echoes = grid.level + grid.trend * slopes_ahead
    echoes[period - 1 :: period] += grid.season if period > 1 else 0
    weights = np.zeros((len(grid.level), horizon, horizon))
    for lag in range(horizon):
        rows = np.arange(lag, horizon)
        weights[:, rows, rows - lag] = 1.0 if lag == 0 else echoes[lag - 1][:, None]
    return weights @ weights.transpose(0, 2, 1)


def _note(
    tables, count: int, gram: np.ndarray, precision: np.ndarray, ahead: np.ndarray, own_noise: np.ndarray
) -> None:
    inverse, log_evidence, aheads, covariance = tables
    inverse[count] = np.linalg.inv(gram)
    log_evidence[count] = 0.5 * np.log(precision[1:]).sum(0) - 0.5 * np.linalg.slogdet(gram)[1]
    aheads[count] = ahead
    unknown = np.einsum("hpg,gpq,iqg->ghi", ahead, inverse[count], ahead, optimize=True)
    covariance[count] = own_noise + unknown
