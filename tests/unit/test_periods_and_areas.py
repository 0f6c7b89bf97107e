"""Laws of periods and areas."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reference.areas import AREAS, DISTRICTS, nearest_names, smallest_parts, upper_tier_parts
from analysis.reference.periods import (
    financial_year_bounds,
    financial_year_of,
    months_between,
    next_financial_year,
    quarter_label,
    read_day,
)

days = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(days)
def test_a_day_lies_in_its_financial_year(day):
    first, last = financial_year_bounds(financial_year_of(day))
    assert first <= day <= last


@given(days)
def test_a_financial_year_is_followed_by_the_day_after_its_end(day):
    year = financial_year_of(day)
    assert next_financial_year(year) == financial_year_of(financial_year_bounds(year)[1] + timedelta(days=1))


@given(st.tuples(days, days, days).map(sorted))
def test_adjoining_periods_add_up_to_the_whole(three):
    start, middle, end = three
    if middle < end:
        parts = months_between(start, middle) + months_between(middle + timedelta(days=1), end)
        assert parts == pytest.approx(months_between(start, end))


def test_a_financial_year_is_twelve_months_and_the_first_period_of_2012_is_four():
    assert months_between(date(2022, 4, 1), date(2023, 3, 31)) == 12
    assert months_between(date(2012, 9, 1), date(2012, 12, 31)) == 4
    assert months_between(date(2023, 2, 1), date(2023, 2, 14)) == 0.5


def test_a_period_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        months_between(date(2023, 2, 1), date(2023, 1, 31))


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2022, 4, 1), "2022-23 Q1"),
        (date(2022, 9, 30), "2022-23 Q2"),
        (date(2022, 12, 31), "2022-23 Q3"),
        (date(2023, 3, 31), "2022-23 Q4"),
    ],
)
def test_quarters_start_in_april(day, label):
    assert quarter_label(day) == label


@pytest.mark.parametrize("text", ["2023-06-31", "20230630", "2023-W01-1", "30/06/2023", "2023-6-30", "٢٠٢٣-٠٦-٣٠"])
def test_only_a_day_that_exists_in_iso_form_is_a_day(text):
    with pytest.raises(ValueError, match=r"day|range|month"):
        read_day(text)


@pytest.mark.parametrize("text", ["2022-24", "2022", "22-23", "2022/23", "1999-0"])
def test_only_adjoining_years_are_a_financial_year(text):
    with pytest.raises(ValueError, match="not a financial year"):
        financial_year_bounds(text)


def test_every_part_of_an_area_is_an_area_and_none_counts_twice():
    for name in AREAS:
        parts = smallest_parts(name)
        assert set(parts) <= set(AREAS)
        assert len(parts) == len(set(parts))


def test_llr_is_three_councils_and_nine_small_areas():
    assert upper_tier_parts("LLR") == ("Leicester", "Leicestershire", "Rutland")
    assert set(smallest_parts("LLR")) == {"Leicester", "Rutland", *DISTRICTS}


def test_a_misspelt_name_finds_its_neighbour():
    assert nearest_names("Lecester", list(AREAS))[0] == "Leicester"
    assert "da-locality" in nearest_names("locality", ["helpline", "da-locality"])
    assert nearest_names("zzz", ["one", "two"]) == ["one", "two"]
