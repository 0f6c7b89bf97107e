"""What every picture shares: its colours, its marks, and the surface that it is drawn on."""

from typing import Literal

import holoviews as hv
import holoviews.plotting.mpl
import hvplot
import pandas as pd

Surface = Literal["paper", "screen"]

INK = "#17324d"
QUIET = "#8a97a3"
GRID = "#e3e8ec"
SERIES_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")  # Okabe and Ito, 2008
MARKERS = ("o", "s", "D", "^", "v", "P")
SCREEN_MARKERS = ("circle", "square", "diamond", "triangle", "inverted_triangle", "plus")


def draw_on(surface: Surface) -> None:
    """Choose where what is drawn next will be shown."""
    if surface == "paper":
        # Not through the extension: it prints scripts into a notebook, and a still picture needs none.
        hv.Store.set_current_backend("matplotlib")
    elif hv.Store.current_backend != "bokeh" or "bokeh" not in hv.Store.renderers:
        hvplot.extension("bokeh")


def plot_rows(rows: pd.DataFrame) -> hvplot.hvPlotTabular:
    """What draws the rows of a table.

    Not by `hvplot.pandas`: it prints scripts into a notebook when it is imported.
    """
    return hvplot.hvPlotTabular(rows)


def on_paper() -> bool:
    """Whether what is drawn now will stand on paper."""
    return hv.Store.current_backend == "matplotlib"


def dot(place: int) -> dict:
    """How the dots of the series at this place look."""
    return {"marker": MARKERS[place], "s": 34} if on_paper() else {"marker": SCREEN_MARKERS[place], "size": 8}


def bar_colour(colour: str) -> dict:
    """How bars of an interval look."""
    return {"edgecolor": colour} if on_paper() else {"line_color": colour}


def dash() -> dict:
    """How a line looks that is not of the data."""
    return {"linestyle": "--", "linewidth": 1} if on_paper() else {"line_dash": "dashed"}
