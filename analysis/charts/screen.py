"""Panels as interactive pictures for the screen, in the house style."""

import bokeh.models
import bokeh.plotting
import holoviews as hv

from analysis.charts.look import GRID, INK

SCREEN_HEIGHT_PIXELS = 240
LEGEND_LETTERS, LEGEND_LINE_PIXELS = 28, 22  # what a telephone has room for in one line; each further line


def screen_figures(panels: list[hv.Overlay]) -> list[tuple[str, bokeh.plotting.figure]]:
    """Each panel as its title and a picture as wide as its place on the screen, in the house style."""
    figures = [hv.render(panel, backend="bokeh") for panel in panels]
    return [_style_screen(figure) for figure in figures]


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
    """Above the picture, where it takes nothing from its width; one under the other where a telephone has no room."""
    for side in (figure.left, figure.right, figure.center, figure.below):
        if legend in side:
            side.remove(legend)
    figure.add_layout(legend, "above")
    words = [item.label.value or "" for item in legend.items]
    fits = sum(map(len, words)) <= LEGEND_LETTERS
    if not fits:
        figure.height += LEGEND_LINE_PIXELS * (len(words) - 1)
    legend.update(
        orientation="horizontal" if fits else "vertical",
        location="top_left", background_fill_alpha=0, border_line_color=None, padding=0,
        label_text_font="Roboto", label_text_font_size="13px", label_text_color=INK, spacing=10, glyph_width=16,
        margin=0,
    )  # fmt: skip


def _style_screen_axis(axis) -> None:
    axis.update(
        axis_line_color=None, major_tick_line_color=None, minor_tick_line_color=None, major_label_text_font="Roboto",
        major_label_text_font_size="13px", axis_label_text_font="Roboto", axis_label_text_font_size="13px",
        axis_label_text_font_style="normal", major_label_text_color=INK, axis_label_text_color=INK,
    )  # fmt: skip
