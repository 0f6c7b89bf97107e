"""Of which quarters an extract has told the public: a second one, with other cases, does not tell of them again.

A line for each service and quarter, with the salted hash of the extract; no count. Whoever has two tables of almost the
same cases subtracts one from the other, and no rule about each table by itself can prevent that.
"""

import contextlib
import json
import os
from pathlib import Path

from analysis.sources.records.access_log import FOLDER, locked, owner_only

LEDGER = "told.jsonl"
Place = tuple[str, str]  # a service and a quarter


def told_by_extract(data: Path) -> dict[str, frozenset[Place]]:
    """What each extract, by its hash, was the first to tell of; in the order in which they began to."""
    told: dict[str, set[Place]] = {}
    for place, extract in _read(data).items():
        told.setdefault(extract, set()).add(place)
    return {extract: frozenset(places) for extract, places in told.items()}


def note_told(data: Path, extract: str, places: set[Place]) -> None:
    """Keeps that an extract tells of these; called before anything is shown. Raises CannotWrite."""
    with locked(data):
        fresh = sorted(places - set(_read(data)))
        with open(data / FOLDER / LEDGER, "ab", opener=owner_only) as file:
            for service, quarter in fresh:
                line = {"service": service, "quarter": quarter, "extract": extract}
                file.write((json.dumps(line, ensure_ascii=False) + "\n").encode())
            file.flush()
            os.fsync(file.fileno())


def _read(data: Path) -> dict[Place, str]:
    """The first extract that told of each place; a line that a killed process left half written is passed over."""
    told: dict[Place, str] = {}
    with contextlib.suppress(FileNotFoundError):
        for line in (data / FOLDER / LEDGER).read_text("utf-8").splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                one = json.loads(line)
                told.setdefault((one["service"], one["quarter"]), one["extract"])
    return told
