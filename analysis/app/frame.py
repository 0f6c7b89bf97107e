"""The page: the bar, what has to be said, the cards of the page that is open, and whom to ask."""

import panel as pn
import panel_material_ui as pmui
from panel.viewable import Viewable

from analysis.app.card import Card
from analysis.app.header import header
from analysis.app.look import theme
from analysis.app.stage import Place, broken
from analysis.app.state import Explorer
from analysis.app.travel import Visit
from analysis.app.visit import arrive

TAB_TITLE = "Overview"  # neutral: it may stand in a browser's history at home
WIDTH_PIXELS = 1240
ROOT = {
    "display": "block", "width": "100%", "height": "auto", "minHeight": "100vh", "overflow": "visible",
    "& .header": {"position": "sticky", "top": 0},
    "& .main": {"backgroundColor": "var(--mui-palette-background-default)", "overflow": "visible", "minWidth": 0,
                "width": "100%", "maxWidth": "100%"},
    "& .main .MuiToolbar-root": {"display": "none"},
}  # fmt: skip


def page(explorer: Explorer, place: Place, query: str = "", *, can_sign_in: bool = False) -> pmui.Page:
    """The explorer as a page of its own, opened at the view that a query means."""
    unread = arrive(explorer, query)
    bar = header(explorer, can_sign_in=can_sign_in)
    whole = pmui.Page(
        title="", meta_title=TAB_TITLE, header=[bar], main_width=WIDTH_PIXELS, theme_config=theme(), sx=ROOT,
    )  # fmt: skip

    def put(cards: list[Card]) -> None:
        whole.main = cards
        _darken(whole)

    # A browser that is dark says so at once; what changes before the page has loaded never reaches it.
    bar.when("dark", lambda _: pn.state.onload(lambda: whole.param.update(dark_theme=True)))
    whole.param.watch(lambda *_: _darken(whole), "dark_theme")
    Visit(explorer, place, bar, put).open(unread)
    return whole


def broken_page(sentence: str) -> pmui.Page:
    """The page where nothing can be shown at all."""
    return pmui.Page(
        title="", meta_title=TAB_TITLE, main=[broken(sentence)], main_width=WIDTH_PIXELS, theme_config=theme(), sx=ROOT
    )


def column(explorer: Explorer, place: Place) -> Viewable:
    """The explorer in a notebook cell: the bar without the browser's history, and the cards."""
    bar = header(explorer)
    bar.address = ""  # the notebook's own address stays
    whole = pmui.Column(sizing_mode="stretch_width", theme_config=theme())

    def put(cards: list[Card]) -> None:
        whole.objects = [bar, *cards]

    Visit(explorer, place, bar, put).open([])
    return whole


def _darken(whole: Viewable) -> None:
    for card in getattr(whole, "main", []):
        card.dark = whole.dark_theme
