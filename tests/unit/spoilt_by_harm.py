"""Returns that were damaged, made to do harm, or are something else, and returns as CSV."""

from collections.abc import Callable

from spoiling import (
    BOOK,
    ENTITY,
    LINKS,
    OLE,
    SHEET,
    STYLES,
    TYPES,
    UTF16,
    changed,
    csv_edited,
    csv_text,
    cut,
    edited,
    encrypted_flags,
    good,
    laughs,
    named,
    nested_bomb,
    parts,
    reading_files,
    related,
    with_cell,
    with_parts,
    zipped,
)

# As in spoilt_by_people: the name of the file, how it is made, and what the sentence must say.
BY_HARM: dict[str, tuple[str, Callable[[], bytes], str]] = {
    # Surgery on the archive.
    "macros": ("r.xlsx", lambda: with_parts(**{"xl/vbaProject.bin": b"x"}), "holds macros"),
    "macros by their type": (
        "r.xlsx",
        lambda: edited(TYPES, b"spreadsheetml.sheet.main+xml", b"spreadsheetml.sheet.macroEnabled.main+xml"),
        "holds macros",
    ),
    "macros of old Excel": ("r.xlsx", lambda: with_parts(xl__macrosheets__sheet1=b"<x/>"), "holds macros"),
    "links to files": ("r.xlsx", lambda: with_parts(xl__externalLinks__externalLink1=b"<x/>"), "links to other files"),
    "dynamic data exchange": (
        "r.xlsx",
        lambda: with_parts(xl__externalLinks__externalLink1=b"<ddeLink ddeService='cmd'/>"),
        "links to other files",
    ),
    "link to a page": ("r.xlsx", lambda: related("hyperlink", "https://example.org"), "links to other files or pages"),
    "link in other quotes": ("r.xlsx", lambda: related("hyperlink", "file:///c:/x", "'"), "links to other files"),
    "link of a cell": (
        "r.xlsx",
        lambda: changed(lambda b: setattr(b["Return"]["F12"], "hyperlink", "https://example.org")),
        "holds links",
    ),
    "link inside the file, over a whole sheet": (
        "r.xlsx",
        lambda: edited(
            SHEET,
            b"<pageMargins",
            b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks><pageMargins',
        ),
        "holds links",
    ),
    "connection": ("r.xlsx", lambda: zipped(parts() | {"xl/connections.xml": b"<x/>"}), "a connection to data"),
    "control": ("r.xlsx", lambda: with_parts(xl__activeX__activeX1=b"<x/>"), "holds controls"),
    "embedded file": ("r.xlsx", lambda: with_parts(xl__embeddings__a=b"x"), "holds embedded files"),
    "named formula": ("r.xlsx", lambda: named("Auto_Open", "cmd|' /C calc'!A0"), "Auto_Open"),
    "named cell elsewhere": ("r.xlsx", lambda: named("total", "[1]Sheet1!$A$1"), "total"),
    "entities that laugh": ("r.xlsx", lambda: zipped(parts() | {"xl/sharedStrings.xml": laughs()}), "defines entities"),
    "entities in small letters": (
        "r.xlsx",
        lambda: zipped(parts() | {"xl/sharedStrings.xml": laughs().replace(b"<!DOCTYPE", b"<!doctype")}),
        "r.xlsx",
    ),
    "entities that read files": (
        "r.xlsx",
        lambda: zipped(parts() | {"xl/sharedStrings.xml": reading_files()}),
        "defines entities",
    ),
    "entities in another encoding": (
        "r.xlsx",
        lambda: zipped(parts() | {"xl/sharedStrings.xml": laughs().decode().encode("utf-16")}),
        "is not in UTF-8",
    ),
    "entities in a part of another ending": (
        "r.xlsx",
        lambda: zipped(
            {
                name: one.replace(b"sheet1.xml", b"sheet1.dat") if name in (LINKS, TYPES) else one
                for name, one in parts().items()
                if name != SHEET
            }
            | {"xl/worksheets/sheet1.dat": ENTITY + parts()[SHEET].split(b"?>", 1)[-1]}
        ),
        "r.xlsx",
    ),
    "bomb": ("r.xlsx", lambda: with_parts(xl__media__image1=b"\0" * 19_000_000), "far more than its size"),
    "bomb of many parts": (
        "r.xlsx",
        lambda: zipped(parts() | {f"xl/media/{one}": b"\0" * 900_000 for one in range(150)}),
        "as an archive made to do harm",
    ),
    "bomb in a bomb": ("r.xlsx", nested_bomb, "r.xlsx"),
    "bomb in the sheet": (
        "r.xlsx",
        lambda: edited(SHEET, b"</sheetData>", b"</sheetData>" + b" " * 18_000_000),
        "far more than its size",
    ),
    "cells without end": (
        "r.xlsx",
        lambda: edited(
            SHEET,
            b"</sheetData>",
            b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (one, one) for one in range(100, 40_000))
            + b"</sheetData>",
        ),
        "more than 20,000 cells",
    ),
    "merged sheet": (
        "r.xlsx",
        lambda: edited(SHEET, b"<pageMargins", b'<mergeCells><mergeCell ref="A99:XFD99999"/></mergeCells><pageMargins'),
        "merged cells over a whole sheet",
    ),
    "merged sheet in other words": (
        "r.xlsx",
        lambda: edited(
            SHEET, b"<pageMargins", b"<mergeCells><mergeCell ref = '$A$99:XFD99999' /></mergeCells><pageMargins"
        ),
        "merged cells over a whole sheet",
    ),
    "path outside": ("r.xlsx", lambda: zipped(parts() | {"../../x": b"x"}), "a path outside"),
    "absolute path": ("r.xlsx", lambda: zipped(parts() | {"/etc/x": b"x"}), "a path outside"),
    "path of another system": ("r.xlsx", lambda: zipped(parts() | {"..\\x": b"x"}), "a path outside"),
    "no sheet in the archive": ("r.xlsx", lambda: zipped({k: v for k, v in parts().items() if k != SHEET}), "r.xlsx"),
    "no styles": ("r.xlsx", lambda: zipped({k: v for k, v in parts().items() if k != STYLES}), "r.xlsx"),
    "no types": ("r.xlsx", lambda: zipped({k: v for k, v in parts().items() if k != TYPES}), "is missing"),
    "broken XML": ("r.xlsx", lambda: edited(SHEET, b"</sheetData>", b"</sheetdata>"), "damaged inside"),
    "style that is not there": ("r.xlsx", lambda: with_cell("D12", b"<v>180</v>", b' s="99999"'), "r.xlsx"),
    "string that is not there": ("r.xlsx", lambda: with_cell("F12", b"<v>99999</v>", b' t="s"'), "r.xlsx"),
    "cell that is nowhere": ("r.xlsx", lambda: edited(SHEET, b'<c r="D12"', b'<c r="ZZZZ12"'), "r.xlsx"),
    "cell in a row of no number": ("r.xlsx", lambda: edited(SHEET, b'<c r="D12"', b'<c r="D0"'), "r.xlsx"),
    "cell twice": ("r.xlsx", lambda: edited(SHEET, b'<c r="D12"', b'<c r="D12"><v>3</v></c><c r="D12"'), "r.xlsx"),
    "word document": ("r.xlsx", lambda: zipped({TYPES: b"<Types/>", "word/document.xml": b"<x/>"}), "no workbook"),
    "open document": ("r.xlsx", lambda: zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "no workbook"),
    "strict archive of another": ("r.xlsx", lambda: zipped({TYPES: b"<Types/>", BOOK: b"<x/>"}), "r.xlsx"),
    "encrypted archive": ("r.xlsx", lambda: encrypted_flags(), "encrypted with a password"),
    "cut to a tenth": ("r.xlsx", lambda: cut(0.1), "damaged or cut short"),
    "cut to half": ("r.xlsx", lambda: cut(0.5), "damaged or cut short"),
    "cut by its last byte": ("r.xlsx", lambda: good()[:-1], "damaged or cut short"),
    "cut by its list": ("r.xlsx", lambda: good()[:-22], "damaged or cut short"),
    "something before it": ("r.xlsx", lambda: b"MZ" + good(), "not a workbook"),
    "two archives": ("r.xlsx", lambda: zipped({"a": b"b"}) + good(), "r.xlsx"),
    # Something else altogether.
    "encrypted workbook": ("r.xlsx", lambda: OLE + b"\0" * 504 + UTF16 + b"\0" * 600, "encrypted with a password"),
    "workbook of before 2007": ("r.xls", lambda: OLE + b"\0" * 600, "ends in .xls"),
    "old workbook renamed": ("r.xlsx", lambda: OLE + b"\0" * 600, "the format of before 2007"),
    "macro workbook by name": ("r.xlsm", good, "may hold macros"),
    "template by name": ("r.xltx", good, "ends in .xltx"),
    "text": ("r.xlsx", lambda: b"service,quarter\nda-locality,2023-24 Q1\n", "not a workbook"),
    "page": ("r.xlsx", lambda: b"<html><table><tr><td>180</td></tr></table></html>", "not a workbook"),
    "nothing": ("r.xlsx", lambda: b"", "r.xlsx: empty"),
    "workbook called text": ("r.csv", good, "not text, although it ends in .csv"),
    "six megabytes of text": ("r.csv", lambda: csv_text().encode() + b"x" * 6_000_000, "6 MB"),
    # CSV.
    "CSV negative": ("r.csv", lambda: csv_edited(",180,", ",-180,"), "row 2, value: -180; negative"),
    "CSV decimals": ("r.csv", lambda: csv_edited(",180,", ",180.5,"), "row 2, value: 180.5; a count"),
    "CSV not a number": ("r.csv", lambda: csv_edited(",180,", ",NaN,"), "row 2, value: NaN; text"),
    "CSV infinity": ("r.csv", lambda: csv_edited(",180,", ",inf,"), "row 2, value: inf; text"),
    "CSV exponent": ("r.csv", lambda: csv_edited(",180,", ",1.8e2,"), "row 2, value: 1.8e2; text"),
    "CSV underscore": ("r.csv", lambda: csv_edited(",180,", ",1_80,"), "row 2, value: 1_80; text"),
    "CSV digits of another script": ("r.csv", lambda: csv_edited(",180,", ",١٨٠,"), "row 2, value"),
    "CSV thousands": ("r.csv", lambda: csv_edited(",180,", ',"1,180",'), "row 2, value: 1,180; a number as text"),
    "CSV bare thousands": ("r.csv", lambda: csv_edited(",180,", ",1,180,"), "row 2: 9 cells; expected 8"),
    "CSV percent sign": ("r.csv", lambda: csv_edited(",83,", ",83%,"), "row 8, value: 83%; a number as text"),
    "CSV formula": ("r.csv", lambda: csv_edited(",180,", ",=90+90,"), "row 2, value: =90+90; text that Excel"),
    "CSV formula in a note": ("r.csv", lambda: csv_edited(",180,,", ",180,,@SUM(1)"), "row 2, note: @SUM(1)"),
    "CSV two numbers": (
        "r.csv",
        lambda: csv_text().replace(",180,", ",180 ,").replace(",31,", ",3 1,").encode(),
        "row 3",
    ),
    "CSV other columns": ("r.csv", lambda: csv_edited("value,", "amount,"), "row 1: the column value is missing"),
    "CSV column twice": ("r.csv", lambda: csv_edited("reason,note", "reason,reason"), "row 1: the column note"),
    "CSV semicolons": ("r.csv", lambda: csv_text().replace(",", ";").encode(), "separated by semicolons"),
    "CSV UTF-16": ("r.csv", lambda: csv_text().encode("utf-16"), "not text"),
    "CSV Latin-1": ("r.csv", lambda: csv_edited(",180,,", ",180,,caf\u00e9").decode().encode("latin-1"), "UTF-8"),
    "CSV null": ("r.csv", lambda: csv_edited(",180,", ",18\0,"), "not text"),
    "CSV open quote": ("r.csv", lambda: csv_edited(",180,", ',"180,'), "not readable as CSV"),
    "CSV heading alone": ("r.csv", lambda: csv_text().splitlines()[0].encode(), "0 rows"),
    "CSV row missing": ("r.csv", lambda: "\n".join(csv_text().splitlines()[:-1]).encode(), "is missing"),
    "CSV row twice": (
        "r.csv",
        lambda: (csv_text() + csv_text().splitlines()[1]).encode(),
        "row 16, measure: referrals",
    ),
    "CSV of two services": (
        "r.csv",
        lambda: csv_text()[::-1].replace("ytilacol-ad", "avau", 1)[::-1].encode(),
        "row 15",
    ),
    "CSV of no service": ("r.csv", lambda: csv_text().replace("da-locality", "x").encode(), "row 2, service: x"),
    "CSV of a future quarter": ("r.csv", lambda: csv_text().replace("2023-24 Q1", "2031-32 Q1").encode(), "2031-32 Q1"),
    "CSV field of a million": ("r.csv", lambda: csv_edited(",180,,", ",180,," + "x" * 200_000), "r.csv"),
    "CSV of many rows": (
        "r.csv",
        lambda: (csv_text() + "\n".join([csv_text().splitlines()[1]] * 3_000)).encode(),
        "rows",
    ),
}
