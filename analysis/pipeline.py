"""The whole analysis in order: it reads like the method statement.

Evidence known by the date and what it says of itself -> demand as series -> money in real terms -> where both are
known -> need -> performance.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.model import coverage, demand, funding, growth, need, performance
from analysis.model.forensics import examine, mark
from analysis.model.growth_of_demand import fit_growth
from analysis.model.harmonise import harmonise
from analysis.model.projected_demand import back_test_demand, project_demand
from analysis.parameters import Parameters
from analysis.reference.areas import upper_tier_parts
from analysis.reference.indicators import Indicators
from analysis.reference.registers import Break
from analysis.reference.systems import parts_below
from analysis.sources.catalogue import Catalogue
from analysis.sources.known import Known, load_known
from analysis.sources.location import find_data

LARGER_AREAS = ("LLR", "Leicestershire and Rutland")
GROWTH_DIFFERENCE = "growth-difference-between-series"
RODS = {"gdp": "GDP deflator", "cpi": "consumer price index CPI", "cpih": "consumer price index CPIH"}


@dataclass(frozen=True)
class Results:
    """Everything that one run worked out; each table is described where the model makes it.

    figures: each row is a published figure known by the as-of date.
    findings: each row is something that the printed figures say about themselves: a rule, a grade, its arithmetic.
    harmonised: each row is a concept under a system: one figure that was published of it, or why there is none.
    services: each row is a service known by then, with its era.
    demand: each row is a count of people in a period of its series, with rate, index and limits; `stands_for_demand`
    marks the one series that each service is shown by.
    growth: each row is a series that a service is shown by: its growth a year, or the reason why there is none.
    growth_evidence: each row is an estimate of growth a year, printed or fitted, told apart by kind.
    growth_synthesis: each row is a kind of evidence: what its estimates say together, or their range.
    growth_influence: each row is the synthesis of a kind without one of its estimates.
    growth_overlaps: each row is a kind and a correlation: what counting overlapping claims would change.
    growth_drawn: each row is a service: its own growth drawn towards the evidence of the others.
    growth_choice: the growth that a scenario takes from the evidence, None where there is no evidence.
    projection: each row is a period ahead of a service, or the reason why it cannot be projected.
    back_test: each row is a projected service: how well projections of its past did, or why that cannot be said.
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
    harmonised: pd.DataFrame
    services: pd.DataFrame
    demand: pd.DataFrame
    growth: pd.DataFrame
    growth_evidence: pd.DataFrame
    growth_synthesis: pd.DataFrame
    growth_influence: pd.DataFrame
    growth_overlaps: pd.DataFrame
    growth_drawn: pd.DataFrame
    growth_choice: growth.GrowthChoice | None
    projection: pd.DataFrame
    back_test: pd.DataFrame
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
    rods_by = parameters.as_of if parameters.rods == "as-of" else None
    known = load_known(find_data(data), parameters.deflator, evidence_by=parameters.as_of, rods_by=rods_by)

    counts = count_people(known.figures, known.indicators)
    series = measure_demand(counts, known.indicators, parameters.confidence)
    money = funding.real_terms(funding.spread(known.funding), known.deflators.values, price_year=parameters.price_year)
    survey = need.newest_estimate(known.prevalence, known.indicators.need.series)
    shares = performance.shares(counts, list_shares(known.indicators), parameters.confidence)
    return Results(
        parameters=parameters,
        catalogue=known.catalogue,
        indicators=known.indicators,
        figures=known.figures,
        findings=prove_figures(known),
        harmonised=harmonise(known.figures, known.catalogue.measures),
        services=known.services,
        demand=series,
        **weigh_growth(series, known, parameters.confidence),
        **look_ahead(series, known, parameters),
        flows=count_flows(counts, known.indicators),
        funding=money,
        funding_change=compare_years(money, known),
        funding_undated=funding.without_term(known.funding),
        contracts=known.contracts,
        coverage=find_coverage(series, money, known),
        need=expect_need(known, survey),
        performance=add_printed(shares, known),
        performance_pooled=performance.pool_periods(shares, parameters.confidence),
        rods=list_rods(known, survey, parameters),
    )


def prove_figures(known: Known) -> pd.DataFrame:
    """What the printed figures say about themselves, services by the names that readers know."""
    names = dict(
        zip(known.services["service"], known.services["service_label"].str.split(" (", regex=False).str[0], strict=True)
    )
    catalogue = known.catalogue
    return mark(examine(known.figures, catalogue.measures, known.claims, known.contracts, catalogue.conflicts), names)


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


def weigh_growth(series: pd.DataFrame, known: Known, confidence: float) -> dict[str, object]:
    """All that is known of growth, kind by kind, and what a scenario takes: the fields `growth…` of Results."""
    catalogue, breaks = known.catalogue, known_breaks(known.catalogue)
    trends = fit_growth(series, parts_below(catalogue.measures), confidence)
    assumed = {assumption.id: assumption for assumption in catalogue.assumptions}
    printed = growth.printed_estimates(catalogue.growth_evidence, known.figures, known.police, assumed, breaks)
    estimates = [*printed, *growth.trend_estimates(trends, series, breaks)]
    evidence = growth.gather(estimates, excluded=growth.too_short(estimates), confidence=confidence)
    difference = assumed[GROWTH_DIFFERENCE].value
    return {
        "growth": trends,
        "growth_evidence": growth.list_estimates(evidence, estimates),
        "growth_synthesis": growth.list_syntheses(evidence),
        "growth_influence": growth.list_influence(evidence),
        "growth_overlaps": growth.list_overlaps(evidence),
        "growth_drawn": growth.draw_towards(trends, estimates, difference, confidence),
        "growth_choice": growth.choose_growth(evidence, assumed_difference=difference),
    }


def look_ahead(series: pd.DataFrame, known: Known, parameters: Parameters) -> dict[str, pd.DataFrame]:
    """What a year may bring to each service, and how such projections of its past did."""
    projected = project_demand(series, known_breaks(known.catalogue), parameters.as_of, parameters.seed)
    return {"projection": projected, "back_test": back_test_demand(series, projected, parameters.seed)}


def known_breaks(catalogue: Catalogue) -> list[Break]:
    """The breaks that a known document names."""
    known = {document.id for document in catalogue.documents}
    return [one for one in catalogue.breaks if one.source in known]


def count_flows(counts: pd.DataFrame, indicators: Indicators) -> pd.DataFrame:
    """People coming into open cases and leaving them, for each service that publishes both."""
    return performance.net_flow(counts, entries=indicators.flows.entries, exits=indicators.flows.exits)


def find_coverage(series: pd.DataFrame, money: pd.DataFrame, known: Known) -> pd.DataFrame:
    """Where demand and funding are both known of one service, area and time."""
    shown = series[series["stands_for_demand"]]
    return coverage.matrix(known.services, shown, funding.add_year_bounds(known.funding, money))


def compare_years(money: pd.DataFrame, known: Known) -> pd.DataFrame:
    """Each funding line from its first full year to its last, in real terms by the chosen index and another beside it.

    One index alone misleads: the GDP deflator jumps in 2020-21, when the output of government was priced anew.
    """
    change, other = funding.change_between(money), known.other_deflators
    return change.assign(beside=other.index, change_real_beside=funding.real_change(change, other.values))


def expect_need(known: Known, survey: pd.Series | None) -> pd.DataFrame:
    """People expected by area and sex from the newest usable estimate of the survey."""
    asked = known.indicators.need
    assumed = {assumption.id: assumption.value for assumption in known.catalogue.assumptions}
    return need.expect(
        known.population,
        survey,
        bands={base.age_base: base.bands for base in asked.age_bases},
        larger_areas={name: upper_tier_parts(name) for name in LARGER_AREAS},
        relative_error={"female": assumed[asked.women_error], "male": assumed[asked.men_error]},
    )


def list_shares(indicators: Indicators) -> pd.DataFrame:
    """Each row is an indicator that is worked out: its two measures."""
    rows = [(one.id, one.numerator, one.denominator) for one in indicators.shares]
    return pd.DataFrame(rows, columns=["indicator", "numerator", "denominator"])


def add_printed(shares: pd.DataFrame, known: Known) -> pd.DataFrame:
    """The shares with those that papers print without the people behind them; `printed` tells which."""
    asked = pd.DataFrame([(one.id, one.measure) for one in known.indicators.printed], columns=["indicator", "measure"])
    printed = performance.printed_shares(known.figures, asked)
    return pd.concat([shares.assign(printed=False), printed.assign(printed=True)], ignore_index=True)


def list_rods(known: Known, survey: pd.Series | None, parameters: Parameters) -> pd.DataFrame:
    """Each row is a measuring rod that was used: what, which release, when published, later than the meeting or not."""
    release = known.deflators.release
    rows = [(RODS[parameters.deflator], release.id, release.counts_from)]
    if survey is not None:
        rows.append(("population", known.population["source"].iloc[0], known.population["published"].iloc[0]))
    table = pd.DataFrame(rows, columns=["rod", "source", "published"])
    published = pd.to_datetime(table["published"])
    return table.assign(published=published, later_than_meeting=published > pd.Timestamp(parameters.as_of))
