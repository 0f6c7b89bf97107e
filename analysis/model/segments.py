"""A series cut at its breaks, and dates where a break might be looked for."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy.special import xlogy
from scipy.stats import chi2

from analysis.model.limits import breaks_between, day_of, own_limits
from analysis.reference.periods import months_between
from analysis.reference.registers import Break

FEWEST_EACH_SIDE = 2  # one odd period is an odd period, not a new level
FEWEST_PERIODS = 6
CHANCE = 0.01


@dataclass(frozen=True)
class SuggestedBreak:
    """A date at which a rate may have changed: a question for someone who knows, never a break.

    before, after: events a month on each side; chance: of a change as large somewhere in a series without one.
    """

    date: date
    before: float
    after: float
    chance: float


def segments(series: pd.DataFrame, breaks: Iterable[Break]) -> list[pd.DataFrame]:
    """The figures of a series in order of their periods, in pieces that no break crosses.

    A figure whose period has a break inside it stands alone; one without a full period is in no piece. The register's
    breaks cut by era, area and measure.
    """
    known = tuple(breaks)
    dated = series[series["period_start"].notna() & series["period_end"].notna()]
    ordered = dated.sort_values(["period_start", "period_end"], kind="stable")
    rows = ordered.to_dict("records")
    edges = [number for number in range(1, len(rows)) if _is_cut(rows[number - 1], rows[number], known)]
    bounds = [0, *edges, len(rows)]
    return [ordered.iloc[begin:end] for begin, end in itertools.pairwise(bounds) if end > begin]


def _is_cut(before: dict, after: dict, breaks: tuple[Break, ...]) -> bool:
    holds_a_break = any(limit.kind == "break" for row in (before, after) for limit in own_limits(row, breaks, {}))
    return holds_a_break or bool(breaks_between(before, after, breaks))


def suggest_break(series: pd.DataFrame) -> SuggestedBreak | None:
    """The date at which the rate of a series of counts most probably changed, or None where chance would do.

    series: each row is a count over a period, in any order. One change of a Poisson rate by maximum likelihood; the
    chance is that of the likelihood ratio on one degree of freedom, times the dates tried (Bonferroni), so it errs on
    the side of silence for counts that are truly Poisson and on the side of asking for those that spread wider.
    """
    rows = series[series["value"].notna() & series["period_start"].notna()].sort_values("period_start")
    if len(rows) < FEWEST_PERIODS:
        return None
    counts, months = rows["value"].to_numpy(), _months(rows)
    places = range(FEWEST_EACH_SIDE, len(rows) - FEWEST_EACH_SIDE + 1)
    gains = {place: _gain(counts, months, place) for place in places}
    best = max(gains, key=gains.get)
    chance = min(float(chi2.sf(2 * gains[best], 1)) * len(gains), 1.0)
    if chance > CHANCE:
        return None
    before, after = (counts[part].sum() / months[part].sum() for part in (slice(None, best), slice(best, None)))
    return SuggestedBreak(day_of(rows["period_start"].iloc[best]), float(before), float(after), chance)


def _months(rows: pd.DataFrame) -> np.ndarray:
    lengths = [months_between(one.period_start, one.period_end) for one in rows.itertuples()]
    given = rows["exposure_months"] if "exposure_months" in rows else pd.Series(np.nan, index=rows.index)
    return given.fillna(pd.Series(lengths, index=rows.index)).to_numpy()


def _gain(counts: np.ndarray, months: np.ndarray, place: int) -> float:
    """Log-likelihood of two rates, changing at a place, over that of one rate."""
    parts = (slice(None, place), slice(place, None))
    apart = sum(xlogy(counts[part].sum(), counts[part].sum() / months[part].sum()) for part in parts)
    return float(apart - xlogy(counts.sum(), counts.sum() / months.sum()))
