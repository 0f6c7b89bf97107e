"""What a run tells while it works: a person on standard error, a log beside the pack, a scheduler's status file."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from analysis.errors import CannotWrite
from analysis.sources.location import CHECKOUT

State = Literal["running", "done", "failed"]


@dataclass(frozen=True)
class Status:
    """What a status file says: `sentence` is the last thing told, `exit_code` is None while the run works.

    done, total: notebooks of one run, packs of many; packs: names of the packs that were made.
    """

    what: str
    state: State = "running"
    started: str = ""
    updated: str = ""
    done: int = 0
    total: int = 0
    failed: int = 0
    packs: tuple[str, ...] = ()
    sentence: str = ""
    exit_code: int | None = None


class Journal:
    """The one place that a run tells through; it holds the latest status.

    status_file: written whole at every change, None for none; places: folders of this machine, with what stands in
    their place in the log.
    """

    def __init__(self, what: str, status_file: Path | None = None, places: dict[str, str] | None = None):
        self.status = Status(what, started=_now())
        self.status_file, self.places = status_file, places or {}
        self.log: Path | None = None
        self._told: list[str] = []
        try:
            self._write_status()
        except OSError as fault:
            raise CannotWrite(f"{status_file}: cannot be written ({fault.strerror}); expected a file.") from None

    def say(self, sentence: str) -> None:
        """Tell a person and the log. On standard output only the folder of the pack is told."""
        print(sentence, file=sys.stderr, flush=True)
        self.note(sentence)

    def note(self, sentence: str) -> None:
        """Tell the log alone."""
        line = f"{_now()} {self._without_places(sentence)}\n"
        self._told.append(line)
        if self.log is not None:
            _append(self.log, line)

    def keep_log(self, folder: Path, meeting: str) -> None:
        """From now on keep the log in a folder, and in it what was told before: one file a run."""
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / f"{meeting}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.log"
        _append(self.log, "".join(self._told))

    def count(self, *, done: int, total: int, failed: int = 0, packs: tuple[str, ...] = ()) -> None:
        """Put the counts into the status file."""
        self._become(done=done, total=total, failed=failed, packs=packs)

    def end(self, state: State, exit_code: int, sentence: str, packs: tuple[str, ...] = ()) -> None:
        """The last word of the run."""
        told = self._without_places(sentence)
        packs = packs or self.status.packs
        self.note(f"{state}: {sentence}")
        self._become(state=state, exit_code=exit_code, sentence=told, packs=packs)

    def _without_places(self, text: str) -> str:
        for place in sorted(self.places, key=len, reverse=True):
            text = text.replace(place, self.places[place])
        return text

    def _become(self, **changed: object) -> None:
        self.status = replace(self.status, **changed)
        try:
            self._write_status()
        except OSError as fault:  # a disk that has become full since is the shelf's to tell
            print(f"The status cannot be written ({fault.strerror}).", file=sys.stderr)

    def _write_status(self) -> None:
        if self.status_file is None:
            return
        self.status = replace(self.status, updated=_now())
        aside = self.status_file.with_name(f".{self.status_file.name}-{os.getpid()}")
        try:
            aside.write_text(json.dumps(asdict(self.status), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            os.replace(aside, self.status_file)
        except OSError:
            aside.unlink(missing_ok=True)
            raise


def machine_places(data: Path, reports: Path) -> dict[str, str]:
    """The folders that a log must not name, with what it says instead."""
    named = {str(Path.home()): "~"} if len(str(Path.home())) > 1 else {}
    named |= {str(CHECKOUT): ".", sys.prefix: "environment"}
    for word, folder in (("data", data), ("reports", reports)):
        named |= {str(folder.absolute()): word, str(folder.resolve()): word}
    return named


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[str], None]]:
    """A bar with counts and time left for a person at a terminal; a scheduler's log gets nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.update(task, advance=1, description=done)


def _append(path: Path, text: str) -> None:
    # A log that cannot be written stops no run: the shelf says itself when it is full.
    try:
        with path.open("a", encoding="utf-8") as log:
            log.write(text)
    except OSError as fault:
        print(f"The log cannot be written ({fault.strerror}).", file=sys.stderr)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
