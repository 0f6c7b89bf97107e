"""Panels of what follows from assumptions: bands ahead, parts of a sum, what matters most, growth against funding."""

import holoviews as hv
import numpy as np
import pandas as pd

from analysis.charts.look import QUIET, SERIES_COLOURS, dash, dot, on_paper, plot_rows

BAND = "#d6e7f4"
ROOM = 1.08
LEGEND_ROOM = 0.75


def band_panels(ahead: pd.DataFrame) -> list[hv.Overlay]:
    """A panel for each quantity: its middle by period, in a band of its interval.

    ahead: each row is a period of a quantity; `panel`, `ylabel`, `period` (its name under the axis, empty for none),
    `middle`, `low`, `high`.
    """
    return [_band(rows.reset_index(drop=True), title) for title, rows in ahead.groupby("panel", sort=False)]


def span_panels(spans: pd.DataFrame) -> list[hv.Overlay]:
    """A panel for each quantity: one line a row from low to high with a dot in its middle, beside its label.

    spans: each row is a thing; `panel`, `xlabel`, `label`, `middle`, `low`, `high` (cut to the picture by the caller).
    """
    return [_spans(rows.reset_index(drop=True), title) for title, rows in spans.groupby("panel", sort=False)]


def part_panels(parts: pd.DataFrame) -> list[hv.Overlay]:
    """One panel: the parts of a sum as bars that stand one on the other, whole sums from the ground.

    parts: each row is a bar; `label`, `bottom`, `top`, `whole`, and `ylabel`.
    """
    rows = parts.reset_index(drop=True).assign(place=np.arange(len(parts)))
    plots = [
        hv.Rectangles([(row.place - 0.32, min(row.bottom, row.top), row.place + 0.32, max(row.bottom, row.top))]).opts(
            **_fill(SERIES_COLOURS[0] if row.whole else SERIES_COLOURS[1 if row.top >= row.bottom else 2])
        )
        for row in rows.itertuples()
    ]
    top = rows[["bottom", "top"]].max().max() * ROOM
    low = min(0, rows[["bottom", "top"]].min().min() * ROOM)
    return [
        hv.Overlay([hv.HLine(0).opts(color=QUIET), *plots]).opts(
            title="", xlabel="", ylabel=rows["ylabel"].iloc[0], ylim=(low, top), xlim=(-0.6, len(rows) - 0.4),
            xticks=list(zip(rows["place"].tolist(), rows["label"], strict=True)), show_legend=False,
        )
    ]  # fmt: skip


def swing_panels(swings: pd.DataFrame) -> list[hv.Overlay]:
    """A panel for each outcome: a bar a row, from the outcome at an unknown's low end to that at its high end.

    swings: each row is an unknown; `panel`, `xlabel`, `label`, `at_low`, `at_high`, `at_value`.
    """
    panels = []
    for title, part in swings.groupby("panel", sort=False):
        rows = part.reset_index(drop=True).assign(place=np.arange(len(part))[::-1])
        plots = [
            hv.Rectangles([(min(row.at_value, end), row.place - 0.3, max(row.at_value, end), row.place + 0.3)]).opts(
                **_fill(colour)
            )
            for row in rows.itertuples()
            for end, colour in ((row.at_low, SERIES_COLOURS[0]), (row.at_high, SERIES_COLOURS[1]))
        ]
        middle = hv.VLine(rows["at_value"].iloc[0]).opts(color=QUIET, **dash())
        ends = rows[["at_low", "at_high", "at_value"]]
        panels.append(hv.Overlay([*plots, middle]).opts(xlim=_roomy(ends), **_beside(rows, title)))
    return panels


def curve_panels(curve: pd.DataFrame) -> list[hv.Overlay]:
    """One panel: the chance (per cent) that need does not exceed a sum, with the sum that is there.

    curve: each row is a sum; `amount`, `percent`, `xlabel`; `funding` is the sum that is there.
    """
    line = plot_rows(curve).line(x="amount", y="percent", color=SERIES_COLOURS[0])
    there = hv.VLine(curve["funding"].iloc[0]).opts(color=QUIET, **dash())
    return [
        (line * there).opts(
            title="", xlabel=curve["xlabel"].iloc[0], ylabel="chance, per cent", ylim=(0, 102), show_legend=False
        )
    ]


def frontier_panels(lines: pd.DataFrame) -> list[hv.Overlay]:
    """One panel: funding's growth against demand's, a line for each chance of too long a wait and for breaking even.

    lines: each row is a point of a line; `label`, `growth_percent`, `uplift_percent` (missing where there is none), and
    for a line with an interval `low_percent`, `high_percent`.
    """
    uplifts, band = lines["uplift_percent"].dropna(), lines.dropna(subset=["low_percent"])
    plots = [hv.Area(band, "growth_percent", ["low_percent", "high_percent"]).opts(**_fill(BAND))] if len(band) else []
    # The legend stands above the lines.
    reach = uplifts.min() - 1, uplifts.max() + LEGEND_ROOM * (uplifts.max() - uplifts.min())
    for place, (label, rows) in enumerate(lines.groupby("label", sort=False)):
        colour = SERIES_COLOURS[place]
        seen = rows.dropna(subset=["uplift_percent"])
        marked = seen.iloc[:: max(1, len(seen) // 6)]
        plots += [
            plot_rows(seen).line(x="growth_percent", y="uplift_percent", color=colour, label=label),
            plot_rows(marked)
            .scatter(x="growth_percent", y="uplift_percent", color=colour, label=label)
            .opts(**dot(place)),
        ]
    return [
        hv.Overlay(plots).opts(
            title="", xlabel="growth of demand, per cent a year", ylabel="growth of money, per cent a year",
            show_legend=True, ylim=reach,
        )
    ]  # fmt: skip


def _band(rows: pd.DataFrame, title: str) -> hv.Overlay:
    rows = rows.assign(place=np.arange(len(rows)))
    area = plot_rows(rows).area(x="place", y="low", y2="high", label="their interval").opts(**_fill(BAND))
    middle = plot_rows(rows).line(x="place", y="middle", color=SERIES_COLOURS[0], label="middle of the futures")
    ticks = rows[rows["period"].ne("")]
    top = max(rows["high"].max(), 1) * ROOM
    return hv.Overlay([area, middle]).opts(
        title=title, xlabel="", ylabel=rows["ylabel"].iloc[0], ylim=(0, top), xlim=(-0.4, len(rows) - 0.6),
        xticks=list(zip(ticks["place"].tolist(), ticks["period"], strict=True)), show_legend=False,
    )  # fmt: skip


def _spans(rows: pd.DataFrame, title: str) -> hv.Overlay:
    rows = rows.assign(place=np.arange(len(rows))[::-1])
    width = {"linewidth": 2} if on_paper() else {"line_width": 2}
    colour = SERIES_COLOURS[0]
    lines = hv.Segments((rows["low"], rows["place"], rows["high"], rows["place"])).opts(color=colour, **width)
    dots = plot_rows(rows).scatter(x="middle", y="place", color=colour).opts(**dot(0))
    reach = _roomy(rows[["low", "high"]].assign(none=0.0))
    picture = hv.Overlay([hv.VLine(0).opts(color=QUIET, **dash()), lines, dots])
    return picture.opts(xlim=reach, **_beside(rows, title))


def _roomy(values: pd.DataFrame) -> tuple[float, float]:
    """Limits a little beyond all values."""
    low, high = values.min().min(), values.max().max()
    edge = max(high - low, 1) * (ROOM - 1)
    return low - edge, high + edge


def _beside(rows: pd.DataFrame, title: str) -> dict:
    return {
        "title": title, "xlabel": rows["xlabel"].iloc[0], "ylabel": "", "ylim": (-0.6, len(rows) - 0.4),
        "yticks": list(zip(rows["place"].tolist(), rows["label"], strict=True)), "show_legend": False,
    }  # fmt: skip


def _fill(colour: str) -> dict:
    if on_paper():
        return {"facecolor": colour, "edgecolor": colour, "alpha": 1}
    return {"fill_color": colour, "line_color": colour, "fill_alpha": 1, "line_alpha": 1}
