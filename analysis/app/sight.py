"""Cards out of sight wait: what the reader looks at answers first, the rest when the reader looks or rests."""

from collections.abc import Callable

import panel as pn

from analysis.app.card import Card

REST_MILLISECONDS = 4_000


class Sight:
    """Whether a card is in sight, as the browser says, and what it has to do once it is."""

    def __init__(self, card: Card):
        self._seen, self._waiting, self._rest = False, None, None
        card.when("view", self._look)

    def when_seen(self, work: Callable[[], None]) -> None:
        """Does the work now where the card is in sight, else when it comes into sight or the reader rests."""
        self._stop_resting()
        document = pn.state.curdoc
        if self._seen or document is None or not document.session_context:
            self._waiting = None
            work()
            return
        self._waiting = work
        self._rest = document, document.add_timeout_callback(self._catch_up, REST_MILLISECONDS)

    def _look(self, word: str) -> None:
        self._seen = word == "in"
        if self._seen:
            self._stop_resting()
            self._catch_up()

    def _catch_up(self) -> None:
        work, self._waiting, self._rest = self._waiting, None, None
        if work:
            work()

    def _stop_resting(self) -> None:
        if self._rest:
            document, callback = self._rest
            self._rest = None
            document.remove_timeout_callback(callback)
