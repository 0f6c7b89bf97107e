"""Queueing theory for constant rates: how many wait, how long, and how many places are enough.

Reference: Erlang (1917); Gross et al. (2008), Fundamentals of Queueing Theory, ch. 3; Little (1961).
"""

import math
from dataclasses import dataclass

WEEKS_IN_YEAR = 52.1775
DAYS_IN_WEEK = 7


@dataclass(frozen=True)
class SteadyState:
    """Where a service settles if nothing changes.

    load: places that people would take if nobody waited; busy: that as a share of the places.
    waiting: people on the list on average, inf where it grows without end; growth: people by which it then grows a
    week, else 0; wait_weeks: on average, over everybody; must_wait: chance that somebody finds no free place.
    """

    load: float
    busy: float
    must_wait: float
    waiting: float
    wait_weeks: float
    growth: float

    @property
    def settles(self) -> bool:
        """Whether there is a steady state at all."""
        return self.busy < 1


def steady_state(entries_a_week: float, length_weeks: float, places: int) -> SteadyState:
    """Where constant entries, exponential lengths of support and a number of places lead (Erlang C)."""
    load = entries_a_week * length_weeks
    busy = load / places if places else math.inf
    if busy >= 1:
        return SteadyState(load, busy, 1.0, math.inf, math.inf, entries_a_week - places / length_weeks)
    must_wait = erlang_c(load, places)
    waiting = must_wait * busy / (1 - busy)
    return SteadyState(load, busy, must_wait, waiting, littles_wait(waiting, entries_a_week), 0.0)


def erlang_c(load: float, places: int) -> float:
    """Chance that somebody who comes finds every place taken; 1 where the load fills them all.

    load: entries times length; worked out by the recursion of Erlang B, which no number of places overflows.
    """
    if places <= load:
        return 1.0
    blocked = 1.0
    for place in range(1, places + 1):
        blocked = load * blocked / (place + load * blocked)
    return blocked / (1 - load / places * (1 - blocked))


def littles_wait(people: float, starts_a_week: float) -> float:
    """Weeks that people wait on average, from how many wait and how many start a week (Little's law)."""
    if starts_a_week <= 0:
        return math.inf if people > 0 else 0.0
    return people / starts_a_week


def late_start(entries_a_week: float, high_risk_a_week: float, length_weeks: float, places: int, days: float) -> float:
    """Chance that somebody at high risk, who goes first, starts later than some days after coming.

    Reference: Kella and Yechiali (1985), waiting times in the non-preemptive priority M/M/c queue: the first class
    waits with the chance of Erlang C, and then exponentially at the rate at which places come free less its own.
    """
    free = places / length_weeks - high_risk_a_week
    if free <= 0:
        return 1.0
    return erlang_c(entries_a_week * length_weeks, places) * math.exp(-free * days / DAYS_IN_WEEK)


def cases_at_once(cases_a_year: float, length_weeks: float) -> float:
    """The cases that a worker has open at once, from the cases of a year and how long each lasts (Little's law)."""
    return cases_a_year * length_weeks / WEEKS_IN_YEAR


def workers_for(entries_a_week: float, length_weeks: float, caseload: float) -> float:
    """Workers who are just enough to hold everybody who comes, with nobody waiting and nobody idle."""
    return entries_a_week * length_weeks / caseload
