"""Exhibits of the years ahead: need against money under the chosen scenario, and what the others change."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.wording import scenarios as words
from analysis.wording.numbers import confidence_label, number
from analysis.wording.titles import ahead as titles

MOST_NAMED = 3
SHOWN = (("need", "Need"), ("funding", "Money"), ("gap", "Need less money"))


def need_and_money(results: Results) -> Exhibit:
    """Need, money and their gap by year, if the chosen scenario holds."""
    scenarios, confidence = results.scenarios, results.parameters.confidence
    own = scenarios.results.iloc[0]
    rows = scenarios.years[scenarios.years["scenario"].eq(scenarios.chosen)]
    return Exhibit(
        name="need_and_money",
        title=words.gap_title(own, confidence),
        caption=(
            f"Need is what everyone who comes would cost, money what is paid; {words.unit_words(own.get('unit'))}. "
            f"Middle and {confidence_label(confidence)} interval of {number(scenarios.paths)} futures."
        ),
        alternative_text=" ".join(
            f"{_year(row.year)}: need {words.amount(row.need, row.unit)} "
            f"({words.span(row.need_low, row.need_high, row.unit)}), money {words.amount(row.funding, row.unit)}, gap "
            f"{words.amount(row.gap, row.unit)} ({words.span(row.gap_low, row.gap_high, row.unit)})."
            for row in rows.itertuples()
        ),
        table=_table(rows, confidence_label(confidence)) if len(rows) else pd.DataFrame(),
        panels=partial(charts.band_panels, _panels(rows)) if len(rows) else None,
        columns=3,
        figures=scenarios.base.figures,
    )


def scenario_differences(results: Results) -> Exhibit:
    """What the chosen scenario changes against each of the others, outcome by outcome."""
    scenarios, confidence = results.scenarios, confidence_label(results.parameters.confidence)
    rows = scenarios.differences
    chosen = scenarios.described[0].label
    said = [words.difference_sentence(row, chosen) for row in rows.itertuples() if row.outcome == "gap"]
    return Exhibit(
        name="scenario_differences",
        title=_differences_title(rows, said, chosen),
        caption=(
            f"Each line is an outcome of «{chosen}» less the same of another scenario, future by future: the middle "
            f"and the {confidence} interval, at the end of the shorter of their horizons."
        ),
        alternative_text=" ".join(words.difference_sentence(row, chosen) for row in rows.itertuples()),
        table=pd.DataFrame(
            {
                "Against": rows["label"],
                "Outcome": [f"{words.OUTCOMES[row.outcome]}, {_unit(row.unit)}" for row in rows.itertuples()],
                "Difference": [_signed(-row.middle, row) for row in rows.itertuples()],
                f"{confidence} interval": [
                    f"{_signed(-row.high, row)} to {_signed(-row.low, row)}" for row in rows.itertuples()
                ],
            }
        ),
    )


def _differences_title(rows: pd.DataFrame, said: list[str], chosen: str) -> str:
    """The differences of the gap one by one, or how many go which way where they are many."""
    gaps = rows[rows["outcome"].eq("gap")] if len(rows) else rows
    if not said:
        return "Side by side: choose scenarios to compare"
    return " ".join(said) if len(said) <= MOST_NAMED else titles.gaps(chosen, gaps["low"], gaps["high"])


def _table(rows: pd.DataFrame, confidence: str) -> pd.DataFrame:
    columns: dict[str, object] = {"Year": rows["year"].map(_year)}
    for name, label in SHOWN:
        columns[label] = [words.amount(getattr(row, name), row.unit) for row in rows.itertuples()]
        columns[f"{label}, {confidence} interval"] = [
            words.span(getattr(row, f"{name}_low"), getattr(row, f"{name}_high"), row.unit) for row in rows.itertuples()
        ]
    return pd.DataFrame(columns)


def _panels(rows: pd.DataFrame) -> pd.DataFrame:
    unit = "£" if rows["unit"].iloc[0] == "gbp" else "base year = 100"
    return pd.concat(
        [
            pd.DataFrame({"panel": label, "ylabel": unit, "period": rows["year"].map(str), "middle": rows[name],
                          "low": rows[f"{name}_low"], "high": rows[f"{name}_high"]})
            for name, label in SHOWN
        ],
        ignore_index=True,
    )  # fmt: skip


def _year(year: int) -> str:
    return f"Year {number(year)}" if year else "Base year"


def _unit(unit: str) -> str:
    return {"points": "of 100 of the base year's funding", "gbp": "pounds of the day"}.get(unit, unit)


def _signed(value: float, row) -> str:
    said = words.outcome_cell(abs(value), row.outcome, row.unit)
    return said if said == "0" else f"{'+' if value > 0 else '−'}{said}"
