"""The cards of the open page, and no others: made when a page opens, forgotten when it closes."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from analysis.app.card import Card
from analysis.app.controls import CONTROLS
from analysis.app.later import SORRY, finish, later
from analysis.app.look import theme
from analysis.app.markup import heading, paragraph
from analysis.app.pages import PAGES, Makes, Page, Shows
from analysis.app.seen import Seen
from analysis.app.showing import card_of
from analysis.app.sight import Sight
from analysis.app.state import Explorer
from analysis.app.take_away import offer_files, offer_page
from analysis.errors import DsvaError

WORKING = "Working it out. This takes a few seconds the first time; others may go on meanwhile."
FOLLOWED = ["confidence", "deflator"]
WHOLE = (
    '<div class="whole tools"><button type="button" data-send="pdf">This page as PDF, for a board</button>'
    '<span class="said" role="status"></span></div>'
)
FEW = 2  # cards that need no list
log = logging.getLogger("dsva.app")


@dataclass(frozen=True)
class Place:
    """Where an explorer runs: the data folder, the shelf of packs, and what day it is."""

    data: Path | None = None
    reports: Path | None = None
    today: Callable[[], date] = lambda: date.max


def cards_of(explorer: Explorer, place: Place) -> list[Card]:
    """The cards of the page that is open; a card that cannot be made says so in its place."""
    page = PAGES[explorer.page]
    made = [_head(page, explorer, place)]
    for spec in page.cards:
        made += _guarded(spec, explorer, place)
    return made


def contents_of(page: Page) -> str:
    """What stands on a page of many cards, as buttons that lead there, and the page as a file."""
    jumps = "".join(
        f'<li><button type="button" data-jump="{card.name}">{escape(card.kicker)}</button></li>' for card in page.cards
    )
    listed = f'<nav aria-label="On this page"><ul class="jumps">{jumps}</ul></nav>' if len(page.cards) > FEW else ""
    return f"{listed}{WHOLE}"


def working(explorer: Explorer) -> Card:
    """What stands there while the results are made."""
    page = PAGES[explorer.page]
    return Card(before=f'<h1>{page.question}</h1><p class="working" role="status">{WORKING}</p>', kind="opening")


def broken(sentence: str) -> Card:
    """What stands there when nothing can be shown."""
    return Card(before=f"<h1>This cannot be shown</h1>{paragraph(sentence, 'lead')}", kind="opening")


def _guarded(spec: Shows | Makes, explorer: Explorer, place: Place) -> list[Card]:
    made: list[Card] = []

    def make() -> Card:
        return spec.build(explorer) if isinstance(spec, Makes) else _exhibit(spec, explorer, place)

    def failed(sentence: str) -> None:
        made.append(Card(before=heading("This card cannot be shown", sentence, "Not shown")))

    finish(make, made.append, failed)
    for card in made:
        card.param.update(key=spec.name, sought=explorer.card == spec.name)
    return made


def _head(page: Page, explorer: Explorer, place: Place) -> Card:
    card = Card(kind="opening")

    def fill(*_) -> None:
        try:
            card.before = (
                page.opening(explorer.results)
                if page.opening
                else f"<h1>{page.question}</h1>" + (paragraph(page.lead, "lead") if page.lead else "")
            ) + contents_of(page)
        except DsvaError as fault:
            card.before = heading("This choice cannot be shown", str(fault))
        except Exception:
            log.exception("The head of a page could not be made.")
            card.before = f"<h1>{page.question}</h1>{paragraph(SORRY)}"

    fill()
    offer_page(card, explorer, place)
    if page.opening:
        explorer.param.watch(lambda *_: later(lambda: explorer.results, fill, lambda _: fill()), FOLLOWED)
    return card


def _exhibit(spec: Shows, explorer: Explorer, place: Place) -> Card:
    look = theme()
    controls = [CONTROLS[name](explorer, look) for name in spec.controls]
    card = Card(kind=spec.kind, controls=controls, follows=bool(spec.follows))
    follow, sight = _follower(card, spec, explorer, place), Sight(card)
    if spec.adds is None:
        card.param.update(**card_of(spec, explorer.seen, place.data))
        # What a link has switched is seen at once.
        card.kind = f"{card.kind} unfolded" if card.answer else card.kind
    else:
        card.before = heading(spec.kicker, WORKING)
        follow()
    explorer.param.watch(lambda *_: sight.when_seen(follow), [*FOLLOWED, *spec.follows])
    offer_files(card, spec, explorer, place)
    return card


def _follower(card: Card, spec: Shows, explorer: Explorer, place: Place) -> Callable[[], None]:
    """Brings a card up to date with what is chosen, unless the reader has moved on meanwhile."""

    def wanted() -> Seen:
        return explorer.seen.only(spec.follows)

    def refused(sentence: str) -> None:
        card.param.update(before=heading("This choice cannot be shown", sentence, spec.kicker), pictures=[], after="")

    def follow() -> None:
        asked = wanted()

        def make() -> dict[str, object] | None:
            return card_of(spec, asked, place.data) if wanted() == asked else None

        def show(made: object) -> None:
            if made and wanted() == asked:
                card.param.update(**made)

        later(make, show, refused)

    return follow
