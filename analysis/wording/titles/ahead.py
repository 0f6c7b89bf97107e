"""Titles of what follows if a scenario holds: people waiting, workers, places, what money buys."""

import pandas as pd

from analysis.wording.numbers import confidence_label, interval, join, number, percent
from analysis.wording.titles import in_words, some_of


def if_holds(label: str, said: str) -> str:
    """What follows from a scenario, named with it."""
    return f"If «{label}» holds: {said}"


def waiting(label: str, row, confidence: float) -> str:
    """How many people wait in the last quarter; `row` has `period`, `waiting` and its limits."""
    limits = f"{confidence_label(confidence)} interval {interval(number(row.waiting_low), number(row.waiting_high))}"
    if row.waiting_low >= 1:
        return if_holds(label, f"{number(row.waiting)} people wait in {row.period} ({limits})")
    if row.waiting_high < 1:
        return if_holds(label, f"nobody waits in {row.period}")
    middle = f"the middle is {number(row.waiting)} ({limits})"
    return if_holds(label, f"whether anybody waits in {row.period} cannot be told; {middle}")


def gaps(label: str, lows: pd.Series, highs: pd.Series) -> str:
    """Against how many other scenarios the gap is larger or smaller; limits of the other's gap less this one's."""
    counts = {"larger": int(highs.lt(0).sum()), "smaller": int(lows.gt(0).sum())}
    said = [f"{way} than in {some_of(count, len(lows), 'other')}" for way, count in counts.items() if count]
    same = len(lows) - sum(counts.values())
    said += [f"for {in_words(same)} it is the same or cannot be told"] if same else []
    return f"The gap of «{label}» is {join(said)}" if sum(counts.values()) else f"The gap of «{label}»: {join(said)}"


def staffing(label: str, wait_weeks: float, workers: float) -> str:
    """The workers that a longest wait takes; none where no number is enough."""
    wait = f"a wait of no more than {number(wait_weeks)} weeks"
    if workers != workers or not workers:
        return if_holds(label, f"no number of workers is enough for {wait}")
    return if_holds(label, f"{wait} takes {number(workers)} workers at the start")


def bought(label: str, weeks: float, chance_now: float, share: float, chance: float) -> str:
    """The chance of too long a wait with the money that there is, and with the most that is looked at."""
    return if_holds(
        label,
        f"the chance of a wait over {number(weeks)} weeks is {percent(chance_now)} with the money of the base year, "
        f"{percent(chance)} with {number(100 * share)} of every 100 of it",
    )


def places(settled: float, unsettled: float) -> str:
    """The fewest places with which a list settles, and the most with which it does not; missing for none."""
    if settled != settled:
        return "If as many people kept coming, the list would settle with none of these numbers of places"
    beyond = "" if unsettled != unsettled else f", with {number(unsettled)} it would not"
    return f"If as many people kept coming, the list would settle with {number(settled)} places{beyond}"


def workers(low: float, high: float) -> str:
    """The workers that last year's people take, at least and at most."""
    return f"Last year's people take {interval(number(low), number(high))} workers, by length and caseload"


def at_once(yearly: str, low: float, high: float) -> str:
    """A yearly number of cases as cases at once."""
    return f"{yearly} a year are {interval(number(low), number(high))} at once, by how long each lasts"


def open_cases(service: str, cases: float, period: str) -> str:
    """The most open cases that published flows prove."""
    return f"{service}: at least {number(cases)} open cases at the end of {period}, if the published flows are right"


def assumed(label: str, assumed: int, of: int) -> str:
    """How many of the numbers behind a scenario rest on an assumption."""
    return f"The numbers behind «{label}»: {number(assumed)} of {number(of)} rest on an assumption"
