"""A folder that only its owner can enter, for what an engine has no room for in memory; it never outlives its process.

Three things remove it: the end of the work; a watcher, a process of its own, when this one is killed; and the next run,
when the whole machine went down. Whoever lives holds a lock in its folder, which no dead process can.
"""

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from analysis.errors import CannotWrite

OWNER_ONLY = 0o700
PREFIX = "spill-"
LOCK = ".alive"
PLACE = "DSVA_SPILL"
# Removes a folder once the process that it reads from is gone; engines that die more slowly may still write a moment.
WATCHER = (
    "import shutil, sys, time\n"
    "sys.stdin.read()\n"
    "for _ in range(100):\n"
    "    shutil.rmtree(sys.argv[1], ignore_errors=True)\n"
    "    time.sleep(0.1)\n"
)
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextlib.contextmanager
def private_folder(place: Path | None = None) -> Iterator[Path]:
    """An empty folder of mode 0700 that is gone afterwards, whatever happens.

    place: where such folders are made, else DSVA_SPILL, else a folder of this user among the temporary ones; what
    dead processes left there is removed first. Raises CannotWrite where it cannot be made private.
    """
    base = _base(place)
    remove_leftovers(base)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
    lock = _hold(folder / LOCK)
    try:
        with _watched(folder), _ended_by_signals():
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def remove_leftovers(base: Path) -> int:
    """How many folders of processes that are no more were removed."""
    removed = 0
    for folder in base.glob(f"{PREFIX}*"):
        if not _is_alive(folder / LOCK):
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _base(place: Path | None) -> Path:
    named = place or (Path(os.environ[PLACE]) if os.environ.get(PLACE) else None)
    owner = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    base = named or Path(tempfile.gettempdir()) / f"dsva-records-{owner}"
    try:
        base.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
        status = base.lstat()
    except OSError as fault:
        raise CannotWrite(f"{base}: cannot be made ({fault.strerror}); name another with --spill.") from None
    is_own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    if not stat.S_ISDIR(status.st_mode) or not is_own:
        raise CannotWrite(f"{base}: not a folder of this user alone; name another with --spill.")
    if named is None and os.name != "nt" and stat.S_IMODE(status.st_mode) != OWNER_ONLY:
        base.chmod(OWNER_ONLY)
    return base


def _hold(path: Path) -> int:
    opened = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    with contextlib.suppress(ImportError):  # Windows forbids the removal of what is open: that is lock enough
        import fcntl

        fcntl.flock(opened, fcntl.LOCK_EX)
    return opened


def _is_alive(path: Path) -> bool:
    try:
        import fcntl
    except ImportError:
        return False
    try:
        opened = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        # Made this moment, or half removed: the age of the folder tells.
        return False
    except OSError:
        return True
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(opened)
    return False


@contextlib.contextmanager
def _watched(folder: Path) -> Iterator[None]:
    watcher = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", WATCHER, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        watcher.kill()
        watcher.communicate()


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A polite request to end becomes an exception, so that everything is put away."""

    def end(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    try:
        before = {number: signal.signal(number, end) for number in ENDING}
    except ValueError:  # not the main thread: whoever runs us there has handlers of its own
        before = {}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
