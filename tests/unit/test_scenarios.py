"""Scenarios: money and people by hand, and laws that hold whatever is assumed."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model import scenarios as model
from analysis.model.scenarios.draws import take, without_chance
from analysis.model.scenarios.evidence import entry_level
from analysis.model.scenarios.frontier import _first_true
from analysis.reference.scenario import (
    FOR_TARGET,
    FROM_EVIDENCE,
    KEEPS_PACE,
    NONE,
    FundingLine,
    Scenario,
    Shock,
    Spread,
    between,
    exactly,
)

GIVEN = {
    "growth": Spread(-0.02, 0.05, 0.15),
    "entries": Spread(130.0, 185.0, 260.0),
    "inflation": Spread(0.0, 0.02, 0.05),
    "caseload": Spread(15.0, 25.0, 35.0),
    "length_of_support": Spread(13.0, 26.0, 39.0),
    "occupancy": Spread(0.85, 0.95, 1.05),
    "opening_cases": Spread(277.0, 346.0, 554.0),
    "high_risk_share": Spread(0.15, 0.45, 0.6),
    "unplanned_share": Spread(0.36, 0.39, 0.44),
}
BASE = model.Base("s", "Service", "LLR", date(2023, 4, 1), 0.3, GIVEN, dict.fromkeys(GIVEN, "here"), {})
CERTAIN = replace(BASE, scatter=0.0, given={name: exactly(spread.value) for name, spread in GIVEN.items()})
NOTHING = replace(
    BASE, given={name: GIVEN[name] for name in GIVEN if name not in ("growth", "entries", "opening_cases")},
    missing={"growth": "no growth", "entries": "no flows", "opening_cases": "no flows"},
)  # fmt: skip
PLAIN = Scenario("plain", "Plain", "analyst", "to try", horizon=8)
DRAWS = model.draw(np.random.default_rng(7), paths=200, quarters=20)
rates = st.floats(-0.2, 0.4)
uplifts = st.floats(-0.3, 0.4)
spreads = st.tuples(rates, rates).map(lambda ends: between(*sorted(ends)))


def money(uplift, share=1.0, **more):
    return FundingLine("a funder", share, uplift if isinstance(uplift, str) else exactly(uplift), **more)


def play(scenario, base=BASE):
    return model.simulate(scenario, base, DRAWS)


def test_need_money_and_gap_of_two_years_by_hand():
    said = replace(PLAIN, growth=exactly(0.10), inflation=exactly(0.05), funding=(money(0.02),))
    years = model.list_years(play(said, CERTAIN), 0.95).set_index("year")
    assert years.loc[0, ["need", "funding", "gap"]].tolist() == [100, 100, 0]
    assert years.loc[2, "need"] == pytest.approx(133.4025)  # 1.21 x 1.1025
    assert years.loc[2, "funding"] == pytest.approx(104.04)
    assert years.loc[2, "gap"] == pytest.approx(133.4025 - 104.04)
    assert set(years["unit"]) == {"points"}


def test_pounds_appear_only_where_a_scenario_states_them():
    said = replace(PLAIN, base_funding=exactly(500_000.0), inflation=exactly(0.0), funding=(money(0.0),))
    years = model.list_years(play(said, CERTAIN), 0.95)
    assert set(years["unit"]) == {"gbp"}
    assert years["need"].iloc[0] == 500_000
    priced = replace(PLAIN, unit_cost=exactly(1_000.0), inflation=exactly(0.0))
    assert model.list_years(play(priced, CERTAIN), 0.95)["need"].iloc[0] == pytest.approx(185 * 4 * 1_000)


def test_a_grant_that_ends_within_a_quarter_counts_by_its_days():
    lines = (money(0.0, 0.8), money(0.0, 0.2, end=date(2023, 5, 15)))
    simulation = play(replace(PLAIN, funding=lines, horizon=4), CERTAIN)
    # 45 of the 91 days of April to June.
    assert simulation.money.funding[0, 0] == pytest.approx(100 * (0.8 + 0.2 * 45 / 91 / 4))


def test_new_money_comes_on_top_of_the_base_year():
    lines = (money(0.0), money(0.0, 0.1, start=date(2024, 4, 1)))
    funding = play(replace(PLAIN, funding=lines), CERTAIN).money.funding[:, 0]
    assert funding.tolist() == pytest.approx([100, 110])


@pytest.mark.parametrize(
    ("timing", "first", "last"),
    [("linear", 1.21, 1.21**2), ("front", 1.21**1.5, 1.21**2), ("back", 1.21**0.5, 1.21**2), ("step", 1, 1.21**2)],
)
def test_timing_moves_growth_about_and_leaves_its_end(timing, first, last):
    said = replace(PLAIN, growth=exactly(0.21), timing=timing, step_at=5, inflation=exactly(0.0))
    assert play(said, CERTAIN).course.demand[:, 0].tolist() == pytest.approx([first, last])


@pytest.mark.parametrize(("quarter", "first", "last"), [(1, 1.44, 1.44), (4, 1.11, 1.44), (8, 1.0, 1.11)])
def test_a_step_comes_with_its_quarter_and_counts_in_its_year_by_quarters(quarter, first, last):
    """Growth of 20% over two years in one step: 1.44 from its quarter on, so 1.11 in a year with one such quarter."""
    course = play(replace(PLAIN, growth=exactly(0.2), timing="step", step_at=quarter), CERTAIN).course
    before, after = course.demand_by_quarter[: quarter - 1, 0], course.demand_by_quarter[quarter - 1 :, 0]
    assert before.tolist() == [1.0] * (quarter - 1)
    assert after.tolist() == pytest.approx([1.44] * (9 - quarter))
    assert course.demand[:, 0].tolist() == pytest.approx([first, last])


def test_break_even_is_not_told_where_a_step_comes_within_the_last_year():
    said = replace(PLAIN, growth=exactly(0.2), timing="step", inflation=exactly(0.0), funding=(money(0.2),))
    assert model.break_even_growth(play(replace(said, step_at=5), CERTAIN), 0.95) == pytest.approx((0.2,) * 3)
    assert np.isnan(model.break_even_growth(play(replace(said, step_at=6), CERTAIN), 0.95)).all()


def test_a_shock_comes_and_goes():
    shock = Shock(exactly(0.5), date(2023, 7, 1), date(2023, 9, 30))
    demand = play(replace(PLAIN, shock=shock), CERTAIN).course.demand[:, 0]
    assert demand.tolist() == pytest.approx([1 + 0.5 / 4, 1])


@given(growth=spreads, inflation=st.floats(0, 0.2), uplift=uplifts)
@settings(deadline=None, max_examples=30)
def test_the_gap_is_need_less_funding_on_every_path(growth, inflation, uplift):
    simulation = play(replace(PLAIN, growth=growth, inflation=exactly(inflation), funding=(money(uplift),)))
    assert (simulation.money.gap == simulation.money.need - simulation.money.funding).all()


@given(growth=rates, faster=st.floats(0, 0.2), uplift=uplifts)
@settings(deadline=None, max_examples=30)
def test_more_demand_never_narrows_the_gap_and_never_shortens_the_wait(growth, faster, uplift):
    slow, fast = (
        play(replace(PLAIN, growth=exactly(one), funding=(money(uplift),))) for one in (growth, growth + faster)
    )
    assert (fast.money.gap >= slow.money.gap).all()
    assert (fast.queue.wait_weeks >= slow.queue.wait_weeks).all()


@given(growth=rates, uplift=uplifts, more=st.floats(0, 0.2), teams=st.sampled_from(["mixed", "separate"]))
@settings(deadline=None, max_examples=30)
def test_more_money_never_widens_the_gap_and_never_lengthens_a_wait(growth, uplift, more, teams):
    said = replace(PLAIN, growth=exactly(growth), teams=teams)
    little, much = (play(replace(said, funding=(money(one),))) for one in (uplift, uplift + more))
    assert (much.money.gap <= little.money.gap).all()
    assert (much.queue.wait_weeks <= little.queue.wait_weeks).all()
    # Where one team serves all, a place more may be taken by one who is not at high risk just before one comes who is.
    if teams == "separate":
        assert (much.queue.wait_high <= little.queue.wait_high).all()


@given(
    growth=spreads, inflation=spreads, productivity=st.floats(-0.1, 0.1), moved=st.floats(0, 0.9), high=st.booleans()
)
@settings(deadline=None, max_examples=30)
def test_the_parts_of_the_waterfall_sum_to_the_whole(growth, inflation, productivity, moved, high):
    said = replace(
        PLAIN, growth=growth, inflation=inflation, productivity=exactly(productivity), moved_away=exactly(moved),
        threshold="high-risk only" if high else "everyone",
    )  # fmt: skip
    simulation = play(said)
    table = model.waterfall(simulation, 0.95).set_index("part")["amount"]
    assert table.drop("need").sum() == pytest.approx(table["need"])
    assert table["need"] == pytest.approx(simulation.money.need[-1].mean())


@given(st.permutations(range(3)))
@settings(deadline=None, max_examples=6)
def test_the_order_of_scenarios_changes_nothing(order):
    said = [
        replace(PLAIN, id="a"), replace(PLAIN, id="b", growth=exactly(0.1)), replace(PLAIN, id="c", teams="separate"),
    ]  # fmt: skip
    plain = model.compare([play(one) for one in said], 0.95, against="a")
    mixed = model.compare([play(said[place]) for place in order], 0.95, against="a")
    for name, keys in (("results", ["scenario"]), ("differences", ["scenario", "outcome"])):
        one, other = (getattr(table, name).sort_values(keys, ignore_index=True) for table in (plain, mixed))
        pd.testing.assert_frame_equal(one, other)
    assert set(plain.assumptions["assumption"]) == set(mixed.assumptions["assumption"]) == {"growth", "teams"}


@given(st.floats(0.2, 5.0))
@settings(deadline=None, max_examples=20)
def test_prices_of_another_year_change_no_ratio(factor):
    stated = replace(PLAIN, base_funding=exactly(500_000.0), growth=between(0.0, 0.1))
    other = replace(stated, base_funding=exactly(500_000.0 * factor))
    one, two = play(stated).money, play(other).money
    assert two.need / two.funding == pytest.approx(one.need / one.funding)
    assert two.gap / two.funding_base == pytest.approx(one.gap / one.funding_base)


def test_the_chance_is_the_same_however_far_it_looks():
    near, far = (model.draw(np.random.default_rng(7), paths=200, quarters=many) for many in (8, 20))
    assert (near.entries == far.entries[: len(near.entries)]).all()
    assert (near.scatter == far.scatter[:8]).all()
    assert (model.simulate(PLAIN, BASE, near).queue.flows.open_cases == play(PLAIN).queue.flows.open_cases).all()


def test_people_are_conserved_in_a_scenario_with_two_teams():
    flows = play(replace(PLAIN, teams="separate", opening_waiting=exactly(40.0))).queue.flows
    before = flows.opening_cases + flows.opening_waiting + flows.came.sum(axis=0, dtype=float)
    assert (before == flows.open_cases[-1] + flows.waiting[-1] + flows.exits.sum(axis=0, dtype=float)).all()


def test_money_that_keeps_pace_leaves_no_gap_on_any_path():
    simulation = play(replace(PLAIN, growth=FROM_EVIDENCE, funding=(money(KEEPS_PACE),)))
    assert np.abs(simulation.money.gap).max() < 1e-9
    assert np.isnan(model.break_even_growth(simulation, 0.95)).all()


def test_demand_that_grows_at_break_even_leaves_no_gap():
    said = replace(PLAIN, inflation=exactly(0.02), funding=(money(0.05),))
    growth = model.break_even_growth(play(said, CERTAIN), 0.95)[1]
    assert growth == pytest.approx(1.05 / 1.02 - 1)
    met = play(replace(said, growth=exactly(growth)), CERTAIN)
    assert met.money.gap[-1] == pytest.approx(0, abs=1e-9)


def test_only_high_risk_turns_the_others_away_and_says_how_many():
    quarters = model.list_quarters(play(replace(PLAIN, threshold="high-risk only"), CERTAIN), 0.95)
    assert quarters["turned_away"].iloc[0] == pytest.approx(185 * 0.55)
    assert quarters["entries"].iloc[0] == pytest.approx(185 * 0.45, rel=0.1)


def test_workers_for_a_target_reach_it_and_one_fewer_does_not():
    simulation = play(replace(PLAIN, growth=exactly(0.1)))
    found = model.staff(simulation, DRAWS, wait_weeks=4, limit=0.2)
    assert found.chance < 0.2
    fewer = model.buy_wait(simulation, DRAWS, workers=found.workers - 1)
    assert (fewer.queue.wait_weeks[-1] > 4).mean() >= 0.2
    target = play(replace(PLAIN, growth=exactly(0.1), workers=FOR_TARGET, target_wait=4, target_chance=0.2))
    assert target.queue.workers[0, 0] == pytest.approx(found.workers / (1 + target.values["inflation"][0]))


def test_what_money_buys_by_hand_and_never_a_longer_wait_for_more_of_it():
    said = replace(PLAIN, workers=exactly(20.0), worker_cost=between(40_000.0, 60_000.0))
    bought = model.list_bought(play(said), DRAWS, 0.95, shares=(0.5, 1.0, 1.5)).set_index("money_share")
    assert bought["workers"].tolist() == [10, 20, 30]
    assert bought.loc[1.0, "cost_gbp"] == pytest.approx(20 * 50_000, rel=0.02)
    assert bought.loc[1.0, ["cost_low_gbp", "cost_high_gbp"]].tolist() == pytest.approx([8e5, 12e5], rel=0.03)
    for name in ("wait_weeks", "wait_weeks_high", "waiting", "chance_waiting", "chance_too_long"):
        assert bought[name].is_monotonic_decreasing
    own = model.list_quarters(play(said), 0.95).iloc[-1]
    assert bought.loc[1.0, "wait_weeks"] == own["wait_weeks"]
    assert bought.loc[1.0, "chance_waiting"] == own["chance_waiting"]


def test_what_money_buys_is_not_told_without_a_queue_and_without_pounds_where_no_cost_is_known():
    assert model.list_bought(play(PLAIN, NOTHING), DRAWS, 0.95).empty
    assert model.list_bought(play(PLAIN), DRAWS, 0.95)["cost_gbp"].isna().all()


def test_money_that_keeps_pace_has_limits_of_what_is_unknown_of_prices():
    said = replace(PLAIN, inflation=Spread(0.0, 0.02, 0.05), growth=exactly(0.0))
    even = model.frontier(said, BASE, DRAWS, growths=(0.0, 0.1), uplifts=(0.0,)).break_even.set_index("growth")
    assert even["uplift"].tolist() == pytest.approx([0.02, 1.1 * 1.02 - 1])
    assert even["uplift_low"].tolist() == pytest.approx([0.0, 0.1], abs=0.01)
    assert even["uplift_high"].tolist() == pytest.approx([0.05, 1.1 * 1.05 - 1], abs=0.01)


def test_money_that_keeps_pace_makes_up_for_a_grant_that_ends():
    """Four fifths of the money run in the second year: they must grow by the root of 1.21 / 0.8 a year."""
    lines = (money(0.0, 0.8), money(0.0, 0.2, end=date(2024, 3, 31)))
    said = replace(PLAIN, inflation=exactly(0.0), funding=lines)
    even = model.frontier(said, CERTAIN, DRAWS, growths=(0.1,), uplifts=(0.0,)).break_even
    assert even["uplift"].tolist() == pytest.approx([(1.21 / 0.8) ** 0.5 - 1])
    paid = replace(said, growth=exactly(0.1), funding=tuple(
        replace(line, uplift=exactly(even["uplift"].iloc[0])) for line in lines
    ))  # fmt: skip
    assert play(paid, CERTAIN).money.gap[-1] == pytest.approx(0, abs=1e-9)


def test_a_tornado_of_workers_for_a_target_begins_with_those_workers():
    """Money that loses a fifth a year must not shrink the first day's workers twice."""
    said = replace(PLAIN, workers=FOR_TARGET, target_wait=8.0, funding=(money(-0.2),), horizon=4)
    simulation = play(said)
    same = replace(said, workers=exactly(float(simulation.queue.workers_at_start[0])))
    at_value = model.tornado(simulation, "waiting")["at_value"]
    assert set(at_value) == set(model.tornado(play(same), "waiting")["at_value"])


def test_pounds_buy_workers_only_where_a_worker_s_cost_is_stated():
    assert model.buy_wait_for(play(PLAIN), DRAWS, pounds_a_year=500_000) is None
    costed = play(replace(PLAIN, worker_cost=exactly(50_000.0)))
    bought = model.buy_wait_for(costed, DRAWS, pounds_a_year=500_000)
    assert bought.queue.workers[0] == pytest.approx(10 / (1 + bought.values["inflation"]))


def test_the_frontier_is_what_simulating_each_cell_gives():
    growths, lifts = (-0.05, 0.0, 0.1), (0.0, 0.05)
    found = model.frontier(PLAIN, BASE, DRAWS, growths=growths, uplifts=lifts)
    for row in found.cells.itertuples():
        cell = play(replace(PLAIN, growth=exactly(row.growth), funding=(money(row.uplift),)))
        assert row.chance == (cell.queue.wait_weeks[-1] > PLAIN.target_wait).mean()
    even = found.break_even.set_index("growth")["uplift"]
    assert even[0.1] == pytest.approx(1.1 * 1.02 - 1)


def test_a_line_of_equal_chance_lies_between_the_cells_that_it_parts():
    cells = pd.DataFrame({"growth": 0.0, "uplift": [0.0, 0.1, 0.2], "chance": [0.9, 0.5, 0.1]})
    found = model.Frontier(cells, pd.DataFrame(), 8.0, 100)
    lines = model.isolines(found, levels=(0.7, 0.05, 0.95)).set_index("level")["uplift"]
    assert lines[0.7] == pytest.approx(0.05)
    assert np.isnan(lines[0.05])
    assert np.isnan(lines[0.95])


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_halving_finds_the_first_place_on_each_path(firsts):
    assert _first_true(lambda place: place >= np.array(firsts), 8, len(firsts)).tolist() == [
        min(one, 8) for one in firsts
    ]


def test_an_s_curve_rises_from_none_to_all_and_is_half_at_the_median():
    simulation = play(replace(PLAIN, growth=between(0.0, 0.2)))
    curve = model.s_curve(simulation)
    assert curve["chance"].is_monotonic_increasing
    assert curve["chance"].iloc[0] < 0.02
    assert curve["chance"].iloc[-1] > 0.98
    median = np.median(simulation.money.need[-1])
    assert np.interp(median, curve["amount"], curve["chance"]) == pytest.approx(0.5, abs=0.02)


def test_a_tornado_by_hand_puts_the_widest_first():
    said = replace(PLAIN, growth=Spread(0.0, 0.05, 0.1), inflation=Spread(0.01, 0.02, 0.03))
    table = model.tornado(play(said, CERTAIN)).set_index("unknown")
    assert table.index.tolist() == ["growth", "inflation"]
    assert table.loc["growth", "at_high"] == pytest.approx(100 * 1.1**2 * 1.02**2 - 100, abs=1e-3)
    assert table.loc["inflation", "at_low"] == pytest.approx(100 * 1.05**2 * 1.01**2 - 100, abs=1e-3)


def test_learning_the_only_unknown_takes_all_variance_away_and_another_none():
    many = model.draw(np.random.default_rng(7), paths=5_000, quarters=8)
    simulation = model.simulate(replace(PLAIN, growth=between(0.0, 0.1), inflation=NONE), BASE, many)
    table = model.value_of_learning(simulation, many.unknowns).set_index("unknown")["share_of_variance"]
    assert table["growth"] > 0.98
    assert table.drop("growth").max() < 0.01


def test_what_nobody_published_cannot_be_calculated_and_says_why():
    blank = play(replace(PLAIN, growth=FROM_EVIDENCE), NOTHING)
    assert (blank.money, blank.queue) == (None, None)
    assert blank.settled.money_reason == "no growth"
    assert model.list_years(blank, 0.95).empty
    assert model.list_quarters(blank, 0.95).empty
    known = play(PLAIN, NOTHING)
    assert known.money is not None
    assert (known.queue, known.settled.queue_reason) == (None, "no flows")


def test_people_of_one_s_own_give_a_queue_where_none_was_published():
    own = play(replace(PLAIN, entries=exactly(50.0), workers=exactly(6.0)), NOTHING)
    assert own.queue is not None
    assert own.queue.flows.opening_cases.mean() == pytest.approx(50 / 13.044 * 26, rel=0.1)


def test_the_chance_of_a_list_by_a_quarter_is_that_of_one_at_it_or_before_it():
    quarters = model.list_quarters(play(PLAIN), 0.95)
    waits = play(PLAIN).queue.flows.waiting > 0
    assert quarters["chance_waiting_by_then"].tolist() == [waits[: end + 1].any(axis=0).mean() for end in range(8)]
    assert (quarters["chance_waiting_by_then"] >= quarters["chance_waiting"]).all()


def test_a_range_is_met_by_its_draws():
    numbers = np.random.default_rng(1).standard_normal(100_000)
    low, middle, high = np.quantile(take("length_of_support", Spread(12, 20, 40), numbers), [0.025, 0.5, 0.975])
    assert (low, middle, high) == pytest.approx((12, 20, 40), rel=0.02)
    assert take("high_risk_share", Spread(0.1, 0.9, 0.99), 5 * numbers).max() <= 1
    assert take("growth", exactly(0.03), numbers).tolist() == [0.03]


def test_without_chance_every_unknown_stands_at_its_value():
    still = model.simulate(replace(PLAIN, growth=FROM_EVIDENCE), BASE, without_chance(3, 8))
    assert still.money.need[-1] == pytest.approx([100 * 1.05**2 * 1.02**2] * 3)


def test_the_level_of_entries_and_their_scatter_by_hand():
    starts = pd.date_range("2022-04-01", periods=4, freq="QS")
    rows = pd.DataFrame(
        {"entries": [115, 263, 198, 164], "period_start": starts, "period_end": starts + pd.offsets.QuarterEnd(0)}
    )
    level, scatter = entry_level(rows)
    seen = np.log([115, 263, 198, 164]).var(ddof=1)
    assert level.value == 185
    assert level.high / level.value == pytest.approx(np.exp(1.959964 * np.sqrt(seen / 4)))
    assert scatter == pytest.approx(np.sqrt(seen - 1 / 185))
    single, none = entry_level(rows.head(2))
    assert none == 0
    assert single.low < single.value < single.high
