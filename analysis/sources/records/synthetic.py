"""Invented extracts written to a file; every row says that it is synthetic."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import BadArgument, CannotWrite
from analysis.reference.case_format import CaseFormat

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

DAYS = {"decision_on": "decided", "start_on": "start", "end_on": "end"}
MOMENTS = {"referral_at": "referral", "contact_at": "contact"}
PSEUDONYMS = {"case_id": "case", "person_id": "person"}
WIDTH = 9
MINUTE = 60_000_000  # microseconds
DAY = "%Y-%m-%d"
MOMENT = "%Y-%m-%d %H:%M"


def write_extract(
    cases: Iterator[dict[str, "np.ndarray"]], services: tuple[str, ...], form: CaseFormat, path: Path, never: int
) -> int:
    """How many invented cases were written to a new file, CSV or Parquet by its ending.

    cases: arrays of one length, a batch at a time, with codes as places in the form's lists and below 0 for none;
    never: what stands for no day. Raises BadArgument for another ending or a file that is there, CannotWrite.
    """
    if path.suffix.lower() not in (".csv", ".parquet"):
        raise BadArgument(f"{path}: not a name for an extract; expected one that ends in .csv or .parquet.")
    try:
        with path.open("xb") as file:
            return _write(file, (_table(batch, services, form, never) for batch in cases), path.suffix.lower())
    except FileExistsError:
        raise BadArgument(f"{path}: is there already; expected the name of a new file.") from None
    except OSError as fault:
        raise CannotWrite(f"{path}: cannot be written ({fault.strerror}).") from None


def _write(file, tables: Iterator["pa.Table"], kind: str) -> int:
    from pyarrow import csv, parquet

    first = next(tables)
    if kind == ".csv":
        plain = _as_text(first)
        writer = csv.CSVWriter(file, plain.schema, write_options=csv.WriteOptions(quoting_style="none"))
        writer.write_table(plain)
    else:
        writer = parquet.ParquetWriter(file, first.schema)
        writer.write_table(first)
    written = first.num_rows
    with writer:
        for table in tables:
            writer.write_table(_as_text(table) if kind == ".csv" else table)
            written += table.num_rows
    return written


def _table(cases: dict[str, "np.ndarray"], services: tuple[str, ...], form: CaseFormat, never: int) -> "pa.Table":
    import pyarrow as pa

    number = len(cases["case"])
    columns = {}
    for column in form.columns:
        name = column.id
        if name in PSEUDONYMS:
            columns[name] = _pseudonyms(name, cases[PSEUDONYMS[name]])
        elif name in DAYS:
            days = cases[DAYS[name]]
            columns[name] = pa.array(days.astype("int32"), pa.int32(), mask=days == never).cast(pa.date32())
        elif name in MOMENTS:
            minutes = cases[MOMENTS[name]]
            columns[name] = pa.array(minutes * MINUTE, pa.int64(), mask=minutes == never).cast(pa.timestamp("us"))
        else:
            codes = services if column.kind == "service" else tuple(code.id for code in column.codes)
            places = cases.get(name)
            places = [0] * number if places is None else places
            columns[name] = _coded(places, codes)
    return pa.table(columns)


def _pseudonyms(name: str, numbers: "np.ndarray") -> "pa.Array":
    import pyarrow as pa
    import pyarrow.compute as pc

    padded = pc.utf8_lpad(pa.array(numbers).cast(pa.string()), WIDTH, "0")
    return pc.binary_join_element_wise("c" if name == "case_id" else "p", padded, "")


def _coded(places: "np.ndarray | list[int]", codes: tuple[str, ...]) -> "pa.Array":
    import numpy as np
    import pyarrow as pa

    places = np.asarray(places, "int32")
    indices = pa.array(places, pa.int32(), mask=places < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(codes, pa.string()))


def _as_text(table: "pa.Table") -> "pa.Table":
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = {}
    for name in table.column_names:
        column = table[name]
        if name in DAYS or name in MOMENTS:
            column = pc.strftime(column, DAY if name in DAYS else MOMENT)
        columns[name] = column.cast(pa.string())
    return pa.table(columns)
