"""The one component of the page: a card of markup, controls and pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import param
from panel.custom import Children, JSComponent

HERE = Path(__file__).parent
LOOK = "".join((HERE / name).read_text("utf-8") for name in ("look.css", "frame.css"))
LONGEST_WORD = 4_000  # characters that a card may send at once; a scenario file is sent in `file` and may be longer
LONGEST_FILE = 200_000


def _with_find(script: str) -> str:
    """A script of this folder with the search that each of them needs."""
    return "".join((HERE / name).read_text("utf-8") for name in (script, "find.js"))


class Card(JSComponent):
    """A part of the page; what it shows is made from text and drawings that all visitors share.

    before, after: trusted markup of `app.markup`; controls: widgets between the two.
    pictures: each a dict of `title` (markup), `description` (text) and `item` (a Bokeh figure as JSON text).
    answer: markup for the place in `after` that waits for it, so that controls around it are not written anew.
    kind: its look; key: its name in an address; sought: whether the reader came for it;
    dark: whether the page is; follows: whether it tells when it comes into sight.
    """

    before = param.String()
    after = param.String()
    controls = Children()
    pictures = param.List()
    answer = param.String()
    key = param.String()
    sought = param.Boolean(False)
    follows = param.Boolean(False)
    kind = param.String("plain")
    dark = param.Boolean(False)

    _esm = _with_find("card.js")
    _stylesheets: ClassVar = [LOOK]

    def __init__(self, **params):
        super().__init__(**{"sizing_mode": "stretch_width", "margin": 0} | params)
        self._heard_by: dict[str, Callable[[str], None]] = {}

    def when(self, name: str, hear: Callable[[str], None]) -> None:
        """Calls `hear` with what the reader asked for under this name: a page, a meeting, a figure, a file."""
        self._heard_by[name] = hear

    def tell(self, **message: object) -> None:
        """Sends the browser something once, such as a file; nothing of it stays with the session."""
        self._send_msg(message)

    def _handle_msg(self, data: object) -> None:
        """What comes from a browser may be anything: only text of a known name and a sane length is heard."""
        if not isinstance(data, dict):
            return
        for name, word in data.items():
            hear = self._heard_by.get(name)
            longest = LONGEST_FILE if name == "file" else LONGEST_WORD
            if hear and isinstance(word, str) and len(word) <= longest:
                hear(word)


class Bar(Card):
    """The bar on top of every page; `address` is what the browser's should be."""

    address = param.String()

    _esm = _with_find("bar.js")
