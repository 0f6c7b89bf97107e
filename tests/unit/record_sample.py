# ruff: noqa: E501 (rows of extracts stand as they are)
"""Extracts to try: a small one that can be counted by hand, and what opens it."""

from datetime import date
from functools import cache
from pathlib import Path

from analysis.model.records.identifiers import column_tells
from analysis.pipeline.records import Counted, check_records, count_records
from analysis.reference.case_format import CaseFormat
from analysis.sources.catalogue import Catalogue, load_catalogue
from analysis.sources.records.engines import open_engine
from analysis.sources.records.form import load_case_format

DATA = Path(__file__).parents[2] / "data"
UNTIL = date(2023, 9, 30)
HEADER = (
    "case_id,person_id,service,area,referral_at,referral_source,decision,decision_on,contact_at,start_on,end_on,exit,"
    "outcome,risk,sex"
)
# Seven cases of two people more than once, each with a sense of its own: see test_records_counts.
ROWS = (
    "c001,p001,da-locality,Leicestershire,2023-04-03 09:00,helpline,accepted,2023-04-04,2023-04-05 09:00,2023-04-10,2023-06-30,planned,positive,high,female",
    "c002,p002,da-locality,Rutland,2023-04-03 09:00,other,accepted,2023-04-04,2023-04-05 09:01,2023-04-10,2023-07-01,unplanned,,medium,male",
    "c003,p001,da-locality,Leicestershire,2023-06-30 10:00,other,accepted,2023-07-01,2023-07-03 10:01,2023-07-10,,,,high,female",
    "c004,p003,da-locality,Leicestershire,2023-05-01 10:00,,accepted,2023-05-02,,,,,,,",
    "c005,p004,da-locality,elsewhere,2023-05-01 10:00,other,not accepted,2023-05-02,2023-05-02 10:00,,2023-05-02,,,standard,female",
    "c006,p005,da-locality,Rutland,2023-05-20 10:00,other,,,,,,,,,female",
    "c007,p002,da-locality,Rutland,2023-08-20 10:00,other,accepted,2023-08-21,2023-08-24 12:00,2023-09-01,2023-09-15,planned,not positive,medium,male",
)  # fmt: skip


@cache
def known() -> tuple[CaseFormat, Catalogue]:
    """The form of an extract and the registers."""
    return load_case_format(DATA), load_catalogue(DATA)


def write_rows(path: Path, rows=ROWS, header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return path


def with_cell(row: str, column: str, value: str, header: str = HEADER) -> str:
    """A row of the sample with one cell changed."""
    cells = row.split(",")
    cells[header.split(",").index(column)] = value
    return ",".join(cells)


def count(extract: Path | str, engine: str = "duckdb", by: tuple[str, ...] = (), until: date = UNTIL) -> Counted:
    """The counts of a file or a table that is in order."""
    form, catalogue = known()
    name = extract.name if isinstance(extract, Path) else extract
    opened = open_engine(str(extract), form, engine, memory="1GB", spill=None, column_tells=column_tells)
    with opened as running:
        check_records(running, name, form, catalogue, until)
        return count_records(running, form, catalogue, until, by)
