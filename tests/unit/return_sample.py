"""A return to try: the template of the locality service, filled with numbers that go together."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd

from analysis.sources.catalogue import Catalogue, load_catalogue
from analysis.sources.figures import load_figures
from analysis.sources.returns.forms import make_form
from analysis.sources.returns.quarters import read_quarter
from analysis.sources.returns.reading import Reading, read_return
from analysis.sources.returns.template import make_template

DATA = Path(__file__).parents[2] / "data"
RECEIVED = date(2023, 8, 1)
FIRST_ROW = 12
VALUES = {
    "referrals accepted": 180,
    "referrals not accepted": 31,
    "contact made within 48 hours": 140,
    "contact made within 72 hours": 8,
    "contact made after 72 hours": 32,
    "positive case closures": 25,
    "share of positive case closures": 83,
    "planned exits": 90,
    "unplanned exits": 40,
    "cases closed": 30,
}
REASON = "not collected"


@cache
def known() -> tuple[Catalogue, pd.DataFrame]:
    """The registers and figures of the evidence as it stands, without any return."""
    figures = load_figures(DATA)
    return load_catalogue(DATA), figures[~figures["source"].str.startswith("return:")]


@cache
def empty_form(service: str = "da-locality", quarter: str = "2023-24-Q1") -> bytes:
    catalogue, figures = known()
    return make_template(make_form(service, read_quarter(quarter), catalogue, figures), figures)


def filled_book(
    values: dict[str, object] | None = None, service: str = "da-locality", quarter: str = "2023-24-Q1"
) -> openpyxl.Workbook:
    """The template with values by measure and a reason everywhere else."""
    given = VALUES if values is None else values
    book = openpyxl.load_workbook(BytesIO(empty_form(service, quarter)))
    for row in book["Return"].iter_rows(min_row=FIRST_ROW):
        measure = row[0].value
        row[3 if measure in given else 4].value = given.get(measure, REASON)
    book["Return"]["B9"] = read_quarter(quarter).end + timedelta(days=14)
    return book


def save_filled(path: Path, change: Callable = lambda book: None, **choices) -> Path:
    """The path of a filled return, changed in some way first."""
    book = filled_book(**choices)
    change(book)
    book.save(path)
    return path


def read(path: Path, received: date = RECEIVED, **expected) -> Reading:
    """The file read as a return."""
    return read_return(path, *known(), received, **expected)


def cell_of(measure: str, column: str = "D") -> str:
    """The address of a measure's cell on the form of the locality service."""
    sheet = openpyxl.load_workbook(BytesIO(empty_form()))["Return"]
    return next(f"{column}{row[0].row}" for row in sheet.iter_rows(min_row=FIRST_ROW) if row[0].value == measure)
