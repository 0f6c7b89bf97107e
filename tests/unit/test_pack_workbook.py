"""The workbook: numbers that stay numbers, words for what is missing, the same bytes every time."""

import csv
import subprocess
import warnings
from dataclasses import replace

import numpy as np
import openpyxl
import pack_sample
import pandas as pd
import pytest

from analysis.errors import RunFailed
from analysis.pack.parts import Column, Table
from analysis.pack.workbook import mark_status, write_workbook

COLUMNS = (
    Column("service", "Service"),
    Column("referrals", "Referrals received", "right", "#,##0", "count"),
    Column("price_gbp", "Price a year", "right", "#,##0", "gbp"),
)


def tables():
    rows = pd.DataFrame(
        {
            "service": ["Locality service", "=HYPERLINK(1)", "+ outreach"],
            "referrals": [823, 5, "[c]"],
            "price_gbp": [np.nan, 231300.0, 0.0],
        }
    )
    first = Table("referrals", "Referrals and prices", COLUMNS, rows, ("Prices as printed.",), "contracts register")
    need = Table("people_in_need", "People in need", (Column("area", "Area"),), pd.DataFrame({"area": ["Rutland"]}))
    return [first, need]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "pack.xlsx"
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # nothing that gptables grumbles about reaches an analyst
        write_workbook(tables(), pack_sample.DRAFT, path, about=("Made from published papers.",))
    return path


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_workbook_has_cover_contents_notes_and_one_table_a_sheet(path):
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Referrals", "People in need"]
    assert [list(sheet.tables) for sheet in book][1:] == [
        ["contents_table"], ["notes_table"], ["t_referrals"], ["t_people_in_need"],
    ]  # fmt: skip
    assert "Status: draft, not approved." in texts(book["Cover"])
    assert "Made from published papers." in texts(book["Cover"])
    assert all(not sheet.merged_cells.ranges for sheet in book)
    assert book.properties.title == pack_sample.DRAFT.title


def test_numbers_stay_numbers_and_what_is_missing_has_its_sign(path):
    sheet = openpyxl.load_workbook(path)["Referrals"]
    start = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Service")
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=start)]
    assert values == [
        ["Service", "Referrals received (number)", "Price a year (£)"],
        ["Locality service", 823, "[x]"],
        ["'=HYPERLINK(1)", 5, 231300],
        ["'+ outreach", "[c]", 0],
    ]
    assert sheet.cell(start + 1, 2).number_format == "#,##0"
    said = texts(sheet)
    assert said[0] == "Referrals and prices[note 1]"
    assert "[x] means not available." in said
    assert "[c] means withheld so that nobody can be recognised." in said
    assert "Source: contracts register." in said


def test_the_same_tables_give_the_same_workbook(path, tmp_path):
    again = tmp_path / "elsewhere.xlsx"
    write_workbook(tables(), pack_sample.DRAFT, again, about=("Made from published papers.",))
    assert again.read_bytes() == path.read_bytes()


def test_approval_changes_the_cover_and_nothing_else(path, tmp_path):
    approved = tmp_path / "approved.xlsx"
    front = replace(pack_sample.DRAFT, status=pack_sample.APPROVED)
    write_workbook(tables(), front, approved, about=("Made from published papers.",))
    mark_status(path, pack_sample.DRAFT.status, pack_sample.APPROVED)
    assert "Status: approved by the Director of Public Health on 2 October 2023." in texts(
        openpyxl.load_workbook(path)["Cover"]
    )
    assert path.read_bytes() == approved.read_bytes()
    with pytest.raises(RunFailed, match="cover does not say"):
        mark_status(path, pack_sample.DRAFT.status, pack_sample.APPROVED)


def test_a_table_without_words_is_a_sentence(tmp_path):
    table = replace(tables()[1], rows=pd.DataFrame({"area": ["–"]}))
    with pytest.raises(RunFailed, match=r"pack\.xlsx could not be made") as caught:
        write_workbook([table], pack_sample.DRAFT, tmp_path / "pack.xlsx")
    assert "\n" not in str(caught.value)


def test_libreoffice_opens_it(path, tmp_path):
    # Sheet 4 of the workbook as CSV, in UTF-8, by LibreOffice's own numbering of filter options.
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,4"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", options, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with open(tmp_path / "pack-Referrals.csv", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert ["Locality service", "823", "[x]"] in rows
