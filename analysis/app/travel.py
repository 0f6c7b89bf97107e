"""One visitor's way through the pages: by the bar, by the browser's history, and by the controls."""

from collections.abc import Callable

from analysis.app.address import write
from analysis.app.card import Bar, Card
from analysis.app.headlines import help_line
from analysis.app.later import finish, later
from analysis.app.markup import heading, paragraph
from analysis.app.notices import notices_markup
from analysis.app.pages import PAGES
from analysis.app.showing import is_ready, prepare
from analysis.app.stage import Place, broken, cards_of, working
from analysis.app.state import Explorer
from analysis.app.visit import arrive, settle_late
from analysis.pipeline import Results

CLOSING = (
    "Every figure was printed in a public paper or is an assumption that is named and rated; nothing here is about "
    "any one person. Intervals show counting error only: how complete the counts are was not published."
)
HISTORY = (
    "«Leave this page» opens a weather page in its place. It does not clear your browser's history: others who use "
    "this device may still see that the page was opened."
)

LAST = 1


class Visit:
    """What one visitor has open: reactive state, which puts the cards of the open page where `put` shows them."""

    def __init__(self, explorer: Explorer, place: Place, bar: Bar, put: Callable[[list[Card]], None]):
        self._explorer, self._place, self._bar, self._put = explorer, place, bar, put
        self._said = Card(kind="notices")
        self._travelling = False
        watched = [one for one in explorer.param if one not in ("name", "page", "meeting", "card")]
        # After the cards: an address never names what is not shown yet.
        explorer.param.watch(self._write, watched, precedence=LAST)
        self._kept = copy_watchers(explorer.param.watchers)
        bar.when("visit", lambda query: self.travel(query, push=True))
        bar.when("back", lambda query: self.travel(query, push=False))

    def travel(self, query: str, *, push: bool) -> None:
        """Opens the view that a query means; `push` puts it into the browser's history."""
        self._travelling = True
        # The cards of the page that closes hear nothing any more: else they would be kept and work on.
        self._explorer.param.watchers = copy_watchers(self._kept)
        unread = arrive(self._explorer, query)
        self._bar.tell(search=write(self._explorer.address), push=push)
        self.open(unread, sought=True)

    def open(self, unread: list[str], *, sought: bool = False) -> None:
        """Shows the page that is chosen; what nobody has asked for before is worked out beside the server.

        unread: what of the link was not understood; sought: whether the reader's focus goes to the new page.
        """
        explorer, place = self._explorer, self._place
        page, asked = PAGES[explorer.page], explorer.parameters

        def fill(results: Results) -> None:
            if (explorer.parameters, explorer.page) != (asked, page.id):
                return  # the reader has moved on meanwhile
            late = settle_late(explorer, results)
            cards = cards_of(explorer, place)
            cards[0].sought = sought and not explorer.card
            self._finish(cards, [*unread, *late], help_line(results))

        ready = is_ready(page, asked, place.data)
        if not ready:
            self._put([self._said, working(explorer), closing("")])
        (finish if ready else later)(
            lambda: prepare(page, asked, place.data), fill, lambda fault: self._finish([broken(fault)], unread, "")
        )

    def _finish(self, cards: list[Card], unread: list[str], help_in_need: str) -> None:
        self._said.before = notices_markup(self._explorer, unread)
        self._put([self._said, *cards, closing(help_in_need)])
        # A browser that is still loading hears no message: what it will write is what was settled by then.
        if self._bar.address:
            self._bar.address = write(self._explorer.address)
        self._travelling = False

    def _write(self, *_) -> None:
        if not self._travelling:
            self._bar.tell(search=write(self._explorer.address), push=False)


def closing(help_in_need: str) -> Card:
    """What stands at the end of every page."""
    said = help_in_need + heading("About these figures") + paragraph(CLOSING) + paragraph(HISTORY)
    return Card(before=said, kind="closing")


def copy_watchers(watchers: dict) -> dict:
    """Who watches what of a parameterised object, to put it back later."""
    return {name: {kind: list(found) for kind, found in kinds.items()} for name, kinds in watchers.items()}
