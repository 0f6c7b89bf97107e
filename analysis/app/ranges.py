"""Estimates, ends and sums beside their names: drawn by hand, so that a name has room on a telephone."""

from collections.abc import Iterator
from html import escape

from analysis import charts
from analysis.app.markup import heading, paragraph
from analysis.app.plot import Row, Scale, bars, key, spanning
from analysis.app.seen import Seen
from analysis.pack.exhibits import Exhibit
from analysis.pack.exhibits.growth import shown_growth
from analysis.pack.exhibits.money_ahead import ends_by_month
from analysis.pack.statements.ahead import of_switch
from analysis.pipeline import Results
from analysis.wording.ahead import log_interval, log_percent
from analysis.wording.numbers import number

MONTHS_BETWEEN_TICKS = 6
BY_BASIS = ("s0", "s1", "s2", "s3")


def forest_markup(results: Results, exhibit: Exhibit) -> str:
    """Every estimate of growth with its interval, kinds apart; those that do not count are hollow."""
    drawn = "".join(
        _forest(kind, rows) for kind, rows in shown_growth(results).groupby("panel", sort=False) if len(rows)
    )
    named = key([("s0 box", "counts"), ("off box", "does not count"), ("s1 box", "all that count together")])
    return f"{heading(exhibit.title, exhibit.caption, 'Growth as published')}{named}{_spoken(drawn, exhibit)}"


def switched(results: Results, seen: Seen) -> str:
    """What the sources that are switched off change, as markup; empty where all of them count."""
    return "".join(paragraph(one.text) for one in of_switch(results, seen.without))


def endings_markup(results: Results, exhibit: Exhibit) -> str:
    """How many months after the date of the evidence something ends, the soonest first."""
    rows, head = ends_by_month(results), heading(exhibit.title, exhibit.caption, "Timeline")
    if rows.empty:
        return head
    kinds = dict(zip(rows["basis"].drop_duplicates(), BY_BASIS, strict=False))
    reach = rows["months_ahead"].max()
    made = [_ending(row.label, row.months_ahead, kinds[row.basis]) for row in rows.itertuples()]
    ticks = [(months, str(months)) for months in range(0, int(reach) + 1, MONTHS_BETWEEN_TICKS)]
    named = key((f"{kind} box", f"end {basis}") for basis, kind in kinds.items())
    return head + named + _spoken(bars(made, spanning([0, reach]), mark=0, ticks=ticks), exhibit)


def quarters_markup(results: Results, exhibit: Exhibit) -> str:
    """The pounds known for each quarter; where nothing was published there is no bar, and it says so."""
    rows, head = results.money.quarters, heading(exhibit.title, exhibit.caption, "Cliffs")
    known, more = rows["committed_gbp"], rows["if_extended_gbp"]
    if known.notna().sum() == 0:
        return head
    named = [("s0 box", "known"), ("s1 box", "only if the option to extend is taken")][: 2 if more.notna().any() else 1]
    made = [
        (quarter, [*_piece(0, sum_gbp, "s0"), *_piece(sum_gbp, sum_gbp + added, "s1")], said)
        for quarter, sum_gbp, added, said in zip(
            rows["quarter"], known, more, exhibit.table[exhibit.table.columns[1]], strict=True
        )
    ]
    scale = spanning([*known, *(known + more)])
    return head + (key(named) if len(named) > 1 else "") + _spoken(bars(made, scale, mark=0), exhibit)


def _ending(label: str, months: float, kind: str) -> Row:
    return label, [(0, months, f"span {kind}"), (months, months, f"dot {kind}")], f"{number(months)} months"


def _forest(kind: str, rows) -> str:
    edge, ticks = charts.growth_scale(rows)
    made = [_estimate(row, Scale(*edge)) for row in rows.itertuples()]
    return f"<h3>{escape(kind)}: growth a year</h3>{bars(made, Scale(*edge), mark=0, ticks=ticks)}"


def _estimate(row, scale: Scale) -> Row:
    look = "s1" if row.summary else "s0" if row.counted else "off"
    pieces = [(row.low, row.high, f"span {look}")]
    if row.log_growth == row.log_growth and scale.low <= row.log_growth <= scale.high:
        pieces.append((row.log_growth, row.log_growth, f"dot {look}"))
    name = f"{row.label} *" if row.recording else row.label
    known = "" if row.log_growth != row.log_growth else f"{log_percent(row.log_growth)} "
    return name, pieces, f"{known}({log_interval(row.low, row.high)})"


def _piece(start: float, end: float, kind: str) -> Iterator[tuple[float, float, str]]:
    if start == start and end == end:
        yield start, end, kind


def _spoken(inside: str, exhibit: Exhibit) -> str:
    said = f"{exhibit.title}. {exhibit.alternative_text}"
    return f'<div role="img" aria-label="{escape(said)}">{inside}</div>'
