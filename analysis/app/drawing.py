"""Charts as drawings for the screen: JSON text, drawn once and shared by all visitors."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

from bokeh.embed import json_item

from analysis import charts
from analysis.app.legend import legend_markup
from analysis.app.spoken import describe

KEPT = 64
ONE_AT_A_TIME = Lock()  # HoloViews keeps the surface that it draws on for the whole process


@dataclass(frozen=True)
class Picture:
    """One drawing: its title, its legend as markup, its name to a screen reader, and the Bokeh figure as JSON text."""

    title: str
    legend: str
    description: str
    item: str


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn. Charts that read the same are the same: another deflator does not draw demand again."""

    words: str
    panels: Callable[[], list] = field(compare=False)
    spoken: str = field(default="", compare=False)


@lru_cache(maxsize=KEPT)
def draw(chart: Chart) -> tuple[Picture, ...]:
    """The panels of a chart as drawings."""
    with ONE_AT_A_TIME:
        charts.draw_on("screen")
        figures = charts.screen_figures(chart.panels())
    return tuple(
        Picture(title, legend_markup(figure), describe(title, figure, chart.spoken), json.dumps(json_item(figure)))
        for title, figure in figures
    )
