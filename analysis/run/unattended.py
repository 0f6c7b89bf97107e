"""A run that nobody watches: its status, its log and its message tell how it ended, however it ended."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import DsvaError
from analysis.run import mail
from analysis.run.journal import Journal, machine_places


class Interrupted(DsvaError):
    """A person or a scheduler ended the run."""

    exit_code = 130


@contextmanager
def attended(what: str, status_file: Path | None, data: Path, reports: Path) -> Iterator[Journal]:
    """A journal that is brought to its end: «done», or «failed» with the sentence and the exit code.

    Raises what the work raises, Interrupted where a person or a scheduler (SIGTERM) ends it, and BadArgument before
    any work for settings of mail that are wrong.
    """
    settings = mail.read_settings()
    journal = Journal(what, status_file, machine_places(data, reports))
    try:
        with _heeding_schedulers():
            yield journal
    except KeyboardInterrupt:
        fault = Interrupted(f"The {what} was interrupted; packs that stand are as they were.")
        _end(journal, settings, "failed", fault.exit_code, str(fault))
        raise fault from None
    except DsvaError as fault:
        _end(journal, settings, "failed", fault.exit_code, str(fault))
        raise
    except Exception as fault:
        _end(journal, settings, "failed", 1, f"{type(fault).__name__}: {fault}")
        raise
    if journal.status.state == "running":
        journal.end("done", 0, journal.status.sentence or "made")
    _tell(journal, settings, journal.status.state)


@contextmanager
def _heeding_schedulers() -> Iterator[None]:
    """A scheduler's SIGTERM ends the work as a person's Ctrl-C does: with its folders cleared and its end told."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(journal: Journal, settings: mail.MailSettings | None, state: str, code: int, sentence: str) -> None:
    journal.end(state, code, sentence)
    _tell(journal, settings, state)


def _tell(journal: Journal, settings: mail.MailSettings | None, state: str) -> None:
    if settings is None:
        return
    status = journal.status
    lines = [f"{status.what}: {state}.", status.sentence, *status.packs]
    unsent = mail.send(
        settings, state, f"dsva: {status.what} {state}", "\n".join(line for line in lines if line) + "\n"
    )
    if unsent:
        journal.say(unsent)
