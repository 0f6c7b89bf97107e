"""Series of eight points or more: averaged exponential smoothing, calibrated by its own rolling origins."""

from dataclasses import dataclass

import numpy as np

from analysis.model.projection import constants as c
from analysis.model.projection.averaging import Averages, average
from analysis.model.projection.calibration import Calibration, calibrate
from analysis.model.projection.grid import candidate_priors, smoothing_grid
from analysis.model.projection.learning import prior_weights, seasonal_naive_scales
from analysis.model.projection.marginal import Marginal
from analysis.model.projection.panel import Panel, Scale, held_out, inner_origins, scaled, take


@dataclass(frozen=True)
class Forecast:
    """What is known of the future of S series.

    marginal: of each value (S, h); calibration: from probabilities to standardised errors;
    correlations: (S, h, h) between the steps of a series, None unless asked for.
    """

    marginal: Marginal
    calibration: Calibration
    correlations: np.ndarray | None

    def quantile(self, probability: np.ndarray | float) -> np.ndarray:
        """Value (S, h) that the future stays below with this probability; not yet rounded where series are counts."""
        return self.marginal.at(self.calibration.errors_at(probability) * self.calibration.width)

    def take(self, rows: np.ndarray) -> "Forecast":
        """Some of the series, in the order of `rows`."""
        correlations = None if self.correlations is None else self.correlations[rows]
        return Forecast(self.marginal.take(rows), self.calibration.take(rows), correlations)


def forecast(
    panel: Panel, *, horizon: int, period: int, steps: list[tuple[int, ...]], with_correlations: bool = False
) -> Forecast:
    """Forecast a panel; its rolling origins choose the prior and the width together for all of its series.

    steps: for each series the indices of the points at which a registered level shift takes effect. What is learned is
    the same whatever the horizon, so the first steps of a longer projection are those of a shorter one.
    """
    last_step = np.array([max(breaks, default=0) for breaks in steps])
    origins = inner_origins(panel.lengths, last_step)
    future = held_out(panel, origins, c.LEARNING_HORIZON)
    reach = max(horizon, c.LEARNING_HORIZON)
    scales = [scaled(panel, logs=logs)[1] for logs in (False, True)]
    levels, logs = (
        _averages(
            panel, origins, steps, in_logs=in_logs, period=period, horizon=reach, with_covariance=with_correlations
        )
        for in_logs in (False, True)
    )
    centres = [
        _marginal(panel, scales, *means).until(c.LEARNING_HORIZON).centre()[1:]
        for means in zip(levels.means, logs.means, strict=True)
    ]
    weights = prior_weights(
        np.abs(np.array(centres) - future), seasonal_naive_scales(panel.values, panel.lengths, period)
    )
    marginal = _blend(panel, scales, levels, logs, weights)
    calibration = calibrate(marginal, future, origins)
    correlations = _correlations(logs, weights)[:, :horizon, :horizon] if with_correlations else None
    return Forecast(marginal.origin(0).until(horizon), calibration.until(horizon), correlations)


def _averages(
    panel: Panel, origins: np.ndarray, steps, *, in_logs: bool, period: int, horizon: int, with_covariance: bool
) -> Averages:
    """Averages of the whole panel, made together for the series that break at the same points, shortest first."""
    priors = len(candidate_priors(smoothing_grid(period)))
    shape = (priors, *origins.shape, horizon)
    means, squares = np.full(shape, np.nan), np.full(shape, np.nan)
    pairs = np.full((priors, len(steps), horizon, horizon), np.nan) if with_covariance else None
    for breaks in sorted(set(steps)):
        rows = np.array([row for row, own in enumerate(steps) if own == breaks])
        rows = rows[np.argsort(panel.lengths[rows], kind="stable")]
        values, _ = scaled(take(panel, rows), logs=in_logs)
        part = average(
            values,
            origins[:, rows],
            period=period,
            horizon=horizon,
            steps=breaks,
            with_covariance=with_covariance,
        )
        means[:, :, rows], squares[:, :, rows] = part.means, part.squares
        if pairs is not None:
            pairs[:, rows] = part.covariances
    return Averages(means, squares, pairs)


def _blend(panel: Panel, scales: list[Scale], levels: Averages, logs: Averages, weights: np.ndarray) -> Marginal:
    (level_mean, level_sd), (log_mean, log_sd) = levels.blend(weights), logs.blend(weights)
    return _marginal(panel, scales, level_mean, log_mean, level_sd, log_sd)


def _marginal(panel: Panel, scales: list[Scale], level_mean, log_mean, level_sd=0.0, log_sd=0.0) -> Marginal:
    """The marginal in the units of the series; a series that never varied keeps a little noise."""
    level, log = scales
    level_mean = level.centre[:, None] + level.spread[:, None] * level_mean
    least = c.LEAST_RELATIVE_NOISE
    with np.errstate(divide="ignore"):
        ceiling = np.where(panel.in_logs, np.log(np.maximum(panel.largest, 0)) + c.LOG_CEILING, np.inf)
    return Marginal(
        level_mean=level_mean,
        level_sd=np.maximum(level.spread[:, None] * level_sd, least * np.abs(level_mean)),
        log_mean=log.centre[:, None] + log.spread[:, None] * log_mean,
        log_sd=np.maximum(log.spread[:, None] * log_sd, least),
        in_logs=panel.in_logs,
        never_negative=panel.never_negative,
        ceiling=ceiling,
    )


def _correlations(logs: Averages, weights: np.ndarray) -> np.ndarray:
    """Correlations (S, h, h) of the forecast errors of a series' steps."""
    mean = np.einsum("k,ksh->sh", weights, logs.means[:, 0])
    covariance = np.einsum("k,kshi->shi", weights, logs.covariances) - mean[:, :, None] * mean[:, None]
    sd = np.sqrt(np.maximum(np.einsum("shh->sh", covariance), c.SMALLEST_VARIANCE**2))
    return covariance / (sd[:, :, None] * sd[:, None])
