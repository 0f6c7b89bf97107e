"""The tables of a run as numbers, for the workbook and the data: nothing is rounded or worded here."""

from datetime import date
from operator import attrgetter

import pandas as pd

from analysis.pack.exhibits.findings import marks_of
from analysis.pack.parts import Column, Table
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
    ("performance", "Performance by period", "Each row is an indicator in a period; a printed share has no base."),
    ("performance_pooled", "Performance pooled", "Each row is an indicator over all its published periods."),
    ("rods", "Measuring rods", "Each row is a price index or population that was used, with its release."),
)


def list_tables(results: Results) -> list[Table]:
    """The tables of a run that have rows, and the list of sources with the licence of each."""
    tables = [
        _table(path.replace(".", "_"), title, about, _with_marks(attrgetter(path)(results), results))
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
    return Table(
        name, title, columns, rows, notes=(about,), source="the published papers and statistics of the sheet «sources»"
    )


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
        return column.map(lambda value: " ".join(value) if isinstance(value, tuple) else value)
    return column


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
