"""Relations between figures that cannot be meant: a part of itself, a circle, a percentage of nothing."""

import numpy as np
import pandas as pd

from analysis.errors import Fault

EXPECTED = {
    "part_of": "the id of the total that this figure is a part of",
    "subset_of": "the id of the total that this figure counts some of",
    "percent_of": "the id of the count that this percentage describes",
    "percent_base": "the id of the figure that is the denominator of this percentage",
    "target_of": "the id of the figure that this target belongs to",
    "restates": "the id of the figure that this printing repeats",
}
PERCENTAGES_ONLY = ("percent_of", "percent_base")
FIRST_LINE = 2  # line 1 of a file holds the names of the columns


def check_relations(figures: pd.DataFrame, file: str = "figures") -> list[Fault]:
    """Every malformed relation of a figures table as a fault, in the order of the rows.

    figures: each row is a printed figure; columns that are absent claim nothing. A column `line` names the line of each
    row in its file, `source` its file; without them the rows count from line 2 of `file`.
    """
    frame = figures.reset_index(drop=True)
    if "id" not in frame:
        related = [column for column in EXPECTED if column in frame and _filled(frame[column]).any()]
        return [_no_id(file, column) for column in related]
    ids = _text(frame["id"])
    faults = _repeated_ids(frame, ids, file)
    for column in EXPECTED:
        if column in frame:
            faults += _column_faults(frame, ids, column, file)
    return sorted(faults, key=lambda fault: (fault.file, fault.row or 0))


def _column_faults(frame: pd.DataFrame, ids: pd.Series, column: str, file: str) -> list[Fault]:
    target = _text(frame[column])
    row_of = pd.Series(np.arange(len(ids)), index=ids.to_numpy())
    row_of = row_of[~row_of.index.duplicated()]
    to = target.map(row_of)
    is_given = target != ""
    is_self = is_given & (target == ids)
    faults = _at(frame, is_self, column, target, file, "is the figure itself", "expected another figure")
    unknown = is_given & to.isna()
    faults += _at(frame, unknown, column, target, file, "is the id of no figure", f"expected {EXPECTED[column]}")
    known = is_given & ~is_self & to.notna()
    if column in PERCENTAGES_ONLY and "unit" in frame:
        unit = _text(frame["unit"])
        of_percent = known & (to.map(unit) == "percent")
        faults += _at(frame, of_percent, column, target, file, "is itself a percentage", f"expected {EXPECTED[column]}")
        not_percent = is_given & (unit != "percent") & (unit != "")
        faults += _at(frame, not_percent, column, target, file, "belongs to no percentage", "expected empty")
    circle = known & _leads_into_circle(to.where(known))
    return faults + _at(frame, circle, column, target, file, "leads in a circle", "expected an end")


def _leads_into_circle(to: pd.Series) -> pd.Series:
    """Whether following the relation from each row never ends, by doubling the step until no chain could be longer."""
    step = to.fillna(-1).astype(int).to_numpy()
    for _ in range(int(np.ceil(np.log2(max(len(step), 2)))) + 1):
        step = np.where(step >= 0, step[step], -1)
    return pd.Series(step >= 0, index=to.index)


def _repeated_ids(frame: pd.DataFrame, ids: pd.Series, file: str) -> list[Fault]:
    twice = (ids != "") & ids.duplicated()
    return _at(frame, twice, "id", ids, file, "stands twice", "expected each id once")


def _at(
    frame: pd.DataFrame, where: pd.Series, column: str, value: pd.Series, file: str, what: str, expected: str
) -> list[Fault]:
    rows = np.flatnonzero(where.to_numpy())
    lines = frame["line"].iloc[rows] if "line" in frame else rows + FIRST_LINE
    files = frame["source"].iloc[rows] if "line" in frame and "source" in frame else [file] * len(rows)
    return [
        Fault(str(name), int(line), column, f"{value.iloc[row]} {what}", expected)
        for name, line, row in zip(files, lines, rows, strict=True)
    ]


def _no_id(file: str, column: str) -> Fault:
    return Fault(file, 1, "id", "the column is missing", f"expected ids, because {column} refers to them")


def _text(column: pd.Series) -> pd.Series:
    return column.astype(object).where(column.notna(), "").astype(str).str.strip()


def _filled(column: pd.Series) -> pd.Series:
    return _text(column) != ""
