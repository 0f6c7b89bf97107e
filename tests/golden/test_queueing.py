"""The queue against what others worked out: Erlang's formula, Little's law, and a discrete-event simulation (SimPy)."""

import numpy as np
import pytest
import simpy

from analysis.model.capacity import erlang_c, late_start, littles_wait, run_queue, steady_state
from analysis.model.capacity.queue import STEPS_A_QUARTER, WEEKS_A_QUARTER
from analysis.model.scenarios import draw

PATHS, QUARTERS, SETTLED = 2_000, 60, 40
# Entries a quarter, weeks of support, places: nine tenths to nineteen twentieths of the places are taken.
SERVICES = [(185.0, 20.0, 300), (185.0, 26.0, 410), (60.0, 12.0, 62), (22.0, 12.0, 23)]


@pytest.fixture(scope="module")
def draws():
    return draw(np.random.default_rng(20220401), paths=PATHS, quarters=QUARTERS)


def settle(draws, entries, weeks, places, high=0.3):
    return run_queue(
        np.full((QUARTERS, PATHS), entries),
        np.full((QUARTERS, PATHS), float(places)),
        length_weeks=np.full(PATHS, weeks),
        high_share=np.full(PATHS, high),
        opening_cases=np.full(PATHS, entries / WEEKS_A_QUARTER * weeks),
        opening_waiting=np.zeros(PATHS),
        chance_entries=draws.entries,
        chance_exits=draws.exits,
    )


@pytest.mark.parametrize(("load", "places", "chance"), [(1, 2, 0.3333), (5, 6, 0.5875), (8, 10, 0.4092)])
def test_erlang_c_as_direct_summation_has_it(load, places, chance):
    terms = np.cumprod([1.0, *(load / place for place in range(1, places + 1))])
    last = terms[-1] * places / (places - load)
    assert erlang_c(load, places) == pytest.approx(last / (terms[:-1].sum() + last))
    assert erlang_c(load, places) == pytest.approx(chance, abs=5e-4)


@pytest.mark.parametrize(("entries", "weeks", "places"), SERVICES)
def test_with_constant_rates_it_settles_where_erlang_says(draws, entries, weeks, places):
    made = settle(draws, entries, weeks, places)
    theory = steady_state(entries / WEEKS_A_QUARTER, weeks, places)
    assert made.waiting[SETTLED:].mean() == pytest.approx(theory.waiting, rel=0.15, abs=0.05)
    # Who comes must wait where all places are taken; a list stands there where one more has come since.
    with_a_list = theory.must_wait * theory.load / places
    assert (made.waiting[SETTLED:] > 0).mean() == pytest.approx(with_a_list, abs=0.03)
    assert made.open_cases[SETTLED:].mean() == pytest.approx(theory.load, rel=0.01)


@pytest.mark.parametrize(("entries", "weeks", "places"), SERVICES)
def test_little_s_law_holds_for_those_in_support(draws, entries, weeks, places):
    made = settle(draws, entries, weeks, places)
    starts_a_week = made.starts[SETTLED:].mean() / WEEKS_A_QUARTER
    assert littles_wait(made.open_cases[SETTLED:].mean(), starts_a_week) == pytest.approx(weeks, rel=0.01)


@pytest.mark.parametrize("entries", [5.0, 22.0, 185.0, 5_000.0])
def test_as_many_come_as_are_expected_and_they_scatter_as_chance_does(draws, entries):
    made = settle(draws, entries, 20.0, 10_000)
    assert made.came.mean() == pytest.approx(entries, rel=0.02)
    assert made.came.var() == pytest.approx(entries, rel=0.12)


@pytest.mark.parametrize(
    ("weeks", "places", "wider"),
    [(12.0, 8, 0.17), (12.0, 15, 0.1), (26.0, 30, 0.1), (8.0, 25, 0.06), (26.0, 340, 0.06)],
)
def test_as_many_leave_full_places_as_are_expected_and_they_scatter_as_chance_does(weeks, places, wider):
    """With people always waiting all places stay taken: places times quarter over length leave in a quarter.

    Where a step has one or two exits, rounding to whole people makes them scatter a little more than they should.
    """
    draws = draw(np.random.default_rng(2), paths=4_000, quarters=12)
    full = {
        "high_share": np.zeros(4_000),
        "opening_cases": np.full(4_000, places),
        "opening_waiting": np.full(4_000, 1e4),
    }
    made = run_queue(
        np.full((12, 1), 1.0), np.full((12, 1), float(places)), length_weeks=np.full(4_000, weeks),
        chance_entries=draws.entries, chance_exits=draws.exits, **full,
    )  # fmt: skip
    chance = WEEKS_A_QUARTER / STEPS_A_QUARTER / weeks
    assert (made.open_cases == places).all()
    assert made.exits.mean() == pytest.approx(places * WEEKS_A_QUARTER / weeks, rel=0.006)
    assert made.exits.var() == pytest.approx(STEPS_A_QUARTER * places * chance * (1 - chance), rel=wider)


def simulate_events(entries_a_week, weeks, places, *, years, seed, high=0.3):
    """Mean waiting list and the waits of both classes, person by person."""
    generator = np.random.default_rng(seed)
    environment = simpy.Environment()
    workers = simpy.PriorityResource(environment, capacity=places)
    waits, warm = {0: [], 1: []}, 200.0

    def person(risk):
        came = environment.now
        with workers.request(priority=risk) as place:
            yield place
            if came > warm:
                waits[risk].append(environment.now - came)
            yield environment.timeout(generator.exponential(weeks))

    def come():
        while True:
            yield environment.timeout(generator.exponential(1 / entries_a_week))
            environment.process(person(0 if generator.random() < high else 1))

    environment.process(come())
    environment.run(until=warm + 52.1775 * years)
    return np.array(waits[0]), np.array(waits[1])


@pytest.fixture(scope="module")
def events():
    entries, weeks, places = 60.0, 12.0, 62
    runs = [simulate_events(entries / WEEKS_A_QUARTER, weeks, places, years=60, seed=seed) for seed in range(4)]
    return tuple(np.concatenate(parts) for parts in zip(*runs, strict=True))


def test_the_list_is_as_long_as_people_simulated_one_by_one_make_it(draws, events):
    made = settle(draws, 60.0, 12.0, 62)
    waited = np.concatenate(events).mean()
    assert made.waiting[SETTLED:].mean() / (60.0 / WEEKS_A_QUARTER) == pytest.approx(waited, rel=0.25)
    assert made.waiting_high[SETTLED:].mean() / 18.0 * WEEKS_A_QUARTER < waited


def test_the_promise_to_those_at_high_risk_is_as_late_as_people_simulated_one_by_one(events):
    a_week = 60.0 / WEEKS_A_QUARTER
    late = late_start(a_week, 0.3 * a_week, 12.0, 62, days=1)
    assert (events[0] > 1 / 7).mean() == pytest.approx(late, abs=0.05)


def test_steps_are_short_against_support():
    assert WEEKS_A_QUARTER / STEPS_A_QUARTER < 4  # the shortest support that a scenario may have
