"""Who looked at an extract, when, and what was asked: a line when it begins and a line when it ends, never a case.

The file is named by a hash with a salt of this store, so that the same file can be told and no small file be tried out.
"""

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from analysis.errors import CannotWrite

FOLDER, LOG, SALT = "records", "access-log.jsonl", "salt"
OWNER_ONLY = 0o600
CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One line of the log: `event` is `asked`, `done` or `refused`; `extract` is the salted hash of what was read."""

    when: str
    who: str
    event: str
    extract: str
    asked: str


@contextlib.contextmanager
def accessed(data: Path, *, who: str, asked: str, extract: str, now: datetime, days_kept: int) -> Iterator[None]:
    """Logs that an extract is looked at, and how that ended; raises CannotWrite, before anything is read, if it cannot.

    data: the data folder; who: a role; extract: what `fingerprint` gives; days_kept: after which a line is removed.
    """

    def note(event: str) -> None:
        _append(data, Entry(now.isoformat(timespec="seconds"), who, event, extract, asked))

    _forget(data, now - timedelta(days=days_kept))
    note("asked")
    try:
        yield
    except BaseException:
        note("refused")
        raise
    note("done")


def fingerprint(data: Path, path: Path | None, name: str = "") -> str:
    """The salted hash of a file, or of the name of a table that is no file."""
    digest = hashlib.sha256(_salt(data))
    digest.update(name.encode())
    if path is not None:
        try:
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
        except OSError as fault:
            raise CannotWrite(f"{path.name}: cannot be read ({fault.strerror}); expected a file.") from None
    return digest.hexdigest()


def read_log(data: Path) -> list[Entry]:
    """The lines of the log, oldest first; a line that a killed process left half written is passed over."""
    entries = []
    with contextlib.suppress(FileNotFoundError):
        for line in (data / FOLDER / LOG).read_text("utf-8").splitlines():
            with contextlib.suppress(ValueError, TypeError):
                entries.append(Entry(**json.loads(line)))
    return entries


def _append(data: Path, entry: Entry) -> None:
    line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
    with locked(data), open(data / FOLDER / LOG, "ab", opener=owner_only) as file:
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())


def _forget(data: Path, before: datetime) -> None:
    """Remove the lines of before a moment; the file is replaced whole."""
    with locked(data):
        entries = read_log(data)
        kept = [entry for entry in entries if entry.when >= before.isoformat(timespec="seconds")]
        if len(kept) < len(entries):
            aside = data / FOLDER / f".{LOG}"
            with open(aside, "wb", opener=owner_only) as file:
                file.writelines((json.dumps(asdict(entry), ensure_ascii=False) + "\n").encode() for entry in kept)
            os.replace(aside, data / FOLDER / LOG)


def _salt(data: Path) -> bytes:
    path = data / FOLDER / SALT
    with locked(data):
        if not path.exists():
            with open(path, "wb", opener=owner_only) as file:
                file.write(secrets.token_bytes(32))
        return path.read_bytes()


@contextlib.contextmanager
def locked(data: Path) -> Iterator[None]:
    """Holds what stands in the folder of the log for one process; raises CannotWrite where nothing can be written."""
    try:
        (data / FOLDER).mkdir(exist_ok=True)
        with open(data / FOLDER / ".lock", "ab", opener=owner_only) as file:
            with contextlib.suppress(ImportError):  # Windows: one user at a time
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX)
            yield
    except OSError as fault:
        where = data / FOLDER
        raise CannotWrite(f"{where}: no access log can be kept ({fault.strerror}); so nothing was read.") from None


def owner_only(path: str, flags: int) -> int:
    """Opens a file for its owner alone."""
    return os.open(path, flags, OWNER_ONLY)
