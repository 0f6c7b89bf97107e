"""The distribution of one future value: half of it made in levels, half in logs, by averaging their quantiles."""

from dataclasses import dataclass, fields, replace

import numpy as np

from analysis.model.projection import constants as c

MOMENTS = ("level_mean", "level_sd", "log_mean", "log_sd")


@dataclass(frozen=True)
class Marginal:
    """Location and spread of future values, (..., S, h) each, in levels and in logs.

    in_logs, never_negative, ceiling: (S,); the log part is capped at `ceiling`; where `in_logs` is false only levels
    count. Averaging quantiles, rather than densities, keeps the shape of the parts (Vincentization; Lichtendahl,
    Grushka-Cockayne and Winkler 2013, Is it better to average probabilities or quantiles? Management Science 59).
    """

    level_mean: np.ndarray
    level_sd: np.ndarray
    log_mean: np.ndarray
    log_sd: np.ndarray
    in_logs: np.ndarray
    never_negative: np.ndarray
    ceiling: np.ndarray

    def at(self, standard: np.ndarray | float) -> np.ndarray:
        """The value that lies `standard` spreads from the centre; rises with `standard`."""
        value = self._unbounded(standard)
        return np.where(self.never_negative[:, None], np.maximum(value, 0), value)

    def centre(self) -> np.ndarray:
        """The point forecast: the value at 0."""
        return self.at(0.0)

    def standardise(self, values: np.ndarray, *, halvings: int = 40) -> np.ndarray:
        """How many spreads each value lies from the centre, by bisection; NaN stays NaN."""
        low = np.full(values.shape, -c.LARGEST_STANDARD_ERROR)
        high = -low
        for _ in range(halvings):
            middle = (low + high) / 2
            below = self._unbounded(middle) < values
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return np.where(np.isfinite(values), (low + high) / 2, np.nan)

    def origin(self, which: int) -> "Marginal":
        """The same at one origin, where the arrays have origins first."""
        return replace(self, **{name: getattr(self, name)[which] for name in MOMENTS})

    def until(self, step: int) -> "Marginal":
        """The same up to a step ahead."""
        return replace(self, **{name: getattr(self, name)[..., :step] for name in MOMENTS})

    def take(self, rows: np.ndarray) -> "Marginal":
        """Some of the series, in the order of `rows`."""
        return Marginal(**{part.name: getattr(self, part.name)[rows] for part in fields(self)})

    def relative_noise(self) -> np.ndarray:
        """Relative spread (S,) one step ahead, from the log part, else from the levels; within the usual limits."""
        level = np.abs(self.level_mean[..., 0])
        relative = np.where(
            self.in_logs, self.log_sd[..., 0], self.level_sd[..., 0] / np.where(level > 0, level, np.inf)
        )
        return np.clip(relative, *c.NOISE_LIMITS)

    def _unbounded(self, standard: np.ndarray | float) -> np.ndarray:
        level = self.level_mean + standard * self.level_sd
        log = np.minimum(self.log_mean + standard * self.log_sd, self.ceiling[:, None])
        return np.where(self.in_logs[:, None], (level + np.exp(np.where(self.in_logs[:, None], log, 0))) / 2, level)
