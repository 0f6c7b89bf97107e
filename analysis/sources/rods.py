"""Measuring rods at hand that a run must do without, because they were published after its date."""

from datetime import date
from pathlib import Path

import pandas as pd

from analysis.reference.national import DEFLATORS, POPULATION_CENSUS, POPULATION_TOTALS, STANDARDS
from analysis.reference.provenance import Source
from analysis.sources.evidence import add_published
from analysis.sources.registers import load_register
from analysis.sources.tables import load_table

PRICE_INDEX, POPULATION, STANDARD = "price index", "population", "standard of provision"
TABLES = (
    (PRICE_INDEX, DEFLATORS),
    (POPULATION, POPULATION_CENSUS),
    (POPULATION, POPULATION_TOTALS),
    (STANDARD, STANDARDS),
)


def list_unpublished_rods(folder: Path, rods_by: date | None) -> pd.DataFrame:
    """Each row is a release that had not been published by a date: `rod`, `source` and `published`.

    rods_by: None takes the latest releases, so that none is left out. `published` is NaT for an undated release, which
    counts by no date. Raises BadData for faults of the files.
    """
    releases = [load_table(folder, schema)[["source"]].drop_duplicates().assign(rod=rod) for rod, schema in TABLES]
    documents = load_register(folder, "sources.yml", Source)
    dated = add_published(pd.concat(releases).drop_duplicates("source"), documents)
    used = rods_by is None or dated["published"] <= pd.Timestamp(rods_by)
    return dated[~pd.Series(used, index=dated.index)].reset_index(drop=True)[["rod", "source", "published"]]
