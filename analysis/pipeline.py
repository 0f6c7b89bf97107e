"""The whole analysis in order: it reads like the method statement.

Evidence known by the date and what it says of itself -> demand as series -> money in real terms -> where both are
known -> need -> performance.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.model import coverage, demand, funding, need, performance
from analysis.model.forensics import examine
from analysis.model.growth_of_demand import fit_growth
from analysis.parameters import Parameters
from analysis.reference.areas import AREAS, upper_tier_parts
from analysis.reference.indicators import Indicators
from analysis.reference.periods import financial_year_bounds
from analysis.sources.catalogue import Catalogue, load_catalogue
from analysis.sources.figures import load_claims, load_figures
from analysis.sources.indicators import load_indicators
from analysis.sources.location import find_data
from analysis.sources.money import Deflators, load_contracts, load_deflators, load_funding
from analysis.sources.population import load_population, load_prevalence

RODS = {"gdp": "GDP deflator", "cpi": "consumer price index CPI", "cpih": "consumer price index CPIH"}


@dataclass(frozen=True)
class Results:
    """Everything that one run worked out; each table is described where the model makes it.

    figures: each row is a published figure known by the as-of date.
    findings: each row is something that the printed figures say about themselves: a rule, a grade, its arithmetic.
    services: each row is a service known by then, with its era.
    demand: each row is a count of people in a period of its series, with rate, index and limits; `stands_for_demand`
    marks the one series that each service is shown by.
    growth: each row is a series that a service is shown by: its growth a year, or the reason why there is none.
    flows: each row is a service in a period: entries, exits and net flow into open cases.
    funding: each row is a funding line in a financial year, nominal and real.
    funding_change: each row is a funding line, its first full financial year against its last.
    funding_undated: each row is a funding line whose year and term were not published.
    contracts: each row is a contract or a commissioned post, as one paper states it.
    coverage: each row is an era in an area: is demand known, is funding known, for the same service.
    need: each row is an area and sex: people that the survey leads one to expect; `survey_year` and `source` say which.
    performance: each row is an indicator in a period, as a share; `printed` marks one printed without its base.
    performance_pooled: each row is an indicator over all its published periods together.
    rods: each row is a measuring rod that was used, with its release and whether that is later than the meeting.
    """

    parameters: Parameters
    catalogue: Catalogue
    indicators: Indicators
    figures: pd.DataFrame
    findings: pd.DataFrame
    services: pd.DataFrame
    demand: pd.DataFrame
    growth: pd.DataFrame
    flows: pd.DataFrame
    funding: pd.DataFrame
    funding_change: pd.DataFrame
    funding_undated: pd.DataFrame
    contracts: pd.DataFrame
    coverage: pd.DataFrame
    need: pd.DataFrame
    performance: pd.DataFrame
    performance_pooled: pd.DataFrame
    rods: pd.DataFrame


def run(parameters: Parameters, data: Path | None = None) -> Results:
    """The results of one run.

    data: folder of the evidence; None finds it (`DSVA_DATA`, beside the checkout, working folder).
    Raises BadData for faults in the files, MissingDeflator for a price year outside the release, BadArgument where
    nothing had been published by the as-of date.
    """
    folder = find_data(data)
    evidence_by, rods_by = parameters.as_of, parameters.as_of if parameters.rods == "as-of" else None
    catalogue = load_catalogue(folder, evidence_by)
    indicators = load_indicators(folder)
    figures = load_figures(folder, evidence_by)
    claims, contracts = load_claims(folder, evidence_by), load_contracts(folder, evidence_by)
    services = list_services(catalogue)

    counts = count_people(figures, indicators)
    series = measure_demand(counts, indicators, parameters.confidence)
    flows = performance.net_flow(counts, entries=indicators.flows.entries, exits=indicators.flows.exits)

    deflators = load_deflators(folder, parameters.deflator, rods_by)
    lines = load_funding(folder, evidence_by)
    money = funding.real_terms(funding.spread(lines), deflators.values, price_year=parameters.price_year)

    population = load_population(folder, rods_by)
    shares = performance.shares(counts, list_shares(indicators), parameters.confidence)
    printed = performance.printed_shares(figures, list_printed(indicators))
    expected, survey = expect_need(population, load_prevalence(folder, evidence_by), catalogue, indicators)
    return Results(
        parameters=parameters,
        catalogue=catalogue,
        indicators=indicators,
        figures=figures,
        findings=number_findings(examine(figures, catalogue.measures, claims, contracts, catalogue.conflicts)),
        services=services,
        demand=series,
        growth=fit_growth(series, list_parts(catalogue), parameters.confidence),
        flows=flows,
        funding=money,
        funding_change=add_other_index(funding.change_between(money), parameters.deflator, folder, rods_by),
        funding_undated=funding.without_term(lines),
        contracts=contracts,
        coverage=coverage.matrix(services, series[series["stands_for_demand"]], add_year_bounds(lines, money)),
        need=expected,
        performance=pd.concat([shares.assign(printed=False), printed.assign(printed=True)], ignore_index=True),
        performance_pooled=performance.pool_periods(shares, parameters.confidence),
        rods=list_rods(deflators, population, survey, parameters),
    )


def add_other_index(change: pd.DataFrame, deflator: str, folder: Path, rods_by: date | None) -> pd.DataFrame:
    """The real change of each funding line by a second index beside the chosen one: `beside`, `change_real_beside`.

    One index alone misleads: the GDP deflator jumps in 2020-21, when the output of government was priced anew.
    """
    other = "gdp" if deflator == "cpih" else "cpih"
    values = load_deflators(folder, other, rods_by).values
    return change.assign(beside=other, change_real_beside=funding.real_change(change, values))


def list_services(catalogue: Catalogue) -> pd.DataFrame:
    """Each row is a service of a paper that is known: era, service, labels, provider, area, kind.

    An era and its services are known once one of the papers that describe it is.
    """
    known = {document.id for document in catalogue.documents}
    return pd.DataFrame(
        [
            {
                "era": era.id, "era_label": era.label, "service": service.id, "service_label": service.label,
                "provider": service.provider, "commissioner": service.commissioner, "area": service.area,
                "kind": service.kind, "source": service.source, "locator": service.locator,
            }
            for era in catalogue.eras
            for service in era.services
            if service.source in known
        ]
    )  # fmt: skip


def number_findings(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings with `mark`, F1 onwards, the gravest first: by it a finding travels with its figures."""
    return findings.assign(mark=[f"F{number}" for number in range(1, len(findings) + 1)])


def count_people(figures: pd.DataFrame, indicators: Indicators) -> pd.DataFrame:
    """The counted flows, with the sums that papers print only in parts."""
    counts = demand.counted_flows(figures)
    for total in indicators.sums:
        counts = demand.add_sum(counts, whole=total.whole, parts=total.parts)
    return counts


def measure_demand(counts: pd.DataFrame, indicators: Indicators, confidence: float) -> pd.DataFrame:
    """The counts as series with rates and an index, each service's own demand series marked."""
    series = demand.add_index(demand.add_rates(counts, confidence), confidence)
    return series.assign(stands_for_demand=demand.is_preferred(series, [one.measure for one in indicators.demand]))


def list_parts(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """All measures that each measure is made of, parts of parts too."""
    direct = {measure.id: measure.parts for measure in catalogue.measures}

    def below(measure: str) -> frozenset[str]:
        return frozenset(direct.get(measure, ())).union(*(below(part) for part in direct.get(measure, ())))

    return {measure: below(measure) for measure in direct}


def add_year_bounds(lines: pd.DataFrame, money: pd.DataFrame) -> pd.DataFrame:
    """Money with the first and last day of its financial year; lines without a year are kept, their bounds missing."""
    undated = lines[~lines["id"].isin(money["id"])].assign(year_start=pd.NaT, year_end=pd.NaT)
    bounds = [financial_year_bounds(year) for year in money["financial_year"]]
    dated = money.assign(
        year_start=pd.to_datetime([first for first, _ in bounds]), year_end=pd.to_datetime([last for _, last in bounds])
    )
    return pd.concat([dated, undated], ignore_index=True)


def expect_need(
    population: pd.DataFrame, prevalence: pd.DataFrame, catalogue: Catalogue, indicators: Indicators
) -> tuple[pd.DataFrame, pd.Series | None]:
    """People expected by area and sex from the newest usable estimate, and the row of the survey that was used."""
    survey = need.newest_estimate(prevalence, indicators.need.series)
    if survey is None or population.empty:
        return pd.DataFrame(columns=["area", "sex", "residents", "percent", "victims", "low", "high"]), None
    bands = {base.age_base: base.bands for base in indicators.need.age_bases}[survey["age_base"]]
    residents = need.add_areas(
        need.residents_in_age_base(population, {survey["age_base"]: bands}),
        {name: upper_tier_parts(name) for name, area in AREAS.items() if name in ("LLR", "Leicestershire and Rutland")},
    )
    assumed = {assumption.id: assumption.value for assumption in catalogue.assumptions}
    by_sex = pd.DataFrame({"sex": ["female", "male"], "percent": [survey["women_percent"], survey["men_percent"]]})
    error = {"female": assumed[indicators.need.women_error], "male": assumed[indicators.need.men_error]}
    expected = need.expected_victims(residents, by_sex, relative_error=error)
    return expected.assign(
        age_base=survey["age_base"], survey_year=survey["year_ending"], source=survey["source"]
    ), survey


def list_shares(indicators: Indicators) -> pd.DataFrame:
    """Each row is an indicator that is worked out: its two measures."""
    return pd.DataFrame(
        [{"indicator": one.id, "numerator": one.numerator, "denominator": one.denominator} for one in indicators.shares]
    )


def list_printed(indicators: Indicators) -> pd.DataFrame:
    """Each row is an indicator that papers print as a percentage without its base."""
    return pd.DataFrame([{"indicator": one.id, "measure": one.measure} for one in indicators.printed])


def list_rods(
    deflators: Deflators, population: pd.DataFrame, survey: pd.Series | None, parameters: Parameters
) -> pd.DataFrame:
    """Each row is a measuring rod that was used: what, which release, when published, later than the meeting or not."""
    rods = [
        {
            "rod": RODS[parameters.deflator],
            "source": deflators.release.id,
            "published": deflators.release.counts_from,
        }
    ]
    if survey is not None:
        first = population.iloc[0]
        rods.append({"rod": "population", "source": first["source"], "published": first["published"]})
    table = pd.DataFrame(rods).assign(published=lambda rows: pd.to_datetime(rows["published"]))
    return table.assign(later_than_meeting=table["published"] > pd.Timestamp(parameters.as_of))
