# ruff: noqa: E501 (rows of extracts stand as they are)
"""What is wrong with an extract is said by column and row, and nothing that stands in it is repeated."""

import os
from datetime import date

import pandas as pd
import pytest
from record_sample import HEADER, ROWS, count, with_cell, write_rows

from analysis.model.records.identifiers import cell_tells, column_tells, is_nhs_number
from analysis.sources.records.faults import RefusedExtract


def refused(path) -> list[str]:
    with pytest.raises(RefusedExtract) as raised:
        count(path)
    return [fault.sentence() for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        (0, "case_id", "Jane Smith", "row 2, case_id: (not shown) looks like a name"),
        (1, "case_id", "O'Brien", "row 3, case_id: (not shown) looks like a name"),
        (1, "person_id", "patel-17", "row 3, person_id: (not shown) looks like a name"),
        (2, "case_id", "LE1 5YA", "row 4, case_id: (not shown) looks like a postcode"),
        (2, "person_id", "le15ya", "row 4, person_id: (not shown) looks like a postcode"),
        (3, "case_id", "943 476 5919", "row 5, case_id: (not shown) looks like an NHS number"),
        (3, "person_id", "9434765919", "row 5, person_id: (not shown) looks like an NHS number"),
        (4, "case_id", "07700 900123", "row 6, case_id: (not shown) looks like a telephone number"),
        (4, "person_id", "+447700900123", "row 6, person_id: (not shown) looks like a telephone number"),
        (5, "case_id", "x.y@example.org", "row 7, case_id: (not shown) looks like an e-mail address"),
        (5, "case_id", "QQ123456C", "row 7, case_id: (not shown) looks like a national insurance number"),
        (5, "person_id", "1985-04-12", "row 7, person_id: (not shown) looks like a date of birth"),
        (5, "person_id", "x1", "row 7, person_id: (not shown) no pseudonym"),
        (6, "sex", "Jane Smith", "row 8, sex: (not shown) looks like a name"),
        (6, "risk", "LE1 5YA", "row 8, risk: (not shown) looks like a postcode"),
        (6, "risk", "x9", "row 8, risk: (not shown) not a code of this column"),
        (6, "service", "no-such-1", "row 8, service: (not shown) not a service"),
        (6, "service", "", "row 8, service: empty"),
        (1, "referral_at", "", "row 3, referral_at: empty"),
        (1, "referral_at", "03/04/2023", "row 3, referral_at: not readable as a day"),
        (1, "decision_on", "4 April 2023", "row 3, decision_on: not readable as a day"),
        (1, "decision_on", "2023-02-31", "row 3, decision_on: not readable as a day"),
        (1, "end_on", "2031-01-01", "row 3, end_on: a day out of range"),
        (1, "end_on", "01/07/23", "row 3, end_on: a day out of range"),
        (1, "end_on", "2023-04-09", "row 3, end_on: before the start of support"),
        (1, "decision_on", "2023-04-02", "row 3, decision_on: before the referral"),
        (1, "decision", "", "row 3, decision_on: a decision without its day, or a day without a decision"),
        (1, "exit", "", "row 3, exit: an exit without a start and an end"),
        (3, "outcome", "positive", "row 5, outcome: a result of a case that is open"),
        (4, "start_on", "2023-05-02", "row 6, start_on: support without an accepted referral"),
        (4, "case_id", "c001", "row 6, case_id: (not shown) stands in an earlier row"),
    ],
)
def test_a_cell_that_is_wrong_is_placed_and_not_repeated(tmp_path, row, column, value, said):
    rows = [with_cell(text, column, value) if place == row else text for place, text in enumerate(ROWS)]
    sentences = refused(write_rows(tmp_path / "cases.csv", rows))
    assert any(sentence.startswith(f"cases.csv, {said}") for sentence in sentences), sentences
    assert not value or len(value) < 3 or not any(value in one.partition("expected")[0] for one in sentences)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Name", "a name"), ("client_surname", "a name"), ("PostCode", "a postcode"), ("nhs no.", "an NHS number"),
        ("Mobile", "a telephone number"), ("e-mail", "an e-mail address"), ("DOB", "a date of birth"), ("notes", "free text"),
    ],
)  # fmt: skip
def test_a_column_that_tells_of_a_person_is_refused_by_its_name(tmp_path, name, what):
    sentences = refused(write_rows(tmp_path / "cases.csv", [f"{row},1" for row in ROWS], f"{HEADER},{name}"))
    assert sentences == [
        f"cases.csv, row 1, column 16: named for {what}; expected no such column; remove it from the extract."
    ]


def test_a_file_without_a_header_does_not_have_its_first_case_repeated(tmp_path):
    sentences = refused(write_rows(tmp_path / "cases.csv", ROWS[1:], ROWS[0].replace("c001", "Jane Smith")))
    assert len(sentences) > 1
    assert "Jane" not in " ".join(sentences)


def test_no_column_of_the_form_is_taken_for_an_identifier():
    assert [name for name in HEADER.split(",") if column_tells(name)] == []


def test_an_nhs_number_is_told_by_its_check_digit():
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")
    assert cell_tells("9434765918") == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cases.csv: empty"),
        ("\n".join([HEADER, ""]).encode(), "cases.csv: no cases"),
        (HEADER.encode() + b"\n" + ROWS[0].encode() + b",extra\n", "cases.csv, row 2: too many cells"),
        (HEADER.encode() + b"\n" + ROWS[0].encode() + b"\nc002,p002\n", "cases.csv, row 3: too few cells"),
        (HEADER.encode() + b'\n"c001,' + ROWS[0][5:].encode() + b"\n", "cases.csv, row 2"),
        (HEADER.encode() + b"\n" + ROWS[0].encode().replace(b"female", b"f\xe9male"), "cases.csv, row 2, sex: not text in UTF-8"),
        ("\n".join([HEADER, *ROWS]).encode("utf-16"), "cases.csv: not text in UTF-8"),
        ("\n".join([HEADER, *ROWS]).replace(",", ";").encode(), "cases.csv, row 1: the columns are separated by semicolons"),
        (b"PAR1" + b"x" * 20 + b"PAR1", "cases.csv: Parquet, although its name ends in .csv"),
        (b"PK\x03\x04" + b"x" * 50, "cases.csv: a workbook or an archive, although its name ends in .csv"),
        (HEADER.encode().replace(b"risk", b"sex") + b"\n" + ROWS[0].encode(), "cases.csv, row 1, column 15: sex stands twice"),
        (HEADER.encode().replace(b",area", b"") + b"\n", "cases.csv, row 1, area: the column is missing"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_extract_is_refused_in_a_sentence(tmp_path, content, said):
    path = tmp_path / "cases.csv"
    path.write_bytes(content)
    sentences = refused(path)
    assert any(sentence.startswith(said) for sentence in sentences), sentences


def test_a_csv_file_called_parquet_a_link_and_another_kind_are_refused(tmp_path):
    path = write_rows(tmp_path / "cases.csv")
    (tmp_path / "cases.parquet").write_bytes(path.read_bytes())
    assert refused(tmp_path / "cases.parquet")[0].startswith("cases.parquet: not Parquet, although its name says so")
    (tmp_path / "link.csv").symlink_to(path)
    assert refused(tmp_path / "link.csv")[0].startswith("link.csv: a link")
    assert refused(tmp_path)[0].endswith("expected a CSV or Parquet file.")
    os.rename(path, tmp_path / "cases.txt")
    assert "expected a name that ends in .csv or .parquet" in refused(tmp_path / "cases.txt")[0]


def test_parquet_of_other_types_or_cut_short_is_refused(tmp_path):
    frame = pd.read_csv(write_rows(tmp_path / "cases.csv"), dtype=str)
    nested = tmp_path / "nested.parquet"
    frame.assign(sex=[[one] for one in frame["sex"]]).to_parquet(nested)
    assert refused(nested)[0].startswith("nested.parquet, sex: (not shown) a column of lists or records")
    frame.assign(end_on=1.5).to_parquet(tmp_path / "mixed.parquet")
    assert refused(tmp_path / "mixed.parquet")[0].startswith("mixed.parquet, end_on: (not shown) a column of another")
    content = nested.read_bytes()
    (tmp_path / "cut.parquet").write_bytes(content[: len(content) // 2])
    assert refused(tmp_path / "cut.parquet")[0].startswith("cut.parquet: damaged or cut short")
    (tmp_path / "middle.parquet").write_bytes(content[:100] + b"\0" * 400 + content[-8:])
    assert refused(tmp_path / "middle.parquet")[0].startswith("middle.parquet: damaged")


def test_a_day_after_the_extract_is_refused(tmp_path):
    path = write_rows(tmp_path / "cases.csv")
    with pytest.raises(RefusedExtract, match="row 8, end_on: a day out of range"):
        count(path, until=date(2023, 9, 14))


def test_invented_and_real_cases_are_not_mixed(tmp_path):
    rows = [f"{row},{'synthetic' if place else ''}" for place, row in enumerate(ROWS)]
    sentences = refused(write_rows(tmp_path / "cases.csv", rows, f"{HEADER},synthetic"))
    assert sentences == ["cases.csv, synthetic: 6 of 7 rows are synthetic; expected every row to say so, or none."]
