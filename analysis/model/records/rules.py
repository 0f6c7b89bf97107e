"""What may be wrong with a case record: each rule as an expression that is true where it is broken."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import ibis

from analysis.model.records.identifiers import is_suspect
from analysis.reference.case_format import CaseColumn, CaseFormat

EARLIEST = date(2000, 1, 1)  # before any of the services: an older day is a slip, or a day of birth
# Pairs of days of which the second must not come before the first.
ORDER = (
    ("referral_at", "decision_on"),
    ("referral_at", "contact_at"),
    ("referral_at", "start_on"),
    ("referral_at", "end_on"),
    ("start_on", "end_on"),
)
IN_WORDS = {
    "referral_at": "the referral",
    "start_on": "the start of support",
}


@dataclass(frozen=True)
class Rule:
    """A rule that a record may break: in which column it shows, what is wrong then, and what was expected.

    about_cell: whether it is the text of the cell that is wrong, which may be something that tells of a person.
    """

    column: str
    broken: Callable[[ibis.Table], ibis.Value]
    said: str
    expected: str
    about_cell: bool = False


def list_rules(form: CaseFormat, columns: Iterable[str], services: Iterable[str], until: date) -> tuple[Rule, ...]:
    """Every rule for an extract with these columns.

    services: ids that are known; until: the last day that a record may speak of.
    """
    there = [column for column in form.columns if column.id in set(columns)]
    known = tuple(services)
    return (
        *(rule for column in there for rule in _of_cells(column, known, until)),
        *_of_order(),
        *_of_sense({column.id for column in there}),
    )


def count_broken(cases: ibis.Table, rules: tuple[Rule, ...]) -> ibis.Table:
    """One row: how many records break each rule, as `rule_0`, `rule_1`, …"""
    broken = {f"rule_{place}": rule.broken(cases).sum() for place, rule in enumerate(rules)}
    return cases.aggregate(**broken)


def repeats(cases: ibis.Table) -> ibis.Table:
    """One row: how many rows have a case_id that another has too, the first of them not counted."""
    return cases.aggregate(repeats=cases.case_id.count() - cases.case_id.nunique())


def repeated(numbered: ibis.Table) -> ibis.Table:
    """One row: the first row whose case_id stands in an earlier one."""
    twice = numbered.group_by("case_id").aggregate(rows=ibis._.count(), first=numbered.row_number.min())
    joined = numbered.join(twice.filter(twice.rows > 1), "case_id")
    return joined.filter(joined.row_number > joined.first).aggregate(row=lambda one: one.row_number.min())


def _of_cells(column: CaseColumn, services: tuple[str, ...], until: date) -> Iterator[Rule]:
    name = column.id
    if column.filled:
        yield Rule(name, lambda cases: cases[name].isnull(), "empty", "expected a value in every row")
    if column.kind == "pseudonym":
        expected = "expected a pseudonym: 4 to 64 letters, digits, - or _, at least one a digit, that tells of nobody"
        yield Rule(name, lambda cases: is_suspect(cases[name]), "(not shown) no pseudonym", expected, True)
    elif column.kind in ("code", "mark"):
        codes = [code.id for code in column.codes]
        expected = f"expected {', '.join(codes[:-1])}{' or ' if len(codes) > 1 else ''}{codes[-1]}, or nothing"
        yield Rule(
            name, lambda cases: ~cases[name].isin(codes), "(not shown) not a code of this column", expected, True
        )
    elif column.kind == "service":
        expected = "expected the id of a service of eras.yml, such as da-locality"
        yield Rule(name, lambda cases: ~cases[name].isin(services), "(not shown) not a service", expected, True)
    else:
        expected = f"expected a day from {EARLIEST} to {until}"
        yield Rule(name, lambda cases: ~_day(cases, name).between(EARLIEST, until), "a day out of range", expected)


def _of_order() -> Iterator[Rule]:
    for first, last in ORDER:
        yield Rule(
            last,
            lambda cases, first=first, last=last: _day(cases, last) < _day(cases, first),
            f"before {IN_WORDS[first]}",
            f"expected the day of {IN_WORDS[first]} or later",
        )


def _of_sense(columns: set[str]) -> Iterator[Rule]:
    yield Rule(
        "decision_on",
        lambda cases: cases.decision.isnull() != cases.decision_on.isnull(),
        "a decision without its day, or a day without a decision",
        "expected both or neither",
    )
    yield Rule(
        "start_on",
        lambda cases: cases.start_on.notnull() & (cases.decision.isnull() | (cases.decision != "accepted")),
        "support without an accepted referral",
        "expected «accepted» in decision, or no day",
    )
    yield Rule(
        "exit",
        lambda cases: cases.exit.isnull() != (cases.start_on.isnull() | cases.end_on.isnull()),
        "an exit without a start and an end of support, or both of these without an exit",
        "expected planned or unplanned where support has ended, else nothing",
    )
    if "outcome" in columns:
        yield Rule(
            "outcome",
            lambda cases: cases.outcome.notnull() & cases.exit.isnull(),
            "a result of a case that is open",
            "expected it only where support has ended",
        )


def _day(cases: ibis.Table, name: str) -> ibis.Value:
    day = cases[name]
    return day.cast("date") if day.type().is_timestamp() else day
