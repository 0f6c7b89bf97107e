"""Demand for each service a year ahead, as far as it can be projected, or why it cannot."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from analysis.model.limits import areas_meet
from analysis.model.projection import backtest, project
from analysis.model.projection.constants import SHORTEST_SERIES
from analysis.reference.registers import Break

SERVICE = ["era", "service", "area"]
LEVELS = (80, 95)
MONTHS_IN_YEAR = 12
# Breaks after which a service's counts mean something else.
CUTTING = ("recommissioning", "law", "recording", "practice")
COLUMNS = [*SERVICE, "measure", "period_start", "period_end", "mean", "lo80", "hi80", "lo95", "hi95",
           "method", "points", "stopped_by", "reason"]  # fmt: skip


def project_demand(counts: pd.DataFrame, breaks: Iterable[Break], as_of: date, seed: int) -> pd.DataFrame:
    """Each row is a period ahead of a series that a service is shown by, or the `reason` why there is none.

    counts: rows of demand with `stands_for_demand`. A year is projected, from the periods of equal length that end the
    series: `mean` (central projection) and limits of 80 and 95% prediction intervals, people in the period. Nothing
    is projected past a break (`stopped_by`), nor where the whole year lies before `as_of`.
    """
    rows = [_project(key, *part, as_of, seed) for key, part in comparable_periods(counts, tuple(breaks))]
    made = pd.concat(rows, ignore_index=True)[COLUMNS] if rows else pd.DataFrame(columns=COLUMNS)
    numbers = {name: made[name].astype(float) for name in ("mean", "lo80", "hi80", "lo95", "hi95")}
    return made.assign(**{name: pd.to_datetime(made[name]) for name in ("period_start", "period_end")}, **numbers)


def back_test_demand(counts: pd.DataFrame, projection: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Each row is a projected series and a level: its rolling-origin back-test, or the `reason` why there is none.

    Columns as in `BackTest.summary`; the seasonal naive forecast stands beside. A test needs the points of a year
    besides those that a projection needs.
    """
    shown = projection[projection["reason"].eq("")][SERVICE].drop_duplicates()
    parts = []
    for key, (rows, _) in comparable_periods(counts, ()):
        if (shown == list(key)).all(axis=1).any():
            parts.append(_test(key, rows, seed))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*SERVICE, "reason"])


def comparable_periods(counts: pd.DataFrame, breaks: tuple[Break, ...]):
    """Each service with the periods at the end of its series that are of one length, and the next break."""
    for key, rows in counts[counts["stands_for_demand"]].groupby(SERVICE, sort=False):
        ordered = rows.sort_values("period_start", ignore_index=True)
        differs = ordered.index[ordered["exposure_months"].ne(ordered["exposure_months"].iloc[-1])]
        comparable = ordered.loc[differs.max() + 1 if len(differs) else 0 :]
        yield key, (comparable, _next_break(comparable, breaks))


def _next_break(rows: pd.DataFrame, breaks: tuple[Break, ...]) -> Break | None:
    last, area = rows["period_end"].iloc[-1].date(), rows["area"].iloc[-1]
    ahead = [
        one
        for one in breaks
        if one.date and one.date > last and one.kind in CUTTING
        and (not one.areas or any(areas_meet(area, cut) for cut in one.areas))
    ]  # fmt: skip
    return min(ahead, key=lambda one: one.date, default=None)


def _project(key: tuple, rows: pd.DataFrame, cut: Break | None, as_of: date, seed: int) -> pd.DataFrame:
    place = dict(zip(SERVICE, key, strict=True)) | {"measure": rows["measure"].iloc[-1], "points": len(rows)}
    year_ahead = rows["period_end"].iloc[-1] + pd.DateOffset(years=1)
    if year_ahead < pd.Timestamp(as_of):
        return _refused(place, "its counts ended more than a year before: a year on from them is past already")
    if len(rows) < SHORTEST_SERIES:
        return _refused(
            place, f"fewer than {SHORTEST_SERIES} periods of one length: level, growth and chance cannot be told apart"
        )
    made = project(as_request(rows), periods_a_year(rows), LEVELS, period=periods_a_year(rows), seed=seed)
    if made.refused:
        return _refused(place, made.refused["series"])
    frame = made.frame.assign(**place, stopped_by="", reason="")
    if cut is None:
        return frame
    kept = frame[frame["period_end"] < pd.Timestamp(cut.date)].assign(stopped_by=cut.what)
    return kept if len(kept) else _refused(place, f"the series breaks right after its last period ({cut.what})")


def _test(key: tuple, rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    horizon = periods_a_year(rows)
    place = dict(zip(SERVICE, key, strict=True)) | {"points": len(rows)}
    if len(rows) < SHORTEST_SERIES + horizon:
        needed = f"too few points to be tested: {len(rows)} of the {SHORTEST_SERIES + horizon} that a test needs"
        return pd.DataFrame([place | {"reason": needed}])
    summary = backtest(as_request(rows), horizon, LEVELS, period=horizon, seed=seed).summary
    return summary.drop(columns="series_id").assign(**place, reason="")


def as_request(rows: pd.DataFrame, series_id: str = "series") -> pd.DataFrame:
    """The periods of one service as the projection engine takes them."""
    return rows[["period_start", "period_end", "value"]].assign(series_id=series_id)


def periods_a_year(rows: pd.DataFrame) -> int:
    """How many periods of the length that ends a series make a year."""
    return max(1, round(MONTHS_IN_YEAR / rows["exposure_months"].iloc[-1]))


def _refused(place: dict, reason: str) -> pd.DataFrame:
    return pd.DataFrame([place | {"reason": reason, "stopped_by": ""}], columns=COLUMNS)
