"""What is shown for a set of parameters: results, exhibits and drawn pictures, made once and shared by all visitors."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock

from bokeh.embed import json_item

from analysis import charts, pipeline
from analysis.app.state import CONFIDENCES, DEFLATORS
from analysis.pack import exhibits
from analysis.pack.exhibits import Exhibit
from analysis.parameters import Parameters

EXHIBITS = (exhibits.coverage, exhibits.demand_index, exhibits.net_flow, exhibits.funding_real)
KEPT = 64
ONE_AT_A_TIME = Lock()  # HoloViews keeps the surface that it draws on for the whole process


@dataclass(frozen=True)
class Picture:
    """One drawing: its title, what it shows in words, and the Bokeh figure as JSON text."""

    title: str
    description: str
    item: str


@dataclass(frozen=True)
class Shown:
    """What is shown for a set of parameters; `pictures` holds the drawings of each exhibit by its name."""

    results: pipeline.Results
    exhibits: dict[str, Exhibit]
    pictures: dict[str, tuple[Picture, ...]]


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn. Charts that read the same are the same: another deflator does not draw demand again."""

    words: str
    panels: Callable[[], list] = field(compare=False)


@lru_cache(maxsize=KEPT)
def show(parameters: Parameters, data: Path | None = None) -> Shown:
    """What is shown for these parameters, kept for the next visitor, who only reads it; `data` as in `pipeline.run`."""
    results = pipeline.run(parameters, data)
    made = [make(results) for make in EXHIBITS]
    pictures = {one.name: draw(_chart(one)) for one in made if one.panels}
    return Shown(results, {one.name: one for one in made}, pictures)


def warm(start: Parameters, data: Path | None = None) -> None:
    """Makes what a visitor sees first now, and what one move of a control reaches in the background."""
    show(start, data)
    maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warm")
    for parameters in choices(start):
        maker.submit(show, parameters, data)
    maker.shutdown(wait=False)


def choices(start: Parameters) -> Iterator[Parameters]:
    """The parameters that a visitor reaches by moving one control."""
    for confidence in CONFIDENCES:
        yield replace(start, confidence=confidence)
    for deflator in DEFLATORS:
        yield replace(start, deflator=deflator)


@lru_cache(maxsize=KEPT)
def draw(chart: Chart) -> tuple[Picture, ...]:
    """The panels of a chart as drawings for the screen."""
    with ONE_AT_A_TIME:
        charts.draw_on("screen")
        figures = charts.screen_figures(chart.panels())
    return tuple(Picture(title, _described(title), json.dumps(json_item(figure))) for title, figure in figures)


def _described(title: str) -> str:
    """The name of a picture to a screen reader; the exhibit's own words, which hold the values, stand below it."""
    return f"Chart: {', '.join(title.splitlines())}. Its values are below, in words and in a table."


def _chart(exhibit: Exhibit) -> Chart:
    return Chart(exhibit.name + exhibit.caption + exhibit.table.to_csv(index=False), exhibit.panels)
