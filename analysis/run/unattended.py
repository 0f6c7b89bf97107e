"""A run that nobody watches: its status, its log and its message tell how it ended, however it ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import DsvaError
from analysis.run import mail
from analysis.run.journal import Journal, machine_places

INTERRUPTED = 130


@contextmanager
def attended(what: str, status_file: Path | None, data: Path, reports: Path) -> Iterator[Journal]:
    """A journal that is brought to its end: «done», or «failed» with the sentence and the exit code.

    Raises what the work raises, and BadArgument for settings of mail that are wrong, before any work.
    """
    settings = mail.read_settings()
    journal = Journal(what, status_file, machine_places(data, reports))
    try:
        yield journal
    except DsvaError as fault:
        _end(journal, settings, "failed", fault.exit_code, str(fault))
        raise
    except BaseException as fault:
        told = "interrupted" if isinstance(fault, KeyboardInterrupt) else f"{type(fault).__name__}: {fault}"
        _end(journal, settings, "failed", INTERRUPTED if isinstance(fault, KeyboardInterrupt) else 1, told)
        raise
    if journal.status.state == "running":
        journal.end("done", 0, journal.status.sentence or "made")
    _tell(journal, settings, journal.status.state)


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
