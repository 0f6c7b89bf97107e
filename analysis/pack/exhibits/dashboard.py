"""Exhibit of the whole system: the latest value of each key indicator of each service, and what came before."""

import pandas as pd

from analysis.model.performance.dashboard import HELD_BACK
from analysis.pack.exhibits.cells import NONE, PRECISION, limits, share_limits, sized, span_of_count, text
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import marks_of
from analysis.pack.exhibits.labels import all_figures, newest_first, service_names
from analysis.pipeline import Results
from analysis.wording.numbers import (
    interval,
    join,
    long_date,
    number,
    percent,
    points_interval,
    ratio_as_change,
    signed_points,
)
from analysis.wording.titles import services as titles

NOTHING, WITHHELD = "nothing published", "withheld from the public"
CANNOT = "cannot be calculated"
SHARES = ("share", "printed share")
RATIO = "ratio of monthly rates"


def dashboard(results: Results) -> Exhibit:
    """Every service of every system known by the date: each key indicator, its change and its target, or nothing."""
    rows = _newest_first(results.dashboard.elements, results)
    compared = int(rows["previous"].notna().sum())
    return Exhibit(
        name="dashboard",
        title=titles.movements(rows["told"], "Indicators against the period before"),
        caption=(
            "The newest system first. The latest period of each key indicator beside the one before: counts by the "
            "month (ratio of rates, exact interval), shares as points of per cent. Rose and fell need the whole "
            f"interval on one side; of {number(compared)} comparisons about one in 20 would show a change by chance. "
            "The run gives the values of all periods in order, counts per month."
        ),
        alternative_text="",
        table=pd.DataFrame([_cells(row, results) for row in rows.itertuples()]),
        figures=all_figures(rows["figures"]),
    )


def _newest_first(rows: pd.DataFrame, results: Results) -> pd.DataFrame:
    """The systems from the newest to the oldest; within each, services of which nothing is known at its end."""
    order = rows.assign(system=newest_first(rows["era"], results), silent=rows["indicator"].isna())
    return rows.loc[order.sort_values(["system", "silent"], kind="stable").index]


def _cells(row, results: Results) -> dict[str, str]:
    name = service_names(results).get(row.service, row.service)
    if pd.isna(row.indicator):
        nothing = WITHHELD if row.reason == HELD_BACK else NOTHING
        headings = ("Before", "Change", "Run", "Target", "Findings", "Printed for")
        return {"Part of the system": name, "Indicator": nothing, "Latest": nothing} | dict.fromkeys(headings, NONE)
    write = _write_share if row.kind in SHARES else _plain
    before = f"{write(row.previous)}, {span_of_count(row.previous_start, row.previous_end)}"
    return {
        "Part of the system": name if row.group == "all" else f"{name} ({row.group})",
        "Indicator": _named(results.indicators.card(row.indicator)),
        "Latest": _latest(row, write),
        "Before": NONE if pd.isna(row.previous) else before,
        "Change": _change(row),
        "Run": " · ".join(write(value) for value in row.sparkline) if len(row.sparkline) > 1 else NONE,
        "Target": NONE if pd.isna(row.target) else f"{percent(row.target)}: {row.status}",
        "Findings": ", ".join(marks_of(row.figures, results)) or NONE,
        "Printed for": _papers(row.figures, results),
    }


def _named(card) -> str:
    return card.label if card.polarity == "neither" else f"{card.label} ({card.polarity})"


def _latest(row, write) -> str:
    bounds = (share_limits if row.kind in SHARES else limits)(row.latest_low, row.latest_high)
    value = f"{PRECISION.get(row.latest_precision, '')}{write(row.latest)}"
    known = value if bounds == NONE else f"{value} ({bounds})"
    later = "; later figures are withheld" if row.later_withheld else ""
    return f"{known}, {span_of_count(row.latest_start, row.latest_end)}{later}"


def _change(row) -> str:
    if pd.isna(row.change):
        return text(row.change_reason).rstrip(".").lower() or NONE
    is_ratio = row.change_kind == RATIO
    value = ratio_as_change(row.change) if is_ratio else signed_points(row.change)
    judged = f", {row.verdict}" if row.verdict else ""
    return f"{row.told}{judged}: {value}{_bounds(row.change_low, row.change_high, is_ratio)}"


def _bounds(low: float, high: float, is_ratio: bool) -> str:
    if pd.isna(low):
        return ""
    if pd.isna(high):
        return f" (at least {ratio_as_change(low)})"
    both = interval(ratio_as_change(low), ratio_as_change(high)) if is_ratio else points_interval(low, high)
    return f" ({both})"


def _papers(figures: tuple[str, ...], results: Results) -> str:
    """The days of the papers and returns that a row was read from."""
    days = results.figures.loc[results.figures["id"].isin(figures), "published"]
    return join([long_date(day) for day in sorted(set(days))]) if len(days) else NONE


def _write_share(share: float) -> str:
    return CANNOT if pd.isna(share) else percent(share)


def _plain(value: float) -> str:
    return number(value) if float(value).is_integer() else sized(value)
