"""The shelf of packs: list, read, put in place whole, approve.

A pack is `reports/<board>/<meeting date>/` with its `manifest.json`; `reports/index.json` lists them all. A pack is
made aside, in a folder whose name begins with a full stop, and moved by renaming: a reader sees the old or the new one.
Restricted packs have a shelf of their own, `reports/restricted/`, closed to other users of the machine.
Of the manifest this module reads `status` and writes `status` and `approval`; the rest is the pack's own.
"""

import ctypes
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from errno import EACCES, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS
from pathlib import Path

from analysis.errors import BadArgument, CannotWrite, DsvaError
from analysis.published.leftovers import ASIDE, MAKING, clear_leftovers, list_leftovers, put_back
from analysis.published.locking import MeetingBusy, one_at_a_time, writing_index
from analysis.published.reading import (
    RESTRICTED,
    NoSuchPack,
    Pack,
    find_pack,
    last_pack,
    list_packs,
    read_manifest,
    read_pack,
    read_table,
    shelf_for,
)

__all__ = [
    "AlreadyApproved",
    "MeetingBusy",
    "NoSuchPack",
    "Pack",
    "approve",
    "clear_leftovers",
    "failed_folder",
    "find_pack",
    "keep_failed",
    "last_pack",
    "list_leftovers",
    "list_packs",
    "making",
    "one_at_a_time",
    "put_back",
    "read_manifest",
    "read_table",
    "require_draft",
    "require_role",
    "shelf_for",
    "write_index",
]

# A role says what someone does, so it holds one of these words; a bare personal name holds none.
ROLE_WORDS = {
    *("analyst", "author", "board", "chair", "chief", "commissioner", "committee", "deputy", "director", "executive"),
    *("head", "lead", "manager", "member", "officer", "partnership", "secretary", "team"),
}
# renameat2 of Linux: exchange two names in one step, paths relative to the working folder (rename(2)).
EXCHANGE, AT_WORKING_FOLDER = 2, -100


class AlreadyApproved(DsvaError):
    """An approved pack stands where something was to be written."""


def require_draft(reports: Path, board: str, meeting: date) -> None:
    """Nothing, unless an approved pack stands in this place: then raises AlreadyApproved."""
    for pack in list_packs(reports):
        if pack.board == board and pack.meeting == meeting and pack.status == "approved":
            raise AlreadyApproved(
                f"{pack.folder}: approved by the {pack.role} on {pack.approved} and not to be changed; "
                "move that folder away, or give --reports another folder, to make a new draft."
            )


@contextmanager
def making(reports: Path, board: str, meeting: date) -> Iterator[Path]:
    """An empty folder to make a pack in; it is put in place when the work ends well and removed when it does not.

    Raises CannotWrite where `reports` cannot be written, AlreadyApproved where the pack that stands is approved.
    """
    require_draft(reports, board, meeting)
    try:
        reports.mkdir(parents=True, exist_ok=True)
        if reports.name == RESTRICTED:
            reports.chmod(stat.S_IRWXU)
        folder = Path(tempfile.mkdtemp(prefix=f"{MAKING}-{board}-{meeting}-", dir=reports))
        folder.chmod(0o755)  # mkdtemp keeps others out; a pack is for reading
    except OSError as fault:
        raise CannotWrite(f"{reports}: cannot be written ({fault.strerror}); expected a folder for packs.") from None
    try:
        yield folder
        require_draft(reports, board, meeting)
        with writing_index(reports):
            # Written first: once the pack is in place nothing is left that may lack room.
            index = _write_aside(reports / "index.json", _index(reports, read_pack(folder, board, meeting)))
            _put_in_place(folder, reports / board / meeting.isoformat())
            os.replace(index, reports / "index.json")
    except OSError as fault:
        if fault.errno in (EACCES, EPERM, EROFS, ENOSPC, EDQUOT, EFBIG):
            raise CannotWrite(f"{reports}: cannot be written ({fault.strerror}); no pack was made.") from None
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_failed(made: Path, reports: Path, board: str, meeting: date) -> Path:
    """The folder beside the packs to which what a failed run left was moved, in place of an earlier failure."""
    kept = failed_folder(reports / board / meeting.isoformat())
    shutil.rmtree(kept, ignore_errors=True)
    kept.parent.mkdir(parents=True, exist_ok=True)
    made.rename(kept)
    return kept


def failed_folder(place: Path) -> Path:
    """Where a failed run leaves its notebooks: beside the place of the pack."""
    return place.with_name(f"failed-{place.name}")


def approve(reports: Path, pack: Pack, role: str, today: date, render: Callable[[Path], None]) -> Pack:
    """The pack, approved and frozen: its manifest names role and day, its files can only be read.

    role: what the approver is, not who: it holds a word such as «director» and no digit or address.
    render: draws the documents of a folder anew, by its manifest, without the mark of a draft.
    Raises BadArgument for what is not a role, AlreadyApproved where it is approved already.
    """
    require_role(role)
    with making(reports, pack.board, pack.meeting) as folder:
        shutil.copytree(pack.folder, folder, dirs_exist_ok=True)
        approval = {"role": role, "date": today.isoformat()}
        _write_json(folder / "manifest.json", read_manifest(folder) | {"status": "approved", "approval": approval})
        render(folder)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    return read_pack(reports / pack.board / pack.meeting.isoformat())


def require_role(role: str) -> None:
    """Nothing for a role; raises BadArgument for a name, an address or a number: no person stands in a manifest."""
    words = {word.strip(",.()&").lower() for word in role.split()}
    if not role.isprintable() or any(sign.isdigit() or sign in "@/<>" for sign in role) or not words & ROLE_WORDS:
        raise BadArgument(
            f"role: «{role}» is not a role; expected one such as «Director of Public Health», and no name."
        )


def write_index(reports: Path) -> None:
    """Write `index.json`: every pack on the shelf with its status."""
    with writing_index(reports):
        _write_json(reports / "index.json", _index(reports))


def _index(reports: Path, coming: Pack | None = None) -> dict:
    """What `index.json` says, as it will be once the coming pack is in its place."""
    packs = {pack.name: pack for pack in list_packs(reports)} | ({coming.name: coming} if coming else {})
    rows = [asdict(packs[name]) | {"meeting": str(packs[name].meeting), "folder": name} for name in sorted(packs)]
    return {"packs": rows}


def _put_in_place(made: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(failed_folder(place), ignore_errors=True)
    if not place.exists():
        made.rename(place)
    elif not _exchange(made, place):
        aside = made.with_name(made.name.replace(MAKING, ASIDE, 1))
        place.rename(aside)
        made.rename(place)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(made: Path, place: Path) -> bool:
    """True when the two folders changed names in one step; False where the system cannot."""
    try:
        exchange = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return exchange(AT_WORKING_FOLDER, os.fsencode(made), AT_WORKING_FOLDER, os.fsencode(place), EXCHANGE) == 0


def _write_json(path: Path, content: dict) -> None:
    os.replace(_write_aside(path, content), path)


def _write_aside(path: Path, content: dict) -> Path:
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        aside.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside
