"""Capacity: what published flows allow, whole people in a queue, and laws that hold on every path."""

from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model.capacity import (
    cases_at_once,
    erlang_c,
    explain_wait,
    late_start,
    littles_wait,
    run_queue,
    smallest_caseloads,
    steady_state,
)  # fmt: skip
from analysis.model.capacity.queue import STEPS_A_QUARTER

PATHS = 60


def flows(*net: float) -> pd.DataFrame:
    starts = pd.date_range("2022-04-01", periods=len(net), freq="QS")
    return pd.DataFrame(
        {
            "era": "e", "service": "s", "area": "a", "period_start": starts,
            "period_end": starts + pd.offsets.QuarterEnd(0), "entries": [max(one, 0) for one in net],
            "exits": [max(-one, 0) for one in net], "net": net,
        }
    )  # fmt: skip


def test_the_smallest_caseload_of_2022_23_by_hand():
    (row,) = smallest_caseloads(flows(-94, 135, 84, 58)).itertuples()
    assert (row.net, row.opening_at_least, row.closing_at_least) == (183, 94, 277)  # 94 - 94 + 135 + 84 + 58
    assert row.emptied == pd.Timestamp("2022-06-30")
    assert row.average_at_least == pytest.approx((47 + 67.5 + 177 + 248) / 4)


def test_a_service_that_only_grew_may_have_begun_with_nobody():
    (row,) = smallest_caseloads(flows(3, 2)).itertuples()
    assert (row.opening_at_least, row.closing_at_least) == (0, 5)
    assert pd.isna(row.emptied)


@given(st.lists(st.integers(-500, 500), min_size=1, max_size=8))
def test_with_the_smallest_opening_nobody_is_ever_missing_and_one_fewer_would_be(net):
    (row,) = smallest_caseloads(flows(*net)).itertuples()
    stocks = row.opening_at_least + np.concatenate([[0], np.cumsum(net)])
    assert stocks.min() >= 0
    assert row.opening_at_least == 0 or stocks.min() == 0


def queue(rate, places, *, seed=1, length=20.0, high=0.3, opening=0.0, waiting=0.0, quarters=8):
    generator = np.random.default_rng(seed)
    steps = quarters * STEPS_A_QUARTER
    return run_queue(
        np.broadcast_to(np.asarray(rate, float), (quarters, PATHS)),
        np.broadcast_to(np.asarray(places, float), (quarters, PATHS)),
        length_weeks=np.full(PATHS, length),
        high_share=np.full(PATHS, high),
        opening_cases=np.full(PATHS, opening),
        opening_waiting=np.full(PATHS, waiting),
        chance_entries=generator.integers(-12, 13, (steps, PATHS)).astype(np.float32) / 4,
        chance_exits=generator.integers(-12, 13, (steps, PATHS)).astype(np.float32) / 4,
    )


people = st.floats(0, 2_000)
rates = st.floats(0.1, 2_000)
lengths = st.floats(4, 156)
shares = st.floats(0, 1)


@given(rate=rates, places=people, length=lengths, high=shares, opening=people, waiting=people, seed=st.integers(0, 99))
@settings(deadline=None, max_examples=60)
def test_people_are_whole_and_none_is_lost(rate, places, length, high, opening, waiting, seed):
    made = queue(rate, places, length=length, high=high, opening=opening, waiting=waiting, seed=seed)
    before = made.opening_cases + made.opening_waiting + np.cumsum(made.came, axis=0, dtype=float)
    after = made.open_cases + made.waiting + np.cumsum(made.exits, axis=0, dtype=float)
    assert (before == after).all()
    assert (made.opening_cases + np.cumsum(made.starts - made.exits, axis=0, dtype=float) == made.open_cases).all()
    for stock in (made.open_cases, made.waiting_high, made.waiting_other, made.came, made.exits, made.starts):
        assert (stock >= 0).all()
        assert (stock == np.floor(stock)).all()


@given(rate=rates, places=people, more=people, length=lengths, high=shares, opening=people, seed=st.integers(0, 99))
@settings(deadline=None, max_examples=60)
def test_more_places_never_lengthen_the_list_of_anybody(rate, places, more, length, high, opening, seed):
    few, many = (
        queue(rate, one, length=length, high=high, opening=opening, seed=seed) for one in (places, places + more)
    )
    assert (many.waiting <= few.waiting).all()
    assert (many.waiting_high <= few.waiting_high).all()


@given(rate=rates, more=people, places=people, length=lengths, opening=people, seed=st.integers(0, 99))
@settings(deadline=None, max_examples=60)
def test_more_people_never_shorten_the_list(rate, more, places, length, opening, seed):
    few, many = (queue(one, places, length=length, opening=opening, seed=seed) for one in (rate, rate + more))
    assert (many.waiting >= few.waiting).all()


def test_nobody_starts_above_the_places_and_those_in_support_are_not_put_out():
    made = queue(100, 40, opening=80, length=30)
    assert (made.open_cases >= 0).all()
    assert (made.open_cases[-1] <= 40).all()
    assert (made.starts[0] <= made.exits[0]).all()


def test_those_at_high_risk_go_first():
    made = queue(200, 120, high=0.3)
    assert made.waiting_high.mean() < 0.02 * made.waiting_other.mean()


def test_a_service_with_no_places_only_collects_a_list():
    made = queue(10, 0)
    assert (made.starts == 0).all()
    assert (made.waiting[-1] == made.came.sum(axis=0)).all()


def test_erlang_by_hand():
    # Two places, a load of one: C = (1/2 / (1 - 1/2)) / (1 + 1 + 1) = 1/3.
    assert erlang_c(1.0, 2) == pytest.approx(1 / 3)
    state = steady_state(entries_a_week=1.0, length_weeks=1.0, places=2)
    assert (state.must_wait, state.waiting, state.wait_weeks) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert erlang_c(0.5, 1) == pytest.approx(0.5)  # one place: the chance that it is taken


def test_a_list_without_end_says_how_fast_it_grows():
    state = steady_state(entries_a_week=5.0, length_weeks=10.0, places=40)
    assert not state.settles
    assert (state.waiting, state.wait_weeks) == (inf, inf)
    assert state.growth == pytest.approx(1.0)  # 5 come, 40 / 10 start


@given(load=st.floats(0.1, 400), places=st.integers(1, 500))
def test_another_place_never_makes_it_likelier_to_wait(load, places):
    assert 0 <= erlang_c(load, places + 1) <= erlang_c(load, places) <= 1


def test_the_promise_to_those_at_high_risk_is_kept_less_where_they_are_more():
    few, many = (late_start(10.0, high, 26.0, 270, days=1) for high in (1.0, 9.0))
    assert few < many <= erlang_c(260.0, 270)


def test_a_year_s_cases_become_a_caseload_through_how_long_each_lasts():
    assert cases_at_once(60, 26) == pytest.approx(60 * 26 / 52.1775)
    assert littles_wait(12, 3) == 4
    assert littles_wait(0, 0) == 0
    assert littles_wait(1, 0) == inf


def test_the_wait_of_the_children_s_service_by_hand():
    told = explain_wait((52.0, 78.0), (4.0, 8.0), people=61, weeks=61)
    assert told.starts_a_week == 1
    assert (told.list_before, told.list_since) == ((52, 78), (4, 8))
    assert told.shrank == pytest.approx((4 / 78, 8 / 52))
    assert told.extra_starts_a_week == pytest.approx(((52 - 8) / 61, (78 - 4) / 61))
