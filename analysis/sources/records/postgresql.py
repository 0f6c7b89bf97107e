"""PostgreSQL: for records that are in a warehouse already. Nothing is copied out of it, and nothing written there."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, unquote, urlsplit

from analysis.errors import BadArgument, Fault
from analysis.reference.case_format import CaseColumn, CaseFormat
from analysis.sources.records.engine import CASES, Engine, columns_of
from analysis.sources.records.faults import NOT_SHOWN, EngineMissing, RefusedExtract, refuse
from analysis.sources.records.opening import require_columns

SCHEMES = ("postgresql://", "postgres://")
PORT = 5432
TABLE = re.compile(r"([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?")
TEXTS = ("text", "character varying", "character", "USER-DEFINED")
NUMBERS = ("integer", "bigint", "smallint", "uuid")
WITHOUT_ZONE, WITH_ZONE = "timestamp without time zone", "timestamp with time zone"
LOCAL = ("localhost", "127.0.0.1", "::1")
ZONE = "Europe/London"


def is_postgresql(address: str) -> bool:
    """Whether an address of an engine is one of PostgreSQL."""
    return address.startswith(SCHEMES)


@contextmanager
def open_postgresql(table: str, form: CaseFormat, address: str, column_tells) -> Iterator[Engine]:
    """An engine with the cases of a table or a view of a database.

    table: its name, with its schema before it where that is not `public`; address: postgresql://user@host:port/database;
    a password may stand in PGPASSWORD. Everything is asked in one transaction that can only read.
    Raises EngineMissing where the database cannot be reached, RefusedExtract where the table is not of the form.
    """
    found = TABLE.fullmatch(table)
    if not found:
        raise BadArgument("records: with PostgreSQL the name of a table is expected, such as cases or warehouse.cases.")
    schema, name = (found[1], found[2]) if found[2] else ("public", found[1])
    connection, error = _connect(address)
    try:
        connection.run("START TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        described = _described(connection, table, schema, name)
        columns = _columns(table, described, form, column_tells)
        cells = ", ".join(_cell(column, row[1]) for column, row in zip(columns, described, strict=True))
        cases = f'{CASES} AS NOT MATERIALIZED (SELECT {cells} FROM "{schema}"."{name}")'

        def ask(query: str) -> list[dict]:
            try:
                return _answer(connection, cases, query)
            except error:  # its words may hold what stands in a row
                raise refuse(table, "the database could not count it", "expected columns as in the form") from None

        yield Engine("postgres", columns, ask, has_rows=False)
    finally:
        connection.close()


def _described(connection, table: str, schema: str, name: str) -> list:
    found = connection.run(
        "SELECT column_name, data_type FROM information_schema.columns "
        f"WHERE table_schema = '{schema}' AND table_name = '{name}' ORDER BY ordinal_position"
    )
    if not found:
        raise refuse(table, "no such table, or not for this user", "expected a table or a view that it may read")
    return found


def _answer(connection, cases: str, query: str) -> list[dict]:
    more = query.removeprefix("WITH ")
    rows = connection.run(f"WITH {cases}, {more}" if more != query else f"WITH {cases} {query}")
    names = [column["name"] for column in connection.columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _connect(address: str):
    try:
        from pg8000.exceptions import DatabaseError, InterfaceError
        from pg8000.native import Connection
    except ImportError:
        raise EngineMissing("PostgreSQL: the package pg8000 is not installed.") from None
    parts = urlsplit(address)
    more = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    folder = more.get("host")  # as libpq has it: a folder is the place of a socket
    try:
        connection = Connection(
            unquote(parts.username or os.environ.get("PGUSER", "")) or "postgres",
            host=parts.hostname or "localhost",
            port=parts.port or PORT,
            database=unquote(parts.path.lstrip("/")) or None,
            password=unquote(parts.password or "") or os.environ.get("PGPASSWORD"),
            unix_sock=f"{folder}/.s.PGSQL.{parts.port or PORT}" if folder else None,
            ssl_context=None if folder or parts.hostname in (None, *LOCAL) else True,
            application_name="dsva records",
        )
    except (DatabaseError, InterfaceError, OSError, ValueError):
        # Neither the address nor the server's words: both may hold a password.
        raise EngineMissing(
            "PostgreSQL: the database cannot be reached or does not let this user in; expected "
            "postgresql://user@host:port/database, and a password in PGPASSWORD."
        ) from None
    return connection, (DatabaseError, InterfaceError)


def _columns(table: str, described: list, form: CaseFormat, column_tells) -> tuple[CaseColumn, ...]:
    require_columns(table, tuple(row[0] for row in described), form, column_tells)
    columns = columns_of(form, tuple(row[0] for row in described))
    faults = [
        Fault(table, None, column.id, f"{NOT_SHOWN} a column of the type {row[1]}", _expected(column))
        for column, row in zip(columns, described, strict=True)
        if not _fits(column, row[1])
    ]
    if faults:
        raise RefusedExtract(faults)
    return columns


def _fits(column: CaseColumn, kind: str) -> bool:
    if column.kind in ("day", "moment"):
        return kind in ("date", WITHOUT_ZONE, WITH_ZONE)
    return kind in TEXTS or (column.kind == "pseudonym" and kind in NUMBERS)


def _expected(column: CaseColumn) -> str:
    return "expected date or timestamp" if column.kind in ("day", "moment") else "expected text"


def _cell(column: CaseColumn, kind: str) -> str:
    name = f'"{column.id}"'
    if column.kind in ("day", "moment"):
        local = f"({name} AT TIME ZONE '{ZONE}')" if kind == WITH_ZONE else name
        return f"CAST({local} AS {'date' if column.kind == 'day' else 'timestamp'}) AS {name}"
    return f"NULLIF(TRIM(TRAILING FROM CAST({name} AS text)), '') AS {name}"
