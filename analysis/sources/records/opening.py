"""Whether an extract may be opened at all, and which columns it has: found out before any engine reads it."""

import csv
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import Fault
from analysis.reference.case_format import CaseFormat
from analysis.sources.records.faults import RefusedExtract, refuse

PARQUET, ZIP, GZIP, OLE = b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OTHER_KINDS = {ZIP: "a workbook or an archive", GZIP: "a compressed file", OLE: "a workbook of before 2007"}
KINDS = (".csv", ".parquet")
LONGEST_HEADER = 100_000  # bytes; the header of the form has about 250
EXPECTED = "expected the columns that `dsva records format` lists"


@dataclass(frozen=True)
class Extract:
    """A file that may be read: its path, its kind (`csv` or `parquet`) and its columns in their order.

    mark: what changes when the file is changed, to see that it was not while it was read.
    """

    path: Path
    kind: str
    columns: tuple[str, ...]
    mark: tuple[int, ...]

    @property
    def name(self) -> str:
        """What sentences call it."""
        return self.path.name


def look_at(path: Path) -> Extract:
    """An extract by its first bytes; of Parquet the columns are for the engine to tell. Raises RefusedExtract."""
    status = _status(path)
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise refuse(path.name, "not a kind of file that is read", "expected a name that ends in .csv or .parquet")
    try:
        with path.open("rb") as file:
            begins = file.read(LONGEST_HEADER)
            file.seek(-min(len(PARQUET), status.st_size), os.SEEK_END)
            ends = file.read()
    except OSError as fault:
        raise refuse(path.name, f"cannot be read ({fault.strerror})", "expected a file that may be read") from None
    mark = (status.st_ino, status.st_size, status.st_mtime_ns)
    if kind == ".parquet":
        if not (begins.startswith(PARQUET) and ends == PARQUET):
            said = "damaged or cut short" if begins.startswith(PARQUET) else "not Parquet, although its name says so"
            raise refuse(path.name, said, "expected a whole Parquet file")
        return Extract(path, "parquet", (), mark)
    return Extract(path, "csv", _header(path, begins), mark)


def require_unchanged(extract: Extract) -> None:
    """Raises RefusedExtract where the file was changed while it was read."""
    status = _status(extract.path)
    if (status.st_ino, status.st_size, status.st_mtime_ns) != extract.mark:
        raise refuse(extract.name, "changed while it was read", "expected a file that nobody writes; count it again")


def require_columns(name: str, columns: tuple[str, ...], form: CaseFormat, column_tells) -> None:
    """Raises RefusedExtract for columns that tell of a person, are not in the form, stand twice or are missing.

    A name that is not in the form is not repeated: of a file without a header it would be a person's own.
    """
    known = {column.id for column in form.columns}
    faults = []
    for place, column in enumerate(columns, 1):
        if column in known:
            if columns.index(column) != place - 1:
                faults.append(Fault(name, 1, f"column {place}", f"{column} stands twice", "expected each column once"))
        elif what := column_tells(column):
            expected = "expected no such column; remove it from the extract"
            faults.append(Fault(name, 1, f"column {place}", f"named for {what}", expected))
        else:
            faults.append(Fault(name, 1, f"column {place}", "(name not shown) not a column of an extract", EXPECTED))
    for column in form.columns:
        if column.needed and column.id not in columns:
            faults.append(Fault(name, 1, column.id, "the column is missing", EXPECTED))
    if faults:
        raise RefusedExtract(faults)


def _status(path: Path) -> os.stat_result:
    try:
        status = path.lstat()
    except OSError as fault:
        raise refuse(path.name, f"cannot be read ({fault.strerror})", "expected a CSV or Parquet file") from None
    if stat.S_ISLNK(status.st_mode):
        raise refuse(path.name, "a link", "expected the file itself, so that nobody can put another in its place")
    if not stat.S_ISREG(status.st_mode):
        raise refuse(path.name, "not a file", "expected a CSV or Parquet file")
    if not status.st_size:
        raise refuse(path.name, "empty", "expected a row of column names and a row for each case")
    return status


def _header(path: Path, begins: bytes) -> tuple[str, ...]:
    if begins.startswith(PARQUET):
        raise refuse(path.name, "Parquet, although its name ends in .csv", "expected the name to end in .parquet")
    for mark, what in OTHER_KINDS.items():
        if begins.startswith(mark):
            raise refuse(path.name, f"{what}, although its name ends in .csv", "expected CSV in UTF-8")
    if begins.startswith(UTF_16) or b"\0" in begins:
        raise refuse(path.name, "not text in UTF-8", "expected CSV saved with that encoding")
    line = begins.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").partition(b"\n")[0]
    try:
        columns = next(csv.reader([line.decode("utf-8")], strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        raise refuse(path.name, "not readable as CSV in UTF-8", "expected that encoding", row=1) from None
    for sign, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")):
        if len(columns) == 1 and sign in columns[0]:
            raise refuse(path.name, f"the columns are separated by {name}", "expected commas", row=1)
    return tuple(column.strip() for column in columns)
