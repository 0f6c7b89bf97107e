"""Tables whose rows name their source: only what had been published by a date counts."""

from datetime import date
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from analysis.reference.columns import DATE_TYPE
from analysis.reference.provenance import Source
from analysis.sources.registers import load_register
from analysis.sources.tables import load_table


def load_evidence(folder: Path, schema: pa.DataFrameSchema, as_of: date | None = None) -> pd.DataFrame:
    """The rows of a table that had been published by a date, with `published` added.

    as_of: None takes every row, the undated ones too (their `published` is NaT).
    Raises BadData for faults of the file.
    """
    documents = load_register(folder, "sources.yml", Source)
    table = add_published(load_table(folder, schema), documents)
    if as_of is None:
        return table
    return table[table["published"] <= pd.Timestamp(as_of)].reset_index(drop=True)


def add_published(table: pd.DataFrame, documents: tuple[Source, ...]) -> pd.DataFrame:
    """The table with the day from which each row's source counts; NaT where the source is undated."""
    days = {one.id: pd.Timestamp(one.counts_from) if one.counts_from else pd.NaT for one in documents}
    return table.assign(published=table["source"].map(days).astype(DATE_TYPE))
