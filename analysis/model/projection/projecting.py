"""Any series, and how sure one can be of its future."""

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from analysis.errors import BadArgument
from analysis.model.projection import constants as c
from analysis.model.projection.counts import whole
from analysis.model.projection.future_periods import periods_after
from analysis.model.projection.panel import panel_of
from analysis.model.projection.paths import draw_probabilities, togetherness
from analysis.model.projection.requests import Request, requests_of
from analysis.model.projection.short import simulate
from analysis.model.projection.smoothing import forecast

SMOOTHING = "averaged exponential smoothing"
SIMULATION = "short-series simulation"
SIMULATED_AT_ONCE = 200  # keeps the futures of many short series within memory


@dataclass(frozen=True)
class Projection:
    """What is projected, for whom not, and why not.

    frame: each row is one future period of one series, in the order of the input: series_id, period_start, period_end
    (missing where the input has none), mean (the central projection), lo and hi of each level, method. Limits are
    prediction limits: of what will be observed, not of an expected value. refused: reason by series_id. paths:
    series_id to array (paths, h), empty unless asked for. stopped: by series_id, why it has fewer periods than asked.
    """

    frame: pd.DataFrame
    refused: dict[str, str]
    paths: dict[str, np.ndarray]
    levels: tuple[float, ...]
    stopped: dict[str, str] = field(default_factory=dict)


def project(
    series: pd.DataFrame | Mapping[str, Sequence[float]],
    horizon: int,
    levels: Sequence[float] = (80, 95),
    *,
    period: int = 4,
    seed: int = 20220401,
    paths: int = 0,
    paths_of: Collection[str] | None = None,
    breaks: Mapping[str, Sequence[date]] | None = None,
) -> Projection:
    """Project each series `horizon` periods on, with prediction intervals of the `levels`, in percent.

    series: long frame (series_id, period_start, period_end, value) or mapping from series_id to values.
    period: periods in a year; paths: how many joint futures to draw as well, of the series in paths_of, else of all;
    breaks: first days of new levels by series_id: modelled as level shifts and never smoothed, and a projection stops
    before one that is to come. The series of a call calibrate each other: from 8 points by averaged exponential
    smoothing, below by simulation; what cannot be projected is refused with the reason. The first steps do not depend
    on the horizon asked for.
    Raises BadArgument for a horizon, level or period that cannot be. Reference: each module names its own.
    """
    levels = _require_arguments(horizon, levels, period)
    requests, refused = requests_of(series, breaks)
    frames, parts = [], []
    for part in _parts(requests, horizon, period, seed, with_correlations=paths > 0):
        frames.append(_frame(part, levels))
        parts += [part] if paths else []  # simulated futures are large: they go as soon as they are not needed
    drawn = _draw(parts, paths, seed, {request.series_id: request.values for request in requests}, paths_of)
    columns = ["series_id", "period_start", "period_end", "mean", *_limit_names(levels), "method"]
    if not frames:
        return Projection(pd.DataFrame(columns=columns), refused, {}, levels)
    frame = pd.concat(frames).sort_values(["order", "step"], kind="stable", ignore_index=True)
    whole_frame = frame.join(_periods(requests, horizon))
    allowed = np.array([request.steps_before_break(horizon) for request in requests])
    shown = whole_frame.loc[whole_frame["step"].lt(allowed[whole_frame["order"]]), columns].reset_index(drop=True)
    short = {one.series_id: int(steps) for one, steps in zip(requests, allowed, strict=True) if steps < horizon}
    stopped = {name: f"{steps} of {horizon} periods; a registered break follows" for name, steps in short.items()}
    drawn = {name: futures[:, : short.get(name, horizon)] for name, futures in drawn.items()}
    return Projection(shown, refused, drawn, levels, stopped)


@dataclass(frozen=True)
class _Part:
    """Series projected by one method: their places in the input, what they are, and a forecast that has quantiles."""

    method: str
    places: np.ndarray
    ids: list[str]
    is_count: np.ndarray
    forecast: object
    centre: np.ndarray

    def quantile(self, probability: np.ndarray | float) -> np.ndarray:
        """Value (..., S, h) at a probability; whole where the series is a count."""
        value = self.forecast.quantile(probability)
        return np.where(self.is_count[:, None], whole(value, probability, self.centre), value)

    def take(self, rows: list[int]) -> "_Part":
        """Some of the series."""
        names = [self.ids[row] for row in rows]
        forecast = self.forecast.take(np.array(rows))
        return _Part(self.method, self.places[rows], names, self.is_count[rows], forecast, self.centre[rows])


def _parts(
    requests: list[Request], horizon: int, period: int, seed: int, *, with_correlations: bool
) -> Iterator[_Part]:
    """All series long enough to be smoothed together, then the others, a batch at a time."""
    enough = np.array([len(request.values) >= c.SHORTEST_FOR_SMOOTHING for request in requests], dtype=bool)
    if enough.any():
        yield _smoothed(requests, np.flatnonzero(enough), horizon, period, with_correlations=with_correlations)
    short = np.flatnonzero(~enough)
    for start in range(0, len(short), SIMULATED_AT_ONCE):
        batch = short[start : start + SIMULATED_AT_ONCE]
        yield _simulated(requests, batch, horizon, seed, with_correlations=with_correlations)


def _smoothed(requests, places: np.ndarray, horizon: int, period: int, *, with_correlations: bool) -> _Part:
    panel = panel_of([requests[place].values for place in places])
    steps = [requests[place].breaks for place in places]
    made = forecast(panel, horizon=horizon, period=period, steps=steps, with_correlations=with_correlations)
    ids = [requests[place].series_id for place in places]
    return _Part(SMOOTHING, places, ids, panel.is_count, made, made.marginal.centre())


def _simulated(requests, places: np.ndarray, horizon: int, seed: int, *, with_correlations: bool) -> _Part:
    series = [requests[place].values for place in places]
    ids = [requests[place].series_id for place in places]
    # A series keeps its draws whichever others stand beside it.
    generators = [np.random.default_rng([seed, zlib.crc32(str(series_id).encode())]) for series_id in ids]
    made = simulate(series, horizon, generators, with_correlations=with_correlations)
    is_count = np.array([bool(((values >= 0) & (values == np.rint(values))).all()) for values in series])
    return _Part(SIMULATION, places, ids, is_count, made, made.centre())


def _frame(part: _Part, levels: tuple[float, ...]) -> pd.DataFrame:
    series, horizon = part.centre.shape
    columns = {
        "order": np.repeat(part.places, horizon),
        "step": np.tile(np.arange(horizon), series),
        "series_id": np.repeat(np.array(part.ids, dtype=object), horizon),
        "mean": part.centre.ravel(),
    }
    for level in levels:
        columns[f"lo{level:g}"] = part.quantile(0.5 - level / 200).ravel()
        columns[f"hi{level:g}"] = part.quantile(0.5 + level / 200).ravel()
    return pd.DataFrame(columns | {"method": part.method})


def _draw(
    parts: list[_Part], paths: int, seed: int, values: dict[str, np.ndarray], wanted: Collection[str] | None
) -> dict[str, np.ndarray]:
    """Paths of the wanted series, smoothed and simulated, that move together as their changes did."""
    rows = [[row for row, name in enumerate(part.ids) if wanted is None or name in wanted] for part in parts]
    chosen = [(part.take(own), own) for part, own in zip(parts, rows, strict=True) if own]
    if not paths or not chosen:
        return {}
    correlations = np.concatenate([part.forecast.correlations for part, _ in chosen])
    together = togetherness([values[name] for part, _ in chosen for name in part.ids])
    probabilities = draw_probabilities(correlations, together, paths, np.random.default_rng(seed))
    drawn, start = {}, 0
    for part, own in chosen:
        futures = part.quantile(probabilities[:, start : start + len(own)])
        drawn |= {name: futures[:, row] for row, name in enumerate(part.ids)}
        start += len(own)
    return drawn


def _periods(requests: list[Request], horizon: int) -> pd.DataFrame:
    """First and last days of the projected periods, series after series; NaT where a series has no dates."""
    unknown = np.full(horizon, np.datetime64("NaT", "D"))
    bounds = [
        (unknown, unknown) if request.starts is None else periods_after(request.starts, request.ends, horizon)
        for request in requests
    ]
    starts, ends = (np.concatenate([bound[side] for bound in bounds]).astype("datetime64[s]") for side in (0, 1))
    return pd.DataFrame({"period_start": starts, "period_end": ends})


def _limit_names(levels: tuple[float, ...]) -> list[str]:
    return [f"{side}{level:g}" for level in levels for side in ("lo", "hi")]


def _require_arguments(horizon: int, levels: Sequence[float], period: int) -> tuple[float, ...]:
    if isinstance(horizon, bool) or horizon != int(horizon) or horizon < 1:
        raise BadArgument(f"horizon: {horizon} is not a number of periods; expected a whole number from 1.")
    if isinstance(period, bool) or period != int(period) or period < 1:
        raise BadArgument(
            f"period: {period} is not a number of periods in a year; expected 4 for quarters, 12 for months."
        )
    for level in levels:
        if not 0 < level < 100:
            raise BadArgument(
                f"levels: {level:g} is not a coverage in percent; expected a number between 0 and 100, such as 95."
            )
    if not levels or len(set(levels)) < len(levels):
        raise BadArgument("levels: expected at least one coverage in percent, each once, such as 80,95.")
    return tuple(levels)
