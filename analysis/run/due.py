"""Which meetings are near and have no pack, or have newer data than their pack."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis import published
from analysis.errors import BadArgument
from analysis.sources.catalogue import load_catalogue

NO_PACK, NEWER_DATA = "no pack", "newer data than its pack"


@dataclass(frozen=True)
class Due:
    """A meeting whose pack is to be made; `files` are those that changed since its pack was made."""

    board: str
    name: str
    date: date
    days: int
    reason: str
    files: tuple[str, ...] = ()


def list_due(data: Path, reports: Path, today: date, within_days: int) -> list[Due]:
    """The meetings from today to so many days ahead that are due, by date; an approved pack is never due."""
    if within_days < 0:
        raise BadArgument(f"within: {within_days} days lie in the past; expected a number from 0.")
    packs = {(pack.board, pack.meeting): pack for pack in published.list_packs(reports)}
    found = []
    for board in load_catalogue(data).boards:
        for meeting in board.meetings:
            days = (meeting.date - today).days
            pack = packs.get((board.id, meeting.date))
            if 0 <= days <= within_days and (pack is None or pack.status != "approved"):
                found.append(_look(board, meeting.date, days, pack, data))
    return sorted((one for one in found if one), key=lambda one: (one.date, one.board))


def _look(board, day: date, days: int, pack: published.Pack | None, data: Path) -> Due | None:
    if pack is None:
        return Due(board.id, board.name, day, days, NO_PACK)
    from analysis.pack.assembly import list_inputs
    from analysis.pack.manifest import hash_files, read_manifest

    manifest = read_manifest(pack.folder)
    now, then = hash_files(data, list_inputs(data, board, day)), dict(manifest.inputs)
    files = tuple(sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name)))
    files += _newer_returns(dict(manifest.returns), data, day)
    return Due(board.id, board.name, day, days, NEWER_DATA, files) if files else None


def _newer_returns(then: dict[str, str], data: Path, day: date) -> tuple[str, ...]:
    from analysis.sources.returns.store import KIND

    documents = [one for one in load_catalogue(data, day).documents if one.kind == KIND]
    now = {one.id: one.fingerprint for one in documents}
    return tuple(sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name)))
