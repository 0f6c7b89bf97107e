"""What is worked out once and shared: a run's results for its pages, and evidence as if no new period had been.

A board cycle works its results out before its pages are forked. Each page then asks for the same, and is given them
once: what a notebook does to them stays in its own process, and a second call works everything out anew, so a page says
what it would say alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd

from analysis.parameters import Parameters
from analysis.pipeline.results import Results
from analysis.sources.known import Known

# The day by which a row's own time is over or has begun, by the first of these that its table has.
TIME_OF_ROW = ("period_end", "year_ending", "start")
# What tells a series from another, as far as its table has these columns.
NAMES_OF_SERIES = ("era", "service", "measure", "group", "area", "line", "series")
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


def only_periods_of(known: Known, earlier: Known) -> Known:
    """The evidence without what is new against an earlier state of it: periods that their series had not reached.

    A later printing of a period that was known then stays, and so does what was put right since. A series that was not
    known then is new as a whole. Measuring rods have a reference day and no period, so all of them stay.
    """
    tables = {one.name: getattr(known, one.name) for one in fields(known)}
    dated = {name: table for name, table in tables.items() if _has_time(table)}
    return replace(known, **{name: _reached(table, getattr(earlier, name)) for name, table in dated.items()})


def _has_time(table: object) -> bool:
    return isinstance(table, pd.DataFrame) and any(_is_day(table, column) for column in TIME_OF_ROW)


def _reached(table: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """The rows whose series had been known, up to the last period that it had reached by then."""
    time = next(column for column in TIME_OF_ROW if _is_day(table, column))
    series = [column for column in NAMES_OF_SERIES if column in table]
    if earlier.empty or time not in earlier:
        return table.iloc[:0]
    last = {_key(row): day for row, day in zip(earlier[series].to_numpy(), earlier[time], strict=True) if pd.isna(day)}
    last |= {_key(row): day for row, day in zip(*_by_time(earlier, series, time), strict=True)}
    kept = [
        _key(row) in last and not day > last[_key(row)]  # a missing day is never later
        for row, day in zip(table[series].to_numpy(), table[time], strict=True)
    ]
    return table[kept]


def _by_time(table: pd.DataFrame, series: list[str], time: str):
    ordered = table[table[time].notna()].sort_values(time, kind="stable")
    return ordered[series].to_numpy(), ordered[time]


def _key(row) -> tuple[str, ...]:
    return tuple(str(name) for name in row)


def _is_day(table: pd.DataFrame, column: str) -> bool:
    return column in table and table[column].dtype.kind == "M"
