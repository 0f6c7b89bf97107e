"""What is worked out once and shared: a run's results for its pages, and evidence as if no later period had been.

A board cycle works its results out before its pages are forked. Each page then asks for the same, and is given them
once: what a notebook does to them stays in its own process, and a second call works everything out anew, so a page says
what it would say alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.parameters import Parameters
from analysis.pipeline.results import Results
from analysis.sources.known import Known

# The day by which a row's own time is over or has begun, by the first of these that its table has.
TIME_OF_ROW = ("period_end", "year_ending", "start")
_ready: list[tuple[Path, Results]] = []


@contextmanager
def sharing(results: Results, data: Path) -> Iterator[None]:
    """Give these results to the processes that are forked from this one meanwhile."""
    _ready[:] = [(data.resolve(), results)]
    try:
        yield
    finally:
        _ready.clear()


def take_shared(parameters: Parameters, data: Path) -> Results | None:
    """The kept results, where they are of these parameters and this folder; once, then they are forgotten."""
    if _ready and _ready[0][0] == data.resolve() and _ready[0][1].parameters == parameters:
        return _ready.pop()[1]
    return None


def without_later_periods(known: Known, last: date | None) -> Known:
    """The evidence without the rows whose time lies after `last`: later printings of earlier periods stay.

    Measuring rods have a reference day and no period, so all of them stay. Without `last` it is the evidence itself.
    """
    if last is None:
        return known
    tables = {one.name: getattr(known, one.name) for one in fields(known)}
    return replace(known, **{name: _until(table, last) for name, table in tables.items() if _has_time(table)})


def _has_time(table: object) -> bool:
    return isinstance(table, pd.DataFrame) and any(_is_day(table, column) for column in TIME_OF_ROW)


def _until(table: pd.DataFrame, last: date) -> pd.DataFrame:
    column = next(column for column in TIME_OF_ROW if _is_day(table, column))
    return table[~table[column].gt(pd.Timestamp(last))]


def _is_day(table: pd.DataFrame, column: str) -> bool:
    return column in table and table[column].dtype.kind == "M"
