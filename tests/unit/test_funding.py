"""Money by financial year: pounds of the day, real terms, and what has no year."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import MissingDeflator
from analysis.model import funding

GRANT = pd.DataFrame(
    {
        "line": "grant",
        "financial_year": ["2021-22", "2024-25"],
        "amount_gbp": [1_127_205.0, 1_174_689.0],
        "months": [12, 12],
    }
)
DEFLATORS = pd.Series({"2021-22": 85.3036, "2022-23": 91.2996, "2023-24": 96.1117, "2024-25": 100.0})


def line(**changes) -> pd.DataFrame:
    row = {
        "line": "a",
        "amount_gbp": 1_200.0,
        "basis": "per-year",
        "financial_year": "",
        "start": pd.NaT,
        "end": pd.NaT,
    }
    return pd.DataFrame([row | changes]).astype({"start": "datetime64[ns]", "end": "datetime64[ns]"})


def test_the_duty_grant_in_prices_of_its_last_year():
    real = funding.real_terms(GRANT, DEFLATORS, price_year="2024-25")["amount_real_gbp"]
    assert real[0] == pytest.approx(1_321_404, abs=1)  # 1 127 205 x 100 / 85.3036, by hand
    assert real[1] == pytest.approx(1_174_689)


@given(st.sampled_from(list(DEFLATORS.index)))
def test_a_price_year_changes_no_ratio(price_year):
    real = funding.real_terms(GRANT, DEFLATORS, price_year=price_year)["amount_real_gbp"]
    assert real[1] / real[0] == pytest.approx(1_174_689 / 1_127_205 * 85.3036 / 100.0)


@pytest.mark.parametrize("price_year", ["2019-20", "2030-31"])
def test_no_year_is_extrapolated(price_year):
    with pytest.raises(MissingDeflator, match=price_year):
        funding.real_terms(GRANT, DEFLATORS, price_year=price_year)


def test_a_yearly_price_counts_by_twelfths_in_a_year_that_it_covers_in_part():
    rows = funding.spread(line(start=pd.Timestamp("2015-12-01"), end=pd.Timestamp("2017-03-31")))
    assert list(rows["financial_year"]) == ["2015-16", "2016-17"]
    assert list(rows["months"]) == [4, 12]
    assert list(rows["amount_gbp"]) == [400.0, 1_200.0]


def test_a_sum_for_a_whole_term_is_spread_over_its_months_and_adds_up():
    rows = funding.spread(line(basis="whole-term", start=pd.Timestamp("2018-10-01"), end=pd.Timestamp("2019-09-30")))
    assert list(rows["amount_gbp"]) == [600.0, 600.0]


def test_a_sum_without_year_or_term_stands_in_no_year():
    lines = pd.concat([line(line="dated", financial_year="2021-22"), line(line="undated")])
    assert list(funding.spread(lines)["line"]) == ["dated"]
    assert list(funding.without_term(lines)["line"]) == ["undated"]


def test_a_flat_sum_falls_by_what_prices_rose():
    money = funding.real_terms(GRANT.assign(amount_gbp=100.0), DEFLATORS, price_year="2022-23")
    change = funding.change_between(money).iloc[0]
    assert change.change_nominal == 0
    assert change.change_real == pytest.approx(85.3036 / 100 - 1)


def test_part_years_do_not_stand_for_a_year():
    money = funding.real_terms(GRANT.assign(months=[4, 12]), DEFLATORS, price_year="2022-23")
    assert funding.change_between(money).empty


def test_the_change_by_another_index_needs_no_price_year_and_is_missing_without_both_years():
    ends = funding.change_between(funding.real_terms(GRANT, DEFLATORS, price_year="2021-22"))
    by_cpih = funding.real_change(ends, pd.Series({"2021-22": 113.1167, "2024-25": 134.0417}))
    assert by_cpih[0] == pytest.approx(1_174_689 / 1_127_205 * 113.1167 / 134.0417 - 1)
    assert funding.real_change(ends, pd.Series({"2021-22": 113.1167})).isna().all()
