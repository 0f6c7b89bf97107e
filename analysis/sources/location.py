"""Where `data/` and `reports/` are: named, in the environment, beside the checkout, or here."""

import os
from pathlib import Path

from analysis.errors import DsvaError

CHECKOUT = Path(__file__).resolve().parents[2]
# The file that tells this product's data folder from any other folder called `data`.
MARK = "sources.yml"


class NoDataFolder(DsvaError):
    """The folder of the evidence cannot be found."""


def find_data(option: str | Path | None = None) -> Path:
    """The data folder: `option`, else DSVA_DATA, else beside the checkout, else in the working folder.

    A folder that is named must hold `sources.yml`; raises NoDataFolder where none is found.
    """
    named = option or os.environ.get("DSVA_DATA")
    if named:
        folder = Path(named).expanduser()
        if not (folder / MARK).is_file():
            raise NoDataFolder(f"{folder}: not a data folder; expected a folder that holds {MARK}.")
        return folder
    for folder in (CHECKOUT / "data", Path.cwd() / "data"):
        if (folder / MARK).is_file():
            return folder
    raise NoDataFolder(
        f"No data folder beside the installed package or in {Path.cwd()}; name one with --data or DSVA_DATA."
    )


def find_reports(option: str | Path | None = None) -> Path:
    """The folder of packs: `option`, else DSVA_REPORTS, else beside the checkout, else in the working folder.

    It need not exist: whoever writes a pack makes it.
    """
    named = option or os.environ.get("DSVA_REPORTS")
    if named:
        return Path(named).expanduser()
    if (CHECKOUT / "data" / MARK).is_file():
        return CHECKOUT / "reports"
    return Path.cwd() / "reports"
