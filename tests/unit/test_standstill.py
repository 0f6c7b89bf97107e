"""What it would take to stand still under growth that somebody assumes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.model.standstill import break_even_growth, standstill_indices

growths = st.floats(-0.2, 0.2)


def test_two_years_of_growth_by_hand():
    table = standstill_indices(2, demand_growth=0.10, price_growth=0.05, funding_growth=0.02)
    last = table.iloc[-1]
    assert last["demand_index"] == pytest.approx(121)
    assert last["price_index"] == pytest.approx(110.25)
    assert last["standstill_index"] == pytest.approx(133.4025)  # 1.21 x 1.1025
    assert last["gap"] == pytest.approx(133.4025 - 104.04)


def test_every_index_starts_at_the_same_hundred():
    first = standstill_indices(5, demand_growth=0.1, price_growth=-0.1, funding_growth=0.3).iloc[0]
    assert (first[["demand_index", "price_index", "standstill_index", "funding_index"]] == 100).all()
    assert first["gap"] == 0


@given(demand=growths, price=growths)
def test_funding_that_grows_at_break_even_leaves_no_gap(demand, price):
    keep_pace = break_even_growth(demand_growth=demand, price_growth=price)
    table = standstill_indices(5, demand_growth=demand, price_growth=price, funding_growth=keep_pace)
    assert table["gap"].abs().max() == pytest.approx(0, abs=1e-9)


@given(demand=growths, price=growths, funding=growths)
def test_demand_and_prices_weigh_alike(demand, price, funding):
    one = standstill_indices(4, demand_growth=demand, price_growth=price, funding_growth=funding)
    other = standstill_indices(4, demand_growth=price, price_growth=demand, funding_growth=funding)
    assert one["standstill_index"].tolist() == pytest.approx(other["standstill_index"].tolist())
