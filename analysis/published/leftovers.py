"""What a run that died left on the shelf: taken up again, put back, or cleared away."""

import shutil
from datetime import date
from pathlib import Path

MAKING, ASIDE = ".making", ".old"


def put_back(reports: Path, board: str, meeting: date) -> None:
    """The old pack in its place again, where a run died between moving it aside and moving the new one in."""
    place = reports / board / meeting.isoformat()
    for aside in sorted(reports.glob(f"{ASIDE}-{board}-{meeting}-*")):
        if not place.exists() and (aside / "manifest.json").is_file():
            aside.rename(place)


def list_leftovers(reports: Path, board: str, meeting: date) -> list[Path]:
    """Folders of notebooks that earlier runs of a meeting executed: of dead runs, of a failed one, of the draft."""
    dead = sorted(reports.glob(f"{MAKING}-{board}-{meeting}-*/notebooks"))
    place = reports / board / meeting.isoformat()
    return [
        folder for folder in (*dead, place.with_name(f"failed-{place.name}"), place / "notebooks") if folder.is_dir()
    ]


def clear_leftovers(reports: Path, board: str, meeting: date, keep: Path | None = None) -> None:
    """Take away what dead runs of a meeting left; only a run that holds the meeting may.

    keep: the folder of the run that clears.
    """
    for kind in (MAKING, ASIDE):
        for folder in reports.glob(f"{kind}-{board}-{meeting}-*"):
            if folder != keep:
                shutil.rmtree(folder, ignore_errors=True)
    for half in (reports / board).glob(".*.part"):
        half.unlink(missing_ok=True)
    for half in reports.glob(".index.json-*"):
        half.unlink(missing_ok=True)
