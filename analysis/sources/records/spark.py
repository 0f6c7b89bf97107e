"""Spark, on this machine (`local[*]`) or on a cluster (`spark://host:port`): for extracts that outgrow one machine.

A cluster has to reach the file by the same path; whatever its workers spill is under its own rules.
"""

import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.errors import Fault
from analysis.reference.case_format import CaseColumn, CaseFormat
from analysis.sources.records.engine import CASES, NUMBERED, ROW, Engine, columns_of
from analysis.sources.records.faults import NOT_SHOWN, EngineMissing, RefusedExtract, refuse
from analysis.sources.records.opening import Extract, require_columns

OLDEST_JAVA = 17
TYPES = {"day": "DATE", "moment": "TIMESTAMP_NTZ"}
CORRUPT = "corrupt_record"
ROWS_IN_PARTITION = 1 << 33  # how `monotonically_increasing_id` counts: the partition, then the row in it
DAY = "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ T].*)?$"
ADDRESS = re.compile(r"local(\[(\*|\d+)\])?|spark://\S+")


def is_spark(address: str) -> bool:
    """Whether an address of an engine is one of Spark."""
    return ADDRESS.fullmatch(address) is not None


@contextmanager
def open_spark(
    extract: Extract, form: CaseFormat, spill: Path, memory: str, address: str, column_tells
) -> Iterator[Engine]:
    """An engine with the cases of a file.

    address: of the master; memory: of the driver, which locally does all the work; spill: the private folder.
    Raises EngineMissing without PySpark or Java, RefusedExtract where the file cannot be read as the form says.
    """
    require_java()
    session, done = _start(address, spill, memory), False
    try:
        read = _read_csv if extract.kind == "csv" else _read_parquet
        frame, columns = read(session, extract, form, column_tells)
        frame.createOrReplaceTempView(CASES)
        numbered = f"SELECT *, monotonically_increasing_id() AS {ROW} FROM {CASES}"
        session.sql(numbered).createOrReplaceTempView(NUMBERED)

        def row_of(number: int) -> int:
            before = number - number % ROWS_IN_PARTITION
            earlier = session.sql(f"SELECT count(*) FROM {NUMBERED} WHERE {ROW} < {before}").first()[0]
            return earlier + number % ROWS_IN_PARTITION + (2 if extract.kind == "csv" else 1)

        yield Engine("pyspark", columns, lambda query: session.sql(query).toArrow().to_pylist(), row_of)
        done = True
    finally:
        _stop(session, politely=done)


def require_java() -> None:
    """Raises EngineMissing where there is no Java that Spark can use."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    expected = f"Java {OLDEST_JAVA} or later (on Debian: apt install openjdk-17-jre-headless)"
    if not java or not Path(java).exists():
        raise EngineMissing(f"Spark: there is no Java on this machine; install {expected}.")
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', said)
    if not version or int(version[1]) < OLDEST_JAVA:
        raise EngineMissing(f"Spark: Java {version[1] if version else '(unknown)'} is too old; install {expected}.")


def _start(address: str, spill: Path, memory: str):
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise EngineMissing("Spark: PySpark is not installed; install requirements/spark.txt as README says.") from None
    private = spill / "spark"
    private.mkdir(mode=0o700)
    builder = SparkSession.builder.master(address).appName("dsva records").config(map={
        "spark.local.dir": str(private), "spark.sql.warehouse.dir": str(private / "warehouse"),
        "spark.io.encryption.enabled": "true",
        "spark.driver.memory": memory.lower().replace("gb", "g").replace("mb", "m"),
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={private} -Dderby.system.home={private}",
        "spark.ui.enabled": "false", "spark.eventLog.enabled": "false", "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true",
        "spark.sql.execution.arrow.pyspark.enabled": "true", "spark.log.level": "OFF",
        "spark.sql.shuffle.partitions": "4", "spark.sql.mapKeyDedupPolicy": "EXCEPTION",
        **({"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"} if "local" in address else {}),
    })  # fmt: skip
    os.environ.pop("SPARK_LOCAL_DIRS", None)  # it would go before the private folder
    try:
        with _quiet():
            return builder.getOrCreate()
    except Exception as fault:  # py4j and PySpark each have errors of their own
        raise EngineMissing(f"Spark: {address} could not be started or reached ({type(fault).__name__}).") from None


def _stop(session, *, politely: bool) -> None:
    """Ends the session and its Java, which would hold on to a private folder that is going to be removed.

    politely: ask it first; a call that was broken off leaves a connection that may never answer again.
    """
    from py4j.protocol import Py4JError
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    gateway = session.sparkContext._gateway
    with suppress(Py4JError, OSError):
        if politely:
            session.stop()
    gateway.proc.kill()
    gateway.proc.wait()
    SparkSession._instantiatedSession = None
    SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None


@contextmanager
def _quiet() -> Iterator[None]:
    """Standard error closed to Java, which keeps what it is started with: its log may hold rows of cases."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.devnull, "wb") as nowhere, warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas 3: results come through Arrow
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _read_csv(session, extract: Extract, form: CaseFormat, column_tells):
    from pyspark import StorageLevel

    require_columns(extract.name, extract.columns, form, column_tells)
    columns = columns_of(form, extract.columns)
    schema = ", ".join(f"`{column.id}` STRING" for column in columns) + f", {CORRUPT} STRING"
    options = {
        "header": "true", "quote": '"', "escape": '"', "encoding": "UTF-8", "mode": "PERMISSIVE", "emptyValue": "",
        "columnNameOfCorruptRecord": CORRUPT, "maxCharsPerColumn": "10000",
    }  # fmt: skip
    texts = session.read.options(**options).schema(schema).csv(extract.path.absolute().as_uri())
    frame = texts.selectExpr(*map(_csv_cell, columns), CORRUPT).persist(StorageLevel.MEMORY_AND_DISK)
    frame.createOrReplaceTempView("read_cases")
    try:
        wrong = session.sql(f"SELECT count(*) FROM read_cases WHERE {CORRUPT} IS NOT NULL").first()[0]
    except Exception:  # py4j's error holds what stands in the row: none of it is shown
        raise refuse(extract.name, "not readable as CSV", "expected quotes around whole cells") from None
    if wrong:
        said = f"{wrong} rows with too many or too few cells"
        raise refuse(extract.name, said, "expected as many cells as the first row has")
    return frame.drop(CORRUPT), columns


def _csv_cell(column: CaseColumn) -> str:
    name = f"`{column.id}`"
    if column.kind not in TYPES:
        return f"NULLIF({name}, '') AS {name}"
    # The year 1 stands for what is no day: the rule for days finds it.
    kind = TYPES[column.kind]
    read = f"CASE WHEN {name} RLIKE '{DAY}' THEN try_cast({name} AS {kind}) END"
    return f"CASE WHEN {name} IS NULL OR {name} = '' THEN NULL ELSE COALESCE({read}, {kind} '0001-01-01') END AS {name}"


def _read_parquet(session, extract: Extract, form: CaseFormat, column_tells):
    try:
        frame = session.read.parquet(extract.path.absolute().as_uri())
        types = dict(frame.dtypes)
    except Exception:  # py4j's error
        raise refuse(extract.name, "damaged or encrypted", "expected a whole Parquet file") from None
    require_columns(extract.name, tuple(types), form, column_tells)
    columns = columns_of(form, tuple(types))
    faults = [
        Fault(extract.name, None, column.id, f"{NOT_SHOWN} a column of another type", "expected text or days")
        for column in columns
        if not _fits(column, types[column.id])
    ]
    if faults:
        raise RefusedExtract(faults)
    cells = [
        _csv_cell(column) if types[column.id] == "string"
        else f"CAST(`{column.id}` AS {TYPES.get(column.kind, 'STRING')}) AS `{column.id}`"
        for column in columns
    ]  # fmt: skip
    return frame.selectExpr(*cells), columns


def _fits(column: CaseColumn, kind: str) -> bool:
    if column.kind in TYPES:
        return kind in ("string", "date", "timestamp", "timestamp_ntz")
    return kind == "string" or (column.kind == "pseudonym" and kind in ("int", "bigint", "smallint", "tinyint"))
