"""Exhibits drawn: for documents and notebooks from one drawing, and once for the whole of a run.

Drawing is most of the work of a pack. The processes of a run share a folder of drawings (`DSVA_DRAWINGS`), each kept
under a digest of the function that draws and of everything that it draws: the same digest is the same picture, and
without the folder it is drawn here.
"""

import hashlib
import os
import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from analysis import charts
from analysis.pack.pictures import save

FOLDER = "DSVA_DRAWINGS"
PAUSE_SECONDS, LONGEST_WAIT_SECONDS = 0.05, 120


class Drawing(NamedTuple):
    """One drawing in both forms."""

    svg: bytes
    png: bytes


def draw(panels: Callable[[], list], columns: int) -> Drawing:
    """The panels drawn, by this process or by another of the same run that drew the same before."""
    folder = os.environ.get(FOLDER)
    digest = _digest(panels, columns) if folder else None
    if digest is None:
        return _draw(panels, columns)
    kept = Path(folder) / digest
    with _first(kept) as is_first:
        found = _read(kept)
        if found is None:
            found = _draw(panels, columns)
            if is_first:
                _keep(kept, found)
        return found


def _draw(panels: Callable[[], list], columns: int) -> Drawing:
    charts.draw_on("paper")
    return Drawing(*save(charts.paper_figure(panels(), columns)))


def _digest(panels: Callable[[], list], columns: int) -> str | None:
    """What tells this drawing from any other; None where that cannot be told, as of a function without a name."""
    try:
        told = pickle.dumps((panels, columns), protocol=4)
    except (pickle.PicklingError, TypeError, AttributeError):
        return None
    return hashlib.sha256(told).hexdigest()


@contextmanager
def _first(kept: Path) -> Iterator[bool]:
    """Whether this process is the first to draw it; another waits until it is drawn, within reason."""
    claim = kept.with_suffix(".claim")
    try:
        claim.open("x").close()
    except OSError:
        last = time.monotonic() + LONGEST_WAIT_SECONDS
        while claim.exists() and not kept.exists() and time.monotonic() < last:
            time.sleep(PAUSE_SECONDS)
        yield False
        return
    try:
        yield True
    finally:
        claim.unlink(missing_ok=True)


def _read(kept: Path) -> Drawing | None:
    try:
        return Drawing(*pickle.loads(kept.read_bytes()))
    except (OSError, pickle.UnpicklingError, EOFError, TypeError):
        return None


def _keep(kept: Path, drawing: Drawing) -> None:
    aside = kept.with_suffix(".part")
    try:
        aside.write_bytes(pickle.dumps(tuple(drawing)))
        aside.rename(kept)
    except OSError:  # no room: whoever needs it draws it again
        aside.unlink(missing_ok=True)
