"""The tables of a run as numbers, for the workbook and the data: nothing is rounded or worded here."""

from datetime import date
from operator import attrgetter

import pandas as pd

from analysis.pack.exhibits.findings import marks_of
from analysis.pack.parts import PUBLISHED, Column, Table
from analysis.pipeline import Results

UNITS = {"gbp": "gbp", "percent": "percent", "months": "months", "years": "years"}
PENCE = "£#,##0.00"
FORMATS = {"gbp": "£#,##0", "percent": "0.0", "months": "0"}
# Name in the results (a dot leads into a record of them), title for readers, what each row is.
SHOWN = (
    (
        "figures",
        "Published figures",
        "Each row is one printing of one number, with its place in the paper.",
    ),
    (
        "findings",
        "Findings",
        "Each row is something that the printed figures say about themselves, the gravest first.",
    ),
    ("harmonised", "Systems side by side", "Each row is a concept under a system: one figure, or why there is none."),
    (
        "demand",
        "Counts of people by period",
        "Each row is a count in a period; its index is on the first of its series.",
    ),
    (
        "growth",
        "Growth of demand",
        "Each row is the series of a service, or the reason why it has no trend.",
    ),
    ("growth_evidence", "Growth estimates", "Each row is an estimate of growth, in log growth a year."),
    ("growth_synthesis", "Growth by kind", "Each row is a kind of evidence, in log growth a year."),
    ("growth_influence", "Growth without each", "Each row is a synthesis without one of its estimates."),
    ("growth_overlaps", "Growth counted twice", "Each row is what counting overlapping claims would change."),
    ("growth_drawn", "Growth for scenarios", "Each row is a service, its growth drawn to the others' evidence."),
    ("projection", "Demand ahead", "Each row is a period ahead with its prediction intervals, or a reason."),
    ("projection_totals", "Demand ahead, all of LLR", "Each row is a period ahead of added areas, or a reason."),
    ("back_test", "Projections tested", "Each row is a projected service: a test on its past, or a reason."),
    ("recent_trends", "Recent trends", "Each row is a published series: its marker and process limits, or a reason."),
    ("flows", "People in and out", "Each row is a service in a period; net is entries less exits."),
    ("funding", "Money by financial year", "Each row is a funding line in a year; nominal, and real in price_year."),
    (
        "funding_change",
        "Change of funding lines",
        "Each row is a line from its first full year to its last, both ways.",
    ),
    ("funding_undated", "Sums without a year", "Each row is a sum to which no year can be given; pounds of the day."),
    (
        "money.by_index",
        "Money by price index",
        "Each row is a line in a year, nominal and real in price_year by index.",
    ),
    ("money.deflators", "Price index", "Each row is a year of the chosen index; assumed after the end of its release."),
    ("money.shares", "Partners of joint sums", "Each row is a partner's part, or the rest; pounds of the day."),
    ("money.alike", "Sums that look alike", "Each row is a sum like another, not joined; pounds of the day."),
    ("money.by_head", "Money by head", "Each row is a line in a year; nominal, and real in price_year, or a reason."),
    ("money.by_person", "Money by person", "Each row is a service in a year; pounds of the day, or a reason."),
    ("money.standstill", "Standing still", "Each row is a service and a year; pounds of that year, or a reason."),
    ("money.payment", "Payment by results", "Each row is an indicator in a period; shares of the funding, no pounds."),
    ("money.endings", "What ends when", "Each row is an end, printed, worked out or unknown; pounds of the day."),
    ("money.committed", "Money by quarter", "Each row is a line in a quarter ahead; pounds of the day."),
    ("money.quarters", "Quarters ahead", "Each row is a quarter ahead; pounds of the day, empty where none published."),
    ("contracts", "Contracts and posts", "Each row is a contract or post as one paper states it."),
    ("coverage", "Where both are known", "Each row is a contract system in an area."),
    ("need", "Expected need", "Each row is an area and sex: a synthetic estimate with an assumed range."),
    ("assessment.expected", "Expected by survey year", "Each row is a survey year, an area and a sex, or a reason."),
    ("assessment.ladder", "Coverage", "Each row is a rung for a system, an area and a service, or a reason."),
    ("assessment.standards", "Standards", "Each row is what a standard asks for in an area, or a reason."),
    ("assessment.profiles", "Profiles of need", "Each row is a need in a period with every base it may have."),
    ("assessment.profile_changes", "Changes in profiles", "Each row is a need in two periods, tested."),
    ("assessment.reach", "Reach", "Each row is a count of a specialist service, or one that published nothing."),
    ("assessment.equality", "Equality", "Each row is a figure that bears on a protected characteristic, or none."),
    ("assessment.yearly_return", "Yearly return", "Each row is an item of a worksheet; it is not the ministry's form."),
    ("dashboard.elements", "Dashboard", "Each row is a key indicator of a service, or a service with nothing."),
    ("dashboard.targets", "Targets", "Each row is a printed share beside its target."),
    ("dashboard.outcomes_known", "Outcomes known", "Each row is a service in a period: how many outcomes are known."),
    ("dashboard.promises", "Promises", "Each row is a promise of a contract and a count that bears on it."),
    ("dashboard.priorities", "Priorities watched", "Each row is a priority and an indicator that watches it."),
    ("dashboard.risks", "Risks watched", "Each row is a risk and an indicator that watches it."),
    ("assessment.cards", "Indicators", "Each row is the card of an indicator, with sources known by the date."),
    ("performance", "Performance by period", "Each row is an indicator in a period; a printed share has no base."),
    ("performance_pooled", "Performance pooled", "Each row is an indicator over all its published periods."),
    ("capacity.published", "Fewest open cases", "Each row is a service: the fewest open cases that its flows allow."),
    ("capacity.workers", "Workers if", "Each row is a length of support and a caseload: workers who are just enough."),
    ("capacity.steady", "Steady state if", "Each row is a number of places: where it settles if nothing changes."),
    ("scenarios.results", "Scenarios", "Each row is a scenario at its end; money in its unit, pounds of the day."),
    ("scenarios.years", "Scenarios by year", "Each row is a year of a scenario; money in its unit, pounds of the day."),
    (
        "scenarios.quarters",
        "Scenarios by quarter",
        "Each row is a quarter of a scenario, with limits over its futures.",
    ),
    ("scenarios.differences", "Scenarios compared", "Each row is an outcome of a scenario less the chosen one's."),
    ("scenarios.taken", "Scenario numbers", "Each row is a number that the chosen scenario takes, and where from."),
    ("scenarios.waterfall", "Parts of need", "Each row is a part of the way from base to need; pounds of the day."),
    ("scenarios.s_curve", "Chance of a sum", "Each row is a sum and the chance that need is no more."),
    ("scenarios.tornado_gap", "What moves the gap", "Each row is an unknown at its two limits."),
    ("scenarios.tornado_waiting", "What moves the list", "Each row is an unknown at its two limits."),
    (
        "scenarios.learning_gap",
        "Learning, gap",
        "Each row is an unknown: the share of variance that knowing it takes away.",
    ),
    ("scenarios.learning_waiting", "Learning, waiting", "Each row is an unknown: its share of the list's variance."),
    ("scenarios.staffing", "Workers for a wait", "Each row is a longest wait: the fewest workers at the start."),
    ("scenarios.bought", "The wait money buys", "Each row is a share of the base year's money: the wait it buys."),
    ("scenarios.frontier.cells", "Frontier", "Each row is a growth of demand and of money: chance of too long a wait."),
    ("scenarios.frontier.break_even", "Money keeps pace", "Each row is a growth of demand: what money must grow by."),
    ("disclosure", "Returns for the public", "Each row is a figure of a return, what was done to it, and why."),
    ("rods", "Measuring rods", "Each row is a price index or population that was used, with its release."),
    ("unpublished_rods", "Rods not published", "Each row is a release that had not been published, so is not used."),
)


def find_table(results: Results, path: str) -> pd.DataFrame:
    """The table of this name in the results; a dot leads into a record of them."""
    return attrgetter(path)(results)


def list_tables(results: Results) -> list[Table]:
    """The tables of a run that have rows, and the list of sources with the licence of each."""
    tables = [
        _table(path.replace(".", "_"), title, about, _with_marks(find_table(results, path), results))
        for path, title, about in SHOWN
    ]
    return [table for table in tables if len(table.rows)] + [_sources(results)]


def _with_marks(frame: pd.DataFrame, results: Results) -> pd.DataFrame:
    """The table with the marks of the findings about each row's figures, where it names any."""
    if "mark" in frame or not {"id", "figures", "figure"} & set(frame.columns):
        return frame
    ids = frame["figures"] if "figures" in frame else [(one,) for one in frame["figure" if "figure" in frame else "id"]]
    return frame.assign(findings=[" ".join(marks_of(figures, results)) for figures in ids])


def _table(name: str, title: str, about: str, frame: pd.DataFrame) -> Table:
    rows = frame.assign(**{column: _plain(frame[column]) for column in frame.columns}) if len(frame) else frame
    columns = tuple(_column(column, rows[column]) for column in rows.columns)
    return Table(name, title, columns, rows, notes=(about,), source=PUBLISHED)


def _column(name: str, values: pd.Series) -> Column:
    unit = UNITS.get(name.rsplit("_", 1)[-1], "")
    align = "right" if values.dtype.kind in "if" else "left"
    days = any(isinstance(value, date) for value in values)
    by_head = name.startswith("per_") and unit == "gbp"
    written = "yyyy-mm-dd" if days else PENCE if by_head else FORMATS.get(unit, "")
    return Column(name, name.replace("_", " "), align, written, unit)


def _plain(column: pd.Series) -> pd.Series:
    """Dates as days, tuples of ids as text: what a cell can hold."""
    if column.dtype.kind == "M":
        days = [None if pd.isna(day) else day.date() for day in column]
        return pd.Series(days, index=column.index, dtype=object)
    if column.dtype == object:
        return column.map(lambda value: " ".join(map(_item, value)) if isinstance(value, tuple) else value)
    return column


def _item(value: object) -> str:
    """One of several things in a cell: an id as it is, a day as a day, a number in six digits, a shorthand for none."""
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return "[x]"
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else f"{value:.6g}"


def _sources(results: Results) -> Table:
    rows = pd.DataFrame(
        [
            {
                "id": one.id,
                "title": one.title,
                "body": one.body,
                "published": str(one.published or ""),
                "licence": one.licence,
            }
            for one in results.catalogue.documents
        ],
        columns=["id", "title", "body", "published", "licence", "address"],
    )
    columns = tuple(Column(name, name) for name in rows.columns)
    return Table("sources", "Sources and licences", columns, rows, notes=("Each row is a document known by the date.",))
