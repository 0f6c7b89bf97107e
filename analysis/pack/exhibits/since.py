"""Exhibit of what the evidence gained since the meeting before: papers, figures, what they say of demand and money."""

from datetime import date

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import add_labels, short
from analysis.pipeline import Results
from analysis.wording.numbers import count_of, join, long_date, number


def since_last_meeting(results: Results) -> Exhibit:
    """Each row is a paper or return that came since the meeting before, with what it brought."""
    before = last_meeting(results)
    rows = results.figures[results.figures["published"].gt(pd.Timestamp(before or date.min.replace(year=1900)))]
    new = [(source, part) for source, part in rows.groupby("source", sort=False)]
    table = pd.DataFrame(
        {
            "Came": [long_date(part["published"].iloc[0].date()) for _, part in new],
            "From": [_named(source, results) for source, _ in new],
            "Figures": [number(len(part)) for _, part in new],
            "Demand": [_demand(set(part["id"]), results) for _, part in new],
            "Money": [_money(set(part["id"]), results) for _, part in new],
            "Findings": [number(_found(set(part["id"]), results)) for _, part in new],
        }
    )
    return Exhibit(
        name="since_last_meeting",
        title=_title(before, table, len(rows)),
        caption=(
            "What was published after the meeting before, of the same board or of any where it had none, and by the "
            "date of the evidence. A figure that only a later paper prints is new however old its period is."
        ),
        alternative_text="",
        table=table,
        figures=tuple(rows["id"]),
    )


def last_meeting(results: Results) -> date | None:
    """The day of the meeting before: of the same board, else of any; None for the first of all."""
    own, day = results.parameters.board, results.parameters.meeting
    earlier = [(board.id == own, meeting.date) for board in results.catalogue.boards for meeting in board.meetings
               if meeting.date < day]  # fmt: skip
    same = [when for is_own, when in earlier if is_own]
    return max(same or [when for _, when in earlier], default=None)


def _title(before: date | None, table: pd.DataFrame, figures: int) -> str:
    if before is None:
        return f"The first meeting: all {count_of(figures, 'figure')} are new"
    if table.empty:
        return f"Nothing new was published since the meeting of {long_date(before)}"
    came = count_of(len(table), "paper")
    return f"Since the meeting of {long_date(before)}, {came} brought {count_of(figures, 'figure')}"


def _named(source: str, results: Results) -> str:
    papers = {one.id: f"{one.title} ({one.body})" for one in results.catalogue.documents}
    return papers.get(source, source)


def _demand(ids: set[str], results: Results) -> str:
    shown = results.demand[results.demand["stands_for_demand"]]
    rows = add_labels(shown[[bool(ids & set(own)) for own in shown["figures"]]], results)
    said = [f"{name}, {count_of(len(part), 'period')}" for name, part in rows.groupby("service_label", sort=False)]
    return join(said) if said else "none"


def _money(ids: set[str], results: Results) -> str:
    streams = results.funding.loc[results.funding["figure"].isin(ids), "stream"]
    return "; ".join(dict.fromkeys(map(short, streams))) or "none"


def _found(ids: set[str], results: Results) -> int:
    return sum(bool(ids & set(own)) for own in results.findings["figures"])
