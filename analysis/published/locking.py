"""Locks on the shelf: one run of a meeting at a time, and one writer of the index.

The system holds a lock for a living process, so that of a dead one is free at once, whatever it left behind. A lock is
not handed on to forked processes.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from analysis.errors import CannotWrite, DsvaError

PAUSE_SECONDS = 0.05


class MeetingBusy(DsvaError):
    """Another run makes the pack of this meeting now."""

    exit_code = 3


@contextmanager
def one_at_a_time(reports: Path, board: str, meeting: date) -> Iterator[None]:
    """Hold the meeting for one run; raises MeetingBusy where a living run holds it, CannotWrite for a bad folder."""
    path = reports / f".lock-{board}-{meeting}"
    held = _take(reports, path, wait=False)
    if held is None:
        raise MeetingBusy(
            f"{board}/{meeting}: another run is making this pack in {reports}; expected one run of a meeting at a time."
        )
    with _releasing(held, path):
        yield


@contextmanager
def writing_index(reports: Path) -> Iterator[None]:
    """Hold the shelf's index for a moment; waits for whoever holds it."""
    path = reports / ".lock-index"
    with _releasing(_take(reports, path, wait=True), path):
        yield


def _take(reports: Path, path: Path, *, wait: bool) -> int | None:
    """A held file, or None where another process holds it; again where its last holder took the file away."""
    while True:
        try:
            reports.mkdir(parents=True, exist_ok=True)
            opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as fault:
            raise CannotWrite(
                f"{reports}: cannot be written ({fault.strerror}); expected a folder for packs."
            ) from None
        if _hold(opened):
            if _is_still(opened, path):
                return opened
            os.close(opened)
            continue
        os.close(opened)
        if not wait:
            return None
        time.sleep(PAUSE_SECONDS)


@contextmanager
def _releasing(held: int, path: Path) -> Iterator[None]:
    try:
        yield
    finally:
        # On Windows a file that is open cannot be removed: there the empty file stays.
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(held)


def _hold(opened: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            # A record lock, unlike one of flock, stays with this process when pages are forked from it.
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still(opened: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(opened), path.stat())
    except FileNotFoundError:
        return False
