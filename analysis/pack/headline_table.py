"""The headline figures as a board reads them: a value, its limits and what kind of limits they are."""

from math import isnan

import pandas as pd

from analysis.pack.exhibits.cells import NONE
from analysis.pack.exhibits.demand import shown_series
from analysis.pack.headlines import list_headlines
from analysis.pack.manifest import Headline
from analysis.pack.parts import PUBLISHED, Column, Table
from analysis.pipeline import Results
from analysis.sources.catalogue import find_board
from analysis.wording.numbers import confidence_label, interval, number, people_estimated, signed_percent

NAME = "headlines"
OF_A_SERVICE = ("latest", "growth", "ahead", "net-flow")
WRITTEN = {"people in the period": number, "fraction a year": signed_percent, "people": people_estimated}
NOTE = "All headline figures, with the ids of the published figures behind them: sheet «Headlines» of the workbook."


def tell_headlines(results: Results) -> tuple[Table, ...]:
    """The headlines of the newest services, of money in real terms and of need in the board's area; none where none."""
    chosen = [one for one in list_headlines(results) if one.id in _chosen(results)]
    rows = pd.DataFrame(
        [{"Figure": one.label, "Value": one.text, "Limits": _limits(one, results)} for one in chosen],
        columns=["Figure", "Value", "Limits"],
    )
    columns = (Column("Figure", "Figure"), Column("Value", "Value", "right"), Column("Limits", "Limits"))
    return (Table(NAME, "Headline figures", columns, rows, notes=(NOTE,)),) if len(rows) else ()


def number_headlines(results: Results) -> Table:
    """Every headline as numbers, for workbook and data."""
    rows = pd.DataFrame(
        [
            {"id": one.id, "label": one.label, "value": one.value, "low": one.low, "high": one.high,
             "unit": one.unit, "figures": " ".join(one.figures)}
            for one in list_headlines(results)
        ],
        columns=["id", "label", "value", "low", "high", "unit", "figures"],
    )  # fmt: skip
    columns = tuple(
        Column(name, name, "right" if name in ("value", "low", "high") else "left") for name in rows.columns
    )
    about = "Each row is a number that the pack leads with; figures are the ids of the published ones behind it."
    return Table(NAME, "Headline figures", columns, rows, notes=(about,), source=PUBLISHED)


def _chosen(results: Results) -> set[str]:
    series = shown_series(results)
    newest = series.loc[series["era"].eq(series["era"].iloc[0]), "service"] if len(series) else ()
    area = find_board(results.catalogue.boards, results.parameters.board).area
    services = {f"{service}-{kind}" for service in newest for kind in OF_A_SERVICE}
    changes = {f"{line}-real-change" for line in results.funding_change["line"]} if len(results.funding_change) else {}
    return {*services, *changes, f"need-{area.lower().replace(' ', '-')}"}


def _limits(headline: Headline, results: Results) -> str:
    """The limits in words: a confidence, a prediction or an assumed interval; «none» where there are none."""
    if headline.low is None or isnan(headline.low) or headline.unit not in WRITTEN:
        return NONE
    write, confidence = WRITTEN[headline.unit], confidence_label(results.parameters.confidence)
    kind = f"{confidence} interval"
    if headline.id.startswith("need-"):
        kind = "assumed range"
    elif headline.id.endswith("-ahead"):
        kind = "95% prediction interval"
    return f"{interval(write(headline.low), write(headline.high))} ({kind})"
