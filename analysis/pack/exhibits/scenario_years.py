"""The exhibit of the years ahead: need against money under the chosen scenario."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.wording import scenarios as words
from analysis.wording.numbers import confidence_label, number

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
