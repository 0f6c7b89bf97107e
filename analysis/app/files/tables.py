"""The table of a card as CSV and as an accessible workbook."""

import csv
import io
import tempfile
from pathlib import Path

from analysis.pack.content import front_matter
from analysis.pack.exhibits import Exhibit
from analysis.pack.parts import Column, Table
from analysis.pack.workbook import write_workbook
from analysis.pipeline import Results


def to_csv(exhibit: Exhibit, said: dict[str, str]) -> bytes:
    """The table as it is shown, below lines that begin with «#» and say what it is; with the mark that Excel needs.

    Read it with `comment="#"`.
    """
    written = io.StringIO()
    for name, text in said.items():
        written.write(f"# {name}: {' '.join(text.split())}\n" if text else "")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([_as_cell(name) for name in exhibit.table.columns])
    writer.writerows([_as_cell(cell) for cell in row] for row in exhibit.table.itertuples(index=False, name=None))
    return written.getvalue().encode("utf-8-sig")


def to_workbook(exhibit: Exhibit, said: dict[str, str], results: Results) -> bytes:
    """The table as an accessible workbook: a cover that says what was chosen, and the table on its sheet."""
    columns = tuple(Column(str(name), str(name)) for name in exhibit.table.columns)
    rows = exhibit.table.astype(str)
    table = Table(exhibit.name, exhibit.title, columns, rows, notes=(exhibit.caption,), source=said["Sources"])
    about = tuple(f"{name}: {text}." for name, text in said.items() if text and name not in ("Title", "Shows"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "card.xlsx"
        write_workbook([table], front_matter(results), path, about)
        return path.read_bytes()


def _as_cell(value: object) -> str:
    # Text that a spreadsheet would take for a formula gets an apostrophe, as in the workbook.
    text = str(value)
    return f"'{text}" if text.startswith(("=", "@", "\t", "\r")) else text
