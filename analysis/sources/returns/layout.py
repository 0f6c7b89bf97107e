"""Where everything stands in the workbook of a return: the template writes it, the reader holds a file to it."""

from dataclasses import dataclass
from datetime import date

from analysis.sources.returns.forms import Form, FormRow

RETURN, DEFINITIONS = "Return", "Definitions"
TITLE = "Quarterly return"
HOW_TO = (
    "Fill the white cells. Write 0 where there was none; leave a value empty only with a reason beside it. Counts are "
    "whole numbers; write 85 for 85%. No names, addresses or telephone numbers."
)
# The cells above the table: what stands left, and the name of what stands beside it.
HEAD = ("Service", "Service code", "Area", "Quarter", "First day", "Last day")
COMPLETED = "Completed on"
HEAD_ROW = 3
COMPLETED_ROW = HEAD_ROW + len(HEAD)
HEADING_ROW = COMPLETED_ROW + 2
FIRST_ROW = HEADING_ROW + 1
COLUMNS = (
    "Measure", "Group", "Unit", "Value", "Reason if empty", "Note", "What it counts", "Last published", "Of", "Check",
)  # fmt: skip
INPUTS = {"value": "D", "reason": "E", "note": "F"}
LAST_VALUE, LAST_QUARTER, CHECK = "H", "I", "J"
UNITS = {"count": "number", "percent": "percent", "hours": "hours"}
# The columns of a return as CSV; the service and the quarter stand in every row.
CSV_COLUMNS = ("service", "quarter", "measure", "group", "unit", "value", "reason", "note")
DEFINITION_COLUMNS = ("Measure", "Group", "Unit", "What it counts", "Counted", "Goes with")
COUNTED = {"flow": "over the quarter", "stock": "on the last day of the quarter", "none": "for the quarter"}


@dataclass(frozen=True)
class Layout:
    """The cells of a form: `fixed` by sheet and address, `inputs` by address, `checks` formulas by address.

    `free` are the addresses whose text is ours and may differ from one day to the next: the last published values.
    """

    fixed: dict[str, dict[str, object]]
    inputs: dict[str, tuple[FormRow, str]]
    completed: str
    checks: dict[str, str]
    free: frozenset[str]


def lay_out(form: Form) -> Layout:
    """Every cell of the workbook of a form."""
    lines = list(enumerate(form.rows, FIRST_ROW))
    return Layout(
        fixed={RETURN: _return_cells(form), DEFINITIONS: _definition_cells(form)},
        inputs={f"{column}{line}": (row, name) for line, row in lines for name, column in INPUTS.items()},
        completed=f"B{COMPLETED_ROW}",
        checks={f"{CHECK}{line}": _check(line) for line, _ in lines},
        free=frozenset(f"{column}{line}" for line, _ in lines for column in (LAST_VALUE, LAST_QUARTER)),
    )


def _return_cells(form: Form) -> dict[str, object]:
    said = (
        form.service.label, form.service.id, form.service.area, form.quarter.label,
        form.quarter.start, form.quarter.end,
    )  # fmt: skip
    cells: dict[str, object] = {"A1": TITLE, "A2": HOW_TO, f"A{COMPLETED_ROW}": COMPLETED}
    for line, (name, value) in enumerate(zip(HEAD, said, strict=True), HEAD_ROW):
        cells |= {f"A{line}": name, f"B{line}": value}
    cells |= {f"{'ABCDEFGHIJ'[place]}{HEADING_ROW}": name for place, name in enumerate(COLUMNS)}
    for line, row in enumerate(form.rows, FIRST_ROW):
        cells |= {f"A{line}": row.measure, f"B{line}": row.group, f"C{line}": UNITS[row.unit]}
        cells |= {f"G{line}": row.definition}
    return cells


def _definition_cells(form: Form) -> dict[str, object]:
    cells: dict[str, object] = {"A1": "Definitions", "A2": "Each row is a measure of the sheet Return."}
    cells |= {f"{'ABCDEF'[place]}4": name for place, name in enumerate(DEFINITION_COLUMNS)}
    for line, row in enumerate(form.rows, 5):
        told = (row.measure, row.group, UNITS[row.unit], row.definition, COUNTED[row.flow], _relation(row))
        cells |= {f"{'ABCDEF'[place]}{line}": text for place, text in enumerate(told)}
    return cells


def _relation(row: FormRow) -> str:
    if row.total:
        return f"A part of {row.total[0]}: {'the parts add up to it' if row.whole else 'never more than it'}."
    if row.subset_of:
        return f"Some of {row.subset_of[0]}: never more than it."
    if row.percent_of:
        base = f", of {row.percent_base[0]}" if row.percent_base else ""
        return f"The share that {row.percent_of[0]} is{base}."
    return "Nothing else on this form."


def _check(line: int) -> str:
    value, reason = f"D{line}", f"E{line}"
    return (
        f'=IF(AND({value}="",{reason}=""),"value or reason",IF(AND({value}<>"",{reason}<>""),"one of the two only",""))'
    )


def as_date(value: object) -> object:
    """A moment at midnight as its day, anything else as it is."""
    if isinstance(value, date) and hasattr(value, "date"):
        return value.date() if not any((value.hour, value.minute, value.second)) else value
    return value
