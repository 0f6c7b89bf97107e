"""Kinds of column that the tables share: a check's `error` says what was expected, as the end of a sentence."""

from collections.abc import Iterable

import pandera.pandas as pa

from analysis.reference.areas import AREAS
from analysis.reference.periods import is_financial_year

PRECISIONS = ("exact", "about", "over", "under", "range")
# pandera knows days by this resolution only.
DATE_TYPE = "datetime64[ns]"


# Declared first: the schemas of every table use it.
ID = pa.Check.str_matches(r"^[a-z0-9][a-z0-9-]*$", error="expected an id of lower-case letters, digits and hyphens")


def one_of(allowed: Iterable[str]) -> pa.Check:
    """A check that a text is one of the allowed ones; "" among them lets a cell be empty."""
    shown = ", ".join(name or "empty" for name in allowed)
    return pa.Check.isin(list(allowed), error=f"expected one of {shown}")


def text_column(*checks: pa.Check, unique: bool = False) -> pa.Column:
    """A column of text, in which an empty cell is ""."""
    return pa.Column(str, checks=list(checks), unique=unique)


def filled_column(*checks: pa.Check, unique: bool = False) -> pa.Column:
    """A column of text in which no cell is empty."""
    filled = pa.Check.str_length(min_value=1, error="expected something here; this column is never empty")
    return text_column(filled, *checks, unique=unique)


def date_column(nullable: bool = True) -> pa.Column:
    """A column of days; an unknown day is NaT."""
    return pa.Column(DATE_TYPE, nullable=nullable)


def number_column(minimum: float | None = 0, nullable: bool = True) -> pa.Column:
    """A column of numbers, none below `minimum`; an unknown number is NaN."""
    checks = [] if minimum is None else [pa.Check.ge(minimum, error=f"expected {minimum} or more")]
    return pa.Column(float, checks=checks, nullable=nullable)


def area_column(empty: bool = False) -> pa.Column:
    """A column of area names."""
    return text_column(one_of([*AREAS, ""] if empty else AREAS))


def financial_year_column(empty: bool = False, unique: bool = False) -> pa.Column:
    """A column of financial years such as `2022-23`."""
    error = "expected a financial year such as 2022-23"
    check = pa.Check(lambda text: is_financial_year(text) or (empty and text == ""), element_wise=True, error=error)
    return text_column(check, unique=unique)
