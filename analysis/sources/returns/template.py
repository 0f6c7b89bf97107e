"""The empty workbook of a return: locked but for the cells to fill, with help, rules and the last values known."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO

import pandas as pd
import xlsxwriter

from analysis.sources.returns import layout
from analysis.sources.returns.forms import Form, FormRow

WIDTHS = {"A": 34, "B": 24, "C": 10, "D": 12, "E": 24, "F": 28, "G": 58, "H": 14, "I": 14, "J": 22}
DEFINITION_WIDTHS = {"A": 34, "B": 24, "C": 10, "D": 58, "E": 30, "F": 48}
HEIGHT, CHARACTERS_IN_A_LINE = 16, 50
REASONS = ("not collected", "not available yet", "does not apply")
# What XlsxWriter has no method for: sheets cannot be added, renamed, moved or hidden.
STRUCTURE = b'<workbookProtection lockStructure="1"/>'
# A year's total is no last quarter; the city's first was printed with the month before it.
LONGEST_QUARTER_MONTHS = 4
LONGEST_HELP, LONGEST_TITLE = 255, 32  # of an input message, in Excel


def make_template(form: Form, figures: pd.DataFrame) -> bytes:
    """The workbook as bytes, the same for the same form and figures.

    figures: what is known, for the last values of the service before the quarter.
    """
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": f"{layout.TITLE}: {form.service.label}", "created": _midnight(form.quarter.end)})
    styles = {
        "fixed": book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#EDEDED"}),
        "plain": book.add_format({"bold": True}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#D9E2EC"}),
        "day": book.add_format({"num_format": "d mmmm yyyy", "align": "left", "bg_color": "#EDEDED"}),
        "input": book.add_format({"locked": False, "border": 1, "valign": "top", "text_wrap": True}),
        "input day": book.add_format({"locked": False, "border": 1, "num_format": "d mmmm yyyy", "align": "left"}),
    }
    places = layout.lay_out(form)
    for name, cells in places.fixed.items():
        _write_fixed(book.add_worksheet(name), cells, styles)
    sheet = book.get_worksheet_by_name(layout.RETURN)
    _write_inputs(sheet, form, places, styles)
    _write_last(sheet, form, last_values(form, figures), styles["fixed"])
    book.close()
    return _with_structure_locked(made.getvalue())


def last_values(form: Form, figures: pd.DataFrame) -> dict[tuple[str, str], tuple[float, str]]:
    """The newest value of each question that was known of a time before the quarter, with its last day."""
    own = figures[
        figures["service"].eq(form.service.id)
        & figures["restates"].eq("")
        & figures["value"].notna()
        & figures["period_end"].lt(pd.Timestamp(form.quarter.start))
        & ~(figures["exposure_months"] > LONGEST_QUARTER_MONTHS)
    ].sort_values("period_end")
    return {(row.measure, row.group): (row.value, f"{row.period_end:%Y-%m-%d}") for row in own.itertuples(index=False)}


def _write_fixed(sheet, cells: dict[str, object], styles: dict) -> None:
    heading = f"{layout.HEADING_ROW}" if sheet.name == layout.RETURN else "4"
    for column, width in (WIDTHS if sheet.name == layout.RETURN else DEFINITION_WIDTHS).items():
        sheet.set_column(f"{column}:{column}", width)
    for address, value in cells.items():
        if isinstance(value, date):
            sheet.write_datetime(address, _midnight(value), styles["day"])
        else:
            sheet.write_string(address, value, styles[_style(address, heading)])
    for line, text in ((int(address[1:]), text) for address, text in cells.items() if address[0] in "DG"):
        sheet.set_row(line - 1, HEIGHT * max(1, -(-len(text) // CHARACTERS_IN_A_LINE)))
    sheet.freeze_panes(int(heading), 1)
    sheet.protect("", {"select_locked_cells": True, "select_unlocked_cells": True})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _style(address: str, heading: str) -> str:
    if address in ("A1", "A2"):
        return "plain"  # long texts run on over the empty cells beside them
    return "head" if address.lstrip("ABCDEFGHIJ") == heading else "fixed"


def _write_inputs(sheet, form: Form, places: layout.Layout, styles: dict) -> None:
    for address, (row, name) in places.inputs.items():
        sheet.write_blank(address, None, styles["input"])
        sheet.data_validation(address, _rule(row, name))
    for address, formula in places.checks.items():
        sheet.write_formula(address, formula, styles["fixed"], "value or reason")
    sheet.write_blank(places.completed, None, styles["input day"])
    rule = {"validate": "date", "criteria": ">", "value": _midnight(form.quarter.end), "error_title": "Completed on"}
    sheet.data_validation(places.completed, rule | {"error_message": "A day after the end of the quarter."})


def _rule(row: FormRow, name: str) -> dict[str, object]:
    """What a cell may hold, and the help that is shown while it is filled."""
    help_text = {"input_title": row.measure[:LONGEST_TITLE], "input_message": row.definition[:LONGEST_HELP]}
    if name == "reason":
        return help_text | {"validate": "list", "source": list(REASONS), "error_type": "warning"}
    if name == "note":
        return help_text | {"validate": "length", "criteria": "<=", "value": 400}
    if row.unit == "count":
        said = {"error_title": "A whole number", "error_message": "A count is a whole number from 0."}
        return help_text | said | {"validate": "integer", "criteria": ">=", "value": 0}
    if row.unit == "percent":
        said = {"error_title": "A percentage", "error_message": "A percentage is a number from 0 to 100."}
        return help_text | said | {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    said = {"error_title": "Hours", "error_message": "Hours are a number from 0."}
    return help_text | said | {"validate": "decimal", "criteria": ">=", "value": 0}


def _write_last(sheet, form: Form, last: dict[tuple[str, str], tuple[float, str]], style) -> None:
    for line, row in enumerate(form.rows, layout.FIRST_ROW):
        value, until = last.get(row.key, ("none", ""))
        sheet.write(f"{layout.LAST_VALUE}{line}", value, style)
        sheet.write_string(f"{layout.LAST_QUARTER}{line}", f"until {until}" if until else "", style)


def _with_structure_locked(book: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/workbook.xml":
                content = content.replace(b"<bookViews>", STRUCTURE + b"<bookViews>", 1)
            target.writestr(part, content)
    return made.getvalue()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
