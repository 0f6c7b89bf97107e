"""Weighted Poisson quasi-likelihood of a log-linear model: its maximum and its profile limits."""

from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq

# Far beyond any count: keeps a step of the search from overflowing.
LARGEST_LOG_MEAN = 60.0
LARGEST_STEP = 3.0
ITERATIONS = 80
TOLERANCE = 1e-10
ROUNDING = 1e-15


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
    if design.shape[1] == 1 and (design == 1).all():
        return _constant(counts, design, offset, weights)
    beta = _start(counts, design, offset) if start is None else np.array(start, dtype=float)
    means, value = _evaluate(beta, counts, design, offset, weights)
    for _ in range(ITERATIONS):
        score = design.T @ (weights * (counts - means))
        information = (design * (weights * means)[:, None]).T @ design
        step = np.minimum(np.maximum(_solve(information, score), -LARGEST_STEP), LARGEST_STEP)
        size, before = 1.0, value
        # The likelihood of large counts is a large number: what its last digits do is not a fall.
        slack = TOLERANCE + ROUNDING * abs(before)
        means, value = _evaluate(beta + step, counts, design, offset, weights)
        while value < before - slack and size > TOLERANCE:
            size /= 2
            means, value = _evaluate(beta + size * step, counts, design, offset, weights)
        beta = beta + size * step
        if value - before < slack:
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
            return brentq(excess, centre, centre + reach, xtol=1e-6)
        if abs(reach) > LARGEST_LOG_MEAN:
            break
        reach *= 1.6
    return np.inf if reach > 0 else -np.inf


def _constant(counts, design, offset, weights) -> Maximum:
    # With nothing but a constant the maximum is the pooled rate; most profiles of a trend need no more.
    # Far out on a profile the offsets are huge: the largest is taken out before the exponential.
    largest = offset.max()
    expected = largest + np.log(np.sum(weights * np.exp(offset - largest)))
    beta = np.array([np.log(np.sum(weights * counts)) - expected])
    return Maximum(beta, *_evaluate(beta, counts, design, offset, weights))


def _solve(information, score) -> np.ndarray:
    if len(score) == 1:
        return score / information[0, 0]
    return np.linalg.lstsq(information, score, rcond=None)[0]


def _evaluate(beta, counts, design, offset, weights) -> tuple[np.ndarray, float]:
    log_means = np.minimum(np.maximum(offset + design @ beta, -LARGEST_LOG_MEAN), LARGEST_LOG_MEAN)
    means = np.exp(log_means)
    return means, float(np.sum(weights * (counts * log_means - means)))


def _start(counts, design, offset) -> np.ndarray:
    # The first column is the constant: begin at the pooled rate with no trend.
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(counts.sum() / np.exp(offset).sum())
    return beta
