"""A pack made again from what it keeps, once its status has changed; no notebook runs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.errors import RunFailed
from analysis.pack.document import read_front, rerender
from analysis.pack.manifest import hash_files, read_manifest, write_manifest
from analysis.pack.parts import Status
from analysis.pack.workbook import mark_status


def restate(folder: Path) -> None:
    """Documents, workbook and hashes of a pack brought to the status that its manifest states.

    folder: a pack whose manifest says `approved`, by which role and when, and whose files still say otherwise.
    """
    manifest = read_manifest(folder)
    before, after = read_front(folder).status, _status(manifest.status, manifest.approval, folder)
    rerender(folder, after)
    for workbook in sorted(folder.glob("*.xlsx")):
        mark_status(workbook, before, after)
    write_manifest(replace(manifest, outputs=hash_files(folder)), folder)


def _status(kind: str, approval: dict, folder: Path) -> Status:
    if kind == "draft":
        return Status()
    try:
        return Status("approved", approval["role"], date.fromisoformat(approval["date"]))
    except (KeyError, ValueError):
        raise RunFailed(f"{folder.name}/manifest.json: approved without role or date; expected both.") from None
