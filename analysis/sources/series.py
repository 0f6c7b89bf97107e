"""Any series that a reader brings: a long CSV file with one row a period, each series checked by itself."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import BadData, Fault
from analysis.sources.reading import read_at_most

# Beyond these, sums of squares and dates ahead leave what the machine can hold.
LARGEST = 1e100
LARGEST_FILE_BYTES = 50_000_000  # about a million periods
FIRST_YEAR_TOO_FAR = 2200
COLUMNS = ["series_id", "period_start", "period_end", "value"]
DAYS_OF_TOLERANCE = 4  # months, quarters and years differ by up to three days, and a leap day
SHARE_OF_TOLERANCE = 0.02


@dataclass(frozen=True)
class SeriesFile:
    """Series read from a file.

    series: each row is one period of one good series (series_id, period_start, period_end, value), series in the
    order of the file, periods in order of time. faults: by series_id, what is wrong with each bad one, as a sentence.
    """

    series: pd.DataFrame
    faults: dict[str, str]


def read_series(file: Path, *, may_be_negative: bool = False) -> SeriesFile:
    """Read series_id, period_start, period_end, value; further columns are ignored.

    may_be_negative: whether whole numbers below zero are meant; else a series of whole numbers is taken to count
    something. Raises BadData where the file cannot be read as such a table at all. A bad series never stops the
    others.
    """
    rows = _read_table(file)
    table = _sorted_by_series(rows)
    good, faults = np.zeros(len(table), dtype=bool), {}
    ends = np.flatnonzero(np.diff(table["order"], append=-1) != 0) + 1
    columns = {name: table[name].to_numpy() for name in table}
    for start, end in zip([0, *ends[:-1]], ends, strict=True):
        own = {name: values[start:end] for name, values in columns.items()}
        fault = _first_fault(own, may_be_negative)
        good[start:end] = fault is None
        if fault:
            series_id = own["series_id"][0]
            faults[series_id] = f"{file.name}: series {series_id}: {fault}."
    named = {"start": "period_start", "end": "period_end", "number": "value"}
    return SeriesFile(table.loc[good, ["series_id", *named]].rename(columns=named).reset_index(drop=True), faults)


def _sorted_by_series(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their cells read, series in the order they first appear, each in order of time."""
    starts, ends = (pd.to_datetime(rows[name], format="%Y-%m-%d", errors="coerce") for name in COLUMNS[1:3])
    values = pd.to_numeric(rows["value"], errors="coerce")
    order, _ = pd.factorize(rows["series_id"])
    read = {
        "order": order,
        "start": starts.where(starts.dt.year < FIRST_YEAR_TOO_FAR),
        "end": ends.where(ends.dt.year < FIRST_YEAR_TOO_FAR),
        "number": values.where(values.abs() <= LARGEST),
    }
    return rows.assign(**read).sort_values(["order", "start"], kind="stable", ignore_index=True)


def _read_table(file: Path) -> pd.DataFrame:
    """The four columns as printed, with the row that each line is and how many cells it has beyond the header's."""
    header, lines = _read_cells(file)
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        what = f"the column{'s' * (len(missing) > 1)} {' and '.join(missing)} cannot be found"
        raise BadData(
            [Fault(file.name, 1, None, what, f"expected the columns {', '.join(COLUMNS)}, with commas between")]
        )
    if not lines:
        raise BadData([Fault(file.name, None, None, "no series", "expected a row for each period")])
    places = {column: header.index(column) for column in COLUMNS}
    rows = pd.DataFrame(
        {column: [cells[place] if place < len(cells) else "" for _, cells in lines] for column, place in places.items()}
    ).assign(line=[line for line, _ in lines], beyond=[max(len(cells) - len(header), 0) for _, cells in lines])
    unnamed = rows.loc[rows["series_id"] == "", "line"]
    if len(unnamed):
        more = f", and in {len(unnamed) - 1} more rows" if len(unnamed) > 1 else ""
        what = f"nothing stands there{more}"
        raise BadData([Fault(file.name, int(unnamed.iloc[0]), "series_id", what, "expected the name of the series")])
    return rows


def _read_cells(file: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and each line that is not blank, with its row number; spaces around a cell mean nothing."""
    try:
        text = read_at_most(file, LARGEST_FILE_BYTES)
        # Strict: a quotation mark that is never closed would swallow every series after it.
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except OSError as fault:
        raise BadData(
            [Fault(str(file), None, None, f"cannot be read ({fault.strerror})", "expected a CSV file")]
        ) from None
    except (UnicodeDecodeError, csv.Error) as fault:
        raise BadData(
            [Fault(file.name, None, None, f"not readable as CSV ({fault})", "expected a CSV file in UTF-8")]
        ) from None
    if not rows:
        raise BadData([Fault(file.name, None, None, "an empty file", f"expected the columns {', '.join(COLUMNS)}")])
    return rows[0], [(line, cells) for line, cells in enumerate(rows[1:], start=2) if any(cells)]


def _first_fault(rows: dict[str, np.ndarray], may_be_negative: bool) -> str | None:
    """The first thing wrong with a series, with its line; columns as arrays, in order of time."""
    checks = (_fault_of_cells, _fault_of_periods, None if may_be_negative else _fault_of_counts)
    return next((fault for check in checks if check and (fault := check(rows))), None)


def _fault_of_cells(rows: dict[str, np.ndarray]) -> str | None:
    overlong = rows["beyond"] > 0
    if overlong.any():
        line, more = rows["line"][overlong].min(), rows["beyond"][overlong][0]
        cells = "1 more cell" if more == 1 else f"{more} more cells"
        return f"row {line}: {cells} than columns; expected quotation marks around a comma that is part of a cell"
    expected = {
        "start": ("period_start", "a date such as 2023-04-01"),
        "end": ("period_end", "a date such as 2023-06-30"),
    }
    expected |= {"number": ("value", "a number")}
    for parsed, (column, meant) in expected.items():
        missing = np.isnan(rows[parsed]) if parsed == "number" else np.isnat(rows[parsed])
        if missing.any():
            line, printed = min(zip(rows["line"][missing], rows[column][missing], strict=True))
            return f"row {line}, {column}: {printed or 'nothing'} stands there; expected {meant}"
    return None


def _fault_of_periods(rows: dict[str, np.ndarray]) -> str | None:
    starts, ends, lines = rows["start"], rows["end"], rows["line"]
    days = (ends - starts) / np.timedelta64(1, "D")
    if (days < 0).any():
        return f"row {lines[days < 0][0]}: the period ends before it starts"
    apart = (starts[1:] - ends[:-1]) / np.timedelta64(1, "D")
    wrong = np.flatnonzero((apart < 0) | (apart > 1))
    if len(wrong):
        return f"row {lines[wrong[0] + 1]}: {_between(starts, ends, wrong[0])}"
    usual = np.median(days)
    uneven = np.flatnonzero(np.abs(days - usual) > DAYS_OF_TOLERANCE + SHARE_OF_TOLERANCE * usual)
    if len(uneven):
        return (
            f"row {lines[uneven[0]]}: a period of {days[uneven[0]] + 1:.0f} days among others of about {usual + 1:.0f}"
        )
    return None


def _between(starts: np.ndarray, ends: np.ndarray, place: int) -> str:
    """What is wrong between a period and the next."""
    before, after = str(ends[place])[:10], str(starts[place + 1])[:10]
    if starts[place] == starts[place + 1]:
        return f"the period from {after} stands twice"
    what = "an overlap" if starts[place + 1] < ends[place] else "a gap"
    return f"{what} between {before} and {after}; expected periods that follow each other"


def _fault_of_counts(rows: dict[str, np.ndarray]) -> str | None:
    """A negative among whole numbers that are mostly not: a count gone wrong, rather than a measure around zero."""
    numbers = rows["number"]
    negative = numbers < 0
    if 0 < negative.sum() < len(numbers) / 2 and (numbers == np.rint(numbers)).all():
        line, printed = min(zip(rows["line"][negative], rows["value"][negative], strict=True))
        return f"row {line}, value: {printed} stands where the others count; expected 0 or more"
    return None
