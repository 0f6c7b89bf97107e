"""Returns with the traits of programs and of hurried people: each refused where it stands, or read as it is meant."""

import re
from datetime import date, datetime

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation
from return_sample import VALUES, read
from spoiling import BOOK, OLE, SHEET, cells, changed, csv_edited, csv_text, parts, styled, with_cell, zipped

from analysis.sources.returns.faults import RefusedReturn
from analysis.sources.returns.shown import is_shown_as_it_is


def sheet_with(pattern: bytes, new: bytes, part: str = SHEET) -> bytes:
    made, times = re.subn(pattern, new, parts()[part], count=1, flags=re.DOTALL)
    assert times == 1, pattern
    return zipped(parts() | {part: made})


def with_part(name: str, content: bytes = b"<x/>") -> bytes:
    return zipped(parts() | {name: content})


def rule_of_colours(book) -> None:
    rule = FormulaRule(formula=['WEBSERVICE("http://example.org/"&D12)'])
    book["Return"].conditional_formatting.add("D12:D40", rule)


def list_elsewhere(book) -> None:
    rule = DataValidation(type="list", formula1="[other.xlsx]Sheet1!A1:A3", sqref="D12")
    book["Return"].add_data_validation(rule)


def rich(address: str, *pieces: str):
    def change(book) -> None:
        bold = TextBlock(InlineFont(b=True), pieces[1])
        book["Return"][address] = CellRichText(pieces[0], bold)

    return change


REFUSED = {
    # Numbers that are none, in workbooks.
    "digits of Arabic script": ("r.xlsx", lambda: cells(D12="١٨٠"), "cell D12: ١٨٠"),
    "full-width digits with a point": ("r.xlsx", lambda: cells(D12="１８０．０"), "cell D12"),
    "raised digit": ("r.xlsx", lambda: cells(D12="180²"), "cell D12: 180²"),
    "Roman number": ("r.xlsx", lambda: cells(D12="Ⅻ"), "cell D12: Ⅻ"),
    "minus sign of a typesetter": ("r.xlsx", lambda: cells(D12="−180"), "cell D12: −180"),
    "number with its unit": ("r.xlsx", lambda: cells(D12="180 people"), "cell D12: 180 people"),
    "about": ("r.xlsx", lambda: cells(D12="~180"), "cell D12: ~180"),
    "number with a footnote": ("r.xlsx", lambda: cells(D12="180*"), "cell D12: 180*"),
    "a range": ("r.xlsx", lambda: cells(D12="1-5"), "cell D12: 1-5"),
    "number in two inks": ("r.xlsx", lambda: changed(rich("D12", "1", "80")), "cell D12: 180; a number as text"),
    "text that a program says is a number": ("r.xlsx", lambda: with_cell("D12", b"<v>180</v>", b' t="zz"'), "cell D12"),
    "result without its formula": ("r.xlsx", lambda: with_cell("D12", b"<v>180</v>", b' t="str"'), "cell D12"),
    "a formula that is empty": ("r.xlsx", lambda: with_cell("D12", b"<f/><v>180</v>"), "cell D12: =; a formula"),
    "a count shown as a year": ("r.xlsx", lambda: styled("D13", 31, "yyyy"), "cell D13: 1900-01-31; a date"),
    "a hair less than none": ("r.xlsx", lambda: with_cell("D13", b"<v>-1e-12</v>"), "cell D13: -1e-12; negative"),
    "digits in groups": ("r.xlsx", lambda: with_cell("D12", b"<v>1_80</v>"), "cell D12 holds «1_80» as a number"),
    "digits of another script in XML": (
        "r.xlsx", lambda: with_cell("D12", "<v>١٨٠</v>".encode()), "cell D12 holds «١٨٠» as a number",
    ),
    "a number to the base of sixteen": (
        "r.xlsx", lambda: with_cell("D12", b"<v>0xB4</v>", b' t="n"'), "cell D12 holds «0xB4»",
    ),
    "two values in a cell": ("r.xlsx", lambda: with_cell("D12", b"<v>180</v><v>5</v>"), "a cell with two values"),
    "a text and a value in a cell": (
        "r.xlsx", lambda: with_cell("D12", b"<is><t>7</t></is><v>180</v>"), "a cell with two values",
    ),
    # What the screen shows is not what stands there.
    "shown in thousands": ("r.xlsx", lambda: styled("D12", 180, "0,"), "cell D12: 180; shown otherwise than it is"),
    "shown with a nought more": ("r.xlsx", lambda: styled("D12", 180, '0"0"'), "cell D12: 180; shown otherwise"),
    "not shown": ("r.xlsx", lambda: styled("D12", 180, ";;;"), "cell D12: 180; shown otherwise"),
    "noughts not shown": ("r.xlsx", lambda: styled("D13", 0, "0;-0;;@"), "cell D13: 0; shown otherwise"),
    # What reaches out of the file.
    "a rule of colours that asks a page": ("r.xlsx", lambda: changed(rule_of_colours), "reads from elsewhere"),
    "a list in another book": ("r.xlsx", lambda: changed(list_elsewhere), "reads from elsewhere"),
    "a live connection": ("r.xlsx", lambda: with_part("xl/volatileDependencies.xml"), "a live connection"),
    "an add-in": ("r.xlsx", lambda: with_part("xl/webextensions/taskpanes.xml"), "an add-in"),
    "macros in capitals": ("r.xlsx", lambda: with_part("xl/VBAPROJECT.BIN", b"x"), "holds macros"),
    "an object among the settings of a printer": (
        "r.xlsx", lambda: with_part("xl/printerSettings/p.bin", OLE + b"x"), "a file within the file",
    ),
    # The form.
    "rows folded away": (
        "r.xlsx", lambda: changed(lambda book: book["Return"].row_dimensions.group(13, 15, hidden=True)), "row 13",
    ),
    "heading over merged cells": (
        "r.xlsx", lambda: changed(lambda book: book["Return"].merge_cells("A1:F1")), "cell A1:F1: merged cells",
    ),
    "a formula among definitions": (
        "r.xlsx", lambda: changed(lambda book: book["Definitions"].__setitem__("A3", "=1+1")),
        "sheet Definitions, cell A3: =1+1; a formula",
    ),
    "a copy of the sheet": (
        "r.xlsx", lambda: changed(lambda book: book.copy_worksheet(book["Return"])), "sheet Return Copy",
    ),
    "one sheet under two names": (
        "r.xlsx", lambda: sheet_with(rb'(<sheet [^>]*r:id=")([^"]+)(".*?<sheet [^>]*r:id=")[^"]+', rb"\1\2\3\2", BOOK),
        "sheet Definitions, cell A1",
    ),
    "a row twice": ("r.xlsx", lambda: sheet_with(rb'(<row r="13".*?</row>)', rb"\1\1"), "stands twice"),
    "a second table in the sheet": (
        "r.xlsx",
        lambda: sheet_with(
            b"</sheetData>", b'</sheetData><sheetData><row r="12"><c r="D12"><v>7</v></c></row></sheetData>'
        ),
        "cell D12 stands twice",
    ),
    "a place with signs of money": ("r.xlsx", lambda: sheet_with(b'<c r="D12"', b'<c r="$D$12"'), "damaged inside"),
    "a sign of no width in the service": ("r.xlsx", lambda: cells(B4="da-locality\u200b"), "cell B4"),
    "a hard space in the quarter": ("r.xlsx", lambda: cells(B6="2023-24\u00a0Q1"), "cell B6"),
    "a day for the quarter": ("r.xlsx", lambda: cells(B6="2023-04-01"), "cell B6: 2023-04-01: not a quarter"),
    "completed on no day": ("r.xlsx", lambda: cells(B9="29/02/2023"), "cell B9: 29/02/2023; text"),
    "completed after it came": ("r.xlsx", lambda: cells(B9=date(2024, 1, 1)), "cell B9: 2024-01-01"),
    # What tells of a person.
    "a health number in a note": ("r.xlsx", lambda: cells(F12="nhs 943 476 5919"), "cell F12: (not shown)"),
    "an insurance number in a note": ("r.xlsx", lambda: cells(F12="QQ 12 34 56 C"), "cell F12: (not shown)"),
    "a birthday in a note": ("r.xlsx", lambda: cells(F12="client born 01/02/1990"), "cell F12: (not shown)"),
    "text that turns round": ("r.xlsx", lambda: cells(F12="ab\u2066cd"), "cell F12"),
    "letters that only programs see": ("r.xlsx", lambda: cells(F12="ok\U000e0041"), "cell F12"),
    # CSV.
    "CSV with a mark in the middle": ("r.csv", lambda: csv_edited(",180,", ",\ufeff180,"), "row 2, value"),
    "CSV with two marks before it": ("r.csv", lambda: b"\xef\xbb\xbf" * 2 + csv_text().encode(), "column service"),
    "CSV with a line for Excel": ("r.csv", lambda: b"sep=,\n" + csv_text().encode(), "row 1"),
    "CSV with a date": ("r.csv", lambda: csv_edited(",180,", ",01/05/2023,"), "row 2, value: 01/05/2023"),
    "CSV with a point alone": ("r.csv", lambda: csv_edited(",180,", ",.,"), "row 2, value: ."),
    "CSV with an apostrophe": ("r.csv", lambda: csv_edited(",180,", ",'180,"), "row 2, value: '180"),
    "CSV with five thousand nines": ("r.csv", lambda: csv_edited(",180,", f",{'9' * 5000},"), "row 2, value: inf"),
    "CSV with a share for a percentage": ("r.csv", lambda: csv_edited(",83,", ",0.83,"), "row 8, value: 0.83; 25"),
    "CSV with a line in a measure": (
        "r.csv", lambda: csv_edited("referrals accepted", '"referrals\naccepted"'), "row 2, measure",
    ),
    "CSV with a letter of another script": (
        "r.csv", lambda: csv_text().replace("da-locality", "dа-locality").encode(), "row 2, service: dа-locality",
    ),
    "CSV of a service under another name": (
        "r.csv", lambda: csv_text().replace("da-locality", "locality service").encode(), "row 2, service",
    ),
    "CSV with a long dash in the quarter": (
        "r.csv", lambda: csv_text().replace("2023-24 Q1", "2023–24 Q1").encode(), "row 2, quarter: 2023–24 Q1",
    ),
    "CSV with a total below": (
        "r.csv", lambda: f"{csv_text()}da-locality,2023-24 Q1,Total,all,people,500,,\n".encode(), "row 16, measure",
    ),
    "CSV with its heading again": ("r.csv", lambda: (csv_text() + csv_text().split("\n")[0]).encode(), "row 16"),
    "CSV with a comma after each row": ("r.csv", lambda: csv_text().replace("\n", ",\n").encode(), "(no name)"),
    "CSV with half a character": (
        "r.csv", lambda: csv_text().replace("not collected", "\ud800", 1).encode("utf-8", "surrogatepass"), "UTF-8",
    ),
}  # fmt: skip

READ_WHOLE = {
    "a number with noughts behind the point": ("r.xlsx", lambda: with_cell("D12", b"<v>180.000</v>")),
    "a remark between": ("r.xlsx", lambda: with_cell("D12", b"<!-- <v>1</v> --><v>180</v>")),
    "a note in two inks": ("r.xlsx", lambda: changed(rich("F12", "plain ", "bold"))),
    "the format of accountants": (
        "r.xlsx", lambda: styled("D12", 180, '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-'),
    ),
    "negatives in red": ("r.xlsx", lambda: styled("D12", 180, "#,##0;[Red]-#,##0")),
    "a moment of completion": ("r.xlsx", lambda: cells(B9=datetime(2023, 7, 14, 23, 59))),
    "places left out": ("r.xlsx", lambda: sheet_with(b'<row r="13"', b"<row")),
    "a rule of another program": (
        "r.xlsx", lambda: sheet_with(b"</worksheet>", b'<extLst><ext uri="{x}"/></extLst></worksheet>'),
    ),
    "CSV of an old Macintosh": ("r.csv", lambda: csv_text().replace("\n", "\r").encode()),
    "CSV with a hard space": ("r.csv", lambda: csv_edited(",180,", ",180\u00a0,")),
    "CSV with a plus": ("r.csv", lambda: csv_edited(",180,", ",+180,")),
    "CSV with the quarter as in the command": (
        "r.csv", lambda: csv_text().replace("2023-24 Q1", "2023-24-q1").encode(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_a_sentence_that_names_the_place(tmp_path, name):
    file, make, said = REFUSED[name]
    (tmp_path / file).write_bytes(make())
    try:
        reading = read(tmp_path / file)
        found, figures = [fault.sentence() for fault in reading.faults], reading.figures
    except RefusedReturn as refused:
        found, figures = [fault.sentence() for fault in refused.faults], ()
    assert any(said in sentence for sentence in found), found
    assert all(sentence.startswith(file) and sentence.isprintable() for sentence in found)
    assert figures == ()
    assert [one.name for one in tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("name", READ_WHOLE)
def test_it_is_read_as_it_is_meant(tmp_path, name):
    file, make = READ_WHOLE[name]
    (tmp_path / file).write_bytes(make())
    reading = read(tmp_path / file)
    assert [fault.sentence() for fault in reading.faults] == []
    assert reading.frame.set_index("measure")["value"].dropna().to_dict() == VALUES


@pytest.mark.parametrize(
    ("number_format", "plain"),
    [
        ("General", True), ("0", True), ("#,##0", True), ("0.0%", True), ("#,##0_);(#,##0)", True), ("@", True),
        ('"£"#,##0.00', True), ("[$£-809]#,##0", True), ("0,", False), ('0"0"', False), ("-0", False), (";;;", False),
        ('"12"', False), ("# ?/?", False),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_it_is_or_not(number_format, plain):
    assert is_shown_as_it_is(180, number_format) is plain
