"""Whole futures, not step by step: paths whose steps and series move together as errors do."""

import numpy as np
from scipy import stats

from analysis.model.projection import constants as c

LARGEST_TOGETHER = 0.95


def draw_probabilities(
    correlations: np.ndarray, together: float, paths: int, generator: np.random.Generator
) -> np.ndarray:
    """Probabilities (paths, S, h), uniform for each series and step, that a quantile function turns into paths.

    correlations: (S, h, h) between the steps of each series; together: correlation between series, from 0 to below 1.
    Reference: Gaussian copula; Panagiotelis et al. (2023), Probabilistic forecast reconciliation, EJOR 306, on why
    sums need paths.
    """
    series, horizon = correlations.shape[:2]
    # Step by step, so that a longer horizon begins with the same futures.
    drawn = generator.standard_normal((horizon, paths, 1 + series))
    shocks = np.sqrt(together) * drawn[:, :, :1] + np.sqrt(1 - together) * drawn[:, :, 1:]
    ridge = correlations + 1e-9 * np.eye(horizon)
    return stats.norm.cdf(np.einsum("shi,ips->psh", np.linalg.cholesky(ridge), shocks, optimize=True))


def togetherness(series: list[np.ndarray]) -> float:
    """Mean correlation between the changes of series, shrunk to 0 when they are short; never negative.

    Changes are of logs where nothing is negative. Series are laid end to end on their common last points.
    """
    length = min(len(values) for values in series)
    changes = np.array([_changes(values[-length:]) for values in series])
    changes = changes[changes.any(axis=1)]
    if len(changes) < 2 or length < c.SHORTEST_SERIES:
        return 0.0
    mean = changes.mean(axis=0)
    pairwise = (len(changes) * (mean**2).mean() - 1) / (len(changes) - 1)
    trust = (length - 1) / (length + c.SHORT_NOISE_DEGREES)
    return float(np.clip(trust * pairwise, 0, LARGEST_TOGETHER))


def _changes(values: np.ndarray) -> np.ndarray:
    """Changes of mean 0 and variance 1; zeros where nothing changes."""
    changes = np.diff(np.log(values + 0.5) if (values >= 0).all() else values)
    changes = changes - changes.mean()
    spread = changes.std()
    return changes / spread if spread > 0 else np.zeros_like(changes)
