"""Panels of ranges: estimates beside each other, and what may come after a series."""

import holoviews as hv
import numpy as np
import pandas as pd

from analysis.charts.look import QUIET, SERIES_COLOURS, dash, dot, on_paper, plot_rows

GROWTH_TICKS_PERCENT = (-75, -50, 0, 50, 100, 200)
FINE_TICKS_PERCENT = (-30, -20, -10, 0, 10, 20, 30, 40)
NARROW_LOG_GROWTH = 0.8
WIDEST_LOG_GROWTH = 1.15  # a trend over half a year reaches further than a page; the table has its limits
INNER_SHADE, OUTER_SHADE = "#9cc4e4", "#d6e7f4"


def forest_panels(estimates: pd.DataFrame) -> list[hv.Overlay]:
    """A panel for each kind of evidence: every estimate with its interval, those that do not count in grey.

    estimates: each row is an estimate or a summary of them; `panel`, `label`, `log_growth`, `low`, `high` (log growth a
    year), `counted`, `summary`.
    """
    return [_forest(rows.reset_index(drop=True), title) for title, rows in estimates.groupby("panel", sort=False)]


def fan_panels(demand: pd.DataFrame) -> list[hv.Overlay]:
    """A panel for each service: what was counted, and the prediction intervals of what may follow.

    demand: each row is a period; `panel`, `period`, `observed` (missing ahead), `mean` and the limits `lo80`, `hi80`,
    `lo95`, `hi95` (missing before, the last count itself in the last period, where the fan opens).
    """
    return [_fan(rows.reset_index(drop=True), title) for title, rows in demand.groupby("panel", sort=False)]


def growth_scale(estimates: pd.DataFrame) -> tuple[tuple[float, float], list[tuple[float, str]]]:
    """The ends of a picture of growth, in log growth a year, and the places and names of its ticks.

    estimates: as in `forest_panels`, of one panel.
    """
    reach = estimates[["low", "high"]].clip(-WIDEST_LOG_GROWTH, WIDEST_LOG_GROWTH)
    edge = (min(reach["low"].min(), 0) - 0.05, max(reach["high"].max(), 0) + 0.05)
    return edge, _ticks(*edge)


def _forest(rows: pd.DataFrame, title: str) -> hv.Overlay:
    rows = rows.assign(place=np.arange(len(rows))[::-1])
    edge, ticks = growth_scale(rows)
    rows = rows.assign(low=rows["low"].clip(*edge), high=rows["high"].clip(*edge))
    plot = hv.VLine(0).opts(color=QUIET, **dash())
    for look, part in enumerate(_by_look(rows)):
        if len(part):
            plot = plot * _spans(part, (SERIES_COLOURS[0], QUIET, SERIES_COLOURS[1])[look], look)
    return plot.opts(
        title=title, xlabel="growth a year", ylabel="", xlim=edge, ylim=(-0.6, len(rows) - 0.4), xticks=ticks,
        yticks=list(zip(rows["place"].tolist(), rows["label"], strict=True)), show_legend=False,
    )  # fmt: skip


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Whole percentages at their place on the scale of logs."""
    marks = FINE_TICKS_PERCENT if high - low < NARROW_LOG_GROWTH else GROWTH_TICKS_PERCENT
    places = [(float(np.log1p(mark / 100)), f"{mark:+d}%" if mark else "0%") for mark in marks]
    return [(place, label.replace("-", "−")) for place, label in places if low <= place <= high]


def _by_look(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Estimates that count, those that do not, and summaries."""
    single = ~rows["summary"]
    return rows[single & rows["counted"]], rows[single & ~rows["counted"]], rows[rows["summary"]]


def _spans(rows: pd.DataFrame, colour: str, look: int) -> hv.Overlay:
    width = {"linewidth": 2} if on_paper() else {"line_width": 2}
    lines = hv.Segments((rows["low"], rows["place"], rows["high"], rows["place"])).opts(color=colour, **width)
    seen = rows[rows["log_growth"].between(rows["low"], rows["high"])]
    return lines * plot_rows(seen).scatter(x="log_growth", y="place", color=colour).opts(**dot(look))


def _shade(colour: str) -> dict:
    if on_paper():
        return {"facecolor": colour, "edgecolor": colour, "alpha": 1}
    return {"fill_color": colour, "line_color": colour, "fill_alpha": 1, "line_alpha": 1}


def _fan(rows: pd.DataFrame, title: str) -> hv.Overlay:
    rows = rows.assign(place=np.arange(len(rows)))
    ahead, seen = rows[rows["mean"].notna()], rows[rows["observed"].notna()]
    plots = [
        plot_rows(ahead)
        .area(x="place", y=f"lo{level}", y2=f"hi{level}", label=f"{level}% prediction interval")
        .opts(**_shade(shade))
        for level, shade in ((95, OUTER_SHADE), (80, INNER_SHADE))
    ]
    colour = SERIES_COLOURS[0]
    plots += [
        plot_rows(ahead).line(x="place", y="mean", color=colour, label="middle of what may come").opts(**dash()),
        plot_rows(seen).line(x="place", y="observed", color=colour, label="counted"),
        plot_rows(seen).scatter(x="place", y="observed", color=colour, label="counted").opts(**dot(0)),
    ]
    top = rows[["observed", "hi95"]].max().max() * 1.08
    return hv.Overlay(plots).opts(
        title=title, xlabel="", ylabel="people in the period", ylim=(0, top), xlim=(-0.4, len(rows) - 0.6),
        xticks=list(zip(rows["place"].tolist(), rows["period"], strict=True)), show_legend=True,
    )  # fmt: skip
