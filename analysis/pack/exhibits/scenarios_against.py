"""The exhibit of scenarios held against the chosen one, future by future."""

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.wording import scenarios as words
from analysis.wording.numbers import confidence_label, number


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
        title=f"What each scenario changes against «{first}»",
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


def _said(row) -> str:
    low, middle, high = (words.difference(one, row.outcome, row.unit) for one in (row.low, row.middle, row.high))
    return middle if low == middle == high else f"{middle} ({low} to {high})"
