"""Sentences about room: what published flows and waits say, then what would follow, always beginning with «if»."""

from collections.abc import Sequence

from analysis.wording.numbers import count_of, interval, join, long_date, number, percent, round_pounds

LONGEST_WAIT_WEEKS = 520
COST = "Pounds of the day, a year"
NO_WORKERS = (
    "Of no service whose people are counted as they come and leave does any paper give the workers, the cases that one "
    "carries, how long support lasts, or a waiting list. So nothing can be said of its room as it is; what follows "
    "says what would be so if the numbers named were right."
)


def smallest_sentence(label: str, row) -> str:
    """The fewest open cases that published flows allow; `row` is a row of `smallest_caseloads`."""
    start, end = long_date(row.start), long_date(row.end)
    said = (
        f"{label}: {number(row.entries)} people were accepted and {number(row.exits)} left between {start} and {end}. "
        f"So at least {number(row.closing_at_least)} had open cases on {end}"
    )
    if row.opening_at_least <= 0:
        return f"{said}. How many there were is not published."
    emptied = long_date(row.emptied)
    return (
        f"{said}, and at least {number(row.opening_at_least)} on {start}: with fewer, more people would have left by "
        f"{emptied} than were there. That smallest number would mean that nobody was in support on {emptied}, so there "
        "were probably more. How many more is not published."
    )


def waits_sentence(label: str, row) -> str:
    """What a wait before and since new money says; `row` has the fields of `WaitFell`, `start` and `end`."""
    before, since = _span(row.before), _span(row.since)
    extra = interval(*(number(one, 1) for one in row.extra_starts_a_week))
    return (
        f"{label}: the wait was {before} weeks before new money and has been {since} weeks since. If people go on "
        f"coming at one pace, the list is now {percent(row.shrank[0])} to {percent(row.shrank[1])} of what it was, "
        "because "
        f"the wait is the list divided by the starts. If the {number(row.people)} people supported since "
        f"{long_date(row.start)} started evenly until {long_date(row.end)}, that is {number(row.starts_a_week, 1)} a "
        f"week; then {_span(row.list_before)} people waited before and {_span(row.list_since)} wait now, and to "
        f"shorten the list in that time took {extra} starts a week more than came."
    )


NO_STANDARD = (
    "How many cases a worker may have open at once cannot be calculated: no yearly standard that has a date had been "
    "published by this meeting."
)


def at_once_sentence(rows: Sequence) -> str:
    """What a yearly standard means at once; rows of `Capacity.at_once`."""
    said = [
        f"{number(row.cases_low)} to {number(row.cases_high)} where support lasts {number(row.length_weeks)} weeks"
        for row in rows
    ]
    return (
        f"If a worker takes {yearly_cases(rows[0])} a year, as the advisers' standard has it, the cases open at once "
        f"depend on how long each lasts: {'; '.join(said)}."
    )


def yearly_cases(row) -> str:
    """What the advisers' standard says of a year: «60 to 80 cases»; `row` is a row of `Capacity.at_once`."""
    return f"{interval(number(row.yearly_low), number(row.yearly_high))} cases"


def workers_sentence(rows: Sequence, people: float) -> str:
    """Workers for last year's people; rows of `Capacity.workers`, the middle lengths and caseloads in the middle."""
    middle = rows[len(rows) // 2]
    least, most = (choose(rows, key=lambda row: row.workers) for choose in (min, max))
    return (
        f"If support lasts {number(middle.length_weeks)} weeks and a worker carries {number(middle.caseload)} cases at "
        f"once, {number(middle.workers)} workers just hold the {number(people)} people accepted in the last published "
        f"year. If it lasts {number(least.length_weeks)} weeks and a worker carries {number(least.caseload)}, "
        f"{number(least.workers)} do; if {number(most.length_weeks)} weeks and {number(most.caseload)}, "
        f"{number(most.workers)}."
    )


def steady_sentence(row) -> str:
    """Where a number of places leads; `row` is a row of `Capacity.steady`."""
    begun = f"If {number(row.places)} cases can be open at once and support lasts {number(row.length_weeks)} weeks"
    if not row.settles:
        return f"{begun}, the list grows by {number(row.growth, 1)} people a week without end."
    return (
        f"{begun}, {percent(row.must_wait)} of the people who come find no free place, {number(row.waiting)} wait at a "
        f"time, and {percent(row.late_at_high_risk, 1)} of those at high risk start more than a day after coming, "
        "although they go first."
    )


def staffing_sentence(row, last: str) -> str:
    """Workers for a longest wait; `row` is a row of `Scenarios.staffing`, `last` the last quarter in words."""
    wanted = f"For less than {percent(row.limit)} chance of waiting more than {number(row.wait_weeks)} weeks in {last}"
    if row.workers is None or row.workers != row.workers:
        return f"{wanted}, no number of workers is enough."
    cost = ""
    if row.cost_gbp == row.cost_gbp and row.cost_gbp:
        ends = row.cost_low_gbp, row.cost_high_gbp
        span = f" ({interval(*(round_pounds(one) for one in ends))})" if ends[0] < ends[1] else ""
        cost = f", about {round_pounds(row.cost_gbp)}{span} a year in pounds of the day"
    return f"{wanted}, it takes {count_of(row.workers, 'worker')} at the start{cost}."


def bought_sentence(rows: Sequence, label: str, target_weeks: float, last: str) -> str:
    """The chance of too long a wait that more or less money buys; rows of `Scenarios.bought`, rising in money."""
    said = [f"{percent(row.chance_too_long)} with {number(100 * row.money_share)}" for row in rows]
    return (
        f"If «{label}» holds but for the money that it begins with, the chance of waiting more than "
        f"{number(target_weeks)} weeks in {last} is {join(said)} of every 100 of the base year's funding, in pounds of "
        "the day."
    )


def own_pounds_sentence(row, pounds_a_year: float, label: str, target_weeks: float, last: str) -> str:
    """The wait that a reader's own sum buys; `row` has the columns of `Scenarios.bought`."""
    limits = interval(weeks(row.wait_weeks_low), weeks(row.wait_weeks_high))
    return (
        f"If «{label}» holds and {round_pounds(pounds_a_year)} a year pay {workers_cell(row)} workers at the start (in "
        "pounds of the base year; the sum then moves as the scenario says), somebody who joins the list in "
        f"{last} waits this many weeks in the middle of the futures: {weeks(row.wait_weeks)} ({limits}). The chance of "
        f"more than {number(target_weeks)} weeks is {percent(row.chance_too_long)}."
    )


def workers_cell(row) -> str:
    """Workers at the start with their interval; `row` has the columns of `Scenarios.bought`."""
    middle, low, high = (number(one, 1) for one in (row.workers, row.workers_low, row.workers_high))
    return middle if low == high else f"{middle} ({interval(low, high)})"


def weeks(wait: float) -> str:
    """A wait in weeks; the longest that is told apart is ten years."""
    if wait >= LONGEST_WAIT_WEEKS:
        return "ten years or more"
    return "none" if wait <= 0 else number(wait, 0 if wait >= 1 else 1)


def _span(ends: tuple[float, float]) -> str:
    return interval(*(number(one) for one in ends))
