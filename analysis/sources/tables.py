"""CSV files of `data/` as typed frames, with every cell that is wrong as a fault."""

from datetime import date
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from analysis.errors import BadData, Fault
from analysis.reference.columns import DATE_TYPE
from analysis.reference.periods import read_day
from analysis.sources.reading import Row, read_rows

EXPECTED = {
    "not_nullable": "expected something here; this column is never empty",
    "field_uniqueness": "it stands in more than one row; expected each once",
    "multiple_fields_uniqueness": "the row stands twice; expected each once",
}


def read_table(folder: Path, schema: pa.DataFrameSchema, name: str) -> tuple[pd.DataFrame, list[Fault]]:
    """A table as its schema types it, and all its faults; the index is the line of the file, named `row`.

    An empty cell is NaT in a column of days, NaN in one of numbers and "" in one of text. A cell that cannot be read
    is missing in the frame and stands among the faults.
    """
    rows, faults = read_rows(folder, name, list(schema.columns))
    absent = {fault.column for fault in faults if fault.row == 1}
    typed = {column: _typed(rows, column, str(spec.dtype), name, faults) for column, spec in schema.columns.items()}
    frame = pd.DataFrame(typed, index=pd.Index([row.line for row in rows], name="row", dtype="int64"))
    bad = {(fault.row, fault.column) for fault in faults}
    wrong = [fault for fault in _schema_faults(frame, schema, name) if (fault.row, fault.column) not in bad]
    return frame, faults + [fault for fault in wrong if fault.column not in absent]


def load_table(folder: Path, schema: pa.DataFrameSchema, name: str | None = None) -> pd.DataFrame:
    """A table as its schema types it, rows counted from 0; raises BadData with all faults of the file."""
    frame, faults = read_table(folder, schema, name or schema.name)
    if faults:
        raise BadData(faults)
    return frame.reset_index(drop=True)


def _typed(rows: list[Row], column: str, dtype: str, name: str, faults: list[Fault]) -> list:
    reader, kind = _READERS.get(dtype, (str, str))
    cells = []
    for row in rows:
        text = row.cells.get(column, "").strip()
        try:
            cells.append(reader(text))
        except ValueError as expected:
            faults.append(Fault(name, row.line, column, text, str(expected)))
            cells.append(reader(""))
    return pd.Series(cells, index=[row.line for row in rows], dtype=kind)


def _read_date(text: str) -> date | None:
    if not text:
        return None
    try:
        return read_day(text)
    except ValueError:
        raise ValueError("expected a day that exists, as year-month-day, such as 2023-06-30") from None


def _read_number(text: str) -> float:
    if not text:
        return float("nan")
    if not text.lstrip("-").replace(".", "", 1).isdecimal() or not text.isascii():
        raise ValueError("expected a number in figures only, such as 1234 or 0.5")
    return float(text)


_READERS = {DATE_TYPE: (_read_date, DATE_TYPE), "float64": (_read_number, "float64")}


def _schema_faults(frame: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> list[Fault]:
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as wrong:
        cases = wrong.failure_cases.sort_values("index", kind="stable").itertuples()
        faults = [_fault_of(case, frame, name) for case in cases]
        return list(dict.fromkeys(faults))
    return []


def _fault_of(case, frame: pd.DataFrame, name: str) -> Fault:
    line, expected = int(case.index), EXPECTED.get(case.check, case.check)
    if case.check == "multiple_fields_uniqueness":
        return Fault(name, line, None, ", ".join(map(str, frame.loc[line].iloc[:4])), expected)
    return Fault(name, line, case.column, shown(case.failure_case), expected)


def shown(value: object) -> str:
    """A cell as it stands in a file: ISO days, whole numbers without `.0`, «empty» for nothing."""
    if value is None or value == "" or value != value:
        return "empty"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)
