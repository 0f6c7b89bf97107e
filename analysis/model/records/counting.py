"""Expressions that count cases by service, area, quarter and group.

A quarter is a whole number, four times its year and its number in the calendar year: so it can be compared, and no
engine has to agree with another about dates. Each expression gives a few rows, whatever the number of cases.
"""

from dataclasses import dataclass
from datetime import date

import ibis

from analysis.model.records.measures import STOCKS, Flow, People, Stock, flows_by_day, people_of
from analysis.reference.periods import MONTHS_IN_QUARTER, MONTHS_IN_YEAR

QUARTERS_IN_YEAR = MONTHS_IN_YEAR // MONTHS_IN_QUARTER
KEYS = ("service", "area", "quarter")
EVERYWHERE = "everywhere"
BITS = 50  # in a number that every engine has, and that a float holds exactly


@dataclass(frozen=True)
class Question:
    """One expression to work out, and the column by which it is split, empty for everybody.

    expression: a row for each service, area, quarter and group, with a column for each of `measures`.
    """

    expression: ibis.Table
    measures: tuple[str, ...]
    split: str = ""


def quarter_number(day: date) -> int:
    """The quarter of a day as a number."""
    return day.year * QUARTERS_IN_YEAR + (day.month - 1) // MONTHS_IN_QUARTER + 1


def quarter_start(number: int) -> date:
    """The first day of a numbered quarter."""
    year, place = divmod(number - 1, QUARTERS_IN_YEAR)
    return date(year, place * MONTHS_IN_QUARTER + 1, 1)


def span(cases: ibis.Table) -> ibis.Table:
    """One row: how many cases there are, how many say that they are invented, the first and the last day of all."""
    days = [cases[name].cast("date") for name in ("referral_at", "decision_on", "start_on", "end_on")]
    invented = cases.synthetic.notnull().sum() if "synthetic" in cases.columns else ibis.literal(0)
    return cases.aggregate(
        cases=cases.count(),
        synthetic=ibis.coalesce(invented, 0),
        first=days[0].min(),
        last=ibis.greatest(*(ibis.coalesce(day.max(), days[0].max()) for day in days)),
    )


def ask_all(cases: ibis.Table, first: int, last: int, splits: tuple[str, ...] = ()) -> list[Question]:
    """Every question to the cases for the quarters from `first` to `last`; splits: columns of groups of people."""
    return [
        question
        for split in ("", *splits)
        for question in (
            *(ask_flows(cases, day, flows, (first, last), split) for day, flows in flows_by_day(cases.columns).items()),
            *(ask_stock(cases, stock, (first, last), split) for stock in STOCKS),
            *(
                ask_people(cases, people, (first, last), split, whole)
                for people in people_of(cases.columns)
                for whole in (False, True)
            ),
        )
    ]


def ask_flows(
    cases: ibis.Table, day: str, flows: tuple[Flow, ...], quarters: tuple[int, int], split: str = ""
) -> Question:
    """Measures that are counted by one day: a row for each place with any of them."""
    dated = cases.filter(cases[day].notnull())
    keyed = dated.group_by(*_keys(dated, split), quarter=_quarter(dated[day]))
    counted = keyed.aggregate(**{one.measure: one.where(dated).sum() if one.where else dated.count() for one in flows})
    within = counted.filter(counted.quarter.between(*quarters))
    return Question(within, tuple(flow.measure for flow in flows), split)


def ask_stock(cases: ibis.Table, stock: Stock, quarters: tuple[int, int], split: str = "") -> Question:
    """Cases open at the end of each quarter.

    Cases are counted by the quarters in which they came and went before the quarters between are laid out: so the
    number of rows does not grow with the number of cases.
    """
    begun = cases.filter(cases[stock.since].notnull())
    open_ones = begun.filter(stock.where(begun)) if stock.where else begun
    ends = [ibis.coalesce(_quarter(open_ones[day]), quarters[1] + 1) for day in stock.until]
    gone = ibis.least(*ends) if len(ends) > 1 else ends[0]  # Spark knows no least of one
    came = _quarter(open_ones[stock.since])
    runs = open_ones.group_by(*_keys(open_ones, split), came=came, gone=gone).aggregate(number=ibis._.count())
    laid = runs.mutate(quarter=ibis.array(list(range(quarters[0], quarters[1] + 1))).unnest())
    there = laid.filter((laid.came <= laid.quarter) & (laid.gone > laid.quarter))
    counted = there.group_by(*_names(split)).aggregate(**{stock.measure: there.number.sum()})
    return Question(counted, (stock.measure,), split)


def ask_people(
    cases: ibis.Table, people: People, quarters: tuple[int, int], split: str = "", whole: bool = False
) -> Question:
    """People present in each quarter, each once; whole: in a service wherever they live, which no sum of areas is.

    All stays of a person are laid over one another in numbers with a bit for each quarter, and people with the same
    bits are counted together: so the rows grow with the people, and neither with their stays nor with the length of
    these.
    """
    known = cases.filter(cases[people.since].notnull(), cases.person_id.notnull())
    first, last = quarters
    came = ibis.greatest(_quarter(known[people.since]), first)
    gone = ibis.least(ibis.coalesce(_quarter(known[people.until]), last), last)
    area = (ibis.literal(EVERYWHERE) if whole else known.area).name("area")
    stays = known.select(known.service, area, *_split(known, split), "person_id", came=came, gone=gone)
    stays = stays.filter(stays.came <= stays.gone)
    spans = {f"bits_{since}": (since, min(since + BITS - 1, last)) for since in range(first, last + 1, BITS)}
    where = [name for name in _names(split) if name != "quarter"]
    bits = {name: bit_or(_bits(stays.came, stays.gone, *span)) for name, span in spans.items()}
    people_alike = stays.group_by(*where, "person_id").aggregate(**bits).group_by(*where, *bits)
    alike = people_alike.aggregate(number=ibis._.count())
    there = [_laid_out(alike, where, name, *span) for name, span in spans.items()]
    present = ibis.union(*there) if len(there) > 1 else there[0]
    counted = present.group_by(*_names(split)).aggregate(**{people.measure: present.number.sum()})
    return Question(counted, (people.measure,), split)


@ibis.udf.agg.builtin
def bit_or(bits: int) -> int:
    """The bits that any of the rows has; each engine has it by this name."""


def _bits(came: ibis.Value, gone: ibis.Value, since: int, until: int) -> ibis.Value:
    """A whole number with a bit for each quarter from `came` to `gone` that lies within a span."""
    begin, end = ibis.greatest(came, since) - since, ibis.least(gone, until) + 1 - since
    return ibis.ifelse(begin < end, _power(end) - _power(begin), 0).cast("int64")


def _power(exponent: ibis.Value) -> ibis.Value:
    return (ibis.literal(2) ** exponent.cast("float64")).cast("int64")


def _laid_out(alike: ibis.Table, where: list[str], name: str, since: int, until: int) -> ibis.Table:
    """People who are alike, once for each quarter of a span in which they were there."""
    each = ibis.array(list(range(since, until + 1))).unnest()
    laid = alike.select(*where, "number", bits=alike[name], quarter=each)
    return laid.filter((laid.bits / _power(laid.quarter - since)).floor().cast("int64") % 2 == 1).drop("bits")


def _quarter(day: ibis.Value) -> ibis.Value:
    return (day.year() * QUARTERS_IN_YEAR + day.quarter()).cast("int32")


def _keys(cases: ibis.Table, split: str) -> list[ibis.Value]:
    return [cases.service, cases.area, *_split(cases, split)]


def _split(cases: ibis.Table, split: str) -> list[ibis.Value]:
    return [cases[split].name("code")] if split else []


def _names(split: str) -> tuple[str, ...]:
    return (*KEYS, "code") if split else KEYS
