"""Titles say the finding, no stronger than the rows behind it."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.wording.titles import ahead, evidence, money, services, some_of


@pytest.mark.parametrize(
    ("some", "of", "said"),
    [(0, 4, "none of four sums"), (3, 9, "three of nine sums"), (2, 2, "both sums"), (5, 5, "all five sums"),
     (1, 1, "the one sum"), (0, 1, "not one sum"), (12, 30, "12 of 30 sums")],
)  # fmt: skip
def test_some_of_several_as_a_reader_says_it(some, of, said):
    assert some_of(some, of, "sum") == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(4, 90, "20 people wait in Jan–Mar 2028"), (0, 90, "whether anybody waits in Jan–Mar 2028 cannot be told"),
     (0, 0, "nobody waits in Jan–Mar 2028")],
)  # fmt: skip
def test_who_waits_is_said_no_stronger_than_the_interval(low, high, said):
    row = SimpleNamespace(period="Jan–Mar 2028", waiting=20 if high else 0, waiting_low=low, waiting_high=high)
    assert ahead.waiting("As now", row, 0.95).startswith(f"If «As now» holds: {said}")


def test_a_kind_of_evidence_that_cannot_be_averaged_gives_a_range_and_no_middle():
    rows = pd.DataFrame(
        {"kind": ["recorded crime", "surveys"], "form": ["range", "range"], "estimates": [1, 0],
         "mean": [float("nan")] * 2, "low": [0.0953, float("nan")], "high": [0.2852, float("nan")]}
    )  # fmt: skip
    said = services.growth(rows)
    assert "recorded crime +10% to +33%" in said
    assert "no estimate of surveys counts" in said
    assert "average" not in said


def test_comparisons_that_nobody_can_tell_are_counted_as_such():
    told = pd.Series(["rose", "cannot be told", None, "fell", "cannot be told"])
    assert services.movements(told, "Needs") == (
        "Needs, four comparisons: one rose, one fell and for two it cannot be told"
    )


def test_pounds_are_known_until_the_last_quarter_of_which_any_were_published():
    quarters = pd.Series(["2023-24 Q2", "2023-24 Q3", "2023-24 Q4"])
    known = pd.Series([10.0, 10.0, float("nan")])
    assert money.quarters(quarters, known).endswith("two of three quarters ahead, the last 2023-24 Q3")
    assert money.quarters(quarters, known * float("nan")).startswith("No pounds are known")


def test_the_choice_of_index_is_the_widest_ratio_of_one_sum():
    rows = pd.DataFrame({"gdp": [100.0, 200.0], "cpi": [110.0, 202.0], "cpih": [105.0, float("nan")]})
    assert money.by_index(rows, ["gdp", "cpi", "cpih"]).endswith("up to 10.0%")


def test_nothing_published_is_said_without_a_number():
    assert evidence.conflicts(0) == "No fact is printed with two values"
    assert evidence.papers(0, 0, 0) == "No paper was published by then"
    assert "cannot be worked out" in money.by_head(pd.Series(dtype=float))
