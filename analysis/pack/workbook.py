"""Tables of numbers to an accessible workbook: cover, contents, notes, one table a sheet."""

import re
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import pandas as pd

from analysis.errors import RunFailed
from analysis.pack.archive import read_archive, write_archive
from analysis.pack.parts import Column, FrontMatter, Status, Table
from analysis.wording.numbers import long_date

SHORTHANDS = {
    "[x]": "not available",
    "[c]": "withheld so that nobody can be recognised",
    "[z]": "does not apply",
    "[low]": "rounds to zero and is not zero",
}
# Excel takes text that begins so for a formula when it is pasted or saved as CSV.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
NARROWEST, WIDEST = 11, 60
COLUMN_PIXELS = 8
LONGEST_SHEET_NAME = 31
TEXT = "Arial"


@dataclass(frozen=True)
class Note:
    """A note of the notes sheet; a title or label refers to it as `$$id$$`."""

    id: str
    text: str


def write_workbook(tables: list[Table], notes: list[Note], front: FrontMatter, path: Path) -> None:
    """Write the workbook: each table on its sheet with title, scope, units, source and shorthands.

    Numbers stay numbers; a missing value is the shorthand of its table, and text may be a shorthand too. Text that
    Excel would take for a formula gets an apostrophe before it. Raises RunFailed where gptables refuses.
    """
    import gptables

    notes = [*notes, *_own_notes(tables)]
    frame = pd.DataFrame({"Note": [note.id for note in notes], "Note text": [note.text for note in notes]})
    try:
        with warnings.catch_warnings():
            # A note without a reference in a title still belongs on the sheet of notes.
            warnings.filterwarnings("ignore", message="The following notes are not referenced")
            book = gptables.produce_workbook(
                str(path),
                {_sheet_name(table): _sheet(table, _own_note_ids(table)) for table in tables},
                cover=_cover(front),
                notes_table=frame if notes else None,
                auto_width=True,
            )
            _finish(book, tables, front)
    except (ValueError, TypeError) as fault:
        raise RunFailed(f"{path.name} could not be made: {' '.join(str(fault).split())}") from None
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


def _cover(front: FrontMatter):
    import gptables

    about = [
        "Each sheet after the notes holds one table; columns say their unit in the row of headings.",
        "A missing value is a shorthand in square brackets: "
        + "; ".join(f"{mark} {meaning}" for mark, meaning in SHORTHANDS.items())
        + ".",
    ]
    intro = [front.summary or front.title, f"{front.board}, meeting of {long_date(front.meeting)}."]
    intro += [f"Evidence published by {long_date(front.as_of)}.", _status_line(front.status)]
    if front.audience_sentence:
        intro.append(front.audience_sentence + ".")
    return gptables.Cover(title=front.title, intro=intro, about=about, cover_label="Cover", width=90)


def _sheet(table: Table, note_ids: list[str]):
    import gptables

    frame = pd.DataFrame({_label(column): [_cell(value, table.missing) for value in table.rows[column.name]] for column in table.columns}, dtype=object)  # fmt: skip
    marks = "".join(f"$${note}$$" for note in note_ids)
    formats = [
        {"column": {"columns": [_label(column)], "format": {"num_format": column.number_format}, "include_names": False}}
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


def _finish(book, tables: list[Table], front: FrontMatter) -> None:
    """Widths, panes and properties; the day of the meeting stands for the time of making."""
    for table in tables:
        sheet = book.get_worksheet_by_name(_sheet_name(table))
        for place, column in enumerate(table.columns):
            sheet.set_column_pixels(place, place, COLUMN_PIXELS * _letters(table, column))
    created = datetime.combine(front.meeting, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": front.title, "author": front.board, "created": created, "comments": front.summary})
    book.close()


def _letters(table: Table, column: Column) -> int:
    words = [str(value) for value in table.rows[column.name].head(200)] + _label(column).split()
    return min(max(NARROWEST, *(len(word) + 3 for word in words)), WIDEST)


def _cell(value: object, missing: str) -> object:
    if pd.isna(value):
        return missing
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return value.item() if hasattr(value, "item") else value


def _label(column: Column) -> str:
    return f"{column.label} ({column.unit})" if column.unit else column.label


def _sheet_name(table: Table) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", table.name.replace("_", " ")).strip().capitalize()[:LONGEST_SHEET_NAME]


def _own_notes(tables: list[Table]) -> list[Note]:
    return [
        Note(note_id, text) for table in tables for note_id, text in zip(_own_note_ids(table), table.notes, strict=True)
    ]


def _own_note_ids(table: Table) -> list[str]:
    return [f"{table.name}-{number}" for number in range(1, len(table.notes) + 1)]


def _status_line(status: Status) -> str:
    return f"Status: {status.sentence[0].lower()}{status.sentence[1:]}."
