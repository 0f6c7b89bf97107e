"""Pictures of a pack: the same bytes every time, and no trace of the run in them."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import holoviews as hv
import pack_sample
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from analysis import charts

DRAW = """
import sys, pack_sample
picture = pack_sample.chart("a", "A", "Two bars.", [1, 2, 3, 4], "people")
sys.stdout.buffer.write(picture.svg + picture.png)
"""


def drawn():
    return pack_sample.chart("a", "A", "Two bars.", [1, 2, 3, 4], "people")


def test_a_picture_is_the_same_in_another_process():
    odd = {"PYTHONHASHSEED": "5", "TZ": "Asia/Tokyo", "PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run([sys.executable, "-c", DRAW], env=os.environ | odd, capture_output=True, check=True)
    assert done.stdout == drawn().svg + drawn().png


def test_a_picture_needs_no_font_and_has_no_date():
    svg = drawn().svg.decode("utf-8")
    assert "<text" not in svg
    assert "<dc:date>" not in svg
    assert b"Software" not in drawn().png
    assert Image.open(BytesIO(drawn().png)).size == (1380, 580)


@pytest.mark.parametrize("columns", [1, 2])
def test_no_label_of_an_axis_is_cut_however_low_its_panel(columns):
    charts.draw_on("paper")
    label = "growth of money that would be needed, per cent a year"
    panels = [hv.Overlay([hv.Curve([1, 2, 3], label=name).opts(ylabel=label)]) for name in ("one", "other")][:columns]
    figure = charts.paper_figure(panels, columns)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for axes in figure.axes:
        box = axes.yaxis.label.get_window_extent(canvas.get_renderer())
        assert axes.get_ylabel().replace("\n", " ") == label
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.y1 <= canvas.get_width_height()[1]
