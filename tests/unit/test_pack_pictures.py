"""Pictures of a pack: the same bytes every time, and no trace of the run in them."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pack_sample
from PIL import Image

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
