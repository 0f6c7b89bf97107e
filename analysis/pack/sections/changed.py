"""What changed since the last meeting: each headline then and now, by cause, and what became of the projections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.model.explanation import CAUSES, NEW_PERIODS, SETTINGS, UNTOLD
from analysis.model.projection_scores import ProjectionScore
from analysis.pack.parts import Column, Table
from analysis.pack.statements.statement import Statement
from analysis.wording.changes import amount, change, score_sentence
from analysis.wording.numbers import count_of, long_date

CAUSE_LABELS = {
    NEW_PERIODS: "New periods", "revision": "Revision", "method": "Method", SETTINGS: "Settings",
    UNTOLD: "Revision or method",
}  # fmt: skip
MEANING = (
    "New periods is real change; revision is what was published again or put right for periods known before; method is "
    "how this product works figures out; settings are the parameters of the run. The parts sum to the change."
)
SHOWN_NAMES = 6


@dataclass(frozen=True)
class LookBack:
    """A board's last pack against this one.

    name, meeting: the earlier pack; digest: SHA-256 of its manifest; changes: as `explain` makes them, with `label`
    and `unit` of each figure; score: its projections against what has been counted since, None where it had none.
    """

    name: str
    meeting: date
    digest: str
    changes: pd.DataFrame
    score: ProjectionScore | None = None


def name_changes(look_back: LookBack | None) -> dict[str, object]:
    """The names of the template: `since.statements` and whether there is a table to show."""
    statements = of_look_back(look_back)
    shown = look_back is not None and len(_changed(look_back)) > 0
    return {"since": {"statements": [one.text for one in statements], "tabled": shown}}


def of_look_back(look_back: LookBack | None) -> list[Statement]:
    """What the comparison comes to, what is new or gone, and how the earlier projections did."""
    if look_back is None:
        return [Statement("No pack of an earlier meeting of this board was kept, so no figure is compared with one.")]
    counted = look_back.changes["state"].eq("both").sum()
    changed = len(_changed(look_back))
    said = (
        f"Of {count_of(counted, 'headline figure')} that the pack for {long_date(look_back.meeting)} had as well, "
        f"{changed or 'none'} {'have' if changed > 1 else 'has'} changed."
    )
    return [Statement(said), *_come_and_gone(look_back.changes), *_of_score(look_back.score)]


def shown_tables(look_back: LookBack | None) -> tuple[Table, ...]:
    """The table of changed figures in words, for documents; none where nothing has changed."""
    rows = _changed(look_back) if look_back is not None else pd.DataFrame()
    if rows.empty:
        return ()
    causes = [cause for cause in CAUSES if rows[cause].ne(0).any()]
    worded = pd.DataFrame(
        [
            {"Figure": row["label"], "Then": amount(row["then"], row["unit"]), "Now": amount(row["now"], row["unit"])}
            | {CAUSE_LABELS[cause]: change(row[cause], row["unit"]) for cause in causes}
            for row in rows.to_dict("records")
        ]
    )
    columns = tuple(Column(name, name, "left" if name == "Figure" else "right") for name in worded)
    title = f"Headline figures that changed since {long_date(look_back.meeting)}, and why"
    return (Table("changes", title, columns, worded, notes=(MEANING,)),)


def tables_of_changes(look_back: LookBack | None) -> list[Table]:
    """The comparison and the scores as numbers, for workbook and data."""
    if look_back is None:
        return []
    made = [("changes", "Changes by cause", "Each row is a headline figure. " + MEANING, look_back.changes)]
    if look_back.score is not None and len(look_back.score.points):
        about = "Each row is a period that the last pack projected, with what was counted since or why it was not."
        made.append(("projection_scores", "Last projections scored", about, _days(look_back.score.points)))
    return [_numbers(*one) for one in made]


def _numbers(name: str, title: str, about: str, frame: pd.DataFrame) -> Table:
    columns = tuple(Column(one, one.replace("_", " "), _alignment(frame[one])) for one in frame.columns)
    return Table(name, title, columns, frame, notes=(about,), source="this pack and the board's last")


def _alignment(column: pd.Series) -> str:
    return "right" if column.dtype.kind in "if" else "left"


def _days(points: pd.DataFrame) -> pd.DataFrame:
    days = {name: [day.date() for day in points[name]] for name in ("period_start", "period_end")}
    return points.assign(**{name: pd.Series(listed, points.index, dtype=object) for name, listed in days.items()})


def _changed(look_back: LookBack) -> pd.DataFrame:
    rows = look_back.changes
    moved = rows[list(CAUSES)].ne(0).any(axis=1)
    return rows[rows["state"].eq("both") & moved]


def _come_and_gone(changes: pd.DataFrame) -> list[Statement]:
    told: Mapping[str, str] = {"new": "New since then", "gone": "No longer given"}
    made = []
    for state, words in told.items():
        labels = list(changes.loc[changes["state"].eq(state), "label"])
        if labels:
            more = len(labels) - SHOWN_NAMES
            listed = [*labels[:SHOWN_NAMES], f"{more} more, listed in the workbook"] if more > 1 else labels
            # Labels have commas of their own.
            made.append(Statement(f"{words}: {'; '.join(listed)}."))
    return made


def _of_score(score: ProjectionScore | None) -> list[Statement]:
    if score is None or score.points.empty:
        return []
    return [Statement(score_sentence(score.points, score.by_horizon))]
