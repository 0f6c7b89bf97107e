"""What it would take to stand still: in pounds where both are known, at the reader's own cost."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BadArgument
from analysis.model.funding import service_years
from analysis.model.standstill import conditional_cost, standstill_costs
from analysis.reference.registers import Break
from analysis.wording.money import standstill

UAVA = {"era": "uava", "service": "uava", "area": "LLR"}
STARTS = pd.date_range("2021-04-01", periods=8, freq="QS-APR")
DEMAND = pd.DataFrame(
    {
        "period_start": STARTS,
        "period_end": STARTS + pd.offsets.QuarterEnd(),
        "value": [50.0] * 4 + [60.0] * 4,
        "figures": [(f"q{place}",) for place in range(8)],
    }
).assign(**UAVA, measure="referrals received", exposure_months=3.0)
PRICES = pd.Series({"2021-22": 100.0, "2022-23": 110.0})
BREAK = Break("b", date(2022, 4, 1), "recording", "counted otherwise", "it was", "s", "l")


def years(pounds=(1_000.0, 1_050.0), area="LLR", **changes) -> pd.DataFrame:
    rows = pd.DataFrame({"financial_year": ["2021-22", "2022-23"][: len(pounds)], "amount_gbp": pounds})
    fixed = UAVA | {"area": area, "amount_real_gbp": 1.0, "months": 12, "part_of": "", "kind": "price"}
    return service_years(rows.assign(**(fixed | {"also_covers": "", "figure": "f"} | changes)), DEMAND, 0.95)


def test_a_standstill_cost_is_base_funding_times_demand_times_prices():
    (row,) = standstill_costs(years(), DEMAND, PRICES, 0.95).itertuples()
    assert (row.base_year, row.financial_year, row.base_gbp) == ("2021-22", "2022-23", 1_000)
    assert (row.demand_index, row.price_index) == pytest.approx((120, 110))  # 240 / 200 people, 110 / 100 prices
    assert row.standstill_gbp == pytest.approx(1_320)  # 1,000 x 1.2 x 1.1, by hand
    assert row.gap_gbp == pytest.approx(1_320 - 1_050)
    assert row.standstill_low_gbp < row.standstill_gbp < row.standstill_high_gbp
    assert row.gap_low_gbp == pytest.approx(row.standstill_low_gbp - row.funding_gbp)
    assert row.funded_share == pytest.approx(1_050 / 1_320)


@given(st.floats(1, 1e7), st.floats(1, 1e7), st.floats(10, 500))
def test_the_gap_is_need_less_funding_exactly(first, last, price):
    prices = pd.Series({"2021-22": 100.0, "2022-23": price})
    (row,) = standstill_costs(years((first, last)), DEMAND, prices, 0.95).itertuples()
    assert row.gap_gbp == row.standstill_gbp - row.funding_gbp
    assert row.gap_low_gbp <= row.gap_gbp <= row.gap_high_gbp


def test_without_a_price_index_there_is_no_cost_but_the_reason():
    (row,) = standstill_costs(years(), DEMAND, PRICES.iloc[:0], 0.95, no_index="none was published").itertuples()
    assert row.reason == "none was published"
    assert pd.isna(row.standstill_gbp)
    assert pd.isna(row.gap_gbp)


def test_a_year_whose_funding_is_unknown_has_a_cost_and_no_gap():
    (row,) = standstill_costs(years((1_000.0,)), DEMAND, PRICES, 0.95).itertuples()
    assert row.standstill_gbp == pytest.approx(1_320)
    assert pd.isna(row.gap_gbp)
    assert standstill(row, 0.95).endswith("its funding in that year was not published")


def test_a_standstill_cost_is_said_with_its_interval_and_its_pounds():
    (row,) = standstill_costs(years(), DEMAND, PRICES, 0.95).itertuples()
    said = standstill(row, 0.95)
    assert "2022-23: £1,320 (95% interval £" in said
    assert "in pounds of that year, for the service that £1,000 paid for in 2021-22" in said
    assert said.endswith("the funding was short of it by £270")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (lambda: standstill_costs(years(area="Leicester"), DEMAND, PRICES, 0.95), "no paper publishes"),
        (lambda: standstill_costs(years(also_covers="an officer"), DEMAND, PRICES, 0.95), "also pays for an officer"),
        (lambda: standstill_costs(years(), DEMAND, PRICES.iloc[:1], 0.95), "price index has not both years"),
        (lambda: standstill_costs(years(), DEMAND, PRICES, 0.95, base_year="2019-20"), "not both known in 2019-20"),
        (lambda: standstill_costs(years(), DEMAND, PRICES, 0.95, base_year="2022-23"), "base year only"),
        (lambda: standstill_costs(years(), DEMAND, PRICES, 0.95, breaks=[BREAK]), "or a break lies behind it"),
    ],
)
def test_what_cannot_be_calculated_says_why_and_has_no_pounds(table, said):
    (row,) = table().itertuples()
    assert said in row.reason
    assert pd.isna(row.standstill_gbp)


def test_a_conditional_cost_carries_the_interval_of_its_count():
    cost = conditional_cost(500, 100, 81, 122, funding_gbp=40_000)
    assert (cost.cost_gbp, cost.low_gbp, cost.high_gbp) == (50_000, 40_500, 61_000)
    assert (cost.gap_gbp, cost.gap_low_gbp, cost.gap_high_gbp) == (10_000, 500, 21_000)
    assert pd.isna(conditional_cost(500, 100, 81, 122).gap_gbp)


def test_a_conditional_cost_answers_for_many_periods_at_once_in_their_prices():
    cost = conditional_cost(10, [1, 2], [0, 1], [3, 4], price_factor=np.array([1.0, 1.1]))
    assert cost.cost_gbp.tolist() == pytest.approx([10, 22])
    assert cost.high_gbp.tolist() == pytest.approx([30, 44])


@given(st.floats(0.01, 1e5), st.floats(0, 1e5), st.floats(0, 1e5))
def test_twice_the_unit_cost_is_twice_the_cost_and_more_people_never_cost_less(unit, one, other):
    low, high = sorted((one, other))
    few, many = (conditional_cost(unit, people, people, people) for people in (low, high))
    assert few.cost_gbp <= many.cost_gbp
    assert conditional_cost(2 * unit, low, low, high).high_gbp == pytest.approx(2 * many.cost_gbp)


@pytest.mark.parametrize("unit", [0, -5, float("nan"), float("inf"), "a lot", None, True])
def test_a_unit_cost_that_is_not_pounds_is_a_sentence(unit):
    with pytest.raises(BadArgument, match="unit_cost_gbp"):
        conditional_cost(unit, 100, 81, 122)


def test_limits_that_do_not_hold_their_count_are_a_sentence():
    with pytest.raises(BadArgument, match="limits do not hold the count"):
        conditional_cost(500, 100, 101, 122)
