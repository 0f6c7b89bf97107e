"""Columns that readers see: ids turned into labels, dates into periods."""

from datetime import date

import pandas as pd

from analysis.pipeline import Results
from analysis.wording.numbers import period

SURVEYS = {
    "csew-16-59": "ages 16 to 59",
    "csew-16-74": "ages 16 to 74",
    "csew-16+": "ages 16 and over",
    "csew-new-questions": "ages 16 and over with new questions",
}


def add_labels(table: pd.DataFrame, results: Results) -> pd.DataFrame:
    """A table of the model with `service_label`, `era_label` and, where it has dates, `period`."""
    services = results.services.set_index("service")
    labelled = table.assign(
        service_label=[short(services["service_label"].get(service, service)) for service in table["service"]],
        era_label=[era_labels(results).get(era, era) for era in table["era"]],
    )
    if "period_start" not in table:
        return labelled
    spans = zip(table["period_start"], table["period_end"], strict=True)
    return labelled.assign(period=[period(start, end) for start, end in spans])


def service_names(results: Results) -> dict[str, str]:
    """What readers call a service, by its id."""
    return names_of(results.services)


def names_of(services: pd.DataFrame) -> dict[str, str]:
    """What readers call a service, by its id; services: each row is one with its label."""
    return {id: short(label) for id, label in zip(services["service"], services["service_label"], strict=True)}


def ids_as_words(services: pd.DataFrame) -> dict[str, str]:
    """What readers call a service or a system, by its id; services: each row is one with both its labels."""
    eras = zip(services["era"], services["era_label"], strict=True)
    return names_of(services) | {id: short(label) for id, label in eras}


def newest_first(eras: pd.Series, results: Results) -> pd.Series:
    """The place of each era among those known, the one that began last first: a key to sort by."""
    began = {era.id: era.start or date.min for era in results.catalogue.eras}
    return eras.map({era: place for place, era in enumerate(sorted(began, key=began.get, reverse=True))})


def era_labels(results: Results) -> dict[str, str]:
    """The name of each era as a heading."""
    return {era.id: era.label for era in results.catalogue.eras}


def short(label: str) -> str:
    """A label without what stands in brackets behind it: room in a chart is short."""
    return label.split(" (")[0]


def two_lines(text: str) -> str:
    """A period on two lines under an axis: «Apr–Jun» above «2022»."""
    head, _, tail = text.rpartition(" ")
    return f"{head}\n{tail}" if head and "–" not in tail else text


def all_figures(tables: pd.Series) -> tuple[str, ...]:
    """The ids behind a column of tuples of ids, each once, in order."""
    return tuple(dict.fromkeys(identifier for ids in tables for identifier in ids if identifier))
