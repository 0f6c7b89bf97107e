"""The recent-trend marker of Fingertips, as the Office for Health Improvement and Disparities computes it."""

from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd

from analysis.errors import BadArgument
from analysis.model.trends.polarity import Polarity, judge

VALUE_TYPES = ("proportion", "crude rate")
LATEST_POINTS = 5
# Upper 0.2% point of chi-square on one degree of freedom, as OHID prints it: p < 0.002.
THRESHOLD = 9.54953570608324
# Width of a 95% interval in standard errors, as OHID rounds it.
STANDARD_ERRORS = 3.92


@dataclass(frozen=True)
class RecentTrend:
    """The marker of one indicator in one area.

    marker: `increasing`, `decreasing`, `no significant change` or `cannot be calculated`; judgement: `getting better`,
    `getting worse` or empty, by polarity; chi_square: on one degree of freedom; points: used; reason: why none.
    """

    marker: str
    judgement: str = ""
    chi_square: float = nan
    points: int = 0
    reason: str = ""


def recent_trend(
    values: pd.DataFrame, value_type: str, *, polarity: Polarity = "neither", period_years: float = 1
) -> RecentTrend:
    """The direction of the latest five yearly values, where it is beyond chance.

    values: each row is a period of one year: `year`, `value`, `count`, `denominator`, and for rates `low` and `high`
    (95% limits of `value`). A row with a missing number ends the run counted back from the latest; so does a missing
    year. value_type: `proportion` or `crude rate`, others have no marker; period_years: length of each period.
    Raises BadArgument for an unknown polarity or a missing column.
    Method: OHID, Fingertips, recent trends guidance: Cochran-Armitage statistic for proportions, slope weighted by
    inverse variance for rates; the slope keeps its sign in the full fit and with each point left out.
    """
    if value_type not in VALUE_TYPES:
        return RecentTrend("cannot be calculated", reason=f"A {value_type} has no recent trend.")
    if period_years != 1:
        return RecentTrend("cannot be calculated", reason="The periods are not of one year.")
    judge("increasing", polarity)
    run = _unbroken_run(values, _columns(values, value_type))
    reason = _refusal(run)
    if reason:
        return RecentTrend("cannot be calculated", points=len(run), reason=reason)
    latest = run.tail(LATEST_POINTS)
    statistic, slopes = _proportions(latest) if value_type == "proportion" else _rates(latest)
    steady = (slopes < 0).all() or (slopes >= 0).all()
    if not (steady and statistic > THRESHOLD):
        return RecentTrend("no significant change", chi_square=statistic, points=LATEST_POINTS)
    direction = "increasing" if slopes[0] > 0 else "decreasing"
    return RecentTrend(direction, judge(direction, polarity), statistic, LATEST_POINTS)


def _proportions(latest: pd.DataFrame) -> tuple[float, np.ndarray]:
    """Cochran-Armitage chi-square of the counts, and the slopes of the unweighted logits."""
    times = np.arange(1, LATEST_POINTS + 1)
    counts, wholes = latest["count"].to_numpy(float), latest["denominator"].to_numpy(float)
    share = counts.sum() / wholes.sum()
    trend = np.sum(counts * times) - share * np.sum(wholes * times)
    variance = share * (1 - share) * (np.sum(wholes * times**2) - np.sum(wholes * times) ** 2 / wholes.sum())
    logits = np.log(counts / (wholes - counts))
    return float(trend**2 / variance), _slopes(times, logits, np.ones(LATEST_POINTS))[0]


def _rates(latest: pd.DataFrame) -> tuple[float, np.ndarray]:
    """Square of the weighted slope over its standard error, and the slopes."""
    times = np.arange(1, LATEST_POINTS + 1)
    errors = (latest["high"] - latest["low"]).to_numpy(float) / STANDARD_ERRORS
    slopes, variances = _slopes(times, latest["value"].to_numpy(float), errors**-2)
    return float(slopes[0] ** 2 / variances[0]), slopes


def _slopes(times: np.ndarray, values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weighted slopes and their variances: of all points, then with each left out in turn."""
    included = np.vstack([np.ones(len(times)), 1 - np.eye(len(times))]) * weights
    total = included.sum(axis=1, keepdims=True)
    offsets = times - (included @ times)[:, None] / total
    spread = np.sum(included * offsets**2, axis=1)
    return np.sum(included * offsets * values, axis=1) / spread, 1 / spread


def _unbroken_run(values: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    ordered = values.sort_values("year", ignore_index=True)
    whole = ordered[columns].notna().all(axis=1)
    follows = ordered["year"].diff().shift(-1).fillna(1).eq(1)
    # From the latest backwards: a row counts while it and all later rows are valid and no year is missing between.
    unbroken = (whole & follows)[::-1].cummin()[::-1]
    return ordered[unbroken]


def _refusal(run: pd.DataFrame) -> str:
    if len(run) < LATEST_POINTS:
        return f"The unbroken run of valid yearly values up to the latest has {len(run)} points; five are needed."
    if run["count"].eq(run["denominator"]).any():
        return "A count equals its denominator."
    if run.tail(LATEST_POINTS)["count"].eq(0).any():
        return "One of the latest five counts is nought."
    return ""


def _columns(values: pd.DataFrame, value_type: str) -> list[str]:
    needed = ["value", "count", "denominator"] + (["low", "high"] if value_type == "crude rate" else [])
    missing = [column for column in ["year", *needed] if column not in values]
    if missing:
        raise BadArgument(f"values: have no column {', '.join(missing)}; expected year, {', '.join(needed)}.")
    return needed
