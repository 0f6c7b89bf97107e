"""How wide to be: hold-out errors, standardised and pooled over the panel, give the quantiles of the errors to come."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.model.projection import constants as c
from analysis.model.projection.learning import mean_seen
from analysis.model.projection.marginal import Marginal


@dataclass(frozen=True)
class Calibration:
    """From probabilities to standardised errors.

    quantiles: the pooled error at each probability of `USUAL_QUANTILES`; width: (S, h), what multiplies it for a
    series and step.
    """

    quantiles: dict[float, float]
    width: np.ndarray

    def errors_at(self, probability: np.ndarray | float) -> np.ndarray:
        """Pooled standardised errors; 0 at one half and rising.

        Straight lines in normal scores between the anchors; beyond the outer ones the tails of Student's t.
        """
        probability = np.asarray(probability, dtype=float)
        anchors = [*(p for p in self.quantiles if p < 0.5), 0.5, *(p for p in self.quantiles if p > 0.5)]
        errors = [self.quantiles.get(p, 0.0) for p in anchors]
        inside = np.interp(stats.norm.ppf(probability), stats.norm.ppf(anchors), errors)
        tail = stats.t(c.TAIL_DEGREES)
        below = errors[0] * tail.ppf(np.minimum(probability, anchors[0])) / tail.ppf(anchors[0])
        above = errors[-1] * tail.ppf(np.maximum(probability, anchors[-1])) / tail.ppf(anchors[-1])
        return np.where(probability < anchors[0], below, np.where(probability > anchors[-1], above, inside))


def calibrate(marginal: Marginal, held_out: np.ndarray, origins: np.ndarray) -> Calibration:
    """The calibration of a panel whose `marginal` has origins first: the whole series, then each inner origin.

    held_out: (origins - 1, S, h); origins: (origins, S) points seen. With one series, or no hold-out, the usual
    quantiles rule.
    Reference: pooled conformal calibration (Vovk, Gammerman, Shafer 2005; Stankevičiūtė, Alaa, van der Schaar 2021),
    blended with a prior; shrinkage of noise on the log scale after Smyth (2004), Statistical Applications in Genetics
    and Molecular Biology 3.
    """
    errors = np.array([marginal.origin(1 + row).standardise(values) for row, values in enumerate(held_out)])
    errors = errors.reshape(held_out.shape)
    growth = np.arange(1, held_out.shape[2] + 1.0) ** _slope(errors)
    noise = (marginal.origin(0).relative_noise() / c.USUAL_NOISE) ** -c.NOISE_SHRINKAGE
    errors = errors / growth / noise[:, None]
    own = _own_error(errors)
    width = noise * own
    return Calibration(_quantiles(errors / own[:, None] * _short_origin(origins)), width[:, None] * growth)


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


def _quantiles(errors: np.ndarray) -> dict[float, float]:
    """Pooled quantiles, each series weighing the same, blended with the usual ones by the size of the panel."""
    known = np.isfinite(errors)
    per_series = known.sum(axis=(0, 2))
    series = (per_series > 0).sum()
    if not series:
        return dict(c.USUAL_QUANTILES)
    weights = np.broadcast_to(1 / np.maximum(per_series, 1)[:, None], errors.shape)[known]
    order = np.argsort(errors[known], kind="stable")
    shares = np.cumsum(weights[order]) / series
    trust = c.POOLING_SHARE * series / (series + c.POOLING_SERIES)
    blended = {
        probability: trust * np.interp(probability, shares, errors[known][order]) + (1 - trust) * usual
        for probability, usual in c.USUAL_QUANTILES.items()
    }
    return _rising(blended)


def _rising(quantiles: dict[float, float]) -> dict[float, float]:
    """The same, made to rise through 0 at one half: a panel that all went one way still has a lower side."""
    lower = {p: min(error, 0.0) for p, error in quantiles.items() if p < 0.5}
    upper = {p: max(error, 0.0) for p, error in quantiles.items() if p > 0.5}
    return lower | upper
