"""Long work beside the server, so that no other visitor waits for it."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import panel as pn

from analysis.errors import DsvaError

# An answer beside a control never waits behind the cards that follow it, of this reader or of others.
ANSWERS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="answer")
WORKERS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
SORRY = "This could not be shown: something went wrong here, not with you. The rest of the page works."
log = logging.getLogger("dsva.app")


def later(
    work: Callable[[], object],
    then: Callable[[object], None],
    failed: Callable[[str], None],
    *,
    workers: ThreadPoolExecutor = WORKERS,
) -> None:
    """Does the work beside the server, then hands its outcome over; in a notebook at once.

    then: gets what the work returns; failed: gets a sentence, of the fault where it is the reader's or the data's;
    workers: who does it, `ANSWERS` for what a reader waits for with a hand on the control.
    """
    document = pn.state.curdoc if pn.state.curdoc and pn.state.curdoc.session_context else None
    if document is None:
        finish(work, then, failed)
        return

    def hand_over(done: Future) -> None:
        if document.session_context and not document.session_context.destroyed:
            document.add_next_tick_callback(lambda: finish(done.result, then, failed))

    workers.submit(work).add_done_callback(hand_over)


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
