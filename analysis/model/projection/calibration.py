"""How wide to be: hold-out errors, standardised and pooled over the panel, say how large those to come are."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.model.projection import constants as c
from analysis.model.projection.learning import mean_seen
from analysis.model.projection.marginal import Marginal


@dataclass(frozen=True)
class Calibration:
    """From probabilities to standardised errors.

    sizes: what a share of the pooled errors, the keys of `USUAL_SIZES`, stays within; width: (S, h), what multiplies
    it for a series and step.
    """

    sizes: dict[float, float]
    width: np.ndarray

    def until(self, step: int) -> "Calibration":
        """The same up to a step ahead."""
        return Calibration(self.sizes, self.width[:, :step])

    def take(self, rows: np.ndarray) -> "Calibration":
        """That of some of the series, in the order of `rows`."""
        return Calibration(self.sizes, self.width[rows])

    def errors_at(self, probability: np.ndarray | float) -> np.ndarray:
        """Pooled standardised errors (...); 0 at one half and rising, the same on both sides.

        Straight lines in normal scores between the anchors; beyond the outer one the tail of Student's t.
        """
        share = np.abs(2 * np.asarray(probability, dtype=float) - 1)
        outer, tail = max(self.sizes), stats.t(c.TAIL_DEGREES)
        inside = np.interp(_score(share), _score(np.array([0, *self.sizes])), [0.0, *self.sizes.values()])
        beyond = self.sizes[outer] * tail.ppf(0.5 + np.maximum(share, outer) / 2) / tail.ppf(0.5 + outer / 2)
        return np.sign(np.asarray(probability) - 0.5) * np.where(share > outer, beyond, inside)


def _score(share: np.ndarray) -> np.ndarray:
    """What a share of standard normal errors stays within."""
    return stats.norm.ppf(0.5 + share / 2)


def calibrate(marginal: Marginal, held_out: np.ndarray, origins: np.ndarray) -> Calibration:
    """The calibration of a panel whose `marginal` has origins first: the whole series, then each inner origin.

    held_out: (origins - 1, S, steps), steps at most those of the marginal; origins: (origins, S) points seen. With one
    series, or no hold-out, the usual sizes rule. Sizes have no side: whether a panel's last years went up or down is
    one event, however many series it has, and says little of the next ones; what logs make asymmetric stays so.
    Reference: pooled conformal calibration (Vovk, Gammerman, Shafer 2005; Stankevičiūtė, Alaa, van der Schaar 2021),
    blended with a prior; shrinkage of noise on the log scale after Smyth (2004), Statistical Applications in Genetics
    and Molecular Biology 3.
    """
    learned = held_out.shape[2]
    known = marginal.until(learned)
    errors = np.array([known.origin(1 + row).standardise(values) for row, values in enumerate(held_out)])
    growth = np.arange(1, marginal.level_mean.shape[-1] + 1.0) ** _slope(errors)
    noise = (marginal.origin(0).relative_noise() / c.USUAL_NOISE) ** -c.NOISE_SHRINKAGE
    errors = errors / growth[:learned] / noise[:, None]
    own = _own_error(errors)
    width = noise * own
    return Calibration(_sizes(errors / own[:, None] * _short_origin(origins)), width[:, None] * growth)


def _slope(errors: np.ndarray) -> float:
    """How fast standardised errors grow with the horizon, as a power; ridge towards the usual."""
    sizes = np.abs(errors).reshape(-1, errors.shape[-1])
    series, counts = errors.shape[1], np.isfinite(sizes).sum(axis=0)
    steps = np.flatnonzero(counts >= c.FEWEST_FOR_SLOPE)
    if len(steps) < 2:
        return c.USUAL_SLOPE
    log_step = np.log(steps + 1.0)
    log_size = np.log(np.nanquantile(sizes[:, steps], 0.8, axis=0) + c.SMALLEST_VARIANCE)
    weight = counts[steps] / counts.max()
    log_step, log_size = (part - np.average(part, weights=weight) for part in (log_step, log_size))
    spread = (weight * log_step**2).sum()
    slope = (weight * log_step * log_size).sum() / spread
    trust = spread / (spread + c.SLOPE_PENALTY) * series / (series + c.POOLING_SERIES)
    return float(np.clip(c.USUAL_SLOPE + trust * (slope - c.USUAL_SLOPE), *c.SLOPE_LIMITS))


def _own_error(errors: np.ndarray) -> np.ndarray:
    """Factor (S,): a series that missed by more than the panel's usual is given more room, and the reverse."""
    size = np.sqrt(mean_seen(errors**2, axis=(0, 2))) + c.OWN_ERROR_FLOOR
    known = np.isfinite(size)
    trust = known.sum() / (known.sum() + c.POOLING_SERIES)
    panel = np.log(size[known]).mean() if known.any() else 0.0
    usual = trust * panel + (1 - trust) * np.log(c.USUAL_OWN_ERROR)
    excess = np.where(known, np.log(np.where(known, size, 1)) - usual, 0)
    return np.exp(c.OWN_ERROR_WEIGHT * np.clip(excess, -c.OWN_ERROR_LIMIT, c.OWN_ERROR_LIMIT))


def _short_origin(origins: np.ndarray) -> np.ndarray:
    """Factor (origins - 1, S, 1): errors from a shorter past have heavier tails than those of the whole series will."""
    now, then = (stats.t.ppf(0.9, np.maximum(points, 1)) for points in (origins[0], origins[1:]))
    return (now / then)[:, :, None]


def _sizes(errors: np.ndarray) -> dict[float, float]:
    """What shares of the pooled errors stay within, each series weighing the same, blended with what is usual."""
    known = np.isfinite(errors)
    per_series = known.sum(axis=(0, 2))
    series = (per_series > 0).sum()
    if not series:
        return dict(c.USUAL_SIZES)
    weights = np.broadcast_to(1 / np.maximum(per_series, 1)[:, None], errors.shape)[known]
    sizes = np.abs(errors[known])
    order = np.argsort(sizes, kind="stable")
    shares = np.cumsum(weights[order]) / series
    trust = c.POOLING_SHARE * series / (series + c.POOLING_SERIES)
    return {
        share: trust * np.interp(share, shares, sizes[order]) + (1 - trust) * usual
        for share, usual in c.USUAL_SIZES.items()
    }
