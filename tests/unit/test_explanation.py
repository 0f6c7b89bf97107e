"""Why a number changed: parts by cause, worked out by hand, and the law that they sum to the change."""

from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.model.explanation import CAUSES, METHOD, NEW_PERIODS, REVISION, SETTINGS, Step, explain

NUMBERS = st.one_of(st.none(), st.floats(-1e6, 1e6))
NAMES = ("a", "b", "c")
VALUES = st.dictionaries(st.sampled_from(NAMES), NUMBERS.map(lambda value: nan if value is None else value))
STEPS = st.lists(st.builds(Step, st.sampled_from(CAUSES), VALUES), min_size=1, max_size=5)


def row_of(table, name="a"):
    return table.set_index("figure").loc[name]


def test_each_cause_has_what_changed_with_it():
    steps = [
        Step(METHOD, {"a": 110}),
        Step(SETTINGS, {"a": 105}),
        Step(REVISION, {"a": 105}),
        Step(NEW_PERIODS, {"a": 164}),
    ]
    row = row_of(explain({"a": 115}, steps))
    assert (row["then"], row["now"], row["state"]) == (115, 164, "both")
    assert [row[cause] for cause in (METHOD, SETTINGS, REVISION, NEW_PERIODS)] == [-5, -5, 0, 59]


def test_what_today_s_code_makes_otherwise_of_the_later_pack_is_taken_from_the_method():
    steps = [Step(METHOD, {"a": 12}), Step(NEW_PERIODS, {"a": 20}), Step(METHOD, {"a": 18})]
    row = row_of(explain({"a": 10}, steps))
    assert (row[METHOD], row[NEW_PERIODS]) == (0, 8)


def test_a_figure_that_comes_or_goes_has_its_cause_and_no_difference():
    table = explain({"gone": 3.0}, [Step(SETTINGS, {"gone": 3.0}), Step(NEW_PERIODS, {"come": 5.0})])
    come, gone = row_of(table, "come"), row_of(table, "gone")
    assert (come["state"], gone["state"]) == ("new", "gone")
    assert isnan(come[NEW_PERIODS])
    assert come[[cause for cause in CAUSES if cause != NEW_PERIODS]].eq(0).all()
    assert isnan(gone[NEW_PERIODS])


def test_a_step_at_which_a_figure_cannot_be_made_leaves_its_part_to_the_next():
    row = row_of(explain({"a": 10}, [Step(METHOD, {"a": nan}), Step(NEW_PERIODS, {"a": 14})]))
    assert (row[METHOD], row[NEW_PERIODS]) == (0, 4)


@given(VALUES, STEPS)
def test_the_parts_sum_to_the_whole_change(then, steps):
    table = explain(then, steps)
    both = table[table["state"].eq("both")]
    for row in both.to_dict("records"):
        assert sum(row[cause] for cause in CAUSES) == pytest.approx(row["now"] - row["then"], abs=1e-3)
    known = {name for name, value in [*then.items(), *steps[-1].values.items()] if not isnan(value)}
    assert set(table["figure"]) == known


@given(VALUES)
def test_nothing_changed_is_explained_by_nothing(then):
    table = explain(then, [Step(cause, then) for cause in CAUSES])
    assert table[list(CAUSES)].eq(0).all(axis=None)
