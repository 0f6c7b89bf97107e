"""A table of a run as an analyst reads it in a notebook: labels for names, words for what is missing, few rows."""

from datetime import date
from math import floor, isinf, log10

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import ids_as_words
from analysis.pack.result_tables import SHOWN, find_table
from analysis.pack.workbook import sheet_name
from analysis.pipeline import Results
from analysis.wording.numbers import join, long_date, number, pounds

MISSING = "—"
NO_LIMIT = "no limit"
DIGITS = 3
IDS = ("service", "era")
ABOUT = {path: (title, about) for path, title, about in SHOWN}


def as_read(results: Results, name: str, columns: tuple[str, ...] = ()) -> Exhibit:
    """The table of this name in the results; a column that is empty throughout is left out.

    name: as the workbook's tables are listed, such as «growth» or «money.endings»; columns: only these, in this order.
    """
    title, about = ABOUT[name]
    rows = find_table(results, name)
    known = ids_as_words(results.services)
    asked = [one for one in columns or rows.columns if one in rows]
    table = pd.DataFrame(
        {
            _label(column): [
                _cell(known.get(value, value) if column in IDS else value, column) for value in rows[column]
            ]
            for column in asked
            if not rows[column].map(_is_missing).all()
        }
    )
    kept = name.replace(".", "_")
    held = f"All columns, unrounded: sheet «{sheet_name(kept)}» of the workbook, data/{kept}.csv of the pack."
    return Exhibit(
        name=kept, title=title, caption=f"{about.replace('_', ' ')} {held}", alternative_text="", table=table
    )


def _label(column: str) -> str:
    words = column.removesuffix("_gbp").replace("_", " ")
    label = f"{words[0].upper()}{words[1:]}"
    return f"{label} (£)" if column.endswith("_gbp") else label


def _cell(value: object, column: str) -> str:
    if _is_missing(value):
        return MISSING
    if isinstance(value, tuple):
        return join([_cell(one, column) for one in value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, int | float) or hasattr(value, "dtype"):
        return _number(float(value), column)
    return str(value)


def _number(value: float, column: str) -> str:
    if isinf(value):
        return NO_LIMIT
    if column.endswith("_gbp"):
        return pounds(value)
    if value.is_integer():
        return number(value)
    return number(value, max(0, DIGITS - 1 - floor(log10(abs(value)))))


def _is_missing(value: object) -> bool:
    if isinstance(value, tuple | str):
        return len(value) == 0
    return bool(pd.isna(value))
