"""The exhibit of scenarios held against the chosen one, future by future."""

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.wording import scenarios as words
from analysis.wording.numbers import confidence_label, number
from analysis.wording.titles import ahead as titles

MOST_NAMED = 3


def against_the_chosen(results: Results) -> Exhibit:
    """What each scenario changes against the chosen one: every outcome with the interval of its difference."""
    rows, first = results.scenarios.differences, results.scenarios.described[0].label
    outcomes = list(dict.fromkeys(zip(rows["outcome"], rows["unit"], strict=True)))
    labels = list(dict.fromkeys(rows["label"]))
    said = {(row.label, row.outcome, row.unit): _said(row) for row in rows.itertuples()}
    table = pd.DataFrame(
        [
            {"Scenario": label}
            | {words.outcome_heading(*outcome): said.get((label, *outcome), words.NOT_HELD) for outcome in outcomes}
            for label in labels
        ]
    )
    return Exhibit(
        name="against_the_chosen",
        title=_title(rows, first),
        caption=(
            f"Each result less that of «{first}», taken on each of the same {number(results.scenarios.paths)} futures "
            f"at the end of the shorter horizon: the middle, and its "
            f"{confidence_label(results.parameters.confidence)} interval. What chance does to both is not in it. "
            f"Money is in points {words.POINTS}, or in pounds of the day where both scenarios state them. Waits "
            "beyond ten years are not told apart."
        ),
        alternative_text="",
        table=table,
    )


def _title(rows: pd.DataFrame, first: str) -> str:
    """The differences of the gap one by one, or how many go which way where they are many."""
    gaps = rows[rows["outcome"].eq("gap")] if len(rows) else rows
    if not len(gaps):
        return f"What each scenario changes against «{first}»"
    if len(gaps) > MOST_NAMED:
        return titles.gaps(first, gaps["low"], gaps["high"])
    return " ".join(words.difference_sentence(row, first) for row in gaps.itertuples())


def _said(row) -> str:
    low, middle, high = (words.difference(one, row.outcome, row.unit) for one in (row.low, row.middle, row.high))
    return middle if low == middle == high else f"{middle} ({low} to {high})"
