"""Dates and periods: financial years, quarters, months of a period."""

import calendar
import re
from datetime import date

APRIL = 4
MONTHS_IN_QUARTER = 3
MONTHS_IN_YEAR = 12
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(text: str) -> date:
    """The day that ISO text such as `2023-09-29` names; raises ValueError for anything else, other ISO forms too."""
    if not ISO_DAY.fullmatch(text):
        raise ValueError(f"{text} is not a day; expected year-month-day, such as 2023-09-29.")
    return date.fromisoformat(text)


def financial_year_of(day: date) -> str:
    """The financial year (1 April to 31 March) that a day lies in, such as `2022-23`."""
    first = day.year if day.month >= APRIL else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def financial_year_bounds(financial_year: str) -> tuple[date, date]:
    """First and last day of a financial year written as `2022-23`; raises ValueError for anything else."""
    start, _, end = financial_year.partition("-")
    if not (start.isdigit() and len(start) == 4 and end == f"{(int(start) + 1) % 100:02d}"):
        raise ValueError(f"{financial_year} is not a financial year; expected a year such as 2022-23.")
    return date(int(start), APRIL, 1), date(int(start) + 1, APRIL - 1, 31)


def is_financial_year(text: str) -> bool:
    """Whether the text is a financial year written as `2022-23`."""
    try:
        financial_year_bounds(text)
    except ValueError:
        return False
    return True


def next_financial_year(financial_year: str) -> str:
    """The financial year after this one."""
    _, last = financial_year_bounds(financial_year)
    return f"{last.year}-{(last.year + 1) % 100:02d}"


def months_between(start: date, end: date) -> float:
    """Length in months of a period that includes both its first and its last day.

    Whole calendar months count one each; days of a month that the period only touches count as
    their share of that month, so that adjoining periods add up to the whole.
    """
    if end < start:
        raise ValueError(f"A period cannot end on {end} and start on {start}.")
    whole = (end.year - start.year) * MONTHS_IN_YEAR + end.month - start.month
    days_before_start = (start.day - 1) / calendar.monthrange(start.year, start.month)[1]
    days_to_end = end.day / calendar.monthrange(end.year, end.month)[1]
    return whole + days_to_end - days_before_start


def quarter_label(day: date) -> str:
    """The quarter of the financial year that a day lies in, such as `2022-23 Q1` for 1 April 2022."""
    quarter = (day.month - APRIL) % MONTHS_IN_YEAR // MONTHS_IN_QUARTER + 1
    return f"{financial_year_of(day)} Q{quarter}"
