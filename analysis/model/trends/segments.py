"""Trends of a dated series, one for each stretch without a break."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.errors import BadArgument
from analysis.model.trends.dispersion import Dispersion
from analysis.model.trends.fitting import fit
from analysis.model.trends.record import Trend

COLUMNS = ("period_start", "period_end", "exposure_months", "value")
DAYS_IN_YEAR = 365.2425
MONTHS_IN_YEAR = 12


@dataclass(frozen=True)
class Segment:
    """A stretch of a series with no break inside: its first and last day and its trend."""

    start: date
    end: date
    trend: Trend


def fit_series(
    series: pd.DataFrame,
    *,
    dispersion: Dispersion | None = None,
    confidence: float = 0.95,
    seasonal: bool | None = None,
) -> Trend:
    """The trend of one unbroken series.

    series: each row is a count: `period_start`, `period_end`, `exposure_months`, `value`; rows without a count, a date
    or an exposure are left out. Raises BadArgument where a column is missing or two periods overlap.
    """
    ordered = _ordered(series)
    return fit(
        ordered["value"],
        ordered["exposure_months"],
        midpoint_years(ordered),
        dispersion=dispersion,
        confidence=confidence,
        seasonal=seasonal,
    )


def fit_segments(
    series: pd.DataFrame, breaks: Sequence[date], *, dispersion: Dispersion | None = None, confidence: float = 0.95
) -> list[Segment]:
    """The trends between the breaks, in order of time; none is fitted across one.

    breaks: first days of what is not comparable with what came before. A period with a break inside it mixes both
    sides and is left out of either. A stretch too short for a trend is there too, with the reason.
    """
    ordered = _ordered(series)
    cuts = pd.DatetimeIndex(sorted(pd.to_datetime(list(breaks))))
    before = cuts.searchsorted(ordered["period_start"], side="right")
    after = cuts.searchsorted(ordered["period_end"], side="right")
    whole = ordered[before == after]
    return [
        Segment(
            stretch["period_start"].iloc[0].date(),
            stretch["period_end"].iloc[-1].date(),
            fit_series(stretch, dispersion=dispersion, confidence=confidence),
        )
        for _, stretch in whole.groupby(before[before == after])
    ]


def midpoint_years(series: pd.DataFrame) -> np.ndarray:
    """The middle of each period as operated, as a year with decimals.

    A period operated in part (one month of the quarter in which a service opened) is taken to have been operated at
    its end, since services open late in a period.
    """
    starts, ends = pd.to_datetime(series["period_start"]), pd.to_datetime(series["period_end"]) + pd.Timedelta(days=1)
    length = (ends - starts).dt.days / DAYS_IN_YEAR
    operated = np.minimum(series["exposure_months"] / MONTHS_IN_YEAR, length)
    # Labelled months are not all of one length: a difference under a twentieth is the calendar's.
    operated = operated.where(operated < 0.95 * length, length)
    return (_decimal_year(ends) - operated / 2).to_numpy(dtype=float)


def _decimal_year(days: pd.Series) -> pd.Series:
    return (days - pd.Timestamp("2000-01-01")).dt.days / DAYS_IN_YEAR + 2000


def _ordered(series: pd.DataFrame) -> pd.DataFrame:
    missing = [column for column in COLUMNS if column not in series]
    if missing:
        raise BadArgument(f"series: has no column {', '.join(missing)}; expected {', '.join(COLUMNS)}.")
    ordered = series.loc[:, COLUMNS].dropna().sort_values("period_start", ignore_index=True)
    ordered = ordered.assign(**{name: pd.to_datetime(ordered[name]) for name in ("period_start", "period_end")})
    late = ordered["period_start"].iloc[1:].to_numpy() <= ordered["period_end"].iloc[:-1].to_numpy()
    if late.any():
        day = ordered["period_start"].iloc[1:][late].iloc[0].date()
        raise BadArgument(f"series: the period from {day} overlaps the one before; expected periods in turn.")
    return ordered
