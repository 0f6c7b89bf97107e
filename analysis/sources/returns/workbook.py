"""A filled workbook read: its answers, and every way in which it is no longer the template that was sent out."""

import warnings
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell as WorkbookCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from analysis.errors import BadArgument, Fault
from analysis.sources.returns import layout
from analysis.sources.returns.answers import Answer, Answers, Cell
from analysis.sources.returns.faults import Place, shorten
from analysis.sources.returns.forms import Form
from analysis.sources.returns.quarters import Quarter, read_quarter
from analysis.sources.returns.safety import ASK, refuse
from analysis.sources.returns.shown import is_shown_as_it_is

CHANGED = "the template was changed here; expected"
MOST_CHANGES_SHOWN = 40
# A row or a column that is made this small is hidden by another name.
SMALLEST_HEIGHT_POINTS, SMALLEST_WIDTH_CHARACTERS = 4, 1
OWN_NAMES = "_xlnm."  # what a program names for itself, such as the area to print


def read_workbook(path: Path, content: bytes, form_of: Callable[[str, Quarter], Form]) -> Answers:
    """The answers of a workbook, with every fault of its form.

    content: bytes that `safety.read_safely` let pass; form_of: the form of a service and a quarter.
    Raises RefusedReturn where it is no workbook of a return at all, or says of no service and quarter that there is.
    """
    book = _open(path, content)
    if layout.RETURN not in book.sheetnames:
        raise refuse(path, f"no sheet called {layout.RETURN}")
    sheet = book[layout.RETURN]
    form = _find_form(path, sheet, form_of)
    places = layout.lay_out(form)
    answers = _read_answers(path, sheet, form, places)
    faults = [
        *_sheet_faults(path, book, places),
        *_name_faults(path, book),
        *(fault for name in places.fixed if name in book.sheetnames for fault in _hidden(path, book[name])),
        *_fixed_faults(path, book, places),
        *_stray_faults(path, book, places),
        *(fault for address in places.inputs for fault in _format_faults(path, sheet[address])),
    ]
    return Answers(form, answers, read_cell(path, sheet, places.completed), tuple(faults))


def read_cell(path: Path, sheet: Worksheet, address: str) -> Cell:
    """One cell, told apart by what Excel holds in it."""
    cell = sheet[address]
    return Cell(Place(path.name, sheet.title, address), *_kind(cell))


def _open(path: Path, content: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that openpyxl does not keep
            book = openpyxl.load_workbook(BytesIO(content), keep_links=False)
    except Exception as fault:  # what openpyxl raises on a malformed file has no bounds
        raise refuse(path, f"damaged inside ({type(fault).__name__})") from None
    if any(not isinstance(book[name], Worksheet) for name in book.sheetnames):
        raise refuse(path, "holds a sheet that is no table")
    return book


def _find_form(path: Path, sheet: Worksheet, form_of: Callable[[str, Quarter], Form]) -> Form:
    lines = {name: f"B{line}" for line, name in enumerate(layout.HEAD, layout.HEAD_ROW)}
    service, quarter = sheet[lines["Service code"]], sheet[lines["Quarter"]]
    for cell, name in ((service, "service"), (quarter, "quarter")):
        if not isinstance(cell.value, str) or not cell.value.strip():
            where = f"sheet {sheet.title}, cell {cell.coordinate}"
            raise refuse(path, f"{where}: no {name} stands here")
    try:
        where = quarter.coordinate
        asked = read_quarter(quarter.value)
        where = service.coordinate
        return form_of(service.value.strip(), asked)
    except BadArgument as fault:
        said = shorten(str(fault).rstrip("."))
        raise refuse(path, f"sheet {sheet.title}, cell {where}: {said}") from None


def _kind(cell: WorkbookCell) -> tuple[str, object]:
    value = cell.value
    if value is None or value == "":
        return "empty", None
    if cell.data_type == "f" or not isinstance(value, str | int | float | date | time | timedelta):
        return "formula", getattr(value, "text", value)
    if cell.data_type == "e":
        return "error", value
    if isinstance(value, bool):
        return "other", value
    if isinstance(value, int | float):
        return ("percent" if "%" in (cell.number_format or "") else "number"), value
    if isinstance(value, date):
        return "date", layout.as_date(value)
    return ("text", value) if isinstance(value, str) else ("other", value)


def _read_answers(path: Path, sheet: Worksheet, form: Form, places: layout.Layout) -> tuple[Answer, ...]:
    cells = {address: read_cell(path, sheet, address) for address in places.inputs}
    return tuple(
        Answer(row, **{name: cells[f"{column}{line}"] for name, column in layout.INPUTS.items()})
        for line, row in enumerate(form.rows, layout.FIRST_ROW)
    )


def _sheet_faults(path: Path, book: Workbook, places: layout.Layout) -> Iterator[Fault]:
    for name in places.fixed:
        if name not in book.sheetnames:
            yield Fault(path.name, None, f"sheet {name}", "missing", ASK)
    for name in book.sheetnames:
        if name not in places.fixed:
            yield Fault(path.name, None, f"sheet {shorten(name)}", "not a sheet of the template", ASK)
        elif book[name].sheet_state != "visible":
            yield Fault(path.name, None, f"sheet {name}", "hidden", "expected every sheet to be shown")


def _name_faults(path: Path, book: Workbook) -> Iterator[Fault]:
    """A fault for each name that stands for a range or a formula: the template has none."""
    names = [(name, "") for name in book.defined_names]
    names += [(name, f"sheet {sheet.title}, ") for sheet in book.worksheets for name in sheet.defined_names]
    for name, where in names:
        if not name.lower().startswith(OWN_NAMES):
            yield Fault(path.name, None, f"{where}name {shorten(name)}", "a name for cells or a formula", ASK)


def _hidden(path: Path, sheet: Worksheet) -> Iterator[Fault]:
    """Hidden rows and columns where something stands, and merged cells."""
    if sheet.sheet_format.zeroHeight:
        yield Place(path.name, sheet.title, "every row").fault("hidden unless told", "expected every row to be shown")
    used = {(cell.row, cell.column) for row in _cells(sheet) for cell in row if cell.value is not None}
    rows, columns = {row for row, _ in used}, {column for _, column in used}
    for number, row in sheet.row_dimensions.items():
        is_flat = row.height is not None and row.height < SMALLEST_HEIGHT_POINTS
        if number in rows and (row.hidden or is_flat):
            yield Place(path.name, sheet.title, f"row {number}").fault("a hidden row", "expected every row to be shown")
    for letter, column in sheet.column_dimensions.items():
        first = column.min or openpyxl.utils.column_index_from_string(letter)
        is_narrow = column.width is not None and column.width < SMALLEST_WIDTH_CHARACTERS
        if (column.hidden or is_narrow) and columns & set(range(first, (column.max or first) + 1)):
            said = "a hidden column", "expected every column to be shown"
            yield Place(path.name, sheet.title, f"column {letter}").fault(*said)
    for merged in sheet.merged_cells.ranges:
        yield Place(path.name, sheet.title, merged.coord).fault("merged cells", "expected each cell by itself")


def _format_faults(path: Path, cell: WorkbookCell) -> Iterator[Fault]:
    """A fault for a number that stands otherwise on the screen than in its cell."""
    kind, value = _kind(cell)
    if kind in ("number", "percent") and not is_shown_as_it_is(value, cell.number_format):
        said = f"shown otherwise than it is, by the format {shorten(cell.number_format)}; expected a plain number"
        yield Place(path.name, cell.parent.title, cell.coordinate).fault(value, said)


def _fixed_faults(path: Path, book: Workbook, places: layout.Layout) -> list[Fault]:
    faults = []
    for name, cells in places.fixed.items():
        if name not in book.sheetnames:
            continue
        for address, expected in cells.items():
            kind, found = _kind(book[name][address])
            if kind == "text":
                found = found.strip().replace("\r\n", "\n")
            if found != expected:
                faults.append(_changed(Place(path.name, name, address), kind, found, expected))
    return faults[:MOST_CHANGES_SHOWN]


def _changed(place: Place, kind: str, found: object, expected: object) -> Fault:
    if kind == "formula":
        return place.fault(found, "a formula stands here; expected what the template has")
    if isinstance(expected, date) and kind == "number":
        return place.fault(found, f"a date as a serial number; expected the date {expected}, as the template has it")
    return place.fault(found, f"{CHANGED} «{shorten(expected)}»")


def _stray_faults(path: Path, book: Workbook, places: layout.Layout) -> list[Fault]:
    """A fault for everything that stands where the template has nothing, and for changed checks."""
    faults = []
    for name in places.fixed:
        ours = set(places.fixed[name])
        if name == layout.RETURN:
            ours |= set(places.inputs) | {places.completed}
        for row in _cells(book[name]) if name in book.sheetnames else ():
            for cell in row:
                kind, value = _kind(cell)
                if kind != "empty" and cell.coordinate not in ours:
                    faults += _stray(Place(path.name, name, cell.coordinate), kind, value, places)
    return faults[:MOST_CHANGES_SHOWN]


def _stray(place: Place, kind: str, value: object, places: layout.Layout) -> list[Fault]:
    is_return = place.sheet == layout.RETURN
    if is_return and place.cell in places.free and kind in ("number", "text"):
        return []
    if is_return and place.cell in places.checks and kind == "formula":
        if _plain(str(value)) == _plain(places.checks[place.cell]):
            return []
        return [place.fault(value, "the check of the template was changed; expected it as it was")]
    if is_return and place.cell in places.checks and kind == "text":
        return []  # a copy of values only: the check has done its work
    what = "a formula" if kind == "formula" else "something"
    return [place.fault(value, f"{what} stands where the template has nothing; expected an empty cell")]


def _plain(formula: str) -> str:
    return formula.replace(" ", "").replace("_xlfn.", "").lstrip("=").upper()


def _cells(sheet: Worksheet) -> Iterator[tuple[WorkbookCell, ...]]:
    # The cells that the file holds: rows and columns up to a far-off cell would be made one by one.
    yield tuple(sheet._cells[place] for place in sorted(sheet._cells))
