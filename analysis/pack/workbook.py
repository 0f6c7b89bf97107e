"""Tables of numbers to an accessible workbook: cover, contents, notes, one table a sheet."""

import re
import warnings
from datetime import datetime, time
from math import isinf
from pathlib import Path

import pandas as pd

from analysis.errors import RunFailed
from analysis.pack.archive import read_archive, write_archive
from analysis.pack.parts import Column, FrontMatter, Status, Table
from analysis.pack.workbook_layout import COVER_LETTERS, LONGEST_SHEET_NAME, lay_out
from analysis.wording.numbers import long_date

SHORTHANDS = {
    "[x]": "not available",
    "[c]": "withheld so that nobody can be recognised",
    "[z]": "does not apply",
    "[low]": "rounds to zero and is not zero",
}
# Excel takes text that begins so for a formula when it is pasted or saved as CSV.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
UNITS = {"gbp": "£", "percent": "%", "count": "number"}


def write_workbook(tables: list[Table], front: FrontMatter, path: Path, about: tuple[str, ...] = ()) -> None:
    """Write the workbook: each table on its sheet with title, units, source, shorthands and references to its notes.

    Numbers stay numbers; a missing value is the shorthand of its table, and text may be a shorthand too. Text that
    Excel would take for a formula gets an apostrophe before it. about: sentences for the cover.
    Raises RunFailed where gptables refuses.
    """
    import gptables

    notes = [(note_id, text) for table in tables for note_id, text in _notes(table).items()]
    cover = _cover(front, about)
    try:
        sheets = {sheet_name(table.name): _sheet(table) for table in tables}
        notes_table = pd.DataFrame(notes, columns=["Note", "Note text"]) if notes else None
        with warnings.catch_warnings():
            # gptables speaks of its own use of pandas, and of a workbook that has no notes.
            warnings.filterwarnings("ignore", module="gptables")
            book = gptables.produce_workbook(str(path), sheets, cover=cover, notes_table=notes_table)
    except (ValueError, TypeError) as fault:
        raise RunFailed(f"{path.name} could not be made: {' '.join(str(fault).split())}") from None
    lay_out(book, cover, sheets, [text for _, text in notes])
    # The day of the meeting stands for the time of making.
    created = datetime.combine(front.meeting, time())
    book.set_properties({"title": front.title, "author": front.board, "created": created, "comments": front.summary})
    book.close()
    path.write_bytes(write_archive(read_archive(path)))


def mark_status(path: Path, before: Status, after: Status) -> None:
    """Change the status on the cover of a workbook and nothing else of it."""
    files = read_archive(path)
    words = "xl/sharedStrings.xml"
    text, old = files[words].decode("utf-8"), _status_line(before)
    if old not in text:
        raise RunFailed(f"{path.name}: its cover does not say «{old}»; make the pack again.")
    files[words] = text.replace(old, _status_line(after), 1).encode("utf-8")
    path.write_bytes(write_archive(files))


def _cover(front: FrontMatter, sentences: tuple[str, ...]):
    import gptables

    about = [
        *sentences,
        "Each sheet after the notes holds one table; columns say their unit in the row of headings.",
        "A missing value is a shorthand in square brackets: "
        + "; ".join(f"{mark} {meaning}" for mark, meaning in SHORTHANDS.items())
        + ".",
    ]
    intro = [front.summary or front.title, f"{front.board}, meeting of {long_date(front.meeting)}."]
    intro += [f"Evidence published by {long_date(front.as_of)}.", _status_line(front.status)]
    if front.audience_sentence:
        intro.append(front.audience_sentence + ".")
    return gptables.Cover(title=front.title, intro=intro, about=about, cover_label="Cover", width=COVER_LETTERS)


def _sheet(table: Table):
    import gptables

    cells = {
        _label(column): [_cell(value, table.missing) for value in table.rows[column.name]] for column in table.columns
    }
    frame = pd.DataFrame(cells, dtype=object)
    marks = "".join(f"$${note}$$" for note in _notes(table))
    formats = [
        {
            "column": {
                "columns": [_label(column)],
                "format": {"num_format": column.number_format},
                "include_names": False,
            }
        }
        for column in table.columns
        if column.number_format
    ]
    used = {str(value) for value in frame.to_numpy().ravel()}
    return gptables.GPTable(
        table=frame,
        table_name=re.sub(r"\W+", "_", f"t_{table.name}"),
        title=table.title + marks,
        source=f"Source: {table.source}." if table.source else None,
        legend=[f"{mark} means {meaning}." for mark, meaning in SHORTHANDS.items() if mark in used],
        index_columns={2: 0},
        additional_formatting=formats,
    )


def _cell(value: object, missing: str) -> object:
    if pd.isna(value):
        return missing
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    number = value.item() if hasattr(value, "item") else value
    # A rate on a base of nought has no upper limit; Excel has no number for that.
    return "no limit" if isinstance(number, float) and isinf(number) else number


def _label(column: Column) -> str:
    unit = UNITS.get(column.unit, column.unit)
    return f"{column.label} ({unit})" if unit else column.label


def sheet_name(table: str) -> str:
    """The name of the sheet that holds the table of this name."""
    return re.sub(r"[\[\]:*?/\\]", " ", table.replace("_", " ")).strip().capitalize()[:LONGEST_SHEET_NAME]


def _notes(table: Table) -> dict[str, str]:
    """The notes of a table by a name that no other table's notes have."""
    return {f"{table.name}-{number}": text for number, text in enumerate(table.notes, start=1)}


def _status_line(status: Status) -> str:
    return f"Status: {status.sentence[0].lower()}{status.sentence[1:]}."
