"""Cells that several tables share: a value with its limits, a period, a reason; never an empty or a broken number."""

import pandas as pd

from analysis.wording.numbers import NOT_PUBLISHED, interval, number, percent, period

NONE = "none"
UNDATED = "date not printed"
PRECISION = {"over": "over ", "about": "about ", "under": "under "}
SMALL = 1  # below this a number needs places to say anything
PLACES_FOR_SMALL = 2


def count(value: float) -> str:
    """A number of people or things as it is written; «not published» where there is none."""
    return NOT_PUBLISHED if pd.isna(value) else number(value)


def sized(value: float) -> str:
    """A number with as many places as its size needs: 0.12, 1.2, 47, 1,863."""
    if pd.isna(value):
        return NOT_PUBLISHED
    places = PLACES_FOR_SMALL if abs(value) < SMALL else 1 if abs(value) < 10 * SMALL else 0
    return number(value, places)


def limits(low: float, high: float, write=sized) -> str:
    """Two limits as one interval; «none» where there is none."""
    return NONE if pd.isna(low) or pd.isna(high) else interval(write(low), write(high))


def share_limits(low: float, high: float) -> str:
    """The limits of a share, in per cent."""
    return limits(low, high, percent)


def span(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A period in words; one that has only begun, or of which only the end is known, says so."""
    if pd.isna(start) and pd.isna(end):
        return NONE
    if pd.isna(end):
        return f"since {period(start, start)}"
    return period(end, end) if pd.isna(start) else period(start, end)


def span_of_count(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """The period of a number that somebody counted: one without any date says so."""
    found = span(start, end)
    return UNDATED if found == NONE else found


def months_of(bounds: pd.DataFrame) -> list[str]:
    """The periods of a table with `period_start` and `period_end`."""
    return [span(start, end) for start, end in zip(bounds["period_start"], bounds["period_end"], strict=True)]


def base(least: float, most: float) -> str:
    """Of how many people: one number, or the least and most that it may be."""
    if pd.isna(least) or pd.isna(most):
        return NOT_PUBLISHED
    return number(least) if least == most else f"{number(least)} to {number(most)}"


def text(value: object) -> str:
    """Text as it is; nothing where there is none."""
    return value if isinstance(value, str) else ""
