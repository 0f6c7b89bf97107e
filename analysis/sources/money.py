"""Money: funding lines, contracts, and the price indices that make years comparable."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.errors import BadArgument
from analysis.reference.national import DEFLATORS, OTHER_DUTY_GRANTS, SOCIAL_COSTS
from analysis.reference.provenance import Source
from analysis.reference.schemas import CONTRACTS, FUNDING
from analysis.sources.evidence import load_evidence
from analysis.sources.registers import load_register
from analysis.sources.tables import load_table

INDEX_COLUMNS = {"gdp": "gdp_deflator", "cpi": "cpi", "cpih": "cpih"}


@dataclass(frozen=True)
class Deflators:
    """A price index and the release that it comes from.

    values: index of each financial year that the release gives one for, any base; index `financial_year`.
    status: `outturn` or `forecast`, by the same years.
    missing: why there are no values, where the release came out after the date asked for; else empty.
    """

    index: str
    values: pd.Series
    status: pd.Series
    release: Source
    missing: str = ""


def load_funding(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """Funding lines published by a date: each row is one sum from one funder for one stream.

    `line` joins the years of one stream; money is nominal pounds; unknown terms are NaT. Adds `published`.
    A sum that a later paper explains otherwise (`replaced_by`) counts until that paper is out, and then no more.
    """
    lines = load_evidence(folder, FUNDING, as_of)
    return lines[~lines["replaced_by"].isin(lines["id"])].reset_index(drop=True)


def load_contracts(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """Contracts and commissioned posts as the papers published by a date state them. Adds `published`."""
    return load_evidence(folder, CONTRACTS, as_of)


def load_other_duty_grants(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """The duty grants of Leicester and Rutland, at second hand. Adds `published`."""
    return load_evidence(folder, OTHER_DUTY_GRANTS, as_of)


def load_social_costs(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """What abuse costs society: never the price of a service, never in funding or capacity. Adds `published`."""
    return load_evidence(folder, SOCIAL_COSTS, as_of)


def load_deflators(folder: Path, index: str = "gdp", as_of: date | None = None) -> Deflators:
    """A price index by financial year, with its release.

    index: `gdp`, `cpi` or `cpih`; as_of: None takes the release at hand, whenever it was published (a measuring rod).
    A release of after the date has no values, and `missing` says so. Raises BadArgument for an unknown index.
    """
    if index not in INDEX_COLUMNS:
        raise BadArgument(f"deflator: {index} is not a price index; expected {', '.join(INDEX_COLUMNS)}.")
    table = load_table(folder, DEFLATORS)
    documents = {one.id: one for one in load_register(folder, "sources.yml", Source)}
    release = documents[table["source"].iloc[0]]
    published = release.published_by(as_of)
    by_year = table.set_index("financial_year")
    values = by_year[INDEX_COLUMNS[index]].dropna().rename(index)[: None if published else 0]
    missing = "" if published else f"no price index had been published by {as_of:%-d %B %Y}"
    return Deflators(index, values, by_year.loc[values.index, "status"], release, missing)
