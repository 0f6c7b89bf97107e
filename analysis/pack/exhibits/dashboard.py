"""Exhibit of the whole system: the latest value of each key indicator of each service, and what came before."""

import pandas as pd

from analysis.pack.exhibits.cells import NONE, limits, share_limits, sized, span, text
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import marks_of
from analysis.pack.exhibits.labels import all_figures, era_labels, service_names
from analysis.pipeline import Results
from analysis.wording.numbers import interval, number, percent, ratio_as_change, signed_points

NOTHING = "nothing published"
SHARES = ("share", "printed share")
RATIO = "ratio of monthly rates"


def dashboard(results: Results) -> Exhibit:
    """Every service of every system known by the date: each key indicator, its change and its target, or nothing."""
    rows = results.dashboard.elements
    shown = rows[rows["indicator"].notna()]
    cells = [_cells(row, results) for row in shown.itertuples()]
    return Exhibit(
        name="dashboard",
        title="One dashboard over all parts of the system",
        caption=(
            "The latest period of each key indicator beside the one before, counts by the month (ratio of rates, exact "
            "interval), shares as points of per cent. Rose and fell need the whole interval on one side. The run gives "
            "the values of all periods in order, counts per month."
        ),
        alternative_text="",
        table=pd.DataFrame([*cells, *_silent(rows, results)]).fillna(""),
        figures=all_figures(rows["figures"]),
    )


def _cells(row, results: Results) -> dict[str, str]:
    card = results.indicators.card(row.indicator)
    group = "" if row.group == "all" else f" ({row.group})"
    is_share = row.kind in SHARES
    write = percent if is_share else _plain
    bounds = (share_limits if is_share else limits)(row.latest_low, row.latest_high)
    latest = write(row.latest) if bounds == NONE else f"{write(row.latest)} ({bounds})"
    before = f"{write(row.previous)}, {span(row.previous_start, row.previous_end)}"
    return {
        "Part of the system": f"{service_names(results).get(row.service, row.service)}{group}",
        "Indicator": card.label,
        "Latest": f"{latest}, {span(row.latest_start, row.latest_end)}",
        "Before": NONE if pd.isna(row.previous) else before,
        "Change": _change(row),
        "Run": " · ".join(write(value) for value in row.sparkline) if len(row.sparkline) > 1 else NONE,
        "Target": NONE if pd.isna(row.target) else f"{percent(row.target)}: {row.status}",
        "Findings": ", ".join(marks_of(row.figures, results)),
    }


def _silent(rows: pd.DataFrame, results: Results) -> list[dict[str, str]]:
    """A row for each service of which nothing was published."""
    names = service_names(results)
    return [
        {"Part of the system": names.get(row.service, row.service), "Indicator": NOTHING, "Latest": NOTHING}
        | dict.fromkeys(("Before", "Change", "Run", "Target"), NONE)
        for row in rows[rows["indicator"].isna()].itertuples()
    ]


def _change(row) -> str:
    if pd.isna(row.change):
        return text(row.change_reason).rstrip(".").lower() or NONE
    write = ratio_as_change if row.change_kind == RATIO else signed_points
    bounds = "" if pd.isna(row.change_low) else f" ({interval(write(row.change_low), write(row.change_high))})"
    judged = f", {row.verdict}" if row.verdict else ""
    return f"{row.told}{judged}: {write(row.change)}{bounds}"


def _plain(value: float) -> str:
    return number(value) if float(value).is_integer() else sized(value)


def systems_of(results: Results) -> list[str]:
    """The systems that the dashboard covers, as headings."""
    return [era_labels(results)[era] for era in dict.fromkeys(results.dashboard.elements["era"])]
