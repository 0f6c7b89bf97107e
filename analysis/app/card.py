"""The one component of the page: a card of markup, controls and pictures."""

from pathlib import Path
from typing import ClassVar

import param
from panel.custom import Children, JSComponent

HERE = Path(__file__).parent
LOOK = (HERE / "look.css").read_text("utf-8")


class Card(JSComponent):
    """A part of the page; what it shows is made from text and drawings that all visitors share.

    before, after: trusted markup of `app.markup`; controls: widgets between the two.
    pictures: each a dict of `title` (markup), `description` (text) and `item` (a Bokeh figure as JSON text).
    live: new values for the lines of the pictures: `lines` (x and y by name), `right` and `top` ends of the axes.
    asked: the figure that the reader last asked for in the markup, by its id.
    kind: its look; dark: whether the page is.
    """

    before = param.String()
    after = param.String()
    controls = Children()
    pictures = param.List()
    live = param.Dict({})
    asked = param.String()
    kind = param.String("plain")
    dark = param.Boolean(False)

    _esm = HERE / "card.js"
    _stylesheets: ClassVar = [LOOK]

    def __init__(self, **params):
        super().__init__(**{"sizing_mode": "stretch_width", "margin": 0} | params)
