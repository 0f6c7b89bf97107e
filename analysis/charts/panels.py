"""Panels of points and lines by period: every function draws the rows it is given and computes nothing."""

import holoviews as hv
import numpy as np
import pandas as pd

from analysis.charts.look import QUIET, SERIES_COLOURS, bar_colour, dash, dot, plot_rows


def index_panels(demand: pd.DataFrame) -> list[hv.Overlay]:
    """A panel for each series: its index on its own first comparable period, with intervals.

    demand: each row is a published count in a series; `panel`, `period`, `index_value`, `index_low`, `index_high`.
    """
    return [
        _points(
            rows,
            "period",
            "index_value",
            "index_low",
            "index_high",
            title=title,
            ylabel="first period = 100",
            level=100,
        )
        for title, rows in demand.groupby("panel", sort=False)
    ]


def share_panels(shares: pd.DataFrame) -> list[hv.Overlay]:
    """A panel for each indicator: its share by period, with intervals and its target where it has one.

    shares: each row is an indicator in a period; `panel`, `period`, `percent`, `percent_low`, `percent_high`,
    `target_percent` (missing where no target stood).
    """
    return [
        _points(
            rows, "period", "percent", "percent_low", "percent_high",
            title=title, ylabel="per cent", level=rows["target_percent"].iloc[-1], limits=(0, 105),
        )
        for title, rows in shares.groupby("panel", sort=False)
    ]  # fmt: skip


def flow_panels(flows: pd.DataFrame) -> list[hv.Overlay]:
    """A panel for each service: counts by period, a line for each flow.

    flows: each row is a flow in a period; `panel`, `flow_label`, `period`, `count`.
    """
    return [
        _lines(rows, "period", "count", "flow_label", ylabel="people in the period", title=title)
        for title, rows in flows.groupby("panel", sort=False)
    ]


def money_panels(funding: pd.DataFrame) -> list[hv.Overlay]:
    """A panel for each funding line: pounds of the day beside pounds of the price year.

    funding: each row is a funding line in a financial year on one basis; `panel`, `financial_year`, `basis_label`,
    `amount_thousands`.
    """
    return [
        _lines(rows, "financial_year", "amount_thousands", "basis_label", ylabel="£ thousand", title=title)
        for title, rows in funding.groupby("panel", sort=False)
    ]


def need_ranges(need: pd.DataFrame) -> list[hv.Overlay]:
    """One panel: the people expected in each area, with the range that the assumption allows.

    need: each row is an area; `area`, `victims`, `low`, `high`.
    """
    return [
        _points(need, "area", "victims", "low", "high", ylabel="people aged 16 and over", limits=(0, None), line=False)
    ]


def _points(rows, x, y, low, high, *, title="", ylabel="", level=np.nan, limits=(0, None), line=True):
    spans = rows.assign(_below=rows[y] - rows[low], _above=rows[high] - rows[y])
    colour = SERIES_COLOURS[0]
    bars = plot_rows(spans).errorbars(x=x, y=y, yerr1="_below", yerr2="_above")
    plot = bars.opts(**bar_colour(colour))
    plot = plot * plot_rows(spans).scatter(x=x, y=y, color=colour).opts(**dot(0))
    if line:
        plot = plot_rows(spans).line(x=x, y=y, color=colour) * plot
    if pd.notna(level):
        plot = hv.HLine(level).opts(color=QUIET, **dash()) * plot
    top = rows[[y, high]].max().max() * 1.08  # the base has no interval of its own
    return plot.opts(title=title, xlabel="", ylabel=ylabel, ylim=(limits[0], limits[1] or top), show_legend=False)


def _lines(rows, x, y, by, *, title="", ylabel=""):
    plots = []
    for place, (label, part) in enumerate(rows.groupby(by, sort=False)):
        colour = SERIES_COLOURS[place]
        plots += [
            plot_rows(part).line(x=x, y=y, color=colour, label=label),
            plot_rows(part).scatter(x=x, y=y, color=colour, label=label).opts(**dot(place)),
        ]
    top = rows[y].max() * 1.15
    return hv.Overlay(plots).opts(title=title, xlabel="", ylabel=ylabel, ylim=(0, top), show_legend=True)
