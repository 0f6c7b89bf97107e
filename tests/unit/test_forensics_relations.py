"""Malformed relations, and what the rules must leave alone."""

import pandas as pd
import pytest

from analysis.model.forensics import check_relations, examine
from analysis.model.forensics.findings import COLUMNS


def figures(**columns):
    frame = pd.DataFrame({"id": ["a", "b", "c"], "value": [5, 3, 2], "unit": ["count", "count", "count"]})
    return frame.assign(**columns)


@pytest.mark.parametrize(
    ("columns", "row", "words"),
    [
        ({"part_of": ["a", "", ""]}, 2, "a is the figure itself"),
        ({"part_of": ["b", "c", "a"]}, 2, "leads in a circle"),
        ({"part_of": ["", "x", ""]}, 3, "x is the id of no figure"),
        ({"percent_of": ["", "", "x"], "unit": ["count", "count", "percent"]}, 4, "x is the id of no figure"),
        ({"percent_of": ["", "a", ""], "unit": ["percent", "percent", "count"]}, 3, "a is itself a percentage"),
        ({"percent_of": ["b", "", ""]}, 2, "b belongs to no percentage"),
        ({"subset_of": ["b", "a", ""]}, 2, "leads in a circle"),
        ({"id": ["a", "a", "c"]}, 3, "a stands twice"),
    ],
)
def test_malformed_relations_are_faults_with_their_row(columns, row, words):
    faults = check_relations(figures(**columns), "return.csv")
    assert faults[0].row == row
    assert words in faults[0].sentence()
    assert faults[0].file == "return.csv"


def test_sound_relations_and_absent_columns_are_no_faults():
    assert check_relations(figures(part_of=["", "a", "a"])) == []
    assert check_relations(pd.DataFrame({"value": [1]})) == []
    assert check_relations(figures(part_of=["b", "c", ""])) == []  # a chain of totals


def test_a_table_of_numbers_alone_claims_nothing():
    found = examine(pd.DataFrame({"value": [1, 2, 3, 3, None]}))
    assert found.empty
    assert list(found.columns) == list(COLUMNS)


def test_figures_are_not_changed():
    table = figures(part_of=["", "a", "a"])
    before = table.copy(deep=True)
    examine(table)
    pd.testing.assert_frame_equal(table, before)


def test_no_figures_give_no_findings():
    assert examine(figures().iloc[:0]).empty
