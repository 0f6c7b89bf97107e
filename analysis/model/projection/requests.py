"""What is asked to be projected: series in one form, with a reason for each that cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from analysis.errors import BadArgument
from analysis.model.projection import constants as c
from analysis.model.projection.future_periods import periods_after


@dataclass(frozen=True)
class Request:
    """A series that can be projected: values in order of time, periods if known, indices of level shifts.

    until: the first break after the last point, a day, or a position where no periods are known; None without one.
    """

    series_id: str
    values: np.ndarray
    starts: pd.Series | None
    ends: pd.Series | None
    breaks: tuple[int, ...]
    until: pd.Timestamp | int | None = None

    def steps_before_break(self, horizon: int) -> int:
        """How many of the next periods lie wholly before the first break to come."""
        if self.until is None:
            return horizon
        if self.starts is None:
            return min(self.until - len(self.values), horizon)
        starts_of_next = periods_after(self.starts, self.ends, horizon + 1)[0][1:]
        return int((starts_of_next <= self.until.to_datetime64()).sum())


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
        if not reason:
            steps, until = _steps(starts, len(values), (breaks or {}).get(series_id, ()))
            request = Request(series_id, values, starts, ends, steps, until)
            reason = _reason_to_refuse_breaks(request)
        if reason:
            refused[series_id] = reason
        else:
            accepted.append(_since_break(request))
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


def _steps(
    starts: pd.Series | None, points: int, breaks: Sequence
) -> tuple[tuple[int, ...], pd.Timestamp | int | None]:
    """Positions of the first point at or after each break, and the first break after the last point.

    Breaks before the series began say nothing.
    """
    if starts is None:
        places = {int(place): int(place) for place in breaks}
    else:
        places = {pd.Timestamp(day): int((starts < pd.Timestamp(day)).sum()) for day in breaks}
    within = sorted({place for place in places.values() if 0 < place < points})
    return tuple(within), min((named for named, place in places.items() if place >= points), default=None)


def _reason_to_refuse_breaks(request: Request) -> str | None:
    points, steps = len(request.values), request.breaks
    if request.steps_before_break(1) < 1:
        return "a registered break lies right after the last point; nothing is known of the new level"
    if steps and points < c.SHORTEST_FOR_SMOOTHING and points - steps[-1] < c.SHORTEST_SERIES:
        since = points - steps[-1]
        return f"{since} point{'s' * (since > 1)} since the registered break; expected at least {c.SHORTEST_SERIES}"
    return None


def _since_break(request: Request) -> Request:
    """A short series starts anew at its last break: it has no points to spare for the height of the step."""
    if not request.breaks or len(request.values) >= c.SHORTEST_FOR_SMOOTHING:
        return request
    last = request.breaks[-1]
    until = request.until - last if isinstance(request.until, int) else request.until
    return replace(request, values=request.values[last:], breaks=(), until=until)
