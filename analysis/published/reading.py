"""What stands on the shelf, as its readers find it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import BadArgument, DsvaError

if TYPE_CHECKING:
    import pandas as pd

RESTRICTED = "restricted"


class NoSuchPack(DsvaError):
    """No pack of that name stands on the shelf, or its manifest cannot be read."""


@dataclass(frozen=True)
class Pack:
    """One pack on the shelf; `status` is `draft` or `approved`, `role` and `approved` are empty for a draft.

    audience: `public` or `restricted`, as its results were made for.
    """

    board: str
    meeting: date
    folder: Path
    status: str
    role: str = ""
    approved: str = ""
    audience: str = "public"

    @property
    def name(self) -> str:
        """The pack as a command names it: board and date."""
        return f"{self.board}/{self.meeting.isoformat()}"

    @property
    def shelf(self) -> Path:
        """The folder of packs that it stands in."""
        return self.folder.parent.parent


def shelf_for(audience: str, reports: Path) -> Path:
    """The shelf of an audience: `reports` for the public, a folder of its own in it for the restricted.

    So that no public reader, run or index comes by a restricted pack. Raises BadArgument for a public pack that was to
    stand among restricted ones.
    """
    is_apart = reports.name == RESTRICTED
    if audience != "public":
        return reports if is_apart else reports / RESTRICTED
    if is_apart:
        raise BadArgument(f"{reports}: holds restricted packs; expected another folder for a public one.")
    return reports


def list_packs(reports: Path) -> list[Pack]:
    """Every pack on the shelf, by board and date; unfinished and failed runs are not packs."""
    folders = sorted(path.parent for path in reports.glob("[!.]*/*/manifest.json"))
    return [read_pack(folder) for folder in folders if _to_date(folder.name)]


def find_pack(reports: Path, name: str) -> Pack:
    """The pack that a name (`lscsb/2023-09-29`) or the path of its folder means; raises NoSuchPack with those there."""
    packs = {pack.name: pack for pack in list_packs(reports)}
    packs |= {f"{RESTRICTED}/{pack.name}": pack for pack in list_packs(reports / RESTRICTED)}
    for own, pack in packs.items():
        if name.strip("/") == own or Path(name).resolve() == pack.folder.resolve():
            return pack
    there = ", ".join(packs) or "no pack yet; make one with `dsva run`"
    raise NoSuchPack(f"{name}: not a pack in {reports}; there is {there}.")


def read_manifest(folder: Path) -> dict:
    """The manifest of a pack as it was written; raises NoSuchPack where it cannot be read."""
    try:
        return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise NoSuchPack(f"{folder}/manifest.json: not readable ({fault}); make the pack again.") from None


def last_pack(reports: Path, board: str, before: date, audience: str = "public") -> Pack | None:
    """The pack of the board's last meeting before a day that has one for this audience; None where none has."""
    packs = [pack for pack in list_packs(reports) if pack.audience == audience]
    earlier = [pack for pack in packs if pack.board == board and pack.meeting < before]
    return max(earlier, key=lambda pack: pack.meeting, default=None)


def read_table(pack: Pack, name: str) -> "pd.DataFrame | None":
    """A table of a pack as its data has it, without rows of nothing; None where the pack has no such table."""
    import pandas as pd

    path = pack.folder / "data" / f"{name}.csv"
    try:
        return pd.read_csv(path, float_precision="round_trip") if path.is_file() else None
    except (OSError, ValueError) as fault:
        raise NoSuchPack(f"{pack.name}/data/{name}.csv: not readable ({fault}); make the pack again.") from None


def read_pack(folder: Path, board: str | None = None, meeting: date | None = None) -> Pack:
    """The pack in a folder; board and meeting where the folder is not named for them yet."""
    manifest = read_manifest(folder)
    approval = manifest.get("approval") or {}
    status = manifest.get("status", "draft")
    board, meeting = board or folder.parent.name, meeting or date.fromisoformat(folder.name)
    audience = (manifest.get("parameters") or {}).get("audience", "public")
    return Pack(board, meeting, folder, status, approval.get("role", ""), approval.get("date", ""), audience)


def _to_date(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None
