"""Figures chosen by what they are about, with the nearest names for what nothing is about."""

from collections.abc import Iterable

import pandas as pd

from analysis.errors import BadArgument
from analysis.reference.areas import AREAS, nearest_names
from analysis.sources.catalogue import Catalogue
from analysis.sources.returns.store import KIND as RETURN

# The columns that `dsva figures` prints first; what else the table has follows.
FIRST_COLUMNS = (
    "id",
    "source",
    "locator",
    "era",
    "service",
    "measure",
    "group",
    "area",
    "period_start",
    "period_end",
    "exposure_months",
    "flow",
    "value",
    "value_low",
    "value_high",
    "unit",
    "precision",
    "value_printed",
    "period_printed",
    "part_of",
    "percent_of",
    "table",
    "reason_missing",
    "published",
)


def select_figures(
    figures: pd.DataFrame,
    catalogue: Catalogue,
    *,
    era: str | None = None,
    service: str | None = None,
    measure: str | None = None,
    source: str | None = None,
    area: str | None = None,
) -> pd.DataFrame:
    """The figures that agree with every choice, columns in the order in which they are printed.

    A choice is a name, compared without regard to case; None does not choose. Raises BadArgument with the nearest
    names where a choice is not a name at all; a known name with no figures gives an empty table.
    """
    rest = [column for column in figures.columns if column not in FIRST_COLUMNS]
    selected = figures[[*FIRST_COLUMNS, *rest]]
    known = _known_names(catalogue)
    chosen = {"era": era, "service": service, "measure": measure, "source": source, "area": area}
    for column, name in chosen.items():
        if name is not None:
            selected = selected[selected[column] == _find_name(column, name, known[column])]
    return selected.reset_index(drop=True)


def _known_names(catalogue: Catalogue) -> dict[str, list[str]]:
    return {
        "era": [era.id for era in catalogue.eras],
        "service": [service.id for service in catalogue.services],
        "measure": [measure.id for measure in catalogue.measures],
        "source": [source.id for source in catalogue.documents if source.meeting or source.kind == RETURN],
        "area": list(AREAS),
    }


def _find_name(column: str, name: str, known: Iterable[str]) -> str:
    by_lower = {one.lower(): one for one in known}
    if name.strip().lower() not in by_lower:
        nearest = ", ".join(nearest_names(name.strip(), list(by_lower.values())))
        raise BadArgument(f"{column}: {name} is not known; expected one such as {nearest}.")
    return by_lower[name.strip().lower()]
