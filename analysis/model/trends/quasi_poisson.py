"""Weighted Poisson quasi-likelihood of a log-linear model: its maximum and its profile limits."""

from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq

# Far beyond any count: keeps a step of the search from overflowing.
LARGEST_LOG_MEAN = 60.0
LARGEST_STEP = 3.0
ITERATIONS = 80
TOLERANCE = 1e-10


class Maximum(NamedTuple):
    """Coefficients at the maximum, the means they give and the log quasi-likelihood there."""

    coefficients: np.ndarray
    means: np.ndarray
    value: float


def maximise(counts, design, offset, weights, start=None) -> Maximum:
    """The maximum of the weighted Poisson log-likelihood with a log link, by Fisher scoring with halved steps.

    counts, offset, weights: n numbers; design: n x p; offset: log exposure.
    Method: McCullagh and Nelder (1989), Generalized linear models, section 9.2.
    """
    beta = _start(counts, design, offset) if start is None else np.array(start, dtype=float)
    means, value = _evaluate(beta, counts, design, offset, weights)
    for _ in range(ITERATIONS):
        score = design.T @ (weights * (counts - means))
        information = (design * (weights * means)[:, None]).T @ design
        step = np.clip(np.linalg.lstsq(information, score, rcond=None)[0], -LARGEST_STEP, LARGEST_STEP)
        size, before = 1.0, value
        while True:
            means, value = _evaluate(beta + size * step, counts, design, offset, weights)
            if value >= before - TOLERANCE or size < TOLERANCE:
                break
            size /= 2
        beta = beta + size * step
        if value - before < TOLERANCE:
            break
    return Maximum(beta, means, value)


def deviance_at(value, column, best: Maximum, counts, design, offset, weights) -> float:
    """Twice the fall in log quasi-likelihood when one coefficient is held at a value and the others adapt."""
    others = np.delete(design, column, axis=1)
    start = np.delete(best.coefficients, column)
    held = maximise(counts, others, offset + value * design[:, column], weights, start)
    return max(0.0, 2 * (best.value - held.value))


def profile_limits(column, critical, best: Maximum, counts, design, offset, weights) -> tuple[float, float]:
    """The two values of a coefficient at which the deviance reaches the square of the critical value.

    Method: profile likelihood; Venzon and Moolgavkar (1988), Applied Statistics 37.
    """
    information = (design * (weights * best.means)[:, None]).T @ design
    reach = critical * np.sqrt(np.linalg.pinv(information)[column, column])

    def excess(value: float) -> float:
        return deviance_at(value, column, best, counts, design, offset, weights) - critical**2

    centre = best.coefficients[column]
    return _crossing(excess, centre, -reach), _crossing(excess, centre, reach)


def _crossing(excess, centre: float, reach: float) -> float:
    # Doubling four dozen times from one critical distance: a profile that is still flat there has no limit.
    for _ in range(48):
        if excess(centre + reach) > 0:
            return brentq(excess, centre, centre + reach, xtol=1e-7)
        if abs(reach) > LARGEST_LOG_MEAN:
            break
        reach *= 1.6
    return np.inf if reach > 0 else -np.inf


def _evaluate(beta, counts, design, offset, weights) -> tuple[np.ndarray, float]:
    log_means = np.clip(offset + design @ beta, -LARGEST_LOG_MEAN, LARGEST_LOG_MEAN)
    means = np.exp(log_means)
    return means, float(np.sum(weights * (counts * log_means - means)))


def _start(counts, design, offset) -> np.ndarray:
    # The first column is the constant: begin at the pooled rate with no trend.
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(counts.sum() / np.exp(offset).sum())
    return beta
