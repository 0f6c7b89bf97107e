"""Money by financial year: pounds of the day, real terms, what has no year, and years beyond the release."""

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.errors import BadArgument, MissingDeflator
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
days = st.dates(min_value=pd.Timestamp("2010-01-01").date(), max_value=pd.Timestamp("2030-12-31").date())


def line(**changes) -> pd.DataFrame:
    row = {
        "line": "a",
        "amount_gbp": 1_200.0,
        "basis": "per-year",
        "financial_year": "",
        "start": pd.NaT,
        "end": pd.NaT,
        "term_reason": "",
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


def test_without_any_price_index_real_pounds_are_missing_and_those_of_the_day_stay():
    none = DEFLATORS.iloc[:0]
    real = funding.real_terms(GRANT, none, price_year="2024-25")
    assert real["amount_real_gbp"].isna().all()
    assert list(real["amount_gbp"]) == list(GRANT["amount_gbp"])
    assert funding.years_after_release(none, GRANT["financial_year"]) == 0
    ahead = funding.deflators_ahead(none, 0.02, 2)
    assert ahead.empty
    assert list(ahead.columns) == ["deflator", "status"]


def test_years_after_the_release_take_the_inflation_that_is_given_and_say_so():
    ahead = funding.deflators_ahead(DEFLATORS, 0.02, 2, pd.Series({"2024-25": "forecast"}))
    assert list(ahead.index[-3:]) == ["2024-25", "2025-26", "2026-27"]
    assert ahead["deflator"].iloc[-1] == pytest.approx(104.04)
    assert list(ahead["status"].iloc[-3:]) == ["forecast", "assumed", "assumed"]
    assert funding.deflators_ahead(DEFLATORS, 0.02, 0).shape[0] == len(DEFLATORS)


@given(inflation=st.floats(-0.5, 1), years=st.integers(0, 40))
def test_a_released_year_is_never_changed_by_what_is_assumed_after_it(inflation, years):
    ahead = funding.deflators_ahead(DEFLATORS, inflation, years)
    assert ahead["deflator"].iloc[: len(DEFLATORS)].tolist() == DEFLATORS.tolist()
    assert ahead["status"].eq("assumed").sum() == years


def test_only_as_many_years_are_assumed_as_the_money_needs():
    assert funding.years_after_release(DEFLATORS, pd.Series(["2022-23", "2026-27"])) == 2
    assert funding.years_after_release(DEFLATORS, pd.Series(["2015-16"])) == 0
    assert funding.years_after_release(DEFLATORS, pd.Series([], dtype=object)) == 0


@pytest.mark.parametrize(("inflation", "years"), [(-1.0, 2), (float("nan"), 2), (0.02, -1)])
def test_an_impossible_inflation_is_a_sentence(inflation, years):
    with pytest.raises(BadArgument, match="yearly_inflation"):
        funding.deflators_ahead(DEFLATORS, inflation, years)


def test_two_indices_stand_side_by_side_and_a_missing_year_stays_missing():
    cpih = funding.deflators_ahead(pd.Series({"2021-22": 100.0, "2022-23": 110.0}), 0.0, 0)
    gdp = funding.deflators_ahead(DEFLATORS, 0.0, 0)
    both = funding.real_by_index(GRANT, {"gdp": gdp, "cpih": cpih}, price_year="2022-23")
    assert both["real_cpih_gbp"][0] == pytest.approx(1_127_205 * 1.1)
    assert both["real_cpih_gbp"].isna().tolist() == [False, True]
    assert both["real_gdp_gbp"].notna().all()


def test_a_yearly_price_counts_by_twelfths_in_a_year_that_it_covers_in_part():
    rows = funding.spread(line(start=pd.Timestamp("2015-12-01"), end=pd.Timestamp("2017-03-31")))
    assert list(rows["financial_year"]) == ["2015-16", "2016-17"]
    assert list(rows["months"]) == [4, 12]
    assert list(rows["amount_gbp"]) == [400.0, 1_200.0]


def test_a_sum_for_a_whole_term_is_spread_over_its_months_and_adds_up():
    rows = funding.spread(line(basis="whole-term", start=pd.Timestamp("2018-10-01"), end=pd.Timestamp("2019-09-30")))
    assert list(rows["amount_gbp"]) == [600.0, 600.0]


@given(days, days)
def test_the_years_of_a_term_add_up_to_the_whole(one, other):
    first, last = sorted((pd.Timestamp(one), pd.Timestamp(other)))
    assume(first < last)
    rows = funding.spread(line(basis="whole-term", start=first, end=last))
    assert rows["amount_gbp"].sum() == pytest.approx(1_200)
    assert rows["months"].between(0, 12).all()


def test_a_sum_without_year_or_term_stands_in_no_year():
    lines = pd.concat([line(line="dated", financial_year="2021-22"), line(line="undated")])
    assert list(funding.spread(lines)["line"]) == ["dated"]
    undated = funding.without_term(lines)
    assert list(undated["line"]) == ["undated"]
    assert "term" in undated["term_reason"].iloc[0]


def test_a_sum_that_may_be_yearly_or_for_the_whole_term_is_not_spread():
    unsaid = line(basis="not stated", start=pd.Timestamp("2018-10-01"), end=pd.Timestamp("2020-09-30"))
    assert funding.spread(unsaid).empty
    assert "for each year or for the whole term" in funding.without_term(unsaid)["term_reason"].iloc[0]


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
