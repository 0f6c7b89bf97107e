"""Whether a file may be looked into at all: found out from its bytes, before anything parses it."""

import re
import stat
import zipfile
import zlib
from collections import Counter
from io import BytesIO
from math import inf
from pathlib import Path

from analysis.errors import Fault
from analysis.sources.returns.faults import RefusedReturn, shorten

KINDS = (".xlsx", ".csv")
LARGEST_FILE = 5_000_000  # bytes; a filled template has about 20,000
LARGEST_UNPACKED = 20_000_000
LARGEST_RATIO = 300  # XML of a sheet shrinks 10 to 50 times
SMALLEST_BOMB = 1_000_000
MOST_PARTS = 200
MOST_MERGED = 10_000  # openpyxl makes a cell for each one of a merged range
MOST_CELLS = 20_000  # a form has about 300
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
NEEDED = ("[Content_Types].xml", "xl/workbook.xml")
# What a form has no use for: part of a name, and what it is.
DANGEROUS = {
    "vbaproject": "macros",
    "macrosheets": "macros",
    "dialogsheets": "macros",
    "externallinks": "links to other files",
    "activex": "controls",
    "ctrlprops": "controls",
    "embeddings": "embedded files",
    "oleobject": "embedded files",
    "connections.xml": "a connection to data elsewhere",
    "querytables": "a connection to data elsewhere",
    "volatiledependencies": "a live connection to data elsewhere",
    "webextensions": "an add-in",
    "xl/model": "a data model",
    "customui": "a changed ribbon",
    "encryptedpackage": "encryption",
    "xl/tables/": "a table object",
    "pivot": "a pivot table",
    "slicer": "a filter with buttons",
    "xl/charts/": "a chart",
    "xl/media/": "a picture",
}
XML_KINDS = (".xml", ".rels", ".vml")
CELL = re.compile(rb"<(?:\w+:)?(?:c|row)[\s/>]")
PLACE = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Z]{1,3}[0-9]{1,7})[\"']")
COMMENT = re.compile(rb"<(?:\w+:)?(?:comment|threadedComment)\s[^>]*?\bref\s*=\s*[\"']([^\"']{0,20})")
LINK = re.compile(rb"<(?:\w+:)?hyperlink\s")
# A rule of colours or of input whose formula reads from another book, a page or a program.
RULE = re.compile(rb"<(?:\w+:)?formula[12]?>[^<]*(?:\[|WEBSERVICE|RTD\s*\(|DDE|\|)[^<]*<", re.IGNORECASE)
# A cell of a number by its place, and how spreadsheet programs write one.
NUMBER_CELL = re.compile(rb"<(?:\w+:)?c(?=\s)((?:(?!\st\s*=\s*[\"'][^n])[^>])*)>\s*<(?:\w+:)?v>([^<]*)<")
NUMBER = re.compile(rb"\s*[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\s*")
TWO_VALUES = re.compile(rb"</(?:\w+:)?(?:v|is)>\s*<(?:\w+:)?(?:v|is)[\s>]")
MERGE = re.compile(rb"<(?:\w+:)?mergeCell[\s/>]")
MERGED = re.compile(rb"mergeCell\s[^>]*?\bref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?[\"']")
ASK = "expected the workbook that `dsva returns template` made, filled in and saved as .xlsx"


def read_safely(path: Path) -> tuple[bytes, bytes]:
    """The bytes of a file that may be looked into, as they are and as they may be parsed.

    Read once: what is checked, hashed and loaded are the same bytes. Raises RefusedReturn.
    """
    kind = path.suffix.lower()
    if kind in (".xlsm", ".xltm", ".xlam", ".xlsb"):
        raise refuse(path, "a kind of workbook that may hold macros")
    if kind not in KINDS:
        raise refuse(path, f"a file that ends in {kind or 'nothing'}", "expected .xlsx or .csv")
    content = _read(path)
    if content.startswith(OLE):
        raise refuse(path, "encrypted with a password, or saved in the format of before 2007")
    if kind == ".csv":
        if content.startswith(ZIP) or b"\0" in content:
            raise refuse(path, "not text, although it ends in .csv", "expected CSV in UTF-8")
        return content, content
    if not content.startswith(ZIP):
        raise refuse(path, "not a workbook, although it ends in .xlsx")
    return content, _repacked(path, content)


def refuse(path: Path, what: str, expected: str = ASK) -> RefusedReturn:
    """The refusal of a file, as a sentence."""
    return RefusedReturn([Fault(path.name, None, None, what, expected)])


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refuse(path, "not a file", "expected a workbook or a CSV file")
        if status.st_size > LARGEST_FILE:
            raise refuse(path, f"{status.st_size / 1e6:,.0f} MB", "expected at most 5 MB, which no return comes near")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise refuse(path, f"cannot be read ({fault.strerror})", "expected a workbook or a CSV file") from None
    if not content:
        raise refuse(path, "empty", "expected a filled return")
    if len(content) > LARGEST_FILE:
        raise refuse(path, "still growing while it is read", "expected at most 5 MB")
    return content


def _repacked(path: Path, content: bytes) -> bytes:
    """The same parts in a new archive: what is parsed later is exactly what was looked at here.

    Whatever is no XML (settings of a printer, say) stays as a name without content.
    """
    parts = _parts(path, content)
    for mark, what in DANGEROUS.items():
        for name in parts:
            if mark in name.lower():
                raise refuse(path, f"holds {what} ({shorten(name)})")
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, part in parts.items():
            is_xml = name.lower().endswith(XML_KINDS)
            if is_xml:
                _inspect(path, shorten(name), part)
            elif part.startswith((ZIP, OLE)):
                raise refuse(path, f"holds a file within the file ({shorten(name)})")
            target.writestr(name, part if is_xml else b"")
    return made.getvalue()


def _parts(path: Path, content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
            _inspect_list(path, listed)
            parts: dict[str, bytes] = {}
            left = LARGEST_UNPACKED
            for one in listed:
                with archive.open(one) as part:
                    # Sizes in the list may lie: no more is unpacked than is allowed.
                    parts[one.filename] = part.read(left + 1)
                left -= len(parts[one.filename])
                if left < 0:
                    raise refuse(path, "unpacks to more than 20 MB, as an archive made to do harm does")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise refuse(path, "damaged or cut short") from None
    missing = [name for name in NEEDED if name not in parts]
    if missing:
        raise refuse(path, f"no workbook: {missing[0]} is missing in it")
    return parts


def _inspect_list(path: Path, listed: list[zipfile.ZipInfo]) -> None:
    if len(listed) > MOST_PARTS:
        raise refuse(path, f"{len(listed):,} parts, as an archive made to do harm has")
    if min((one.header_offset for one in listed), default=0):
        raise refuse(path, "something stands before the workbook, as in a file made to deceive")
    if len({one.filename.lower() for one in listed}) < len(listed):
        raise refuse(path, "two parts of one name, as an archive made to deceive has")
    for one in listed:
        if one.flag_bits & 1:
            raise refuse(path, "encrypted with a password")
        if one.filename.startswith(("/", "\\")) or ".." in one.filename.replace("\\", "/").split("/"):
            raise refuse(path, "a part with a path outside of the archive")
        if one.file_size > max(SMALLEST_BOMB, LARGEST_RATIO * one.compress_size) or one.file_size > LARGEST_UNPACKED:
            raise refuse(path, "unpacks to far more than its size, as an archive made to do harm does")


def _inspect(path: Path, name: str, part: bytes) -> None:
    """Refuse a part of XML that could do harm when it is parsed, or that holds what a form does not."""
    _inspect_encoding(path, name, part)
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise refuse(path, f"{name} defines entities, as a workbook made to do harm does")
    if b"macroEnabled" in part or b"vbaProject" in part:
        raise refuse(path, "holds macros")
    if name.lower().endswith(".rels") and re.search(rb"TargetMode\s*=\s*[\"']External", part):
        raise refuse(path, "holds links to other files or pages")
    if LINK.search(part):
        raise refuse(path, f"holds links ({name})")
    if RULE.search(part):
        raise refuse(path, f"holds a rule that reads from elsewhere ({name})")
    if TWO_VALUES.search(part):
        raise refuse(path, f"a cell with two values ({name})")
    if found := [ref.decode("ascii", "replace") for ref in COMMENT.findall(part)]:
        expected = "expected what is to be said in the column Note"
        raise refuse(path, f"holds comments, at cell {shorten(', '.join(found))}", expected)
    if len(CELL.findall(part)) > MOST_CELLS:
        raise refuse(path, f"more than {MOST_CELLS:,} cells and rows ({name})")
    _inspect_numbers(path, name, part)
    places = Counter(PLACE.findall(part))
    if twice := [place.decode() for place, times in places.items() if times > 1]:
        raise refuse(path, f"cell {twice[0]} stands twice ({name})")
    if _merged_cells(part) > MOST_MERGED:
        raise refuse(path, f"merged cells over a whole sheet ({name})")


def _inspect_numbers(path: Path, name: str, part: bytes) -> None:
    """Refuse a number that is written as no spreadsheet program writes one: parsers differ in what they make of it."""
    for attributes, said in NUMBER_CELL.findall(part):
        if not NUMBER.fullmatch(said):
            cell = re.search(rb"\br=[\"']([A-Z0-9]{1,12})", attributes)
            where = f"cell {cell[1].decode()}" if cell else "a cell"
            raise refuse(path, f"{where} holds «{shorten(said.decode('utf-8', 'replace'))}» as a number ({name})")


def _inspect_encoding(path: Path, name: str, part: bytes) -> None:
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in part:
        raise refuse(path, f"{name} is not in UTF-8")
    encoding = re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", part)
    if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise refuse(path, f"{name} is not in UTF-8")


def _merged_cells(part: bytes) -> float:
    """How many cells are merged; without bound where a range is not written as spreadsheet programs write it."""
    ranges = MERGED.findall(part)
    if len(ranges) != len(MERGE.findall(part)):
        return inf
    total = 0
    for left, top, right, bottom in ranges:
        width = _column(right or left) - _column(left) + 1
        total += width * (int(bottom or top) - int(top) + 1)
    return total


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
