"""What the projection would have said before, against what then happened and against a seasonal naive forecast."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy import stats

from analysis.model.projection import constants as c
from analysis.model.projection.learning import seasonal_naive_scales
from analysis.model.projection.projecting import project
from analysis.model.projection.requests import Request, requests_of


@dataclass(frozen=True)
class BackTest:
    """Rolling-origin results.

    points: each row is one period forecast from one origin: series_id, points_seen, step, observed, mean, limits,
    naive, naive limits.
    summary: each row is one series and level: forecasts, coverage, interval_score (scaled by the mean seasonal
    change, lower is better) and the same of the seasonal naive, mean_error (bias) and mean_absolute_error, scaled
    alike. refused: reason by series_id.
    """

    points: pd.DataFrame
    summary: pd.DataFrame
    refused: dict[str, str]


def backtest(
    series: pd.DataFrame | Mapping[str, Sequence[float]],
    horizon: int,
    levels: Sequence[float] = (80, 95),
    *,
    period: int = 4,
    origins: int = 4,
    seed: int = 20220401,
    breaks: Mapping[str, Sequence[date]] | None = None,
) -> BackTest:
    """Project each series again from its last `origins` rolling origins that leave `horizon` points to compare.

    At each origin a series knows only what it had then, and no break lies in what is held out: nothing could have
    known of it. Arguments as for `project`.
    Reference: Tashman (2000); interval score: Gneiting and Raftery (2007), Strictly proper scoring rules, JASA 102.
    """
    requests, refused = requests_of(series, breaks)
    places = {request.series_id: _origins(request, horizon, origins) for request in requests}
    refused = refused | {one.series_id: _too_short(one, horizon) for one in requests if not places[one.series_id]}
    parts = []
    for rank in range(origins):
        known = [(one, places[one.series_id][rank]) for one in requests if len(places[one.series_id]) > rank]
        parts = [*_at_origin(known, horizon, levels, period, seed), *parts]
    points = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["series_id"])
    return BackTest(points, _summary(points, levels), refused)


def _origins(request: Request, horizon: int, origins: int) -> list[int]:
    """Points seen at each origin, the latest first."""
    latest = len(request.values) - horizon
    usable = [
        seen
        for seen in range(latest, c.SHORTEST_SERIES - 1, -1)
        if not any(seen <= place < seen + horizon for place in request.breaks) and _is_projected(request, seen)
    ]
    return usable[:origins]


def _is_projected(request: Request, seen: int) -> bool:
    """Whether enough is left since the last break that was known then; a long past needs one point."""
    since = seen - max((place for place in request.breaks if place < seen), default=0)
    return seen >= c.SHORTEST_FOR_SMOOTHING or since >= c.SHORTEST_SERIES


def _too_short(request: Request, horizon: int) -> str:
    between = " without a registered break among them" if request.breaks else ""
    return f"too few points to hold out {horizon}{between} and project from {c.SHORTEST_SERIES}"


def _at_origin(known: list[tuple[Request, int]], horizon: int, levels, period: int, seed: int) -> list[pd.DataFrame]:
    past = {one.series_id: one.values[:seen] for one, seen in known}
    steps = {one.series_id: [place for place in one.breaks if place < seen] for one, seen in known}
    made = project(past, horizon, levels, period=period, seed=seed, breaks=steps)
    by_series = dict(tuple(made.frame.groupby("series_id", sort=False)))
    return [_beside_naive(by_series[one.series_id], one, seen, levels, period) for one, seen in known]


def _beside_naive(projected: pd.DataFrame, request: Request, seen: int, levels, period: int) -> pd.DataFrame:
    horizon = len(projected)
    past = request.values[:seen]
    lag = period if seen > period else 1
    steps = np.arange(horizon)
    naive = past[seen - lag + steps % lag]
    sd = np.sqrt(np.mean((past[lag:] - past[:-lag]) ** 2)) * np.sqrt(steps // lag + 1)
    frame = projected.drop(columns=["period_start", "period_end", "method"]).assign(
        points_seen=seen,
        step=steps + 1,
        observed=request.values[seen : seen + horizon],
        naive=naive,
        scale=seasonal_naive_scales(past[None], np.array([seen]), period)[0],
    )
    for level in levels:
        half_width = stats.norm.ppf(0.5 + level / 200) * sd
        frame[f"naive_lo{level:g}"], frame[f"naive_hi{level:g}"] = naive - half_width, naive + half_width
    return frame


def interval_score(observed: np.ndarray, low: np.ndarray, high: np.ndarray, level: float) -> np.ndarray:
    """Width plus a penalty for each miss; lower is better (Gneiting and Raftery 2007, equation 43)."""
    penalty = 2 / (1 - level / 100)
    return (high - low) + penalty * np.maximum(low - observed, 0) + penalty * np.maximum(observed - high, 0)


def _summary(points: pd.DataFrame, levels: Sequence[float]) -> pd.DataFrame:
    rows = []
    for series_id, forecasts in points.groupby("series_id", sort=False):
        scale = forecasts["scale"].replace(0, np.nan)
        error = (forecasts["mean"] - forecasts["observed"]) / scale
        naive_error = (forecasts["naive"] - forecasts["observed"]) / scale
        errors = {"mean_error": error.mean(), "mean_absolute_error": error.abs().mean()}
        errors |= {"naive_mean_error": naive_error.mean(), "naive_mean_absolute_error": naive_error.abs().mean()}
        for level in levels:
            rows.append(
                {"series_id": series_id, "level": level, "forecasts": len(forecasts)}
                | _by_level(forecasts, scale, level)
                | errors
            )
    return pd.DataFrame(rows)


def _by_level(forecasts: pd.DataFrame, scale: pd.Series, level: float) -> dict[str, float]:
    results = {}
    for prefix in ("", "naive_"):
        low, high = forecasts[f"{prefix}lo{level:g}"], forecasts[f"{prefix}hi{level:g}"]
        results[f"{prefix}coverage"] = forecasts["observed"].between(low, high).mean()
        results[f"{prefix}interval_score"] = (interval_score(forecasts["observed"], low, high, level) / scale).mean()
    return results
