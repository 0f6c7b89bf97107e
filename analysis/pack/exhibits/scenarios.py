"""Exhibits of scenarios: side by side, the parts of need, the chance that a sum is enough, what each assumes."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.wording import scenarios as words
from analysis.wording.capacity import weeks
from analysis.wording.numbers import confidence_label, number, percent
from analysis.wording.titles import ahead as titles

WIDEST_POINTS = 400
OPTION = "option-"
NO_WORDS = "cannot be calculated"


def scenario_results(results: Results) -> Exhibit:
    """Every scenario in one row: the gap, the wait, the growth that money would meet."""
    rows = results.scenarios.results
    confidence = confidence_label(results.parameters.confidence)
    points = rows[rows["unit"].eq("points")] if "unit" in rows else rows.head(0)
    return Exhibit(
        name="scenario_results",
        title="What each set of assumptions leads to",
        caption=(
            f"Need less money in the last year of each scenario, in points {words.POINTS} (or pounds of the day "
            "where a "
            f"scenario states them), with its {confidence} interval, on the same {number(results.scenarios.paths)} "
            "futures. "
            f"Lines longer than the picture are cut; the table has their ends."
        ),
        alternative_text=" ".join(
            words.result_sentence(row, results.parameters.confidence) for row in rows.itertuples()
        ),
        table=_results_table(rows, confidence),
        panels=partial(charts.span_panels, _gaps(points)) if len(points) else None,
        columns=1,
    )


def need_parts(results: Results) -> Exhibit:
    """From the base year's need to the last year's: each part alone, and what they do only together."""
    rows = results.scenarios.waterfall
    label = results.scenarios.described[0].label
    unit = rows["unit"].iloc[0] if len(rows) else "points"
    table = pd.DataFrame(
        {
            "Part": rows["part"].map(words.PARTS),
            "Mean": [words.amount(row.amount, unit) for row in rows.itertuples()],
            "Interval": [words.span(row.low, row.high, unit) for row in rows.itertuples()],
        }
    )
    return Exhibit(
        name="need_parts",
        title=_parts_title(rows, label, unit),
        caption=(
            f"Mean over the futures, {words.unit_words(unit)}. What demand and prices do together beyond the sum of "
            "what each does alone stands by itself, so that nothing is hidden in another part."
        ),
        alternative_text=" ".join(f"{row.Part}: {row.Mean}." for row in table.itertuples()),
        table=table,
        panels=partial(charts.part_panels, _steps(rows, unit)) if len(rows) else None,
        columns=1,
    )


def chance_of_sum(results: Results) -> Exhibit:
    """The chance that need does not exceed a sum, for the chosen scenario."""
    rows = results.scenarios.s_curve
    own = results.scenarios.results.iloc[0]
    unit = rows["unit"].iloc[0] if len(rows) else "points"
    few = rows.iloc[:: len(rows) // 10] if len(rows) else rows
    scale, named = words.drawn_in(unit)
    drawn = rows.assign(
        amount=scale * rows["amount"], percent=100 * rows["chance"], xlabel=f"need, {named}",
        funding=scale * own.get("funding", float("nan")),
    )  # fmt: skip
    return Exhibit(
        name="chance_of_sum",
        title=_sum_title(rows, own, results.scenarios.described[0].label),
        caption=(
            f"How likely need in the last year is no more than a sum, {words.unit_words(unit)}. The dashed line is "
            "the money."
        ),
        alternative_text=" ".join(
            f"{words.amount(row.amount, unit)}: {percent(row.chance)}." for row in few.itertuples()
        ),
        table=pd.DataFrame(
            {
                "Sum": [words.amount(one, unit) for one in few["amount"]],
                "Chance that need is no more": few["chance"].map(percent),
            }
        ),
        panels=partial(charts.curve_panels, drawn) if len(rows) else None,
        columns=1,
    )


def _parts_title(rows: pd.DataFrame, label: str, unit: str) -> str:
    parts = rows[~rows["part"].isin(["base", "need"])] if len(rows) else rows
    if parts.empty or words.amount(parts["amount"].abs().max(), unit) == "0":
        return f"If «{label}» holds: need stays as it is"
    most = parts.loc[parts["amount"].abs().idxmax()]
    size = f"{'+' if most['amount'] > 0 else '−'}{words.amount(abs(most['amount']), unit)}"
    return f"If «{label}» holds: the largest part of the change in need is {words.PARTS[most['part']].lower()}, {size}"


def _sum_title(rows: pd.DataFrame, own: pd.Series, label: str) -> str:
    if rows.empty:
        return f"If «{label}» holds: the chance that a sum is enough"
    enough = rows.loc[rows["amount"].le(own["funding"]), "chance"].max()
    chance = "less than 1%" if pd.isna(enough) or enough < 0.01 else f"about {percent(enough)}"
    return f"If «{label}» holds: the chance that the money there is will be enough is {chance}"


def scenario_assumptions(results: Results) -> Exhibit:
    """What each scenario assumes otherwise than the chosen one, and why."""
    scenarios = results.scenarios
    table, chosen = scenarios.assumptions, scenarios.chosen
    said = [
        "; ".join(
            f"{words.assumption_name(row['assumption'])}: {words.assumption_cell(row['assumption'], row[one.id])}"
            for _, row in table.iterrows()
            if one.id != chosen and row[one.id] != row[chosen]
        )
        for one in scenarios.described
    ]
    return Exhibit(
        name="scenario_assumptions",
        title="What each scenario assumes",
        caption=(
            f"What differs from «{scenarios.described[0].label}», and why; all else is the same. The workbook has "
            "every number."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "Scenario": [one.label for one in scenarios.described],
                "Otherwise than the first": [text or "nothing: it is the first" for text in said],
                "Why": [one.rationale for one in scenarios.described],
                "By": [one.author for one in scenarios.described],
            }
        ),
    )


def scenario_numbers(results: Results) -> Exhibit:
    """Every number that the chosen scenario takes, with its range and where it is from."""
    rows = results.scenarios.taken
    assumed = int(rows["origin"].str.contains("assumption").sum()) if len(rows) else 0
    return Exhibit(
        name="scenario_numbers",
        title=titles.assumed(results.scenarios.described[0].label, assumed, len(rows)),
        caption="Each with its limits of 95% where it has a range, and where it is from.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Assumption": rows["assumption"].map(words.assumption_name),
                "Number": [
                    words.assumption_cell(row.assumption, (row.low, row.value, row.high)) for row in rows.itertuples()
                ],
                "From": rows["origin"],
            }
        ),
    )


def _results_table(rows: pd.DataFrame, confidence: str) -> pd.DataFrame:
    money = [not row.money_reason for row in rows.itertuples()]
    queue = [not row.queue_reason for row in rows.itertuples()]
    made = pd.DataFrame({"Scenario": rows["label"]})
    if any(money):
        made["Gap in the last year"] = [words.amount(row.gap, row.unit) if known else NO_WORDS
                                        for row, known in zip(rows.itertuples(), money, strict=True)]  # fmt: skip
        made[f"{confidence} interval"] = [words.span(row.gap_low, row.gap_high, row.unit) if known else row.money_reason
                                          for row, known in zip(rows.itertuples(), money, strict=True)]  # fmt: skip
    made["Growth of demand that money meets"] = [words.break_even_words(row) for row in rows.itertuples()]
    if any(queue):
        made["Wait in weeks"] = [weeks(row.wait_weeks) if known else NO_WORDS
                                 for row, known in zip(rows.itertuples(), queue, strict=True)]  # fmt: skip
        made["Chance of too long a wait"] = [percent(row.chance_too_long) if known else NO_WORDS
                                             for row, known in zip(rows.itertuples(), queue, strict=True)]  # fmt: skip
        made["Turned away a quarter"] = [number(row.turned_away) if known else NO_WORDS
                                         for row, known in zip(rows.itertuples(), queue, strict=True)]  # fmt: skip
    return made


def _gaps(rows: pd.DataFrame) -> pd.DataFrame:
    cut = {
        name: rows[column].clip(-WIDEST_POINTS, WIDEST_POINTS)
        for name, column in (("middle", "gap"), ("low", "gap_low"), ("high", "gap_high"))
    }
    panel = rows["scenario"].str.startswith(OPTION).map({True: "Options for delivery", False: "Demand and money"})
    drawn = rows[["label"]].assign(panel=panel, xlabel=f"need less money, points {words.POINTS}", **cut)
    return drawn.sort_values("panel", kind="stable")


def _steps(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    whole, scale = rows["part"].isin(["base", "need"]), words.drawn_in(unit)[0]
    amounts = scale * rows["amount"]
    running = amounts.where(~rows["part"].eq("need"), 0).cumsum()
    bottom = (running - amounts).where(~whole, 0)
    top = running.where(~whole, amounts)
    labels = [words.PARTS[part].replace(" alone", "").replace(", beyond their sum", "").replace(" ", "\n", 1)
              for part in rows["part"]]  # fmt: skip
    return pd.DataFrame({"label": labels, "bottom": bottom, "top": top, "whole": whole,
                         "ylabel": "£ thousand" if unit == "gbp" else "base year = 100"})  # fmt: skip
