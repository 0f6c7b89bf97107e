"""Panels set out on one still picture as wide as a page, in the house style."""

from textwrap import wrap

import holoviews as hv
import matplotlib as mpl
from holoviews.plotting.mpl import LayoutPlot
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter, StrMethodFormatter

from analysis.charts.look import GRID, INK, QUIET

PAGE_WIDTH_INCHES = 6.9
# A panel as wide as the page has more in it than one of several.
WIDE_PANEL_INCHES, PANEL_INCHES = 2.25, 1.95
LABEL_ROOM_INCHES, TICK_ROOM_INCHES, TITLE_ROOM_INCHES, GAP_INCHES = 0.58, 0.42, 0.46, 0.16
LETTER_INCHES, LINE_INCHES = 0.058, 0.125  # of a label at 7.5 points
WIDE_TITLE, NARROW_TITLE = 90, 40


def paper_figure(panels: list[hv.Overlay], columns: int = 2, width_inches: float = PAGE_WIDTH_INCHES) -> Figure:
    """The panels side by side on one picture, as wide as a page unless asked otherwise, in the house style."""
    columns = min(columns, len(panels))
    rows = -(-len(panels) // columns)
    high = WIDE_PANEL_INCHES if columns == 1 else PANEL_INCHES
    size = width_inches, high * rows
    with mpl.rc_context({"font.family": "DejaVu Sans", "svg.fonttype": "path"}):
        # The size is given: holoviews need not draw all twice to find one, and `hv.render` would make all twice.
        LayoutPlot.v17_layout_format = False
        layout = hv.Layout(panels).cols(columns).opts(sublabel_format="", fig_inches=size)
        figure = hv.renderer("matplotlib").get_plot(layout).state
        title_room = TITLE_ROOM_INCHES if any(axes.get_title() for axes in figure.axes) else GAP_INCHES
        panel_height = high - TITLE_ROOM_INCHES + title_room
        figure.set_size_inches(width_inches, panel_height * rows)
        for place, axes in enumerate(figure.axes):
            _style(axes, wide=columns == 1 and width_inches == PAGE_WIDTH_INCHES)
            axes.set_aspect("auto")
            axes.set_box_aspect(None)
            label_room = _label_room(axes) + _wrap_label(axes, panel_height - abs(TICK_ROOM_INCHES - title_room))
            axes.set_position(_place(place, columns, rows, label_room, (width_inches, panel_height, title_room)))
    return figure


def _wrap_label(axes, height: float) -> float:
    """Sets the label of the upright axis in as many lines as a height asks for; the inches that more than one take.

    The label stands at the middle of the axis: what is free on its shorter side is free on both.
    """
    lines = wrap(axes.get_ylabel(), int(height / LETTER_INCHES) - 1)
    axes.set_ylabel("\n".join(lines))
    return LINE_INCHES * (len(lines) - 1) if len(lines) > 1 else 0


def _label_room(axes) -> float:
    """Inches that the labels of the upright axis take: words need more than numbers."""
    if isinstance(axes.yaxis.get_major_formatter(), StrMethodFormatter | ScalarFormatter):
        return LABEL_ROOM_INCHES
    longest = max((len(label.get_text()) for label in axes.get_yticklabels()), default=0)
    return max(LABEL_ROOM_INCHES, longest * LETTER_INCHES + GAP_INCHES)


def _place(place: int, columns: int, rows: int, label_room: float, inches: tuple[float, float, float]) -> list[float]:
    """Left, bottom, width and height of a panel: room stays for its title and the labels of the axes.

    inches: width of the picture, height of a panel, room for its title.
    """
    width, height, title_room = inches
    wide, high = 1 / columns, 1 / rows
    left, bottom = place % columns * wide, 1 - (place // columns + 1) * high
    edges = label_room / width, TICK_ROOM_INCHES / height * high
    ends = GAP_INCHES / width, title_room / height * high
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
    if isinstance(axes.yaxis.get_major_formatter(), ScalarFormatter):
        axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.margins(x=0.08 if wide else 0.12)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set(fontsize=7.5, color=INK)
    if axes.get_legend():
        axes.legend(*_one_entry_a_label(axes), fontsize=7.5, edgecolor="none", framealpha=0.85, labelcolor=INK)


def _one_entry_a_label(axes) -> tuple[list, list]:
    """The line and its dots share a label; the legend names it once, by the dots, which carry the shape."""
    handles, labels = axes.get_legend_handles_labels()
    last = dict(zip(labels, handles, strict=True))
    return list(last.values()), list(last)
