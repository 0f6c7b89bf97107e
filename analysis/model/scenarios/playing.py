"""A scenario played out on thousands of paths: need and money by year, open cases and waits by quarter."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from analysis.model.capacity.queue import WEEKS_A_QUARTER, Flows, run_queue
from analysis.model.scenarios.course import QUARTERS_IN_YEAR, Course, lay_out, taken_share, year_of_quarter
from analysis.model.scenarios.draws import Draws
from analysis.model.scenarios.settling import Settled
from analysis.reference.scenario import Scenario

BASE_POINTS = 100.0
NO_STARTS = 1e-6  # a week: stands for none where people are divided by it
LONGEST_WAIT_WEEKS = 520.0  # ten years: no list is said to be longer


@dataclass(frozen=True)
class Money:
    """Need and funding by year ahead and path, with the base year's; `unit` is `points` of its funding, or `gbp`."""

    unit: str
    need_base: np.ndarray
    funding_base: np.ndarray
    need: np.ndarray
    funding: np.ndarray

    @property
    def gap(self) -> np.ndarray:
        """Need less funding."""
        return self.need - self.funding


@dataclass(frozen=True)
class Queue:
    """Open cases and waits by quarter ahead and path.

    wait_weeks: of somebody who joins the end of the list now; wait_high: of somebody at high risk.
    workers: paid for, of whom workers_at_start (by path) on the first day; workers_needed: to hold everybody who is
    taken, with nobody waiting and nobody idle.
    turned_away: people in the quarter whom the policy does not take, expected.
    """

    flows: Flows
    wait_weeks: np.ndarray
    wait_high: np.ndarray
    places: np.ndarray
    workers: np.ndarray
    workers_at_start: np.ndarray
    workers_needed: np.ndarray
    turned_away: np.ndarray
    unplanned_share: np.ndarray


@dataclass(frozen=True, eq=False)
class Simulation:
    """One scenario played out: `money` or `queue` is None where it cannot be calculated, `settled` says why.

    values: of each unknown by name and path (one value where it is certain).
    """

    settled: Settled
    values: Mapping[str, np.ndarray]
    course: Course | None
    money: Money | None
    queue: Queue | None
    paths: int

    @property
    def scenario(self) -> Scenario:
        """The scenario that was played out."""
        return self.settled.scenario


def play(
    settled: Settled, values: Mapping[str, np.ndarray], draws: Draws, workers: np.ndarray | float | None = None
) -> Simulation:
    """A settled scenario played out for given values of its unknowns.

    workers: full-time workers at the start instead of the scenario's own; one number, or one for each path.
    """
    course = None if settled.money_reason else lay_out(settled, values)
    money = None if course is None else _value(settled, values, course)
    queue = None
    if course is not None and not settled.queue_reason:
        queue = _serve(settled, values, course, draws, workers)
    return Simulation(settled, values, course, money, queue, draws.paths)


def start_workers(settled: Settled, values: Mapping[str, np.ndarray]) -> np.ndarray:
    """The workers of the first day: as the scenario says, or as many as held the base year's people.

    In balance means places for everybody who came in the base year and for everybody open on the first day.
    """
    if "workers" in values:
        return values["workers"]
    load = np.maximum(_base_load(settled, values), open_at_start(settled, values))
    return load / values["caseload"] / values["occupancy"]


def open_at_start(settled: Settled, values: Mapping[str, np.ndarray]) -> np.ndarray:
    """People in support on the first day; what the people who come fill, where nothing is published or said."""
    return values["opening_cases"] if "opening_cases" in values else _base_load(settled, values)


def _base_load(settled: Settled, values: Mapping[str, np.ndarray]) -> np.ndarray:
    # The workers saw the people who were counted: the error of the level is about the years ahead.
    counted = settled.numbers["entries"].value
    return counted / WEEKS_A_QUARTER * values["length_of_support"]


def _value(settled: Settled, values: Mapping[str, np.ndarray], course: Course) -> Money:
    known = [name for name in ("unit_cost", "base_funding") if name in values]
    if not known or (known == ["unit_cost"] and "entries" not in values):
        base = np.array([BASE_POINTS])
        return Money("points", base, base, BASE_POINTS * course.need, BASE_POINTS * course.funding)
    funding_base = values[known[-1]] if "base_funding" in values else _cost_of_all(values)
    need_base = _cost_of_all(values) if "unit_cost" in values and "entries" in values else funding_base
    return Money("gbp", need_base, funding_base, need_base * course.need, funding_base * course.funding)


def _cost_of_all(values: Mapping[str, np.ndarray]) -> np.ndarray:
    return values["unit_cost"] * values["entries"] * QUARTERS_IN_YEAR


def _serve(
    settled: Settled,
    values: Mapping[str, np.ndarray],
    course: Course,
    draws: Draws,
    workers: np.ndarray | float | None,
) -> Queue:
    horizon = settled.scenario.horizon
    expected = (values["entries"] * course.demand_by_quarter * (1 - values["moved_away"])).astype(np.float32)
    taken = expected * taken_share(settled, values).astype(np.float32)
    rate = taken * np.exp(np.float32(settled.base.scatter) * draws.scatter[:horizon])
    at_start = start_workers(settled, values) if workers is None else np.atleast_1d(np.asarray(workers, dtype=float))
    paid = at_start * np.maximum(course.real_funding_by_quarter, 0)
    each = values["caseload"] * course.productivity_by_quarter
    places = np.floor(paid * each).astype(np.float32)
    length = values["length_of_support"].astype(np.float32)
    pools = _pools(settled, values, rate, places)
    played = [_run(settled, values, pool, draws, place) for place, pool in enumerate(pools)]
    waits = [_waits(flows, pool, length) for flows, pool in zip(played, pools, strict=True)]
    return Queue(
        flows=_together(played),
        wait_weeks=waits[-1][0],
        wait_high=waits[0][1],
        places=places,
        workers=paid,
        workers_at_start=at_start,
        workers_needed=taken / WEEKS_A_QUARTER * length / each,
        turned_away=expected - taken,
        unplanned_share=values.get("unplanned_share", np.array([np.nan])),
    )


@dataclass(frozen=True)
class _Pool:
    """People and places that belong together: `share` of everything, of whom `high_share` are at high risk."""

    rate: np.ndarray
    places: np.ndarray
    share: np.ndarray | float
    high_share: np.ndarray


def _pools(settled: Settled, values: Mapping[str, np.ndarray], rate: np.ndarray, places: np.ndarray) -> list[_Pool]:
    high = values["high_risk_share"].astype(np.float32)
    if settled.scenario.threshold == "high-risk only":
        return [_Pool(rate, places, 1.0, np.ones(1))]
    if settled.scenario.teams == "mixed":
        return [_Pool(rate, places, 1.0, high)]
    # Teams are cut by the share that is expected; who then comes differs.
    planned = settled.numbers["high_risk_share"].value
    of_high = np.floor(places * planned)
    return [
        _Pool(rate * high, of_high, planned, np.ones(1)),
        _Pool(rate * (1 - high), places - of_high, 1 - planned, np.zeros(1)),
    ]


def _run(settled: Settled, values: Mapping[str, np.ndarray], pool: _Pool, draws: Draws, place: int) -> Flows:
    # A second team takes the chance of other paths: as independent as drawing anew, and as quick as not drawing.
    entries, exits = (np.roll(one, place, axis=1) if place else one for one in (draws.entries, draws.exits))
    return run_queue(
        pool.rate,
        np.broadcast_to(pool.places, (len(pool.rate), pool.places.shape[1])),
        length_weeks=values["length_of_support"],
        high_share=pool.high_share,
        opening_cases=pool.share * open_at_start(settled, values),
        opening_waiting=pool.share * values["opening_waiting"],
        chance_entries=entries,
        chance_exits=exits,
    )


def _waits(flows: Flows, pool: _Pool, length: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weeks that the last in line, and the last at high risk, would wait if places went on coming free as they do."""
    free = pool.places / length
    overtaking = np.where(pool.high_share < 1, pool.high_share, 0.0).astype(np.float32) / WEEKS_A_QUARTER * pool.rate
    return _weeks(flows.waiting, free - overtaking), _weeks(flows.waiting_high, free)


def _weeks(people: np.ndarray, starts: np.ndarray) -> np.ndarray:
    return np.minimum(people / np.maximum(starts, NO_STARTS), LONGEST_WAIT_WEEKS)


def _together(played: list[Flows]) -> Flows:
    if len(played) == 1:
        return played[0]
    one, other = played
    names = one.__dataclass_fields__
    return replace(one, **{name: getattr(one, name) + getattr(other, name) for name in names})


def year_labels(settled: Settled) -> list[int]:
    """The calendar year in which each year ahead begins."""
    return [settled.start.year + int(year) - 1 for year in np.unique(year_of_quarter(settled.scenario.horizon))]
