"""Exhibits of what drives a scenario: which unknowns matter most, and growth of demand against growth of money."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.wording import scenarios as words
from analysis.wording.numbers import confidence_label, interval, number, percent, signed_percent

MOST_BARS = 8
EVERY = 8
ENDS = ("at_low", "at_high", "at_value")
KEEPS_PACE = "money just keeps pace"
IN_PERCENT = {
    "growth_percent": "growth",
    "uplift_percent": "uplift",
    "low_percent": "uplift_low",
    "high_percent": "uplift_high",
}
CHANCE_LABELS = {0.1: "one in ten waits too long", 0.5: "one in two", 0.9: "nine in ten"}


def what_matters(results: Results) -> Exhibit:
    """Which unknowns move the gap and the waiting list most, and what learning each would take away."""
    scenarios = results.scenarios
    money = scenarios.results.iloc[0].get("unit", "points")
    parts = [
        _swings("Gap in the last year", money, scenarios.tornado_gap, scenarios.learning_gap),
        _swings("People waiting in the last quarter", "people", scenarios.tornado_waiting, scenarios.learning_waiting),
    ]
    rows = pd.concat(parts, ignore_index=True)
    return Exhibit(
        name="what_matters",
        title=_title(scenarios),
        caption=(
            "Each unknown moved alone from its low limit to its high one, all others at their middle and nothing left "
            "to chance. The share of variance in the table is what of the variance over all futures would go if the "
            f"unknown were known. The gap: {words.unit_words(money)}."
        ),
        alternative_text=" ".join(
            f"{row.panel}, {row.label}: {_end(row.at_low, row)} to {_end(row.at_high, row)}."
            for row in rows.itertuples()
        ),
        table=_swing_table(rows),
        panels=partial(charts.swing_panels, _swings_drawn(rows)) if rows["swing"].gt(0).any() else None,
        columns=1,
    )


def growth_against_money(results: Results) -> Exhibit:
    """Growth of demand against growth of money: where waits stay short, and where money keeps pace."""
    found, lines = results.scenarios.frontier, results.scenarios.isolines
    drawn = _frontier_lines(found.break_even, lines)
    growths, uplifts = (found.cells[name].nunique() if len(found.cells) else 0 for name in ("growth", "uplift"))
    return Exhibit(
        name="growth_against_money",
        title=_pace_title(results.scenarios, results.parameters.confidence),
        caption=(
            f"Above a line, the chance of waiting more than {number(found.target_weeks)} weeks in the last quarter "
            "is smaller "
            f"than the line says; {number(found.paths)} futures for each of {growths} by {uplifts} pairs. "
            f"{words.workers_at_start(results.scenarios.described[0].workers)} A line ends where no growth of money in "
            "the picture is enough. The band is the interval of money that just keeps pace, by what is unknown of "
            "prices."
        ),
        alternative_text=" ".join(
            f"{row.label}: money by {signed_percent(row.uplift, 1)} where demand grows {signed_percent(row.growth, 1)}."
            for row in drawn.iloc[::EVERY].itertuples()
            if row.uplift == row.uplift
        ),
        table=_frontier_table(found) if len(found.cells) else pd.DataFrame(),
        panels=partial(charts.frontier_panels, drawn) if len(lines) else None,
        columns=1,
    )


def _pace_title(scenarios, confidence: float) -> str:
    even, taken = scenarios.frontier.break_even, scenarios.taken.set_index("assumption")["value"]
    if even.empty or "growth" not in taken.index:
        return "Growth of demand against growth of money"
    near = even.loc[(even["growth"] - taken["growth"]).abs().idxmin()]
    limits = interval(signed_percent(near["uplift_low"], 1), signed_percent(near["uplift_high"], 1))
    return (
        f"Where demand grows {signed_percent(near['growth'], 1)} a year, money keeps pace at "
        f"{signed_percent(near['uplift'], 1)} a year ({confidence_label(confidence)} interval {limits})"
    )


def _title(scenarios) -> str:
    named = [
        f"the {what} hangs most on «{words.assumption_name(swings['unknown'].iloc[0])}»"
        for swings, what in ((scenarios.tornado_gap, "gap"), (scenarios.tornado_waiting, "waiting list"))
        if len(swings)
    ]
    label = scenarios.described[0].label
    return f"If «{label}» holds: {', '.join(named)}" if named else f"What matters most, if «{label}» holds"


def _swings(panel: str, unit: str, swings: pd.DataFrame, learning: pd.DataFrame) -> pd.DataFrame:
    known = learning.set_index("unknown")["share_of_variance"] if len(learning) else pd.Series(dtype=float)
    rows = swings.head(MOST_BARS)
    unseen = [name for name in known[known.gt(0.01)].index if name not in set(rows["unknown"])]
    level = swings["at_value"].iloc[0] if len(swings) else 0.0
    still = pd.DataFrame({"unknown": unseen, "at_low": level, "at_high": level, "at_value": level, "swing": 0.0})
    both = pd.concat([rows, still], ignore_index=True) if len(rows) else still
    return both.assign(
        panel=panel,
        unit=unit,
        xlabel=unit if unit == "people" else words.drawn_in(unit)[1],
        label=both["unknown"].map(words.assumption_name),
        share_of_variance=both["unknown"].map(known),
    )


def _swings_drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that swing, in the unit of the picture."""
    scale = rows["unit"].map(lambda unit: words.drawn_in(unit)[0])
    return rows.assign(**{name: scale * rows[name] for name in ENDS})[rows["swing"].gt(0)]


def _swing_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Of what": rows["panel"],
            "Unknown": rows["label"],
            "At its low end": [_end(row.at_low, row) for row in rows.itertuples()],
            "At its high end": [_end(row.at_high, row) for row in rows.itertuples()],
            "Share of variance": [percent(one) if one == one else "not told" for one in rows["share_of_variance"]],
        }
    )


def _frontier_lines(even: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of equal chance and the line of money that keeps pace, in per cent, each with its `label`."""
    chances = lines.assign(label=lines["level"].map(CHANCE_LABELS))
    drawn = pd.concat([chances, even.assign(label=KEEPS_PACE)], ignore_index=True) if len(lines) else chances
    return drawn.assign(**{name: 100 * drawn[own] for name, own in IN_PERCENT.items() if own in drawn})


def _end(value: float, row) -> str:
    return words.amount(value, "gbp") if row.unit == "gbp" else number(value)


def _frontier_table(found) -> pd.DataFrame:
    wide = found.cells.pivot(index="growth", columns="uplift", values="chance").iloc[::EVERY, ::EVERY]
    cells = {f"Money {signed_percent(uplift)}": wide[uplift].map(percent) for uplift in wide.columns}
    table = pd.DataFrame(cells).reset_index(drop=True)
    table.insert(0, "Demand a year", [signed_percent(growth) for growth in wide.index])
    even = found.break_even.set_index("growth")
    table["Keeps pace at"] = [_keeps_pace(even.loc[growth]) for growth in wide.index]
    return table


def _keeps_pace(row: pd.Series) -> str:
    middle, low, high = (signed_percent(row[name], 1) for name in ("uplift", "uplift_low", "uplift_high"))
    return middle if low == high else f"{middle} ({low} to {high})"
