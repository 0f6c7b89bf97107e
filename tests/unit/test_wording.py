"""Numbers as text, and sentences whose strength the interval bounds."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.wording import numbers, sentences


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1234.5, 0, "1,235"),
        (-94, 0, "−94"),
        (1.005, 2, "1.01"),
        (14539.6, -2, "14,500"),
        (float("nan"), 0, "not published"),
    ],
)
def test_numbers_are_rounded_as_people_round(value, places, text):
    assert numbers.number(value, places) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.1, "+10%"), (-0.106, "−11%"), (0.004, "0%"), (-0.004, "0%"), (float("nan"), "not published")]
)
def test_a_change_carries_its_sign_unless_it_rounds_to_nought(share, text):
    assert numbers.signed_percent(share) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2022, 4, 1), date(2022, 6, 30), "Apr–Jun 2022"),
        (date(2022, 4, 1), date(2023, 3, 31), "2022-23"),
        (date(2012, 7, 1), date(2013, 3, 31), "Jul 2012–Mar 2013"),
        (date(2012, 12, 31), date(2012, 12, 31), "31 Dec 2012"),
    ],
)
def test_periods_in_words(start, end, text):
    assert numbers.period(start, end) == text


@pytest.mark.parametrize(("amount", "text"), [(231_300, "£231,300"), (1_127_205, "£1.13 million"), (-5, "−£5")])
def test_pounds_in_words(amount, text):
    assert numbers.pounds_short(amount) == text


@given(low=st.floats(0.01, 10), width=st.floats(0, 10))
def test_no_verb_says_more_than_the_interval(low, width):
    verb, high = sentences.movement(low, low + width), low + width
    if verb == "rose":
        assert low > 1
    elif verb == "fell":
        assert high < 1
    elif verb == "stayed about the same":
        assert low <= 1 <= high
    else:
        assert low <= 1 <= high


def test_unequal_periods_are_said_to_be_unequal():
    first = SimpleNamespace(value=2701, period="Sep–Dec 2012", exposure_months=4)
    last = SimpleNamespace(
        value=1838, period="Apr–Jun 2013", exposure_months=3, index_value=90.7, index_low=85.5, index_high=96.3
    )
    sentence = sentences.counts_compared("Safe Project", first, last, 0.95)
    assert "(4 and 3 months)" in sentence
    assert "the rate per month fell (−9%, 95% interval −15% to −4%" in sentence


def test_a_trend_that_spans_no_change_is_not_told_as_a_direction():
    trend = SimpleNamespace(growth_per_year=0.55, low=-0.69, high=6.8, points=4, reason="")
    sentence = sentences.growth_sentence(trend, 0.95)
    assert "cannot be told from no change" in sentence
    assert "rose" not in sentence


def test_a_trend_that_cannot_be_calculated_says_why():
    trend = SimpleNamespace(growth_per_year=float("nan"), low=0, high=0, points=2, reason="Two points are too few.")
    assert sentences.growth_sentence(trend, 0.95) == "A yearly trend cannot be calculated: two points are too few."
