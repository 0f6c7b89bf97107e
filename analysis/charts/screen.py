"""Panels as interactive pictures for the screen, in the house style."""

import bokeh.models
import bokeh.plotting
import holoviews as hv

from analysis.charts.look import GRID, INK

SCREEN_HEIGHT_PIXELS = 240


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
    # The page sets the legend in type beside the title, where it wraps and is not cut on a telephone.
    for legend in figure.legend:
        legend.visible = False
    return title, figure


def _style_screen_axis(axis) -> None:
    axis.update(
        axis_line_color=None, major_tick_line_color=None, minor_tick_line_color=None, major_label_text_font="Roboto",
        major_label_text_font_size="13px", axis_label_text_font="Roboto", axis_label_text_font_size="13px",
        axis_label_text_font_style="normal", major_label_text_color=INK, axis_label_text_color=INK,
    )  # fmt: skip
