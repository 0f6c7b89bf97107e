"""How much more counts vary than chance alone: estimated, borrowed, and carried into the intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, isinf

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

# Services differ: what others vary by never counts for more than this many degrees of freedom.
MOST_BORROWED = 8.0
# Prior of the dispersion, proportional to its power -PRIOR_POWER between 1 and a ceiling. The scale-free power 1 covers
# too little with three or four points, 1/2 (uniform in the standard deviation; Gelman 2006, Bayesian Analysis 1) is
# needlessly wide; 3/4 is the power at which tests/bench/trend_coverage.py finds nominal coverage.
PRIOR_POWER = 0.75
# The ceiling: a coefficient of variation of 100% beyond chance, or four times chance, or four times the data's own.
LARGEST_EXTRA_VARIANCE = 1.0
LEAST_CEILING = 4.0
GRID = 400


@dataclass(frozen=True)
class Dispersion:
    """Extra-Poisson variation learnt elsewhere.

    extra_variance: squared coefficient of variation beyond chance; degrees_of_freedom: how well it is known;
    source: where it was learnt, in words; lenders: degrees of freedom and mean count of each
    series it was learnt from, empty where they do not matter.
    """

    extra_variance: float
    degrees_of_freedom: float
    source: str = "other series of the service"
    lenders: tuple[tuple[float, float], ...] = ()

    def freedom_for(self, mean: float) -> float:
        """Degrees of freedom that it is worth to a series with this mean count.

        A small series, ruled by chance, says little about the scatter of a large one: its freedom falls with the
        squared ratio of their relative variances.
        """
        if isinf(self.degrees_of_freedom):
            return inf
        if not self.lenders:
            return min(self.degrees_of_freedom, MOST_BORROWED)
        own = 1 / mean + self.extra_variance
        worth = (freedom * min(1.0, own / (1 / lender + self.extra_variance)) ** 2 for freedom, lender in self.lenders)
        return min(sum(worth), MOST_BORROWED)


# For a caller who knows that only chance moves the counts.
POISSON = Dispersion(0.0, inf, "chance alone")


@dataclass(frozen=True)
class DispersionEvidence:
    """The dispersion of one fit, as a distribution on a grid.

    values, probabilities: grid from 1 upwards; estimate: the moment estimate, at least 1.
    Method: with no ceiling, no floor and power 1 the critical value is Student's t times the root of the dispersion.
    """

    values: np.ndarray
    probabilities: np.ndarray
    estimate: float

    def critical_value(self, confidence: float) -> float:
        """The root of the deviance that a limit at this confidence reaches."""
        error_rate = 1 - confidence
        return brentq(lambda root: 2 * self._tail(root) - error_rate, 1e-9, 40 * np.sqrt(self.values[-1]))

    def confidence_above(self, signed_root: float) -> float:
        """Confidence that a coefficient exceeds the value at which the signed root of the deviance was taken."""
        return 1 - self._tail(signed_root)

    def _tail(self, root: float) -> float:
        return float(self.probabilities @ ndtr(-root / self._deviations))

    @cached_property
    def _deviations(self) -> np.ndarray:
        return np.sqrt(self.values)


def weigh_evidence(pearson: float, own_df: float, mean: float, borrowed: Dispersion | None) -> DispersionEvidence:
    """The dispersion given the Pearson statistic of the series itself and what was borrowed.

    pearson: sum of squared Pearson residuals on own_df degrees of freedom; mean: average count.
    """
    if borrowed is not None and np.isinf(borrowed.degrees_of_freedom):
        known = 1 + borrowed.extra_variance * mean
        return DispersionEvidence(np.array([known]), np.array([1.0]), known)
    more_df = borrowed.freedom_for(mean) if borrowed else 0.0
    total = pearson + (more_df * (1 + borrowed.extra_variance * mean) if borrowed else 0.0)
    freedom = own_df + more_df
    ceiling = max(LEAST_CEILING, 1 + LARGEST_EXTRA_VARIANCE * mean, LEAST_CEILING * total / freedom)
    logs = np.linspace(0.0, np.log(ceiling), GRID)
    values = np.exp(logs)
    # On the log grid the prior's power falls by one; the rest is a scaled chi-square likelihood.
    log_weights = (1 - PRIOR_POWER - freedom / 2) * logs - total / (2 * values)
    weights = np.exp(log_weights - log_weights.max())
    weights[[0, -1]] /= 2
    return DispersionEvidence(values, weights / weights.sum(), float(max(1.0, total / freedom)))


def pool_dispersion(trends: Sequence, source: str = "other series of the service") -> Dispersion | None:
    """What several fitted series say together, to lend to another; None where none of them says anything.

    trends: Trend records with their own dispersion; refused ones count too where their dispersion was measured.
    One extra variance for all: the one at which their scatter together equals its degrees of freedom. Series that
    are parts of each other share their scatter: lend one of them only.
    Method: moments of the negative binomial; Breslow (1984), Applied Statistics 33.
    """
    own = [trend for trend in trends if trend.dispersion_source == "own"]
    if not own:
        return None
    freedom = np.array([trend.degrees_of_freedom for trend in own])
    scatter = np.array([trend.own_scatter for trend in own])
    means = np.array([trend.mean_count for trend in own])
    extra = _pooled_extra_variance(freedom, scatter, means)
    lenders = tuple(zip(freedom.tolist(), means.tolist(), strict=True))
    return Dispersion(extra, float(freedom.sum()), source, lenders)


def _pooled_extra_variance(freedom: np.ndarray, scatter: np.ndarray, means: np.ndarray) -> float:
    def surplus(extra: float) -> float:
        return float(np.sum(freedom * (scatter / (1 + extra * means) - 1)))

    if surplus(0.0) <= 0:
        return 0.0
    # Where every series scatters as the worst one does there is no surplus left.
    return float(brentq(surplus, 0.0, float(np.max((scatter - 1) / means)) + 1e-12))
