"""Exhibits of workers and waits, both ways: the workers that a short wait takes, and the wait that money buys."""

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.reference.scenario import Scenario
from analysis.wording import capacity as words
from analysis.wording.numbers import confidence_label, interval, number, percent, round_pounds
from analysis.wording.titles import ahead as titles


def staffing(results: Results) -> Exhibit:
    """The workers that a longest wait takes under the chosen scenario."""
    rows = results.scenarios.staffing
    known = rows["cost_gbp"].notna().any() if len(rows) else False
    table = pd.DataFrame(
        {
            "No more than": [f"{number(row.wait_weeks)} weeks" for row in rows.itertuples()],
            "With a chance of a longer wait below": [percent(row.limit) for row in rows.itertuples()],
            "Workers at the start": [number(row.workers) if row.workers == row.workers and row.workers else
                                     "no number is enough" for row in rows.itertuples()],
            "Chance then": [percent(row.chance, 1) for row in rows.itertuples()],
        }
    )  # fmt: skip
    return Exhibit(
        name="staffing",
        title=_staffing_title(rows, results.scenarios.described[0]),
        caption=(
            "The fewest full-time workers at the start with whom the wait in the last quarter is short enough in all "
            "but a few of the futures. What they are paid with follows the scenario's money."
        ),
        alternative_text="",
        table=table.assign(**{words.COST: [_cost(row) for row in rows.itertuples()]}) if known else table,
    )


def what_money_buys(results: Results) -> Exhibit:
    """The waiting list and the wait that more or less of the chosen scenario's money buys."""
    rows, scenario = results.scenarios.bought, results.scenarios.described[0]
    confidence = confidence_label(results.parameters.confidence)
    table = pd.DataFrame(
        {
            "Money, of every 100 now": [number(100 * row.money_share) for row in rows.itertuples()],
            "Workers at the start": [words.workers_cell(row) for row in rows.itertuples()],
            f"Waiting ({confidence} interval)": [
                f"{number(row.waiting)} ({interval(number(row.waiting_low), number(row.waiting_high))})"
                for row in rows.itertuples()
            ],
            "Wait in weeks": [words.weeks(row.wait_weeks) for row in rows.itertuples()],
            "Chance of a list": [percent(row.chance_waiting) for row in rows.itertuples()],
            f"Chance of more than {number(scenario.target_wait)} weeks": [percent(row.chance_too_long)
                                                                         for row in rows.itertuples()],
        }
    )  # fmt: skip
    known = rows["cost_gbp"].notna().any() if len(rows) else False
    return Exhibit(
        name="what_money_buys",
        title=_bought_title(rows, scenario),
        caption=(
            f"In the last quarter, over the same {number(results.scenarios.paths)} futures in every row. 100 is the "
            "money of the base year, in pounds of the day; it pays as many workers more or fewer from the first day "
            "on, and moves afterwards as the scenario says."
        ),
        alternative_text="",
        table=table.assign(**{words.COST: [_cost(row) for row in rows.itertuples()]}) if known else table,
    )


def _staffing_title(rows: pd.DataFrame, scenario: Scenario) -> str:
    if rows.empty:
        return titles.if_holds(scenario.label, "the workers that short waits take")
    row = rows.loc[(rows["wait_weeks"] - scenario.target_wait).abs().idxmin()]
    return titles.staffing(scenario.label, row["wait_weeks"], row["workers"])


def _bought_title(rows: pd.DataFrame, scenario: Scenario) -> str:
    if rows.empty:
        return titles.if_holds(scenario.label, "the wait that money buys")
    now, most = rows.loc[(rows["money_share"] - 1).abs().idxmin()], rows.loc[rows["money_share"].idxmax()]
    chances = now["chance_too_long"], most["money_share"], most["chance_too_long"]
    return titles.bought(scenario.label, scenario.target_wait, *chances)


def _cost(row) -> str:
    """Pounds a year of a row with `cost_gbp` and its limits."""
    if row.cost_gbp != row.cost_gbp or row.cost_gbp is None:
        return "not known"
    if row.cost_low_gbp == row.cost_high_gbp:
        return round_pounds(row.cost_gbp)
    return f"{round_pounds(row.cost_gbp)} ({interval(round_pounds(row.cost_low_gbp), round_pounds(row.cost_high_gbp))})"
