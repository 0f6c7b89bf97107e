"""Figures of returns beside those of papers: named for their return, and second where a paper printed the same."""

from pathlib import Path

import pandas as pd

from analysis.errors import Fault
from analysis.reference.schemas import RELATIONS
from analysis.sources.returns.store import FIGURES_FILE, PREFIX, Stored, hash_of, place_of

# What one count is of: two figures that agree in all of this are two printings of one number.
SAME = ["era", "service", "measure", "group", "area", "unit", "flow", "period_start", "period_end"]


def with_names(figures: pd.DataFrame, source_id: str) -> pd.DataFrame:
    """The figures of a return with its name before every id, so that no two returns share one."""
    name = f"{source_id.replace(':', '-')}-"
    named = {column: figures[column].map(lambda own: f"{name}{own}" if own else "") for column in ("id", *RELATIONS)}
    return figures.assign(**named)


def second_to_papers(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with `restates` wherever a return gives what a paper had printed of the same days.

    The printed one stands: readers can look it up. That the two differ, where they do, is for the forensic rules.
    """
    is_return = figures["source"].str.startswith(PREFIX)
    printed = figures[~is_return & figures["restates"].eq("") & figures["value"].notna()].drop_duplicates(SAME)
    pairs = figures[SAME].merge(printed[[*SAME, "id"]], on=SAME, how="left", validate="m:1")
    first = pairs["id"].fillna("").to_numpy()
    return figures.assign(restates=figures["restates"].where(~is_return | (first == ""), first))


def changed_files(data: Path, stored: list[Stored]) -> list[Fault]:
    """A fault for each return whose figures are not those that were loaded."""
    faults = []
    for one in stored:
        name = f"{place_of(one.id)}/{FIGURES_FILE}"
        try:
            if hash_of((data / name).read_bytes()) == one.figures_sha256:
                continue
            said = "not what was loaded: its SHA-256 differs from that of the record"
        except OSError as fault:
            said = f"cannot be read ({fault.strerror})"
        faults.append(Fault(name, None, None, said, "expected it as stored; load the corrected file instead"))
    return faults
