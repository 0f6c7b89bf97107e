"""Quarters of the financial year, as a return names them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.errors import BadArgument
from analysis.reference.periods import APRIL, MONTHS_IN_QUARTER, MONTHS_IN_YEAR, quarter_label

QUARTER = re.compile(r"\s*(20\d{2})-(\d{2})[\s-]*[qQ]([1-4])\s*")
LAST_QUARTER = 4


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a financial year: the year in which that year begins, and 1 (April to June) to 4."""

    year: int
    number: int

    @property
    def start(self) -> date:
        """Its first day."""
        months = APRIL - 1 + MONTHS_IN_QUARTER * (self.number - 1)
        return date(self.year + months // MONTHS_IN_YEAR, months % MONTHS_IN_YEAR + 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return self.next().start - timedelta(days=1)

    @property
    def label(self) -> str:
        """As people write it: «2023-24 Q1»."""
        return quarter_label(self.start)

    @property
    def id(self) -> str:
        """As ids and folders write it: «2023-24-q1»."""
        return self.label.lower().replace(" ", "-")

    def next(self) -> "Quarter":
        """The quarter after it."""
        if self.number == LAST_QUARTER:
            return Quarter(self.year + 1, 1)
        return Quarter(self.year, self.number + 1)


def read_quarter(text: str) -> Quarter:
    """The quarter that a text such as «2023-24 Q1» or «2023-24-Q1» names; raises BadArgument for anything else."""
    found = QUARTER.fullmatch(text)
    if not found or int(found[2]) != (int(found[1]) + 1) % 100:
        raise BadArgument(f"{text}: not a quarter of a financial year; expected such as 2023-24-Q1 (April to June).")
    return Quarter(int(found[1]), int(found[3]))


def quarter_of(day: date) -> Quarter:
    """The quarter that a day lies in."""
    year = day.year if day.month >= APRIL else day.year - 1
    return Quarter(year, (day.month - APRIL) % MONTHS_IN_YEAR // MONTHS_IN_QUARTER + 1)
