"""Tables to pictures: every function draws the rows it is given and computes nothing.

One drawing serves two surfaces: `draw_on("paper")` makes still pictures (matplotlib behind hvplot), `draw_on("screen")`
interactive ones (Bokeh). A chart is a list of panels; `paper_figure` sets panels out on one page-wide picture.
"""

from textwrap import wrap
from typing import Literal

import bokeh.models
import bokeh.plotting
import holoviews as hv
import hvplot
import hvplot.pandas
import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

Surface = Literal["paper", "screen"]

INK = "#17324d"
QUIET = "#8a97a3"
GRID = "#e3e8ec"
SERIES_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")  # Okabe and Ito, 2008
MARKERS = ("o", "s", "D", "^", "v", "P")
SCREEN_MARKERS = ("circle", "square", "diamond", "triangle", "inverted_triangle", "plus")
SCREEN_HEIGHT_PIXELS = 240
PAGE_WIDTH_INCHES, PANEL_HEIGHT_INCHES = 6.9, 2.25
LABEL_ROOM_INCHES, TICK_ROOM_INCHES, TITLE_ROOM_INCHES, GAP_INCHES = 0.58, 0.42, 0.46, 0.16
WIDE_TITLE, NARROW_TITLE = 90, 40


def draw_on(surface: Surface) -> None:
    """Choose where what is drawn next will be shown."""
    backend = "matplotlib" if surface == "paper" else "bokeh"
    if hv.Store.current_backend != backend or backend not in hv.Store.renderers:
        hvplot.extension(backend)


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


def assumed_lines(indices: pd.DataFrame) -> list[hv.Overlay]:
    """One panel of indices under growth that a reader assumed, a line for each.

    indices: each row is an index in a year ahead; `year`, `index_value`, `label`.
    """
    return [_lines(indices, "year", "index_value", "label", ylabel="start = 100").opts(xlabel="years ahead")]


def need_ranges(need: pd.DataFrame) -> list[hv.Overlay]:
    """One panel: the people expected in each area, with the range that the assumption allows.

    need: each row is an area; `area`, `victims`, `low`, `high`.
    """
    return [
        _points(need, "area", "victims", "low", "high", ylabel="people aged 16 and over", limits=(0, None), line=False)
    ]


def paper_figure(panels: list[hv.Overlay], columns: int = 2) -> Figure:
    """The panels side by side on one picture as wide as a page, in the house style."""
    columns = min(columns, len(panels))
    rows = -(-len(panels) // columns)
    with mpl.rc_context({"font.family": "DejaVu Sans", "svg.fonttype": "path"}):
        layout = hv.Layout(panels).cols(columns).opts(sublabel_format="", tight=True)
        figure = hv.render(layout, backend="matplotlib")
        figure.set_size_inches(PAGE_WIDTH_INCHES, PANEL_HEIGHT_INCHES * rows)
        for place, axes in enumerate(figure.axes):
            _style(axes, wide=columns == 1)
            axes.set_aspect("auto")
            axes.set_box_aspect(None)
            axes.set_position(_place(place, columns, rows))
    return figure


def screen_figures(panels: list[hv.Overlay]) -> list[tuple[str, bokeh.plotting.figure]]:
    """Each panel as its title and a picture as wide as its place on the screen, in the house style."""
    figures = [hv.render(panel, backend="bokeh") for panel in panels]
    return [_style_screen(figure) for figure in figures]


def _points(rows, x, y, low, high, *, title="", ylabel="", level=np.nan, limits=(0, None), line=True):
    spans = rows.assign(_below=rows[y] - rows[low], _above=rows[high] - rows[y])
    colour = SERIES_COLOURS[0]
    bars = spans.hvplot.errorbars(x=x, y=y, yerr1="_below", yerr2="_above")
    plot = bars.opts(**_bar_colour(colour))
    plot = plot * spans.hvplot.scatter(x=x, y=y, color=colour).opts(**_dot(0))
    if line:
        plot = spans.hvplot.line(x=x, y=y, color=colour) * plot
    if pd.notna(level):
        plot = hv.HLine(level).opts(color=QUIET, **_dash()) * plot
    top = rows[[y, high]].max().max() * 1.08  # the base has no interval of its own
    return plot.opts(title=title, xlabel="", ylabel=ylabel, ylim=(limits[0], limits[1] or top), show_legend=False)


def _lines(rows, x, y, by, *, title="", ylabel=""):
    plots = []
    for place, (label, part) in enumerate(rows.groupby(by, sort=False)):
        colour = SERIES_COLOURS[place]
        plots += [
            part.hvplot.line(x=x, y=y, color=colour, label=label),
            part.hvplot.scatter(x=x, y=y, color=colour, label=label).opts(**_dot(place)),
        ]
    top = rows[y].max() * 1.15
    return hv.Overlay(plots).opts(title=title, xlabel="", ylabel=ylabel, ylim=(0, top), show_legend=True)


def _dot(place: int) -> dict:
    on_paper = hv.Store.current_backend == "matplotlib"
    return {"marker": MARKERS[place], "s": 34} if on_paper else {"marker": SCREEN_MARKERS[place], "size": 8}


def _bar_colour(colour: str) -> dict:
    return {"edgecolor": colour} if hv.Store.current_backend == "matplotlib" else {"line_color": colour}


def _dash() -> dict:
    return {"linestyle": "--", "linewidth": 1} if hv.Store.current_backend == "matplotlib" else {"line_dash": "dashed"}


def _place(place: int, columns: int, rows: int) -> list[float]:
    """Left, bottom, width and height of a panel: room stays for two lines of title and the labels of the axes."""
    wide, high = 1 / columns, 1 / rows
    left, bottom = place % columns * wide, 1 - (place // columns + 1) * high
    edges = LABEL_ROOM_INCHES / PAGE_WIDTH_INCHES, TICK_ROOM_INCHES / PANEL_HEIGHT_INCHES * high
    ends = GAP_INCHES / PAGE_WIDTH_INCHES, TITLE_ROOM_INCHES / PANEL_HEIGHT_INCHES * high
    return [left + edges[0], bottom + edges[1], wide - edges[0] - ends[0], high - edges[1] - ends[1]]


def _style(axes, *, wide: bool) -> None:
    title = "\n".join(wrap(axes.get_title().replace("\n", ": "), WIDE_TITLE if wide else NARROW_TITLE))
    axes.set_title("")
    axes.set_title(title, loc="left", fontsize=8.5, fontweight="bold", color=INK, pad=8)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
    axes.grid(True, axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(axis="both", length=0, labelsize=7.5, labelcolor=INK)
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.margins(x=0.08 if wide else 0.12)
    axes.yaxis.label.set(fontsize=7.5, color=INK)
    if axes.get_legend():
        axes.legend(*_one_entry_a_label(axes), fontsize=7.5, edgecolor="none", framealpha=0.85, labelcolor=INK)


def _style_screen(figure) -> tuple[str, bokeh.plotting.figure]:
    """The title is taken off: the page sets it in type that wraps and that a screen reader meets."""
    title, figure.title = figure.title.text, None
    figure.update(
        sizing_mode="stretch_width", height=SCREEN_HEIGHT_PIXELS, toolbar_location=None, min_border_right=12,
        outline_line_color=None, background_fill_alpha=0, border_fill_alpha=0,
    )  # fmt: skip
    figure.toolbar.tools = []
    for bars in figure.select({"type": bokeh.models.Whisker}):
        bars.upper_head.line_color = bars.lower_head.line_color = bars.line_color
    figure.grid.grid_line_color = GRID
    figure.xgrid.grid_line_color = None
    for axis in figure.axis:
        _style_screen_axis(axis)
    figure.yaxis.formatter = bokeh.models.NumeralTickFormatter(format="0,0")
    figure.xaxis.major_label_policy = bokeh.models.NoOverlap(min_distance=6)
    for legend in list(figure.legend):
        _style_screen_legend(figure, legend)
    return title, figure


def _style_screen_legend(figure, legend) -> None:
    """Above the picture, where it takes nothing from its width."""
    for side in (figure.left, figure.right, figure.center, figure.below):
        if legend in side:
            side.remove(legend)
    figure.add_layout(legend, "above")
    legend.update(
        orientation="horizontal", location="top_left", background_fill_alpha=0, border_line_color=None, padding=0,
        label_text_font="Roboto", label_text_font_size="13px", label_text_color=INK, spacing=10, glyph_width=16,
        margin=0,
    )  # fmt: skip


def _style_screen_axis(axis) -> None:
    axis.update(
        axis_line_color=None, major_tick_line_color=None, minor_tick_line_color=None, major_label_text_font="Roboto",
        major_label_text_font_size="13px", axis_label_text_font="Roboto", axis_label_text_font_size="13px",
        axis_label_text_font_style="normal", major_label_text_color=INK, axis_label_text_color=INK,
    )  # fmt: skip


def _one_entry_a_label(axes) -> tuple[list, list]:
    """The line and its dots share a label; the legend names it once, by the dots, which carry the shape."""
    handles, labels = axes.get_legend_handles_labels()
    last = dict(zip(labels, handles, strict=True))
    return list(last.values()), list(last)
