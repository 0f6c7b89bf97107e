"""Every file of a pack: no cell, sentence or output holds what a machine writes for a number that is none."""

import csv
import html
import re
from pathlib import Path
from zipfile import ZipFile

import nbformat
import openpyxl
import pytest

BROKEN = re.compile(r"(?<![\w-])(nan|NaN|NaT|inf|Infinity)(?![\w-])|<NA>")
AS_PRINTED = "None"  # a paper prints this word for nought


def words_of(markup: str) -> str:
    """What a reader sees of HTML or of Word's markup."""
    seen = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", markup)
    return html.unescape(re.sub(r"<[^>]+>", "\n", seen))


def documents_of(pack: Path) -> dict[str, str]:
    with ZipFile(pack / "pack.docx") as parts:
        word = parts.read("word/document.xml").decode()
    pages = {"pack.html": (pack / "pack.html").read_text("utf-8"), "pack.docx": word}
    return {name: words_of(markup) for name, markup in pages.items()}


def outputs_of(page: Path) -> list[str]:
    found = [one for cell in nbformat.read(page, as_version=4).cells for one in cell.get("outputs", ())]
    data = [one.get("data", {}) for one in found]
    return [words_of(one.get("text/html", "")) for one in data] + [one.get("text", "") for one in found]


def cells_of(pack: Path) -> list[tuple[str, object]]:
    book = openpyxl.load_workbook(pack / "pack.xlsx", read_only=True)
    sheets = [(sheet.title, cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    tables = [
        (f"{path.name}, {name}", cell)
        for path in (pack / "data").glob("*.csv")
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
        for name, cell in row.items()
    ]
    return sheets + tables


@pytest.mark.parametrize("kind", ["documents", "outputs", "cells"])
def test_no_file_of_a_pack_holds_a_broken_number(made_pack, kind):
    if kind == "cells":
        broken = [
            (place, cell)
            for place, cell in cells_of(made_pack)
            if BROKEN.search(str(cell)) or (cell == AS_PRINTED and "printed" not in place and place != "Figures")
        ]
    elif kind == "documents":
        broken = [(name, BROKEN.findall(text)) for name, text in documents_of(made_pack).items() if BROKEN.search(text)]
    else:
        pages = sorted((made_pack / "notebooks").glob("*.ipynb"))
        broken = [(page.name, one) for page in pages for one in outputs_of(page) if BROKEN.search(one)]
    assert broken == []
