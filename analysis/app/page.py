"""The page: the bar, the answer, the cards, and whom to ask."""

import panel_material_ui as pmui
from panel.viewable import Viewable

from analysis.app import controls
from analysis.app.card import Card
from analysis.app.evidence_cards import findings_card, pair_card
from analysis.app.look import theme
from analysis.app.markup import heading, paragraph
from analysis.app.state import Explorer
from analysis.app.what_if import calculator
from analysis.errors import DsvaError
from analysis.sources.catalogue import find_board
from analysis.wording.numbers import long_date

TAB_TITLE = "Overview"  # neutral: it may stand in a browser's history at home
AWAY = "https://www.bbc.co.uk/weather"
WIDTH_PIXELS = 1240
SCROLLED_BY_THE_BROWSER = {
    "width": "100%", "height": "auto", "minHeight": "100vh", "overflow": "visible",
    "& .main": {"backgroundColor": "var(--mui-palette-background-default)", "overflow": "visible", "minWidth": 0},
}  # fmt: skip


def page(explorer: Explorer) -> pmui.Page:
    """The explorer as a page of its own."""
    bar, cards = _bar(explorer), _cards(explorer)
    whole = pmui.Page(
        title="", meta_title=TAB_TITLE, header=[bar], main=cards, main_width=WIDTH_PIXELS, theme_config=theme(),
        sx=SCROLLED_BY_THE_BROWSER,
    )  # fmt: skip

    def darken(*_) -> None:
        for card in cards:
            card.dark = whole.dark_theme

    whole.param.watch(darken, "dark_theme")
    darken()
    return whole


def column(explorer: Explorer) -> Viewable:
    """The explorer without the bar, for a notebook cell."""
    return pmui.Column(*_cards(explorer), sizing_mode="stretch_width", theme_config=theme())


def _cards(explorer: Explorer) -> list[Card]:
    shown, look = explorer.shown, theme()
    looks = {
        "Places": {},
        "Demand": {"kind": "plain split", "controls": [controls.confidence(explorer, look)]},
        "Open cases": {"kind": "plain two"},
        "Money": {"kind": "plain two split", "controls": [controls.deflator(explorer, look)]},
    }
    first = Card(before=shown.opening, kind="opening")
    cards = {name: Card(**shown.cards[name], **params) for name, params in looks.items()}
    _follow(explorer, first, cards)
    evidence = [findings_card(explorer), pair_card(explorer)]
    return [first, *cards.values(), calculator(explorer, look), *evidence, _closing(explorer)]


def _follow(explorer: Explorer, first: Card, cards: dict[str, Card]) -> None:
    """Lets the cards follow the visitor's choice of parameters."""

    def follow(*_) -> None:
        try:
            shown = explorer.shown
        except DsvaError as fault:
            first.before = heading("This choice cannot be shown", str(fault))
            return
        first.before = shown.opening
        for name, card in cards.items():
            card.param.update(**shown.cards[name])

    explorer.param.watch(follow, ["confidence", "deflator"])


def _bar(explorer: Explorer) -> Card:
    results = explorer.shown.results
    board = find_board(results.catalogue.boards, results.parameters.board)
    markup = (
        '<button type="button" class="skip" data-go="main">Skip to the answer</button>'
        f'<div class="brand"><b>Demand against funding</b><span>{board.name}, '
        f"{long_date(results.parameters.meeting)}</span></div>"
        f'<a class="away" href="{AWAY}" rel="noreferrer" data-go="away">Leave this page</a>'
    )
    return Card(before=markup, kind="bar")


def _closing(explorer: Explorer) -> Card:
    parameters = explorer.shown.results.parameters
    return Card(
        before=heading("About these figures")
        + paragraph(
            f"Every figure was printed in a public paper by {long_date(parameters.as_of)}; nothing here is about any "
            "one person. Intervals show counting error only: how complete the counts are was not published."
        )
        + paragraph(
            "«Leave this page» opens a weather page in its place. It does not clear your browser's history: others "
            "who use this device may still see that the page was opened."
        ),
        kind="closing",
    )
