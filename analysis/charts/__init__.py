"""Tables to pictures: every function draws the rows it is given and computes nothing.

One drawing serves two surfaces: `draw_on("paper")` makes still pictures (matplotlib behind hvplot), `draw_on("screen")`
interactive ones (Bokeh). A chart is a list of panels; `paper_figure` sets panels out on one page-wide picture.
"""

from analysis.charts.look import Surface, draw_on
from analysis.charts.money import ending_panels, quarter_panels
from analysis.charts.outlook import (
    band_panels,
    curve_panels,
    frontier_panels,
    part_panels,
    span_panels,
    swing_panels,
)
from analysis.charts.panels import flow_panels, index_panels, money_panels, need_ranges, share_panels
from analysis.charts.paper import PAGE_WIDTH_INCHES, paper_figure
from analysis.charts.ranges import fan_panels, forest_panels, growth_scale
from analysis.charts.screen import screen_figures

__all__ = [
    "PAGE_WIDTH_INCHES",
    "Surface",
    "band_panels",
    "curve_panels",
    "draw_on",
    "ending_panels",
    "fan_panels",
    "flow_panels",
    "forest_panels",
    "frontier_panels",
    "growth_scale",
    "index_panels",
    "money_panels",
    "need_ranges",
    "paper_figure",
    "part_panels",
    "quarter_panels",
    "screen_figures",
    "share_panels",
    "span_panels",
    "swing_panels",
]
