"""Ways to spoil a return that is in order: slips in a spreadsheet, surgery on the archive, and harm."""

import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

import openpyxl
from openpyxl.workbook.defined_name import DefinedName
from return_sample import REASON, VALUES, filled_book, known

from analysis.sources.returns.csv_file import write_csv_form
from analysis.sources.returns.forms import make_form
from analysis.sources.returns.quarters import read_quarter

SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
TYPES, LINKS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
ENTITY = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'x'>]>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16 = "EncryptedPackage".encode("utf-16-le")
RELATION = '<Relationship Id="rX" Type="http://x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'


def saved(book: openpyxl.Workbook) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@cache
def good() -> bytes:
    return saved(filled_book())


def parts(content: bytes | None = None) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content or good())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(given: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in given.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_parts(**given: bytes) -> bytes:
    return zipped(parts() | {name.replace("__", "/"): content for name, content in given.items()})


def edited(part: str, old: bytes, new: bytes) -> bytes:
    """The good return with one place of one part written anew."""
    given = parts()
    assert old in given[part], (part, old)
    return zipped(given | {part: given[part].replace(old, new, 1)})


def with_cell(address: str, inside: bytes, kind: bytes = b"") -> bytes:
    """The good return with what one cell holds written as raw XML."""
    given = parts()
    pattern = rb'<c r="%s"( s="\d+")?[^>]*?(?:/>|>.*?</c>)' % address.encode()
    assert re.search(pattern, given[SHEET]), address
    cell = re.sub(
        pattern,
        lambda found: b'<c r="%s"%s%s>%s</c>' % (address.encode(), found[1] or b"", kind, inside),
        given[SHEET],
        count=1,
    )
    return zipped(given | {SHEET: cell})


def changed(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = filled_book()
    change(book)
    return saved(book)


def cells(**given: object) -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        for address, value in given.items():
            book["Return"][address] = value

    return changed(change)


def text(address: str, value: str) -> bytes:
    """The good return with a text in a cell, also where it begins like a formula."""

    def change(book: openpyxl.Workbook) -> None:
        book["Return"][address].value = value
        book["Return"][address].data_type = "s"

    return changed(change)


def styled(address: str, value: object, number_format: str) -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        book["Return"][address].value, book["Return"][address].number_format = value, number_format

    return changed(change)


def hide(kind: str, name: object) -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        getattr(book["Return"], kind)[name].hidden = True

    return changed(change)


def resize(kind: str, name: object, **size: float) -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        for what, value in size.items():
            setattr(getattr(book["Return"], kind)[name], what, value)

    return changed(change)


def flat_row() -> bytes:
    sheet, times = re.subn(rb'<row r="14"[^>]*>', b'<row r="14" ht="0" customHeight="1">', parts()[SHEET])
    assert times == 1
    return zipped(parts() | {SHEET: sheet})


def delete_column(book: openpyxl.Workbook) -> None:
    book["Return"].delete_cols(2)


def swap_rows(book: openpyxl.Workbook) -> None:
    sheet = book["Return"]
    sheet["A12"].value, sheet["A13"].value = sheet["A13"].value, sheet["A12"].value


def of_another_era() -> bytes:
    """The form of UAVA with the name of a service of today written over it."""
    book = filled_book(service="uava", quarter="2019-20-Q2")
    book["Return"]["B4"], book["Return"]["B6"] = "helpline-engagement", "2023-24 Q1"
    return saved(book)


def nested_bomb() -> bytes:
    """An archive in an archive in an archive, each shrunk a thousandfold."""
    inner = zipped({"zeros": b"\0" * 900_000})
    for _ in range(3):
        inner = zipped({f"layer{number}.zip": inner for number in range(20)})
    return with_parts(xl__media__image1=inner * 20)


def laughs(depth: int = 9) -> bytes:
    lines = ['<!ENTITY l0 "ha">']
    lines += [f'<!ENTITY l{one} "{f"&l{one - 1};" * 10}">' for one in range(1, depth)]
    declared = "<?xml version='1.0'?><!DOCTYPE sst [" + "".join(lines) + "]>"
    return f'{declared}<sst xmlns="x"><si><t>&l{depth - 1};</t></si></sst>'.encode()


def reading_files() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'
    )


def named(name: str, refers_to: str) -> bytes:
    return changed(lambda book: book.defined_names.add(DefinedName(name, attr_text=refers_to)))


def cut(share: float) -> bytes:
    return good()[: int(len(good()) * share)]


@cache
def csv_text() -> str:
    catalogue, figures = known()
    form = make_form("da-locality", read_quarter("2023-24-Q1"), catalogue, figures)
    lines = write_csv_form(form).splitlines()
    made = [lines[0]]
    for line, row in zip(lines[1:], form.rows, strict=True):
        value = VALUES.get(row.measure)
        made.append(line.removesuffix(",,,") + (f",{value},," if value is not None else f",,{REASON},"))
    return "\n".join(made) + "\n"


def csv_edited(old: str, new: str) -> bytes:
    assert old in csv_text(), old
    return csv_text().replace(old, new, 1).encode()


def related(kind: str, target: str, quote: str = '"') -> bytes:
    added = RELATION.format(kind=kind, target=target).replace('"', quote)
    return edited(LINKS, b"</Relationships>", added.encode())


def encrypted_flags() -> bytes:
    """The good return with every part marked as encrypted, as a password of an archiver does."""
    content = bytearray(good())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)
