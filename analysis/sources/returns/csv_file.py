"""A filled return as CSV read: the same questions as the workbook, a row each."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from analysis.errors import BadArgument, Fault
from analysis.sources.returns.answers import Answer, Answers, Cell
from analysis.sources.returns.faults import Place, shorten
from analysis.sources.returns.forms import Form, FormRow
from analysis.sources.returns.layout import CSV_COLUMNS, UNITS
from analysis.sources.returns.quarters import Quarter, read_quarter
from analysis.sources.returns.safety import refuse

NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
MOST_ROWS = 2_000
EXPECTED = f"expected the columns {', '.join(CSV_COLUMNS)}"
Line = tuple[int, dict[str, str]]


def read_csv_return(path: Path, content: bytes, form_of: Callable[[str, Quarter], Form]) -> Answers:
    """The answers of a CSV file, with every fault of its form.

    content: bytes that `safety.read_safely` let pass; form_of: the form of a service and a quarter.
    Raises RefusedReturn where it is no return at all, or says of no service and quarter that there is.
    """
    lines, faults = _read(path, content)
    form = _find_form(path, lines, form_of)
    service, quarter = (lines[0][1][name] for name in ("service", "quarter"))
    rows = {row.key: row for row in form.rows}
    answered: dict[tuple[str, str], Answer] = {}
    for number, cells in lines:
        for name, first in (("service", service), ("quarter", quarter)):
            if cells[name] != first:
                expected = f"expected {shorten(first)}, as in the first row: one return holds one service and quarter"
                faults.append(Fault(path.name, number, name, shorten(cells[name]), expected))
        key = (cells["measure"], cells["group"])
        wrong = _row_fault(path, number, key, rows, answered)
        if wrong:
            faults.append(wrong)
            continue
        answered[key] = _answer(path, number, rows[key], cells)
        if cells["unit"] not in (rows[key].unit, UNITS[rows[key].unit]):
            faults.append(answered[key].value.place.fault(cells["unit"], f"expected the unit {UNITS[rows[key].unit]}"))
    for key in rows:
        if key not in answered:
            missing = f"the row of {key[0]} ({key[1]}) is missing"
            faults.append(Fault(path.name, None, None, missing, "expected a row for each question of the form"))
    return Answers(form, tuple(answered.values()), None, tuple(faults))


def write_csv_form(form: Form) -> str:
    """The empty form as CSV text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for row in form.rows:
        writer.writerow([form.service.id, form.quarter.label, row.measure, row.group, UNITS[row.unit], "", "", ""])
    return text.getvalue()


def _read(path: Path, content: bytes) -> tuple[list[Line], list[Fault]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(path, "not text in UTF-8", "expected CSV saved with that encoding") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines, faults, number = [], [], 1
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        _require_header(path, header)
        number = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) == len(header):
                    lines.append((number, dict(zip(header, cells, strict=True))))
                else:
                    expected = f"expected {len(header)}, as in the first row; look for a missing or bare comma"
                    faults.append(Fault(path.name, number, None, f"{len(cells)} cells", expected))
            number = reader.line_num + 1
    except csv.Error as fault:
        said = f"row {number}: not readable as CSV ({fault})"
        raise refuse(path, said, "expected quotes that open and close") from None
    if not 0 < len(lines) <= MOST_ROWS:
        raise refuse(path, f"{len(lines)} rows", "expected a row for each question of the form")
    return [(number, _trimmed(cells)) for number, cells in lines], faults


def _trimmed(cells: dict[str, str]) -> dict[str, str]:
    # Only what identifies a row: in text cells a leading tab is a fault to be found.
    return {name: cell.strip() if name in CSV_COLUMNS[:6] else cell for name, cell in cells.items()}


def _require_header(path: Path, header: list[str]) -> None:
    for sign, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")):
        if len(header) == 1 and sign in header[0]:
            raise refuse(path, f"the columns are separated by {name}", "expected commas")
    missing = [name for name in CSV_COLUMNS if name not in header]
    extra = [name for name in header if name not in CSV_COLUMNS]
    twice = [name for name in CSV_COLUMNS if header.count(name) > 1]
    for names, what in ((missing, "is missing"), (extra, "is no column of a return"), (twice, "stands twice")):
        if names:
            raise refuse(path, f"row 1: the column {shorten(names[0]) or '(no name)'} {what}", EXPECTED)


def _find_form(path: Path, lines: list[Line], form_of: Callable[[str, Quarter], Form]) -> Form:
    number, cells = lines[0]
    column = "quarter"
    try:
        quarter = read_quarter(cells["quarter"])
        column = "service"
        return form_of(cells["service"], quarter)
    except BadArgument as fault:
        said = f"row {number}, {column}: {shorten(str(fault).rstrip('.'))}"
        raise refuse(path, said, "expected what `dsva returns template` put there") from None


def _row_fault(path: Path, number: int, key: tuple, rows: dict, answered: dict) -> Fault | None:
    said = f"{shorten(key[0])} ({shorten(key[1])})"
    if key not in rows:
        return Fault(path.name, number, "measure", said, "expected a question of the form of this service")
    if key in answered:
        return Fault(path.name, number, "measure", f"{said} stands twice", "expected each question once")
    return None


def _answer(path: Path, number: int, row: FormRow, cells: dict[str, str]) -> Answer:
    place = Place(path.name, row=number)
    value, reason, note = (
        Cell(replace(place, column=name), *_kind(cells[name], name)) for name in ("value", "reason", "note")
    )
    return Answer(row, value, reason, note)


def _kind(text: str, name: str) -> tuple[str, object]:
    if text == "":
        return "empty", None
    if name == "value" and NUMBER.fullmatch(text):
        return "number", float(text)
    return "text", text
