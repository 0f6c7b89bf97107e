"""Long work beside the server, so that no other visitor waits for it; what a reader's hand waits for goes first."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import panel as pn

from analysis.errors import DsvaError

LONGEST_STEP_ASIDE_SECONDS = 2  # cards come late where many readers move controls, and still come
SORRY = "This could not be shown: something went wrong here, not with you. The rest of the page works."
log = logging.getLogger("dsva.app")


class Desk:
    """Two who work: one gives answers beside controls, the other all else, and steps aside while an answer is due."""

    def __init__(self):
        self._answers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answer")
        self._rest = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._due, self._changed = 0, threading.Condition()

    def answer(self, work: Callable[[], object]) -> Future:
        """The work done before all that is no answer and has not begun."""
        with self._changed:
            self._due += 1
        promised = self._answers.submit(work)
        promised.add_done_callback(self._given)
        return promised

    def do(self, work: Callable[[], object]) -> Future:
        """The work done once no answer is due, or has been for too long."""
        return self._rest.submit(self._in_turn, work)

    def _in_turn(self, work: Callable[[], object]) -> object:
        with self._changed:
            self._changed.wait_for(lambda: not self._due, LONGEST_STEP_ASIDE_SECONDS)
        return work()

    def _given(self, _: Future) -> None:
        with self._changed:
            self._due -= 1
            self._changed.notify_all()


DESK = Desk()


def later(
    work: Callable[[], object],
    then: Callable[[object], None],
    failed: Callable[[str], None],
    *,
    is_answer: bool = False,
) -> None:
    """Does the work beside the server, then hands its outcome over; in a notebook at once.

    then: gets what the work returns; failed: gets a sentence, of the fault where it is the reader's or the data's;
    is_answer: whether a reader waits for it with a hand on the control.
    """
    document = pn.state.curdoc if pn.state.curdoc and pn.state.curdoc.session_context else None
    if document is None:
        finish(work, then, failed)
        return

    def hand_over(done: Future) -> None:
        # What changes while the browser still builds the page is lost to it: it waits until the page is there.
        if document.session_context and not document.session_context.destroyed:
            document.add_next_tick_callback(lambda: pn.state.onload(lambda: finish(done.result, then, failed)))

    (DESK.answer if is_answer else DESK.do)(work).add_done_callback(hand_over)


def finish(work: Callable[[], object], then: Callable[[object], None], failed: Callable[[str], None]) -> None:
    """Hands over what the work returns, or the sentence that says why there is nothing."""
    try:
        done = work()
    except DsvaError as fault:
        failed(str(fault))
    except Exception:  # whatever it is, the reader gets a sentence and the log the rest
        log.exception("A card could not be made.")
        failed(SORRY)
    else:
        then(done)
