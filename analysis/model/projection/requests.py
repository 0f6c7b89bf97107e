"""What is asked to be projected: series in one form, with a reason for each that cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.errors import BadArgument
from analysis.model.projection import constants as c


@dataclass(frozen=True)
class Request:
    """A series that can be projected: values in order of time, periods if known, indices of level shifts."""

    series_id: str
    values: np.ndarray
    starts: pd.Series | None
    ends: pd.Series | None
    breaks: tuple[int, ...]


def requests_of(
    series: pd.DataFrame | Mapping[str, Sequence[float]], breaks: Mapping[str, Sequence[date]] | None
) -> tuple[list[Request], dict[str, str]]:
    """The series in the order they come, and, by series_id, why others are refused.

    series: long frame (series_id, value, and period_start, period_end where known, in order of time) or a mapping from
    series_id to values. breaks: the first days of new levels, by series_id; for a mapping without periods, positions.
    """
    accepted, refused = [], {}
    for series_id, values, starts, ends in _each(series):
        reason = _reason_to_refuse(values)
        steps = () if reason else _steps(starts, (breaks or {}).get(series_id, ()))
        reason = reason or _reason_to_refuse_breaks(len(values), steps)
        if reason:
            refused[series_id] = reason
        else:
            accepted.append(_since_break(Request(series_id, values, starts, ends, steps)))
    return accepted, refused


def _each(series):
    if isinstance(series, pd.DataFrame):
        missing = [column for column in ("series_id", "value") if column not in series]
        if missing:
            raise BadArgument(
                f"The series have no column {missing[0]}; expected series_id, period_start, period_end, value."
            )
        dated = "period_start" in series and "period_end" in series
        for series_id, rows in series.groupby("series_id", sort=False):
            starts, ends = (rows["period_start"], rows["period_end"]) if dated else (None, None)
            yield series_id, rows["value"].to_numpy(float), starts, ends
    else:
        for series_id, values in series.items():
            yield series_id, np.asarray(values, dtype=float), None, None


def _reason_to_refuse(values: np.ndarray) -> str | None:
    if not np.isfinite(values).all():
        return "a value is missing or not finite; a projection needs every period"
    if len(values) < c.SHORTEST_SERIES:
        points = "1 point" if len(values) == 1 else f"{len(values)} points"
        return f"{points}; expected at least {c.SHORTEST_SERIES}, to tell level, growth and noise apart"
    return None


def _steps(starts: pd.Series | None, breaks: Sequence) -> tuple[int, ...]:
    """Positions of the first point at or after each break; breaks before the series began say nothing."""
    if starts is None:
        return tuple(sorted({int(place) for place in breaks if place > 0}))
    places = {int((starts < pd.Timestamp(day)).sum()) for day in breaks}
    return tuple(sorted(place for place in places if place > 0))


def _reason_to_refuse_breaks(points: int, steps: tuple[int, ...]) -> str | None:
    if not steps:
        return None
    since = points - steps[-1]
    if since <= 0:
        return "a registered break lies after the last point; nothing is known of the new level"
    if points < c.SHORTEST_FOR_SMOOTHING and since < c.SHORTEST_SERIES:
        return f"{since} points since the registered break; expected at least {c.SHORTEST_SERIES}"
    return None


def _since_break(request: Request) -> Request:
    """A short series starts anew at its last break: it has no points to spare for the height of the step."""
    if not request.breaks or len(request.values) >= c.SHORTEST_FOR_SMOOTHING:
        return request
    return Request(request.series_id, request.values[request.breaks[-1] :], request.starts, request.ends, ())
