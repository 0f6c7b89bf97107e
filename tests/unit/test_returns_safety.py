"""Files made to do harm, damaged files and files that are something else: a sentence, no harm, nothing parsed."""

import re
import zipfile
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from return_sample import RECEIVED, empty_form, filled_book, known, read, save_filled

from analysis.sources.returns import safety
from analysis.sources.returns.faults import RefusedReturn
from analysis.sources.returns.reading import read_return

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def filled_bytes():
    made = BytesIO()
    filled_book().save(made)
    return made.getvalue()


def filled():
    return parts_of(filled_bytes())


def zipped(path, parts, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_part(name, content=b"x"):
    return lambda: filled() | {name: content}


def changed(name, old, new):
    def make():
        parts = filled()
        assert old in parts[name]
        return parts | {name: parts[name].replace(old, new, 1)}

    return make


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet'
EXTERNAL = b'<Relationship Id="x" Type="t" Target="https://example.org" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (with_part("xl/vbaProject.bin"), "holds macros"),
        (with_part("xl/macrosheets/sheet1.xml"), "holds macros"),
        (with_part("xl/externalLinks/externalLink1.xml"), "links to other files"),
        (with_part("xl/embeddings/oleObject1.bin"), "embedded files"),
        (with_part("xl/activeX/activeX1.xml"), "controls"),
        (with_part("xl/connections.xml"), "a connection to data"),
        (with_part("../../escaped.txt"), "a path outside"),
        (with_part("/etc/escaped"), "a path outside"),
        (with_part("xl/bomb.bin", b"\0" * 15_000_000), "far more than its size"),
        (lambda: filled() | {f"xl/part{n}.bin": b"" for n in range(400)}, "parts, as an archive made to do harm"),
        (changed(SHEET, b"<worksheet", ENTITIES), "defines entities"),
        (changed("xl/workbook.xml", b"<workbook", ENTITIES.replace(b"<worksheet", b"<workbook")), "defines entities"),
        (changed("xl/_rels/workbook.xml.rels", b"</Relationships>", EXTERNAL), "links to other files or pages"),
        (changed("[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml"), "holds macros"),
        (lambda: {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "[Content_Types].xml is missing"),
        (lambda: {k: v for k, v in filled().items() if k != "xl/workbook.xml"}, "xl/workbook.xml is missing"),
        (lambda: {k: v for k, v in filled().items() if k != SHEET}, "no sheet called Return"),
        (changed(SHEET, b"</worksheet>", b""), "damaged inside"),
        (lambda: filled() | {SHEET: "<worksheet/>".encode("utf-16")}, "is not in UTF-8"),
        (lambda: filled() | {SHEET: b'<?xml version="1.0" encoding="UTF-7"?><worksheet/>'}, "is not in UTF-8"),
        (
            changed(SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A30:XFD1048576"/></mergeCells>'),
            "merged cells over a whole sheet",
        ),
    ],
)
def test_what_a_workbook_must_not_hold_is_refused(tmp_path, make, said):
    with pytest.raises(RefusedReturn) as refused:
        read(zipped(tmp_path / "return.xlsx", make()))
    assert said in str(refused.value)
    assert str(refused.value).startswith("return.xlsx: ")
    assert "\n" not in str(refused.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["return.xlsx"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("return.xlsx", b"service,quarter\n", "not a workbook, although it ends in .xlsx"),
        ("return.xlsx", b"<html><table></table></html>", "not a workbook"),
        ("return.xlsx", b"", "empty"),
        ("return.xlsx", OLE + b"\0" * 600, "encrypted with a password"),
        ("return.xlsx", b"PK\x03\x04" + b"\0" * 40, "damaged or cut short"),
        ("return.csv", b"PK\x03\x04" + b"\0" * 40, "not text, although it ends in .csv"),
        ("return.csv", OLE, "encrypted"),
        ("return.csv", b"service\0", "not text"),
        ("return.csv", b"", "empty"),
        ("return.xlsm", b"PK", "may hold macros"),
        ("return.xlsb", b"PK", "may hold macros"),
        ("return.xls", OLE, "ends in .xls"),
        ("return.ods", b"PK", "ends in .ods"),
        ("return.pdf", b"%PDF", "ends in .pdf"),
        ("return", b"x", "ends in nothing"),
    ],
)
def test_what_is_something_else_is_refused(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RefusedReturn, match=said):
        read(path)


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "return.xlsx"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # a hole: it takes no room
    with pytest.raises(RefusedReturn, match="200 MB"):
        read(path)


def test_a_folder_and_a_missing_file_are_sentences(tmp_path):
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(RefusedReturn, match="not a file"):
        read(tmp_path / "folder.xlsx")
    with pytest.raises(RefusedReturn, match="cannot be read"):
        read(tmp_path / "none.xlsx")


def test_a_bomb_whose_list_lies_about_its_size_is_found_while_it_is_unpacked(tmp_path):
    parts = filled() | {"xl/bomb.bin": b"\0" * 19_999_999}
    path = zipped(tmp_path / "return.xlsx", parts)
    content = path.read_bytes()
    # The size in the central directory, forged: the archive says one byte.
    forged = content.replace((19_999_999).to_bytes(4, "little"), (1).to_bytes(4, "little"))
    assert forged != content
    path.write_bytes(forged)
    with pytest.raises(RefusedReturn):
        read(path)


def test_two_parts_of_one_name_are_refused(tmp_path):
    path = tmp_path / "return.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in filled().items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(RefusedReturn, match="two parts of one name"):
        read(path)


def test_cells_far_off_are_found_without_making_all_between(tmp_path):
    def change(book):
        book["Return"]["XFD1048576"] = 1

    faults = read(save_filled(tmp_path / "return.xlsx", change)).faults
    assert [fault.cell for fault in faults] == ["XFD1048576"]


@settings(max_examples=60)
@given(st.data())
def test_a_file_cut_short_or_with_a_byte_changed_is_a_sentence_or_read_whole(tmp_path_factory, data):
    content = filled_bytes()
    place = data.draw(st.integers(1, len(content) - 1))
    broken = content[:place] if data.draw(st.booleans()) else content[:place] + b"\xff" + content[place + 1 :]
    path = tmp_path_factory.mktemp("broken") / "return.xlsx"
    path.write_bytes(broken)
    said = ""
    try:
        said = read_return(path, *known(), RECEIVED).form.service.id
    except RefusedReturn as refused:
        said = str(refused)
    assert said == "da-locality" or (said.startswith("return.xlsx: ") and "\n" not in said)


# Traits of Excel that are no faults.


def with_cell(address, inside, kind=b""):
    """The parts of the empty form, with what a cell holds as Excel writes it."""
    parts = parts_of(empty_form())
    found = re.search(rb'<c r="%s" s="(\d+)"/>' % address.encode(), parts[SHEET])
    cell = b'<c r="%s" s="%s"%s>%s</c>' % (address.encode(), found[1], kind, inside)
    return parts | {SHEET: parts[SHEET].replace(found[0], cell)}


def test_dates_counted_from_1904_are_the_same_dates(tmp_path):
    def change(book):
        book.epoch = CALENDAR_MAC_1904

    path = save_filled(tmp_path / "return.xlsx", change)
    assert b"date1904" in parts_of(path.read_bytes())["xl/workbook.xml"]
    reading = read(path)
    assert (reading.faults, reading.record.completed) == ((), "2023-07-14")


def test_the_checks_of_the_template_may_carry_what_excel_worked_out(tmp_path):
    assert b"<v>value or reason</v>" in parts_of(empty_form())[SHEET]
    path = zipped(tmp_path / "return.xlsx", with_cell("D12", b"<v>180</v>"))
    cells = {fault.cell for fault in read(path).faults}
    assert cells == {f"D{row}" for row in range(13, 26)}  # the others are empty, and no check is a fault


def test_a_formula_is_refused_with_what_excel_worked_out_too(tmp_path):
    path = zipped(tmp_path / "return.xlsx", with_cell("D12", b"<f>90+90</f><v>180</v>"))
    assert any(fault.cell == "D12" and "a formula" in fault.sentence() for fault in read(path).faults)


def test_text_written_in_the_cell_is_read_like_text_that_is_shared(tmp_path):
    text = b"<is><r><t>not </t></r><r><t>collected</t></r></is>"
    path = zipped(tmp_path / "return.xlsx", with_cell("E12", text, b' t="inlineStr"'))
    cells = {fault.cell for fault in read(path).faults if "neither a value nor a reason" in fault.sentence()}
    assert cells == {f"D{row}" for row in range(13, 26)}


def test_limits_leave_room_for_a_filled_template():
    content = empty_form()
    assert len(content) * 100 < safety.LARGEST_FILE
    assert sum(map(len, parts_of(content).values())) * 100 < safety.LARGEST_UNPACKED
