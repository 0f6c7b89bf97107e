"""What each measure is in case records: one definition, whatever engine works it out.

A condition is a function from the table of cases to a truth for each of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import ibis

SOON_HOURS = 48  # the promise of the 2022 contracts, and the edge of its second band
LATER_HOURS = 72
Condition = Callable[[ibis.Table], ibis.Value]


@dataclass(frozen=True)
class Flow:
    """A measure counted in the quarter of a day: the cases that have the day, and meet the condition if any."""

    measure: str
    day: str
    where: Condition | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stock:
    """A measure at the end of a quarter: the cases that met `since` by then and have not met the first of `until`."""

    measure: str
    since: str
    until: tuple[str, ...]
    where: Condition | None = None


@dataclass(frozen=True)
class People:
    """A measure of people, each once, whose time from one day to another touches the quarter."""

    measure: str
    since: str
    until: str
    needs: tuple[str, ...] = ("person_id",)


def _is(column: str, code: str) -> Condition:
    return lambda cases: cases[column] == code


def _reached_within(hours: int) -> Condition:
    return lambda cases: cases.contact_at <= cases.referral_at + ibis.interval(hours=hours)


def _accepted_and(condition: Condition) -> Condition:
    return lambda cases: (cases.decision == "accepted") & condition(cases)


def _between(cases: ibis.Table) -> ibis.Value:
    return _reached_within(LATER_HOURS)(cases) & ~_reached_within(SOON_HOURS)(cases)


def _not_reached_yet(cases: ibis.Table) -> ibis.Value:
    return cases.contact_at.isnull() | ~_reached_within(LATER_HOURS)(cases)


FLOWS = (
    Flow("referrals received", "referral_at"),
    Flow("referrals from the helpline", "referral_at", _is("referral_source", "helpline"), ("referral_source",)),
    Flow("referrals from other sources", "referral_at", _is("referral_source", "other"), ("referral_source",)),
    Flow("referrals accepted", "decision_on", _is("decision", "accepted")),
    Flow("referrals not accepted", "decision_on", _is("decision", "not accepted")),
    Flow("contact made within 48 hours", "decision_on", _accepted_and(_reached_within(SOON_HOURS))),
    Flow("contact made within 72 hours", "decision_on", _accepted_and(_between)),
    Flow("contact made after 72 hours", "decision_on", _accepted_and(_not_reached_yet)),
    Flow("cases opened", "start_on"),
    Flow("planned exits", "end_on", _is("exit", "planned")),
    Flow("unplanned exits", "end_on", _is("exit", "unplanned")),
    Flow("exits", "end_on", lambda cases: cases.exit.notnull()),
    Flow("cases closed", "end_on", lambda cases: cases.outcome.notnull(), ("outcome",)),
    Flow("positive case closures", "end_on", _is("outcome", "positive"), ("outcome",)),
)
STOCKS = (
    Stock("caseload", "start_on", ("end_on",)),
    Stock("people on the waiting list", "decision_on", ("start_on", "end_on"), _is("decision", "accepted")),
)
PEOPLE = (People("people supported", "start_on", "end_on"),)
# Counts that are some or all of another, of which a reader knows it: by subtraction one would tell of the rest.
FAMILIES = (
    ("referrals received", ("referrals from the helpline", "referrals from other sources")),
    (
        "referrals accepted",
        ("contact made within 48 hours", "contact made within 72 hours", "contact made after 72 hours"),
    ),
    ("exits", ("planned exits", "unplanned exits")),
    ("exits", ("cases closed",)),
    ("cases closed", ("positive case closures",)),
)


def flows_by_day(columns: Iterable[str]) -> dict[str, tuple[Flow, ...]]:
    """The flows that an extract with these columns can give, by the day that counts them."""
    there = set(columns)
    known = [flow for flow in FLOWS if there.issuperset(flow.needs)]
    return {day: tuple(flow for flow in known if flow.day == day) for day in dict.fromkeys(one.day for one in known)}


def people_of(columns: Iterable[str]) -> tuple[People, ...]:
    """The measures of people that an extract with these columns can give."""
    there = set(columns)
    return tuple(one for one in PEOPLE if there.issuperset(one.needs))
