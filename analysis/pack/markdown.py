"""Pictures, tables and text as Markdown: what an analyst can read and pandoc can print."""

import re

import pandas as pd

from analysis.pack.parts import Markdown, Picture, Table

MARK = re.compile(r"⟦([^|⟧]+)\|([^⟧]*)⟧")
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#$^~|@])")
# What would begin a list or a definition: «-», «12.», «(a)».
BLOCK_START = re.compile(r"^(\s*(?:\(?(?:\d+|[A-Za-z]|[ivxIVX]+)(?=[.)]))?)([-+:.)])", re.MULTILINE)
RULES = {"left": ":---", "right": "---:", "centre": ":---:"}


def escape(text: object) -> Markdown:
    """Text in which no sign means anything to Markdown; marks of sources stay what they are."""
    if isinstance(text, Markdown):
        return text
    parts, last = [], 0
    for mark in MARK.finditer(str(text)):
        parts += [_escape_plain(str(text)[last : mark.start()]), mark.group()]
        last = mark.end()
    return Markdown("".join([*parts, _escape_plain(str(text)[last:])]))


def picture_block(picture: Picture) -> Markdown:
    """A picture with its caption and alternative text, as a paragraph of its own."""
    alternative = _one_line(picture.alternative_text).replace("\\", "\\\\").replace('"', '\\"')
    target = f"pictures/{picture.name}.svg"
    attributes = f'{{#figure-{_slug(picture.name)} alt="{alternative}" width=100%}}'
    return Markdown(f"![{escape(_one_line(picture.caption))}]({target}){attributes}")


def table_block(table: Table, rows: int | None = None) -> Markdown:
    """A table with its title, notes and source; the rows are printed as they are worded.

    rows: only so many from the first, and a note of where all are; a table that no sheet holds is printed whole.
    """
    classes = ".data-table .wide" if table.wide else ".data-table"
    labels = [_cell(column.label) for column in table.columns]
    rules = [RULES[column.align] for column in table.columns]
    frame = table.rows[[column.name for column in table.columns]]
    shown = frame.head(rows) if table.sheet and rows is not None else frame
    cells = [
        [_cell(table.missing if pd.isna(value) else value) for value in row] for row in shown.itertuples(index=False)
    ]
    lines = [f"| {' | '.join(row)} |" for row in [labels, rules, *cells]]
    left_out = [rows_shown(len(shown), len(frame), table.sheet)] if len(shown) < len(frame) else []
    under = [*left_out, *table.notes, *([f"Source: {table.source}"] if table.source else [])]
    notes = "".join(f"\n{escape(_one_line(note))}\n" for note in under)
    title = escape(_one_line(table.title))
    body = "\n".join(lines)
    return Markdown(f"::: {{#table-{_slug(table.name)} {classes}}}\n{body}\n\n: {title}\n{notes}:::")


def rows_shown(shown: int, all_rows: int, sheet: str) -> str:
    """Where the rows are that a document leaves out."""
    return f"The first {shown} of {all_rows} rows. All of them: sheet «{sheet}» of the workbook."


def _cell(value: object) -> str:
    return escape(_one_line(str(value)))


def _one_line(text: str) -> str:
    return " ".join(str(text).split())


def _slug(name: str) -> str:
    # An identifier of typst and HTML at once.
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _escape_plain(text: str) -> str:
    return BLOCK_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))
