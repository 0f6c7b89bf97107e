"""Rule `date`, single dates: printed dates that no calendar has, and periods that end before they begin."""

import calendar
import re
from collections.abc import Iterator

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.findings import IMPOSSIBLE, Finding, find
from analysis.model.forensics.printed import as_records

MONTH = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
DAY_MONTH_YEAR = re.compile(r"(?<![\d/.])(\d{1,2})([/.]|(?<!-\d)(?<!-\d\d)-)(\d{1,2})\2(\d{4}|\d{2})(?!\d|[/.]\d)")
YEAR_MONTH_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
DAY_NAMED_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4}|\d{2})(?!\d)")
CENTURY = 2000
MONTHS_IN_YEAR = 12


def find_dates(frame: pd.DataFrame, contracts: pd.DataFrame | None = None) -> list[Finding]:
    """Findings on printed dates that do not exist, one for each label of each paper, and on reversed periods."""
    found = _non_existent(frame, "period_printed")
    if contracts is not None:
        for column in ("start_printed", "end_printed"):
            found += _non_existent(contracts, column)
        found += _reversed(contracts, "start", "end")
    return found + _reversed(frame, "period_start", "period_end")


def wrong_dates(label: str) -> list[str]:
    """The dates in a printed label that no calendar has: «1/4/13- 31/6/13» gives «31/6/13»."""
    return [shown for shown, year, month, day in _dates(label) if not _exists(year, month, day)]


def _dates(label: str) -> Iterator[tuple[str, int, int, int]]:
    for match in YEAR_MONTH_DAY.finditer(label):
        yield match[0], int(match[1]), int(match[2]), int(match[3])
    for match in DAY_MONTH_YEAR.finditer(label):
        day, month = int(match[1]), int(match[3])
        if month > MONTHS_IN_YEAR >= day:  # month before day, as elsewhere: a habit, not a fault
            day, month = month, day
        yield match[0], _year(match[4]), month, day
    for match in DAY_NAMED_MONTH.finditer(label):
        month = MONTH.get(match[2][:3].lower())
        if month:
            yield match[0], _year(match[3]), month, int(match[1])


def _year(digits: str) -> int:
    return int(digits) if len(digits) == len("2013") else CENTURY + int(digits)


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= MONTHS_IN_YEAR and 1 <= day <= calendar.monthrange(year, month)[1]


def _non_existent(table: pd.DataFrame, column: str) -> list[Finding]:
    if column not in table:
        return []
    wrong = {label: wrong_dates(label) for label in table[column].unique() if isinstance(label, str)}
    wrong = {label: dates for label, dates in wrong.items() if dates}
    found = []
    for (_, label), rows in table[table[column].isin(wrong)].groupby(["source", column], sort=False):
        dates = wrong[label]
        sentence = f'{text.listed(dates)}, printed in "{label}", is not a date: no calendar has that day.'
        subject = f'"{label}"'
        found.append(find("date", IMPOSSIBLE, as_records(rows), sentence, _last_days(dates), subject))
    return found


def _last_days(dates: list[str]) -> str:
    notes = []
    for shown, year, month, _ in (found for date in dates for found in _dates(date)):
        if 1 <= month <= MONTHS_IN_YEAR and year > 0:
            last = calendar.monthrange(year, month)[1]
            notes.append(f"{shown}: {calendar.month_name[month]} {year} has {last} days")
        else:
            notes.append(f"{shown}: a year has {MONTHS_IN_YEAR} months")
    return "; ".join(notes)


def _reversed(table: pd.DataFrame, start: str, end: str) -> list[Finding]:
    if start not in table or end not in table:
        return []
    wrong = table[table[end] < table[start]]
    found = []
    for (_, begins, ends), rows in wrong.groupby(["source", start, end], sort=False):
        sentence = f"A period is printed that ends on {text.day(ends)}, before it begins on {text.day(begins)}."
        shown = f"{text.day(begins)} > {text.day(ends)}"
        found.append(find("date", IMPOSSIBLE, as_records(rows), sentence, shown, shown))
    return found
