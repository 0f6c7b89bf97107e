"""Exhibits of what the law asks to be known: protected characteristics and the yearly return."""

import pandas as pd

from analysis.pack.exhibits.cells import NONE, span_of_count
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import service_names
from analysis.pipeline import Results
from analysis.wording.numbers import NOT_PUBLISHED, long_date, number, pounds
from analysis.wording.titles import evidence as titles

SUFFIXES = {"percent": "%", "gbp": "", "count": ""}


def equality(results: Results) -> Exhibit:
    """For each protected characteristic, what the papers published, or that they published nothing."""
    figures = results.figures[results.figures["restates"].eq("")]
    characteristics = results.catalogue.equality
    found = [
        figures[figures["measure"].isin(one.measures) | figures["group"].isin(one.groups)] for one in characteristics
    ]
    return Exhibit(
        name="equality",
        title=titles.equality(sum(rows.empty for rows in found), len(found)),
        caption="Characteristics of the Equality Act 2010 and the published figures that bear on each.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Characteristic": [one.characteristic for one in characteristics],
                "Figures published": [number(len(rows)) if len(rows) else NOT_PUBLISHED for rows in found],
                "Meetings of the papers": [_meetings(rows) for rows in found],
                "Remark": [one.note if len(rows) else "" for one, rows in zip(characteristics, found, strict=True)],
            }
        ),
    )


def yearly_return(results: Results) -> Exhibit:
    """A worksheet for the yearly return: what is published, what returns will bring, what is missing."""
    rows = results.assessment.yearly_return
    names = service_names(results)
    services = [names.get(service, "") for service in rows["service"]]
    return Exhibit(
        name="yearly_return",
        title="Worksheet for the yearly return on safe accommodation",
        caption=(
            "This prepares the return; it is not the ministry's form and does not claim to hold all of it. Published "
            "figures bear on an item and may not count what it asks; figures are not added up."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "Part": rows["part"],
                "Asked": rows["asked"],
                "Where it comes from": rows["status"],
                "Figure or field": [
                    _value(row, service) for row, service in zip(rows.itertuples(), services, strict=True)
                ],
                "Period": [
                    NONE if pd.isna(row.value) else span_of_count(row.period_start, row.period_end)
                    for row in rows.itertuples()
                ],
                "Remark": rows["note"],
            }
        ),
        figures=tuple(one for one in rows["figure"] if isinstance(one, str)),
    )


def _value(row, service: str) -> str:
    if pd.isna(row.value):
        return row.what or NONE
    amount = pounds(row.value) if row.unit == "gbp" else f"{number(row.value, _places(row.value))}{_unit(row)}"
    return f"{amount} {row.what}{f', {service}' if service else ''}"


def _unit(row) -> str:
    if row.unit in SUFFIXES or row.what.startswith(row.unit):
        return SUFFIXES.get(row.unit, "")
    return f" {row.unit.removesuffix('s')}," if row.value == 1 else f" {row.unit},"


def _places(value: float) -> int:
    return 0 if float(value).is_integer() else 1


def _meetings(rows: pd.DataFrame) -> str:
    return ", ".join(long_date(day) for day in dict.fromkeys(rows["published"])) or "none"
