"""Laws of the intervals: what must hold for every count."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BadArgument
from analysis.model.rates import poisson_interval, proportion_interval, rate_interval, rate_table


@given(st.integers(0, 100_000), st.floats(0.5, 0.999))
def test_an_interval_holds_its_count_and_its_limits_are_in_order(count, confidence):
    low, high = rate_interval(count, 1.0, confidence)
    assert 0 <= low <= count <= high


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_proportion_lies_in_its_interval_and_the_interval_between_nought_and_one(part, rest):
    low, high = proportion_interval(part, part + rest)
    assert 0 <= low <= part / (part + rest) <= high <= 1


def test_a_higher_confidence_is_never_narrower():
    narrow, wide = poisson_interval(np.arange(30), 0.8), poisson_interval(np.arange(30), 0.95)
    assert (wide.low <= narrow.low).all()
    assert (wide.high > narrow.high).all()


def test_what_is_unknown_stays_unknown_and_says_why():
    table = rate_table(pd.Series([4, np.nan, 4, 0]), pd.Series([2.0, 2.0, 0.0, 2.0]))
    assert table["rate"].tolist()[::3] == [2.0, 0.0]
    assert table["low"].isna().tolist() == [False, True, True, False]
    assert table["reason"].tolist() == ["", "The count is missing.", "The exposure is not above nought.", ""]
    assert np.isnan(proportion_interval(0, 0)).all()


def test_all_are_a_whole_and_none_is_nought():
    assert proportion_interval(20, 20).high == 1.0
    assert proportion_interval(0, 20).low == 0.0
    assert poisson_interval(0).low == 0.0


@pytest.mark.parametrize("wrong", [-1, 2.5])
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(BadArgument, match="whole number"):
        poisson_interval(wrong)


def test_a_part_larger_than_the_whole_is_refused():
    with pytest.raises(BadArgument, match="exceeds"):
        proportion_interval(3, 2)
