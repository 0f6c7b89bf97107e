"""The files of a card, made beside the server and sent through the visitor's own session: no address serves them."""

import base64
from functools import partial
from typing import TYPE_CHECKING

from analysis.app.card import Card
from analysis.app.files import Parcel, pack_up
from analysis.app.files.page import page_pdf
from analysis.app.later import later
from analysis.app.plan import Shows
from analysis.app.showing import exhibit_of
from analysis.app.state import Explorer

if TYPE_CHECKING:
    from analysis.app.stage import Place


def offer_page(card: Card, explorer: Explorer, place: "Place") -> None:
    """Lets a reader take the whole page away as a paper."""

    def take(_: str) -> None:
        card.tell(said="Making the paper: a few seconds…")
        later(lambda: page_pdf(explorer, place.today()), partial(_send, card), lambda fault: card.tell(said=fault))

    card.when("pdf", take)


def _send(card: Card, parcel: Parcel) -> None:
    data = base64.b64encode(parcel.content).decode("ascii")
    card.tell(name=parcel.name, type=parcel.type, data=data, said=f"Saved as {parcel.name}.")


def offer_files(card: Card, spec: Shows, explorer: Explorer, place: "Place") -> None:
    """Lets a reader take the card away as a file."""

    def take(kind: str) -> None:
        def make() -> Parcel:
            exhibit = exhibit_of(spec, explorer.seen.only(spec.follows), place.data)
            return pack_up(kind, spec, exhibit, explorer, place.today())

        later(make, partial(_send, card), lambda sentence: card.tell(said=sentence))

    card.when("take", take)
