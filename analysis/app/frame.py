"""The page: the bar, what has to be said, the cards of the page that is open, and whom to ask."""

import panel as pn
import panel_material_ui as pmui
from panel.viewable import Viewable

from analysis.app.card import Card
from analysis.app.first_sight import NAME, TEMPLATE, first_sight
from analysis.app.header import header
from analysis.app.look import RAIL_PIXELS, WIDTH_PIXELS, theme
from analysis.app.pages import PAGES
from analysis.app.stage import Place, broken
from analysis.app.state import Explorer
from analysis.app.travel import Visit, copy_watchers
from analysis.app.visit import arrive

TAB_TITLE = "Overview"  # neutral: it may stand in a browser's history at home
FORM = "form"
RAIL = {"position": "sticky", "top": "100px", "maxHeight": "calc(100vh - 108px)", "overflowY": "auto"}
BESIDE = {"display": "grid", "gridTemplateColumns": {"xs": "minmax(0, 1fr)", "lg": f"{RAIL_PIXELS}px minmax(0, 1fr)"},
          "& > .child-wrapper:first-of-type > *": {"@media (min-width: 1200px)": RAIL}}  # fmt: skip
ROOT = {
    "display": "block", "width": "100%", "height": "auto", "minHeight": "100vh", "overflow": "visible",
    "& .header": {"position": "sticky", "top": 0},
    "& .main": {"backgroundColor": "var(--mui-palette-background-default)", "overflow": "visible", "minWidth": 0,
                "width": "100%", "maxWidth": "100%"},
    "& .main-content": {"overflow": "visible"},
    "& .main .MuiToolbar-root": {"display": "none"},
}  # fmt: skip


def page(explorer: Explorer, place: Place, query: str = "", *, can_sign_in: bool = False) -> pmui.Page:
    """The explorer as a page of its own, opened at the view that a query means."""
    unread = arrive(explorer, query)
    bar = header(explorer, can_sign_in=can_sign_in)
    whole = _quiet_page(bar)
    shown: list[Card] = []

    def put(cards: list[Card]) -> None:
        shown[:] = cards
        whole.main = lay_out(cards, PAGES[explorer.page].beside)
        darken()

    def darken(*_) -> None:
        for card in shown:
            card.dark = whole.dark_theme

    # A browser that is dark says so at once; what changes before the page has loaded never reaches it.
    bar.when("dark", lambda _: pn.state.onload(lambda: whole.param.update(dark_theme=True)))
    whole.param.watch(darken, "dark_theme")
    Visit(explorer, place, bar, put).open(unread)
    pn.state.curdoc.template_variables[NAME] = first_sight(bar, shown, form_among(shown))
    return whole


def _quiet_page(bar: Card) -> pmui.Page:
    """The page with its bar, which does not follow whether the server works for anyone.

    A page that does is told of every event of every visitor, looks through all its models each time, and is kept by
    Panel's state after its visitor has left.
    """
    watchers = copy_watchers(pn.state.param.watchers)
    whole = pmui.Page(
        title="", meta_title=TAB_TITLE, header=[bar], main_width=WIDTH_PIXELS, theme_config=theme(), sx=ROOT,
        template=TEMPLATE, busy_indicator=None,
    )  # fmt: skip
    pn.state.param.watchers = watchers
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
        whole.objects = [bar, *lay_out(cards, PAGES[explorer.page].beside)]

    Visit(explorer, place, bar, put).open([])
    return whole


def lay_out(cards: list[Card], beside: int) -> list[Viewable]:
    """The cards one under the other; the form, where there is one, with so many of those after it beside it."""
    form = form_among(cards)
    if form is None or not beside:
        return cards
    place = cards.index(form)
    rail = pmui.Column(cards[place], margin=0, sizing_mode="stretch_width")
    answers = pmui.Column(*cards[place + 1 : place + 1 + beside], margin=0, sizing_mode="stretch_width")
    row = pmui.Row(rail, answers, sx=BESIDE, margin=0, sizing_mode="stretch_width")
    return [*cards[:place], row, *cards[place + 1 + beside :]]


def form_among(cards: list[Card]) -> Card | None:
    """The card of controls, where there is one."""
    return next((card for card in cards if FORM in card.kind), None)
