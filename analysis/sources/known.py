"""Everything that was known by a date, read once: the evidence, and the rods that it is measured with."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.reference.indicators import Indicators
from analysis.reference.scenario import Scenario
from analysis.sources.catalogue import Catalogue, load_catalogue
from analysis.sources.figures import Returned, load_claims, load_unprotected_figures, load_unprotected_returns
from analysis.sources.indicators import load_indicators
from analysis.sources.money import INDEX_COLUMNS, Deflators, load_contracts, load_deflators, load_funding
from analysis.sources.population import (
    load_police,
    load_population,
    load_population_totals,
    load_prevalence,
    load_standards,
)
from analysis.sources.returns.store import KIND as RETURN
from analysis.sources.returns.store import service_of
from analysis.sources.rods import list_unpublished_rods
from analysis.sources.scenarios import load_scenarios

# What a scenario may name as its source where it follows no document.
UNPUBLISHED_SOURCES = ("", "own judgement")


@dataclass(frozen=True)
class Known:
    """What had been published: registers and tables as their loaders give them.

    services: each row is a service of a paper that is known, with its era; deflators: the chosen price index;
    returned: every return that ever came, for what the public may see of any;
    other_deflators: a second one to set beside it, because one alone misleads; price_indices: all by name;
    unpublished_rods: each row is a release at hand of a measuring rod that had not been published, so is not used;
    population_totals: residents by area and day, from releases of other years than the census; standards: what
    recognised bodies say a service should provide for; scenarios: those of the data that follow a known source.
    """

    catalogue: Catalogue
    indicators: Indicators
    services: pd.DataFrame
    figures: pd.DataFrame
    claims: pd.DataFrame
    contracts: pd.DataFrame
    funding: pd.DataFrame
    prevalence: pd.DataFrame
    police: pd.DataFrame
    deflators: Deflators
    other_deflators: Deflators
    population: pd.DataFrame
    price_indices: dict[str, Deflators]
    unpublished_rods: pd.DataFrame
    population_totals: pd.DataFrame
    standards: pd.DataFrame
    scenarios: tuple[Scenario, ...]
    returned: Returned


def load_known(folder: Path, deflator: str, *, evidence_by: date, rods_by: date | None) -> Known:
    """What had been published by a date.

    evidence_by: day for papers, surveys and money; rods_by: day for price indices and populations, None for the latest.
    Raises BadData for faults of the files, BadArgument where no paper had been published.
    """
    catalogue = load_catalogue(folder, evidence_by)
    return Known(
        catalogue=catalogue,
        indicators=load_indicators(folder),
        services=list_services(catalogue),
        figures=load_unprotected_figures(folder, evidence_by),
        claims=load_claims(folder, evidence_by),
        contracts=load_contracts(folder, evidence_by),
        funding=load_funding(folder, evidence_by),
        prevalence=load_prevalence(folder, evidence_by),
        police=load_police(folder, evidence_by),
        deflators=load_deflators(folder, deflator, rods_by),
        other_deflators=load_deflators(folder, "gdp" if deflator == "cpih" else "cpih", rods_by),
        population=load_population(folder, rods_by),
        price_indices={index: load_deflators(folder, index, rods_by) for index in INDEX_COLUMNS},
        unpublished_rods=list_unpublished_rods(folder, rods_by),
        population_totals=load_population_totals(folder, rods_by),
        standards=load_standards(folder, rods_by),
        scenarios=known_scenarios(load_scenarios(folder), catalogue),
        returned=load_unprotected_returns(folder),
    )


def list_services(catalogue: Catalogue) -> pd.DataFrame:
    """Each row is a service of a paper or a return that is known: era, service, labels, provider, area, kind."""
    known = {document.id for document in catalogue.documents}
    returned = {service_of(document.id): document.id for document in catalogue.documents if document.kind == RETURN}
    return pd.DataFrame(
        [
            {
                "era": era.id, "era_label": era.label, "service": service.id, "service_label": service.label,
                "provider": service.provider, "commissioner": service.commissioner, "area": service.area,
                "kind": service.kind,
                "source": service.source if service.source in known else returned[service.id],
                "locator": service.locator if service.source in known else "the form",
            }
            for era in catalogue.eras
            for service in era.services
            if service.source in known or service.id in returned
        ]
    )  # fmt: skip


def known_scenarios(scenarios: tuple[Scenario, ...], catalogue: Catalogue) -> tuple[Scenario, ...]:
    """The scenarios that follow no document, or one that is known."""
    documents = {document.id for document in catalogue.documents}
    return tuple(one for one in scenarios if one.source in documents or one.source in UNPUBLISHED_SOURCES)
