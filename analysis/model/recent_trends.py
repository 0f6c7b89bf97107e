"""What standard markers say of every published series: the recent trend of Fingertips and process limits."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from analysis.model.trends import control_limits, recent_trend
from analysis.reference.periods import months_between

SERIES = ["kind", "era", "service", "name", "group", "area"]
ABOUT = ["value_type", "polarity"]
POINT = ["period_start", "period_end", "value", "count", "denominator", "low", "high"]
COLUMNS = [
    *SERIES, *ABOUT, "points", "months", "period_start", "period_end", "marker", "judgement", "chi_square",
    "marker_reason", "centre", "limit_low", "limit_high", "signals", "last_signal", "last_judgement", "limits_reason",
]  # fmt: skip
MONTHS_IN_YEAR = 12
NO_NUMBERS = " The numbers of people behind the shares were not published."


def mark_series(points: pd.DataFrame, cuts: Iterable[tuple[str, str, str, date]] = ()) -> pd.DataFrame:
    """Each row is a series: its recent-trend marker and its process limits, or the reason why it has none.

    points: each row is a period of a series, in columns SERIES, ABOUT and POINT (`low` and `high` for rates only).
    cuts: breaks as `kind`, `era` (of a police series its name), `area` and the first day of the new meaning.
    Only the latest run counts: periods of one length, one after the other, with no break between.
    Method: `trends.marker` (Office for Health Improvement and Disparities) and `trends.control` (XmR).
    """
    known = list(cuts)
    rows = [
        _mark(dict(zip(SERIES, key, strict=True)), _latest_run(series, _days(key, known)))
        for key, series in points.groupby(SERIES, sort=False)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _days(key: tuple, cuts: list[tuple[str, str, str, date]]) -> list[pd.Timestamp]:
    kind, era, _, name, _, area = key
    return [pd.Timestamp(day) for what, where, of, day in cuts if (what, of) == (kind, area) and where in (era, name)]


def _latest_run(series: pd.DataFrame, cuts: list[pd.Timestamp]) -> pd.DataFrame:
    """The periods at the end of a series that are of one length and follow each other with no break between."""
    ordered = series.sort_values("period_start", ignore_index=True)
    starts, ends = ordered["period_start"], ordered["period_end"]
    months = [round(months_between(start, end)) for start, end in zip(starts, ends, strict=True)]
    ordered = ordered.assign(months=months)
    same = ordered["months"].eq(ordered["months"].shift())
    follows = starts.eq(ends.shift() + pd.Timedelta(days=1))
    cut = np.zeros(len(ordered), dtype=bool)
    for day in cuts:
        cut |= (starts.shift().lt(day) & starts.ge(day)).to_numpy()
    begins = ~(same & follows) | cut
    return ordered.loc[begins[::-1].idxmax() :]


def _mark(place: dict[str, str], run: pd.DataFrame) -> dict:
    first, last = run.iloc[0], run.iloc[-1]
    yearly = run.assign(year=run["period_end"].dt.year)
    trend = recent_trend(
        yearly, last["value_type"], polarity=last["polarity"], period_years=last["months"] / MONTHS_IN_YEAR
    )
    limits = control_limits(run["value"], polarity=last["polarity"], floor=0.0)
    newest = limits.points.iloc[-1] if len(limits.points) else {"signal": "", "judgement": ""}
    unknown = last["value_type"] == "proportion" and run["denominator"].isna().all()
    return place | {
        **{name: last[name] for name in ABOUT}, "points": len(run), "months": int(last["months"]),
        "period_start": first["period_start"], "period_end": last["period_end"],
        "marker": trend.marker, "judgement": trend.judgement, "chi_square": trend.chi_square,
        "marker_reason": trend.reason + (NO_NUMBERS if unknown and trend.reason else ""),
        "centre": limits.centre, "limit_low": limits.low, "limit_high": limits.high,
        "signals": int(limits.points["signal"].ne("").sum()), "last_signal": newest["signal"],
        "last_judgement": newest["judgement"], "limits_reason": limits.reason,
    }  # fmt: skip
