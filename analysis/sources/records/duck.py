"""DuckDB, in this process: the engine where nothing else is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.errors import Fault
from analysis.reference.case_format import CaseColumn, CaseFormat
from analysis.sources.records.engine import CASES, NUMBERED, ROW, Engine, columns_of
from analysis.sources.records.faults import NOT_SHOWN, RefusedExtract, refuse
from analysis.sources.records.opening import Extract, require_columns

TYPES = {"day": "DATE", "moment": "TIMESTAMP"}
NO_CODE = "?"  # stands for whatever is no code of its column
MOST_REJECTED = 100
NO_ROOM = "does not fit", "expected more --memory, or more room in --spill"
# What DuckDB calls the faults of a row, and what we do: its own words hold what stands there.
REJECTED = {
    "CAST": ("not readable as a day", "expected such as 2023-04-05"),
    "MISSING COLUMNS": ("too few cells", "expected as many as the first row has; look for a missing comma"),
    "TOO MANY COLUMNS": ("too many cells", "expected as many as the first row has; look for a bare comma"),
    "UNQUOTED VALUE": ("quotes that do not open and close", "expected quotes around the whole cell"),
    "LINE SIZE OVER MAXIMUM": ("a row of millions of characters", "expected a row for each case"),
    "INVALID ENCODING": ("not text in UTF-8", "expected CSV saved with that encoding"),
    "INVALID STATE": ("not readable as CSV", "expected quotes around whole cells, and one kind of line end"),
}
PARQUET_TEXT = ("VARCHAR",)
PARQUET_DAYS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
PARQUET_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


@contextmanager
def open_duckdb(extract: Extract, form: CaseFormat, spill: Path, memory: str, column_tells) -> Iterator[Engine]:
    """An engine with the cases of a file, held in memory and, beyond `memory`, in the private folder `spill`.

    Raises RefusedExtract where the file cannot be read as the form says, by column and row.
    """
    import duckdb

    # A link with a plain name: the file's own may hold signs that DuckDB reads as a pattern.
    link = spill / f"extract.{extract.kind}"
    link.symlink_to(extract.path.absolute())
    connection = duckdb.connect(":memory:", config=_settings(spill, memory))
    try:
        read = _read_csv if extract.kind == "csv" else _read_parquet
        try:
            columns = read(connection, duckdb, extract, link, form, column_tells)
        except duckdb.OutOfMemoryException:
            raise refuse(extract.name, *NO_ROOM) from None
        connection.execute("SET lock_configuration = true")

        yield _engine(connection, duckdb, extract, link, columns)
    finally:
        connection.close()
        with suppress(OSError):
            link.unlink()


def _settings(spill: Path, memory: str) -> dict[str, str]:
    # DuckDB refuses to write with the cipher that it brings, as its keys are not drawn from the system's chance: for a
    # file that lives as long as this process, in a folder that only its user can open, that is enough.
    return {
        "memory_limit": memory, "temp_directory": str(spill / "duckdb"),
        "temp_file_encryption": "true", "force_mbedtls_unsafe": "true",
        "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
    }  # fmt: skip


def _engine(connection, duckdb, extract: Extract, link: Path, columns: tuple[CaseColumn, ...]) -> Engine:
    def ask(query: str) -> list[dict]:
        try:
            answer = connection.execute(query)
        except (duckdb.OutOfMemoryException, duckdb.IOException):
            raise refuse(extract.name, *NO_ROOM) from None
        names = [one[0] for one in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def text_of(column: str, row: int) -> object:
        texts = _csv_source(link, columns, text=True)
        return connection.execute(f'SELECT "{column}" FROM {texts} LIMIT 1 OFFSET {row}').fetchone()[0]

    if extract.kind == "csv":  # its first row holds the names
        return Engine("duckdb", columns, ask, lambda row: row + 2, text_of=text_of)
    return Engine("duckdb", columns, ask, lambda row: row + 1)


def _read_csv(connection, duckdb, extract: Extract, link: Path, form: CaseFormat, column_tells):
    require_columns(extract.name, extract.columns, form, column_tells)
    columns = columns_of(form, extract.columns)
    for column in columns:
        if column.codes:
            codes = ", ".join(f"'{code}'" for code in [*(code.id for code in column.codes), NO_CODE])
            connection.execute(f'CREATE TYPE "{column.id}_code" AS ENUM ({codes})')
    cells = ", ".join(_csv_cell(column) for column in columns)
    try:
        connection.execute(f"CREATE TABLE {CASES} AS SELECT {cells} FROM {_csv_source(link, columns)}")
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.IOException):
        raise refuse(extract.name, *REJECTED["INVALID STATE"]) from None
    _refuse_rejected(connection, extract)
    connection.execute(f"CREATE VIEW {NUMBERED} AS SELECT *, rowid AS {ROW} FROM {CASES}")
    return columns


def _csv_source(link: Path, columns: tuple[CaseColumn, ...], *, text: bool = False) -> str:
    """The call that reads the file, with days as days, or with everything as text."""
    types = {column.id: "VARCHAR" if text else TYPES.get(column.kind, "VARCHAR") for column in columns}
    rejects = "" if text else f", store_rejects = true, rejects_limit = {MOST_REJECTED}"
    return (
        f"read_csv('{_quoted(link)}', columns = {types}, header = true, auto_detect = false, delim = ',', "
        f"quote = '\"', escape = '\"', strict_mode = true{rejects})"
    )


def _csv_cell(column: CaseColumn) -> str:
    name = f'"{column.id}"'
    if not column.codes:
        return name
    kind = f'"{column.id}_code"'
    return f"CASE WHEN {name} IS NULL THEN NULL ELSE COALESCE(TRY_CAST({name} AS {kind}), '{NO_CODE}') END AS {name}"


def _refuse_rejected(connection, extract: Extract) -> None:
    rejected = connection.execute(
        "SELECT line, column_name, error_type FROM reject_errors ORDER BY line, column_idx"
    ).fetchall()
    broken = {line for line, _, kind in rejected if kind != "CAST"}
    faults = {}
    for line, column, kind in rejected:
        # A row with too many or too few cells has every day in the wrong place: its number of cells is the fault.
        if kind == "CAST" and line in broken:
            continue
        said, expected = REJECTED.get(str(kind), REJECTED["INVALID STATE"])
        where = column if kind in ("CAST", "INVALID ENCODING", "UNQUOTED VALUE") else None
        faults.setdefault((line, where if kind == "CAST" else None), Fault(extract.name, line, where, said, expected))
    if faults:
        raise RefusedExtract(list(faults.values()))


def _read_parquet(connection, duckdb, extract: Extract, link: Path, form: CaseFormat, column_tells):
    source = f"read_parquet('{_quoted(link)}')"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    except duckdb.Error:
        raise refuse(extract.name, "damaged or encrypted", "expected a whole Parquet file") from None
    names = tuple(row[0] for row in described)
    require_columns(extract.name, names, form, column_tells)
    columns = columns_of(form, names)
    cells = [_parquet_cell(column, row[1], extract) for column, row in zip(columns, described, strict=True)]
    numbered = source.replace("')", "', file_row_number = true)")
    connection.execute(f"CREATE VIEW {CASES} AS SELECT {', '.join(cells)} FROM {source}")
    connection.execute(f"CREATE VIEW {NUMBERED} AS SELECT {', '.join(cells)}, file_row_number AS {ROW} FROM {numbered}")
    return columns


def _parquet_cell(column: CaseColumn, kind: str, extract: Extract) -> str:
    name = f'"{column.id}"'
    if column.kind in TYPES and kind in PARQUET_DAYS:
        return name if kind == TYPES[column.kind] else f"CAST({name} AS {TYPES[column.kind]}) AS {name}"
    if column.kind in TYPES and kind in PARQUET_TEXT:
        # The year 1 stands for what is no day: the rule for days finds it.
        marked = f"COALESCE(TRY_CAST({name} AS {TYPES[column.kind]}), '0001-01-01')"
        return f"CASE WHEN {name} IS NULL OR {name} = '' THEN NULL ELSE {marked} END AS {name}"
    if column.kind not in TYPES and (kind in PARQUET_TEXT or kind.startswith("ENUM")):
        return (
            f"NULLIF(CAST({name} AS VARCHAR), '') AS {name}"
            if kind not in PARQUET_TEXT
            else f"NULLIF({name}, '') AS {name}"
        )
    if column.kind == "pseudonym" and kind in PARQUET_NUMBERS:
        return f"CAST({name} AS VARCHAR) AS {name}"
    expected = "expected days or moments without a zone" if column.kind in TYPES else "expected text"
    said = "lists or records" if kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION")) else "another type"
    raise refuse(extract.name, f"{NOT_SHOWN} a column of {said}", expected, column=column.id)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
