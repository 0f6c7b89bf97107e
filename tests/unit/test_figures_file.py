"""A file of figures from elsewhere: what may be absent, what is read, what is a fault."""

import pytest

from analysis.errors import BadArgument, BadData
from analysis.model.forensics import examine
from analysis.sources.figures_file import load_figures_file


@pytest.fixture
def load(tmp_path):
    def write_and_load(text):
        path = tmp_path / "return.csv"
        path.write_text(text, encoding="utf-8")
        return load_figures_file(path)

    return write_and_load


def test_values_alone_are_enough(load):
    assert load("value\n3\n4\n")["value"].tolist() == [3, 4]
    assert load("value\n3\n")["source"].tolist() == ["return"]


def test_commas_signs_and_withheld_cells_are_read(load):
    figures = load('value\n"£1,234"\n31%\n*\n<5\n')
    assert figures["value"].tolist()[:2] == [1234, 31]
    assert figures["value"].isna().tolist() == [False, False, True, True]
    assert figures["unit"].tolist() == ["gbp", "percent", "", ""]
    assert figures["value_high"].iloc[3] == 4


def test_what_is_said_to_be_a_percentage_is_one(load):
    figures = load("id,value,percent_of\nk,23,\np,89,k\n")
    found = examine(figures)
    assert found["rule"].tolist() == ["percent-of-count"]


def test_a_date_that_no_calendar_has_is_a_finding_not_a_fault(load):
    figures = load("id,value,period_start,period_end\na,1,2023-04-01,2023-06-31\n")
    found = examine(figures)
    assert (found["rule"].tolist(), found["grade"].tolist()) == (["date"], ["impossible"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,value\na,many\n", "row 2, value: many"),
        ("id,value,period_start\na,1,soon\n", "row 2, period_start: soon"),
        ("id,value,flow\na,1,river\n", "row 2, flow: river"),
        ("id,value,unit\na,1,furlongs\n", "row 2, unit: furlongs; expected one of count, percent"),
        ("id,value,unit\na,-1,count\n", "row 2, value: -1; expected 0 or more"),
        ("id,value,unit\na,-1,people\n", "row 2, value: -1; expected 0 or more"),
        ("id,value,unit\na,1,count\nb,-2.5,hours\n", "row 3, value: -2.5; expected 0 or more: this counts hours"),
        ("id,value,exposure_months\na,1,-3\n", "row 2, exposure_months: -3"),
        ("id;value\na;1\n", "row 1: the columns are separated by semicolons; expected commas"),
        ("id\tvalue\na\t1\n", "row 1: the columns are separated by tabs"),
        ("id|value\na|1\n", "row 1: the columns are separated by vertical bars"),
        ("id,value,part_of\na,1,a\n", "a is the figure itself"),
        ("id,value,part_of\na,1,b\nb,1,a\n", "leads in a circle"),
        ("id,value,percent_of\na,1,x\n", "x is the id of no figure"),
        ("id,value\na,1,2\n", "row 2: 3 cells"),
        ("id,number\na,1\n", "value: the column is missing"),
        ("id,value,value\na,1,2\n", "the column stands twice"),
        ("value,part_of\n1,a\n", "id: the column is missing"),
    ],
)
def test_faults_are_sentences_with_their_row(load, text, words):
    with pytest.raises(BadData, match=words):
        load(text)


def test_what_may_be_below_nought_is_read(load):
    assert load("value,unit\n-5,percent\n-200,gbp\n-3,\n")["value"].tolist() == [-5, -200, -3]


def test_a_table_of_one_column_may_have_no_separator(load):
    assert load("value\n3\n")["value"].tolist() == [3]


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(BadArgument, match="cannot be read"):
        load_figures_file(tmp_path / "none.csv")
