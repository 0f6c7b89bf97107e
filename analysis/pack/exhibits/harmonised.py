"""Exhibit of the systems side by side: what each published on one concept, or why there is nothing."""

import pandas as pd

from analysis.model.harmonise import CONCEPTS, SYSTEMS
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import add_marks
from analysis.pack.exhibits.labels import era_labels, short
from analysis.pipeline import Results
from analysis.wording.numbers import number, period
from analysis.wording.titles import evidence as titles


def harmonised(results: Results) -> Exhibit:
    """Each concept under each system: the figure that was published of it, or the reason why there is none."""
    cells = results.harmonised
    whole = cells["reason"].eq("").groupby(cells["concept"]).all()
    figures = cells.groupby("concept", sort=False)["figure"].agg(lambda ids: tuple(one for one in ids if one))
    return Exhibit(
        name="harmonised",
        title=titles.harmonised(int(whole.sum()), len(whole), cells["system"].nunique()),
        caption=(
            "What each system published on the same concept: one count, the longest and latest, and how many more "
            "there are. The words mean other things under each contract, so no row is a series."
        ),
        alternative_text="",
        table=add_marks(_table(cells, results), figures, results),
        figures=tuple(one for one in cells["figure"] if one),
    )


def _table(cells: pd.DataFrame, results: Results) -> pd.DataFrame:
    worded = cells.assign(text=[_cell(row, results) for row in cells.itertuples()])
    wide = worded.pivot(index="concept", columns="system", values="text").loc[list(CONCEPTS), list(SYSTEMS)]
    labels = era_labels(results)
    wide = wide.rename(columns=lambda system: short(labels.get(system, system))).reset_index()
    return wide.assign(concept=wide["concept"].str.capitalize()).rename(columns={"concept": "Concept"})


def _cell(row, results: Results) -> str:
    if row.reason:
        return f"Nothing: {row.reason[:1].lower()}{row.reason[1:]}"
    services = results.services.set_index("service")["service_label"]
    service = short(services.get(row.service, row.service))
    when = period(row.period_start, row.period_end)
    more = f" ({number(row.others)} more)" if row.others else ""
    unit = "%" if row.unit == "percent" else ""
    return f"{number(row.value)}{unit} {row.measure}, {service}, {when}{more}"
