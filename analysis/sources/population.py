"""People: residents, survey prevalence, police records, safe accommodation and standards of provision."""

from datetime import date
from pathlib import Path

import pandas as pd

from analysis.reference.national import (
    POLICE,
    POPULATION_CENSUS,
    POPULATION_TOTALS,
    PREVALENCE,
    SAFE_ACCOMMODATION,
    STANDARDS,
)
from analysis.sources.evidence import load_evidence


def load_population(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """Residents on census day: each row is an area, a sex and an age band, with `persons`. Adds `published`."""
    return load_evidence(folder, POPULATION_CENSUS, as_of)


def load_population_totals(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """Residents by area and reference date, all ages and from 16. Adds `published`.

    Mid-2019 and mid-2020 are from before the rebasing on the census of 2021: a rate must not cross it.
    """
    return load_evidence(folder, POPULATION_TOTALS, as_of)


def load_prevalence(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """Survey estimates: each row is a survey year and a series; percentages are of the series' age base.

    Series are never joined. Adds `published`.
    """
    return load_evidence(folder, PREVALENCE, as_of)


def load_police(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """Police counts: each row is an area, a period and a measure. Adds `published`."""
    return load_evidence(folder, POLICE, as_of)


def load_safe_accommodation(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """Safe accommodation in England: each row is a year, a measure and a group. Adds `published`."""
    return load_evidence(folder, SAFE_ACCOMMODATION, as_of)


def load_standards(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """What recognised bodies say a service should provide for; undated ones never count by a date. Adds `published`."""
    return load_evidence(folder, STANDARDS, as_of)
