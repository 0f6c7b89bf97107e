"""Series as arrays: padded, scaled, in levels and in logs, with the inner origins that calibrate."""

from dataclasses import dataclass

import numpy as np

from analysis.model.projection import constants as c


@dataclass(frozen=True)
class Panel:
    """S series of possibly different lengths.

    values: (S, N) from each series' own start, 0 after its end; lengths: (S,); largest: (S,).
    in_logs: whether the series can be modelled in logs too (no negative value, something positive).
    is_count, never_negative: (S,) what every value of the series is.
    """

    values: np.ndarray
    lengths: np.ndarray
    largest: np.ndarray
    in_logs: np.ndarray
    is_count: np.ndarray
    never_negative: np.ndarray


@dataclass(frozen=True)
class Scale:
    """Centre and spread (S,) that turn scaled values back into those of the series."""

    centre: np.ndarray
    spread: np.ndarray


def panel_of(series: list[np.ndarray]) -> Panel:
    """The series as one padded array; none may be empty."""
    lengths = np.array([len(values) for values in series])
    padded = np.zeros((len(series), lengths.max()))
    for row, values in enumerate(series):
        padded[row, : len(values)] = values
    seen = np.arange(padded.shape[1]) < lengths[:, None]
    largest = np.where(seen, padded, -np.inf).max(axis=1)
    never_negative = (padded >= 0).all(axis=1)
    whole = (padded == np.rint(padded)).all(axis=1)
    return Panel(padded, lengths, largest, never_negative & (largest > 0), whole & never_negative, never_negative)


def take(panel: Panel, rows: np.ndarray) -> Panel:
    """Some series of a panel, in the order of `rows`."""
    values = panel.values[rows, : panel.lengths[rows].max()]
    fields = (panel.lengths, panel.largest, panel.in_logs, panel.is_count, panel.never_negative)
    return Panel(values, *(field[rows] for field in fields))


def scaled(panel: Panel, *, logs: bool) -> tuple[np.ndarray, Scale]:
    """Values (S, N) of mean 0 and variance about 1, and the scale that undoes it; in logs where asked and possible.

    A zero among positive values counts in logs as half of the smallest unit seen (1, or the smallest value below 1).
    """
    seen = np.arange(panel.values.shape[1]) < panel.lengths[:, None]
    values = _logs(panel, seen) if logs else panel.values
    centre = (values * seen).sum(1) / panel.lengths
    spread = np.sqrt(((values - centre[:, None]) ** 2 * seen).sum(1) / panel.lengths)
    spread = spread + 1e-9 * np.maximum(1, np.abs(centre))  # a constant series divides by something
    return np.where(seen, (values - centre[:, None]) / spread[:, None], 0), Scale(centre, spread)


def inner_origins(lengths: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Points seen at each origin (origins, S): the whole series first, then each rolling origin, -1 where it has none.

    after: (S,), an origin must come after this many points, so that none straddles a registered break.
    Reference: Tashman (2000), Out-of-sample tests of forecasting accuracy. International Journal of Forecasting 16.
    """
    least = np.maximum(np.maximum(c.FEWEST_BEFORE_ORIGIN, lengths * c.LEAST_SHARE_BEFORE_ORIGIN), after + 1)
    inner = [np.where(lengths - offset >= least, lengths - offset, -1) for offset in c.ORIGIN_OFFSETS]
    return np.array([lengths, *inner])


def held_out(panel: Panel, origins: np.ndarray, horizon: int) -> np.ndarray:
    """What happened (origins - 1, S, h) after each inner origin; NaN beyond the end and without an origin."""
    times = origins[1:, :, None] + np.arange(horizon)
    known = (origins[1:, :, None] > 0) & (times < panel.lengths[:, None])
    rows = np.arange(len(panel.values))[:, None]
    return np.where(known, panel.values[rows, np.clip(times, 0, panel.values.shape[1] - 1)], np.nan)


def _logs(panel: Panel, seen: np.ndarray) -> np.ndarray:
    positive = np.where(seen & (panel.values > 0), panel.values, np.inf).min(axis=1)
    floor = 0.5 * np.minimum(1, positive)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(panel.in_logs[:, None], np.log(np.maximum(panel.values, floor)), panel.values)
