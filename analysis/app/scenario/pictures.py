"""The pictures of scenarios, each from the table of its exhibit's results: drawn by hand, so that a control answers."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from analysis.app.markup import heading, paragraph
from analysis.app.plot import Plot, Scale, bars, key, spanning
from analysis.pack.exhibits import Exhibit
from analysis.pack.exhibits.capacity import chosen_quarters
from analysis.pipeline import Results
from analysis.wording import scenarios as words
from analysis.wording.numbers import confidence_label, number

MOST_LABELS = 9
KINDS = ("s0", "s1", "s2", "s3")
QUEUE = (("open_cases", "Open cases", "people"), ("waiting", "Waiting list", "people"), ("wait_weeks", "Wait", "weeks"))
QUARTERS_A_YEAR = 4
LONGEST_SHOWN_WEEKS = 104


def years_markup(results: Results, exhibit: Exhibit) -> str:
    """Need against money with its fan, and the gap of every scenario beside it."""
    head = heading(exhibit.title, exhibit.caption, "Demand against funding")
    rows = results.scenarios.years
    own = rows[rows["scenario"].eq(results.scenarios.chosen)]
    if own.empty:
        return head
    met = words.break_even_sentence(results.scenarios.results.iloc[0], results.parameters.confidence)
    even = paragraph(met, "even") if met else ""
    return f'{head}{even}<div class="plots">{_need(own, results, exhibit)}{_gaps(rows, results, exhibit)}</div>'


def curve_markup(results: Results, exhibit: Exhibit) -> str:
    """The chance that a sum is enough, rising from nought to one; the money that there is as an upright line."""
    rows, own = results.scenarios.s_curve, results.scenarios.results.iloc[0]
    head = heading(exhibit.title, exhibit.caption, "What is a sum worth?")
    if rows.empty:
        return head
    plot = Plot(spanning([*rows["amount"], own["funding"]], from_nought=False), Scale(0, 100))
    money = own["funding"]
    marks = [
        plot.line(rows["amount"].tolist(), (100 * rows["chance"]).tolist(), "s0"),
        plot.line([money, money], [0, 100], "s1"),
    ]
    ticks = [(one, words.amount(one, rows["unit"].iloc[0])) for one in plot.x.ticks]
    drawn = plot.draw(
        marks, spoken=_spoken(exhibit), xticks=ticks, xlabel=f"need in the last year, {_unit(rows)}",
        ylabel="chance that need is no more, per cent",
    )  # fmt: skip
    return f"{head}{key([('s0', 'chance that the sum is enough'), ('s1', 'the money that there is')])}{drawn}"


def parts_markup(results: Results, exhibit: Exhibit) -> str:
    """From the base year's need to the last year's, a bar for each part."""
    rows = results.scenarios.waterfall
    head = heading(exhibit.title, exhibit.caption, "What makes need grow")
    if rows.empty:
        return head
    unit, running, made = rows["unit"].iloc[0], 0.0, []
    for row in rows.itertuples():
        whole = row.part in ("base", "need")
        start = 0.0 if whole else running
        running = row.amount if whole else running + row.amount
        kind = "s0" if whole else "s1" if row.amount >= 0 else "s2"
        said = words.amount(row.amount, unit)
        sign = "+" if not whole and row.amount > 0 and said != "0" else ""
        made.append((words.PARTS[row.part], [(start, running, kind)], f"{sign}{said}"))
    scale = spanning([end for _, pieces, _ in made for piece in pieces for end in piece[:2]])
    named = key([("s0 box", "all of need"), ("s1 box", "adds to it"), ("s2 box", "takes from it")])
    return f"{head}{named}{_spoken_bars(bars(made, scale, mark=0), exhibit)}"


def swings_markup(results: Results, exhibit: Exhibit) -> str:
    """How far each unknown by itself moves the gap and the list, the widest first."""
    scenarios, parts = results.scenarios, []
    shown = (("Gap in the last year", scenarios.tornado_gap), ("People waiting at the end", scenarios.tornado_waiting))
    for title, swings in shown:
        rows = swings[swings["swing"].gt(0)].head(8)
        if rows.empty:
            continue
        scale = spanning([*rows["at_low"], *rows["at_high"]], from_nought=False)
        made = [
            (words.assumption_name(row.unknown), [(row.at_value, row.at_low, "s0"), (row.at_value, row.at_high, "s1")],
             f"{number(row.at_low)} to {number(row.at_high)}")
            for row in rows.itertuples()
        ]  # fmt: skip
        parts.append(f"<div><h3>{title}</h3>{bars(made, scale, mark=rows['at_value'].iloc[0])}</div>")
    head = heading(exhibit.title, exhibit.caption, "What matters most")
    named = key([("s0 box", "with the unknown at its low end"), ("s1 box", "at its high end")])
    side_by_side = f'<div class="plots">{"".join(parts)}</div>'
    return f"{head}{named}{_spoken_bars(side_by_side, exhibit)}" if parts else head


def queue_markup(results: Results, exhibit: Exhibit) -> str:
    """Open cases, the waiting list and the wait by quarter, each with its interval."""
    head, rows = heading(exhibit.title, exhibit.caption, "Ahead"), chosen_quarters(results)
    if rows.empty:
        return head
    drawn = "".join(_queue(rows, *one, exhibit) for one in QUEUE)
    named = key([("s0", "middle of the futures"), ("s0 box", f"{_confidence(results)} interval")])
    return f'{head}{named}<div class="plots">{drawn}</div>'


def _queue(rows: pd.DataFrame, name: str, title: str, unit: str, exhibit: Exhibit) -> str:
    quarters = rows["quarter"].tolist()
    low, middle, high = (rows[f"{name}{end}"].tolist() for end in ("_low", "", "_high"))
    longest = LONGEST_SHOWN_WEEKS if unit == "weeks" else float("inf")
    plot = Plot(Scale(quarters[0], quarters[-1]), spanning([min(one, longest) for one in high]))
    firsts = [(row.quarter, str(row.quarter_start.year)) for row in rows.itertuples() if row.quarter_start.month == 4]
    marks = [plot.band(quarters, low, high, "s0"), plot.line(quarters, middle, "s0")]
    said = (
        f"{title}, {unit}: {number(middle[0])} in {rows['period'].iloc[0]}, {number(middle[-1])} in "
        f"{rows['period'].iloc[-1]} ({number(low[-1])} to {number(high[-1])})."
    )
    cut = f" (cut at {LONGEST_SHOWN_WEEKS})" if max(high) > longest else ""
    return (
        f"<div><h3>{title}</h3>"
        f"{plot.draw(marks, spoken=said, xticks=_thin(firsts), xlabel='', ylabel=f'{unit}{cut}')}</div>"
    )


def _need(own: pd.DataFrame, results: Results, exhibit: Exhibit) -> str:
    years, columns = own["year"].tolist(), ["need_low", "need_high", "funding_high", "funding_low"]
    plot = Plot(Scale(0, years[-1] or 1), spanning(own[columns].to_numpy().ravel()))
    marks = [
        plot.band(years, own["need_low"].tolist(), own["need_high"].tolist(), "s0"),
        plot.line(years, own["need"].tolist(), "s0"),
        plot.line(years, own["funding"].tolist(), "s1"),
    ]
    named = key([("s0", "need"), ("s0 box", f"its {_confidence(results)} interval"), ("s1", "money")])
    drawn = plot.draw(
        marks, spoken=_spoken(exhibit), xticks=_years(years), xlabel=_ahead(results), ylabel=_unit(own)
    )  # fmt: skip
    return f"<div><h3>Need and money</h3>{named}{drawn}</div>"


def _gaps(rows: pd.DataFrame, results: Results, exhibit: Exhibit) -> str:
    described = [one for one in results.scenarios.described if one.id in set(rows["scenario"])][: len(KINDS)]
    own = rows[rows["scenario"].eq(described[0].id)]
    shown = rows[rows["scenario"].isin([one.id for one in described]) & rows["unit"].eq(own["unit"].iloc[0])]
    plot = Plot(
        Scale(0, shown["year"].max() or 1), spanning([*shown["gap"], *own["gap_low"], *own["gap_high"]])
    )  # fmt: skip
    marks = [plot.band(own["year"].tolist(), own["gap_low"].tolist(), own["gap_high"].tolist(), "s0")]
    said = []
    for kind, one in zip(KINDS, described, strict=False):
        part = shown[shown["scenario"].eq(one.id)]
        if len(part):
            marks.append(plot.line(part["year"].tolist(), part["gap"].tolist(), kind))
            last = part.iloc[-1]
            said.append(f"{one.label}: {words.amount(last.gap, last.unit)} after {last.year} years")
    named = key((kind, one.label) for kind, one in zip(KINDS, described, strict=False))
    drawn = plot.draw(
        marks, spoken=f"Gap, need less money. {'; '.join(said)}.", xticks=_years(shown["year"].unique().tolist()),
        xlabel=_ahead(results), ylabel=f"{_unit(own)}; above 0 money is short",
    )  # fmt: skip
    return f"<div><h3>The gap: need less money</h3>{named}{drawn}</div>"


def _years(years: Sequence[int]) -> list[tuple[float, str]]:
    return _thin([(one, str(one)) for one in years])


def _thin(ticks: list[tuple[float, str]]) -> list[tuple[float, str]]:
    return ticks[:: -(-len(ticks) // MOST_LABELS)] if ticks else []


def _ahead(results: Results) -> str:
    return f"years ahead; the first begins in {results.scenarios.base.start:%B %Y}"


def _unit(rows: pd.DataFrame) -> str:
    return "pounds of the day" if rows["unit"].iloc[0] == "gbp" else "base year's funding = 100"


def _confidence(results: Results) -> str:
    return confidence_label(results.parameters.confidence)


def _spoken(exhibit: Exhibit) -> str:
    return f"{exhibit.title}. {exhibit.alternative_text}"


def _spoken_bars(inside: str, exhibit: Exhibit) -> str:

    return f'<div role="img" aria-label="{escape(_spoken(exhibit))}">{inside}</div>'
