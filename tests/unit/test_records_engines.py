"""Spark and PostgreSQL count what DuckDB counts, exactly: the same expressions on three engines.

Spark runs on this machine, PostgreSQL is started on a socket in a folder of its own. Where a program is missing these
tests fail and say which: `make ready` installs both.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from machine import find_java, find_postgresql
from record_sample import DATA, HEADER, ROWS, count, known, with_cell, write_rows

from analysis.model.synthetic_cases import NEVER, SERVICES, Invention, invent
from analysis.sources.records.faults import EngineMissing, RefusedExtract
from analysis.sources.records.synthetic import write_extract

UNTIL = date(2022, 3, 31)
BY = ("sex",)
STARTED_WITHIN_SECONDS = 120


@pytest.fixture(scope="module")
def extracts(tmp_path_factory):
    """The same invented cases as CSV and as Parquet."""
    folder = tmp_path_factory.mktemp("extracts")
    for kind in ("csv", "parquet"):
        drawn = invent(Invention(cases=3_000, quarters=8), np.random.default_rng(5))
        write_extract(drawn, SERVICES, known()[0], folder / f"cases.{kind}", NEVER)
    return folder


@pytest.fixture(scope="module")
def expected(extracts):
    return count(extracts / "cases.csv", by=BY, until=UNTIL).counts


@pytest.fixture(scope="module")
def postgresql():
    """Address of a PostgreSQL of this test alone, and a connection that may write there."""
    programs = find_postgresql()
    assert programs, "PostgreSQL is missing; install it (on Debian: apt install postgresql) or run make ready."
    folder = Path(tempfile.mkdtemp(prefix="dsva-pg-"))
    user = "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name  # PostgreSQL does not run as root
    as_user = {"user": user} if os.getuid() == 0 else {}
    shutil.chown(folder, user)
    data = str(folder / "data")
    started = [str(Path(programs) / "postgres"), "-D", data, "-k", str(folder), "-c", "listen_addresses=", "-F"]
    made = [str(Path(programs) / "initdb"), "-D", data, "-U", "tester", "-A", "trust", "-N", "--no-instructions"]
    subprocess.run(made, check=True, capture_output=True, cwd=folder, **as_user)
    server = subprocess.Popen(started, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **as_user)
    try:
        yield f"postgresql://tester@/postgres?host={folder}", _connected(folder)
    finally:
        server.send_signal(signal.SIGINT)  # at once: a polite stop waits for whoever is still connected
        server.wait(STARTED_WITHIN_SECONDS)
        shutil.rmtree(folder)


def _connected(folder: Path):
    from pg8000.exceptions import DatabaseError, InterfaceError
    from pg8000.native import Connection

    last = time.monotonic() + STARTED_WITHIN_SECONDS
    while True:
        try:
            return Connection("tester", unix_sock=str(folder / ".s.PGSQL.5432"), database="postgres")
        except (DatabaseError, InterfaceError):
            assert time.monotonic() < last, "PostgreSQL did not start."
            time.sleep(0.1)


def fill(connection, name: str, path: Path) -> None:
    """A table with the cases of a CSV file: in a warehouse, someone else does this."""
    kinds = {
        column.id: {"day": "date", "moment": "timestamp"}.get(column.kind, "text") for column in known()[0].columns
    }
    columns = path.read_text("utf-8").partition("\n")[0].replace('"', "").split(",")
    connection.run(f"CREATE TABLE {name} ({', '.join(f'{column} {kinds[column]}' for column in columns)})")
    with path.open("rb") as file:
        connection.run(f"COPY {name} FROM STDIN WITH (FORMAT csv, HEADER)", stream=file)


def test_postgresql_counts_what_duckdb_counts(extracts, expected, postgresql):
    address, connection = postgresql
    fill(connection, "invented", extracts / "cases.csv")
    assert count("invented", address, by=BY, until=UNTIL).counts.equals(expected)


def test_postgresql_is_only_read_and_its_faults_repeat_nothing(tmp_path, postgresql):
    address, connection = postgresql
    rows = [*ROWS[:5], with_cell(ROWS[5], "case_id", "Jane Smith"), with_cell(ROWS[6], "case_id", "c001")]
    fill(connection, "spoilt", write_rows(tmp_path / "spoilt.csv", rows))
    with pytest.raises(RefusedExtract) as raised:
        count("spoilt", address)
    said = " ".join(fault.sentence() for fault in raised.value.faults)
    assert "spoilt, case_id: (not shown) no pseudonym, in 1 rows" in said
    assert "stands in an earlier row" in said
    assert "Jane" not in said
    connection.run("CREATE TABLE wrong (case_id text, name text)")
    with pytest.raises(RefusedExtract, match="wrong, row 1, column 2: named for a name"):
        count("wrong", address)
    assert connection.run("SELECT count(*) FROM spoilt") == [[7]]


def test_a_database_that_cannot_be_reached_is_a_sentence_without_the_password():
    with pytest.raises(EngineMissing) as raised:
        count("cases", "postgresql://someone:secret@127.0.0.1:9/none")
    assert "cannot be reached" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_spark_counts_what_duckdb_counts(extracts, expected):
    assert find_java(), (
        "Java 17 or later is missing; install it (apt install openjdk-17-jre-headless) or run make ready."
    )
    for kind in ("csv", "parquet"):
        assert count(extracts / f"cases.{kind}", "local[2]", by=BY, until=UNTIL).counts.equals(expected)


def test_spark_places_a_fault_by_column_and_row(tmp_path):
    rows = [with_cell(row, "sex", "LE1 5YA") if place == 4 else row for place, row in enumerate(ROWS)]
    with pytest.raises(RefusedExtract) as raised:
        count(write_rows(tmp_path / "cases.csv", rows), "local[2]")
    assert [fault.sentence() for fault in raised.value.faults] == [
        "cases.csv, row 6, sex: (not shown) looks like a postcode; expected female, male or other, or nothing."
    ]


def test_without_java_a_sentence_says_what_to_install(tmp_path):
    path = write_rows(tmp_path / "cases.csv")
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "records", "count", path, "--engine", "local[2]", "--data", _data(tmp_path)],
        env=os.environ | {"PATH": str(tmp_path), "JAVA_HOME": ""}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("dsva: Spark: there is no Java on this machine; install Java 17 or later")


def _data(folder: Path) -> str:
    shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("returns"))
    return str(folder / "data")


def test_the_header_of_the_sample_is_of_the_form():
    assert set(HEADER.split(",")) <= {column.id for column in known()[0].columns}
