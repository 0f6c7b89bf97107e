"""The engine that an address names, opened with the cases of an extract."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from analysis.errors import BadArgument
from analysis.reference.case_format import CaseFormat
from analysis.sources.records.duck import open_duckdb
from analysis.sources.records.engine import Engine
from analysis.sources.records.opening import look_at, require_unchanged
from analysis.sources.records.postgresql import is_postgresql, open_postgresql
from analysis.sources.records.private_folder import private_folder
from analysis.sources.records.spark import is_spark, open_spark

DUCKDB = "duckdb"
EXPECTED = "expected duckdb, local[*], spark://host:port or postgresql://user@host/database"


@contextmanager
def open_engine(
    extract: str,
    form: CaseFormat,
    address: str,
    *,
    memory: str,
    spill: Path | None,
    column_tells: Callable[[str], str],
) -> Iterator[Engine]:
    """An engine with the cases of a file, or of a table where the address is one of a database.

    memory: how much the engine may use, such as 4GB; spill: where its private folder is made, None for the usual place;
    column_tells: what a column of a name would hold of a person, or nothing.
    Raises BadArgument for another address, RefusedExtract, EngineMissing, CannotWrite.
    """
    if is_postgresql(address):
        with open_postgresql(extract, form, address, column_tells) as engine:
            yield engine
        return
    if address != DUCKDB and not is_spark(address):
        raise BadArgument(f"--engine: not an engine; {EXPECTED}.")
    looked = look_at(Path(extract))
    with private_folder(spill) as folder:
        if address == DUCKDB:
            opened = open_duckdb(looked, form, folder, memory, column_tells)
        else:
            opened = open_spark(looked, form, folder, memory, address, column_tells)
        with opened as engine:
            yield engine
            require_unchanged(looked)


def file_of(extract: str, address: str) -> Path | None:
    """The file that is read, or None where the records are in a database."""
    return None if is_postgresql(address) else Path(extract)


def warning_of_age(file: Path | None, now: datetime, days: int) -> str:
    """A sentence where a file is older than it may be kept, else nothing."""
    if file is None:
        return ""
    age = (now - datetime.fromtimestamp(file.stat().st_mtime)).days
    return f"{file.name}: {age} days old; delete it, as an extract is kept for {days} at most." if age > days else ""
