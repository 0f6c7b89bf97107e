"""The whole analysis in order: it reads like the method statement.

Evidence known by the date and what it says of itself -> demand as series -> money in real terms -> where both are
known -> need -> performance.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from analysis.model.funding import without_term
from analysis.model.harmonise import harmonise
from analysis.model.performance import pool_periods, shares
from analysis.parameters import Parameters
from analysis.pipeline.demand import count_people, look_ahead, measure_demand
from analysis.pipeline.disclosure import leave_to_papers, protect
from analysis.pipeline.evidence import find_coverage, prove_figures
from analysis.pipeline.growth_evidence import weigh_growth
from analysis.pipeline.money import Money, compare_years, price_lines, weigh_money
from analysis.pipeline.need import assess_need, expect_need, find_survey
from analysis.pipeline.performance import add_printed, count_flows, list_shares, measure_performance
from analysis.pipeline.recent_trends import mark_published
from analysis.pipeline.results import Results
from analysis.pipeline.rods import list_rods
from analysis.pipeline.scenarios import foresee
from analysis.pipeline.shared import only_periods_of, take_shared
from analysis.reference.scenario import Scenario
from analysis.sources.known import Known, load_known
from analysis.sources.location import find_data
from analysis.sources.scenarios import load_scenario

__all__ = ["Money", "Results", "run"]


def run(
    parameters: Parameters, data: Path | None = None, *, periods_of: date | None = None, open_to_all: bool = False
) -> Results:
    """The results of one run.

    data: folder of the evidence; None finds it (`DSVA_DATA`, beside the checkout, working folder).
    periods_of: leave out periods that no series had reached by what was known on this day: what is left of later
    evidence is what was published again or put right.
    open_to_all: leave the small printed counts of `delicate.yml` to the papers, as a page that anyone may read does.
    Raises BadData for faults in the files, BadScenario for a scenario that cannot be used, MissingDeflator for a price
    year outside the release, BadArgument where nothing had been published by the as-of date.
    """
    folder = find_data(data)
    if periods_of is None and not open_to_all and (shared := take_shared(parameters, folder)) is not None:
        return shared
    known = load_known(folder, parameters.deflator, evidence_by=parameters.as_of, rods_by=parameters.rods_by)
    if periods_of is not None:
        then = load_known(folder, parameters.deflator, evidence_by=periods_of, rods_by=parameters.rods_by)
        known = only_periods_of(known, then)
    known = leave_to_papers(known) if open_to_all else known
    known, protected = protect(known, parameters.audience, parameters.withhold_up_to)
    return _analyse(known, protected, load_scenario(folder, parameters.scenario), parameters)


def _analyse(known: Known, protected: pd.DataFrame, chosen: Scenario, parameters: Parameters) -> Results:
    """The results of what is known, in the order of the method statement."""
    counts = count_people(known.figures, known.indicators)
    series = measure_demand(counts, known.indicators, parameters.confidence)
    growth = weigh_growth(series, known, parameters.confidence)
    money = price_lines(known, parameters, chosen)
    worth = weigh_money(money, series, known, parameters, chosen)
    findings = prove_figures(known)
    served = _measure_service(counts, series, findings, known, parameters.confidence)
    return Results(
        parameters=parameters,
        catalogue=known.catalogue,
        indicators=known.indicators,
        figures=known.figures,
        findings=findings,
        harmonised=harmonise(known.figures, known.catalogue.measures),
        services=known.services,
        demand=series,
        **growth,
        **look_ahead(series, known, parameters),
        funding=money,
        funding_change=compare_years(money, known),
        funding_undated=without_term(known.funding),
        money=worth,
        contracts=known.contracts,
        coverage=find_coverage(series, money, known),
        **served,
        **foresee(known, growth, served["flows"], served["performance_pooled"], chosen, parameters),
        disclosure=protected,
        rods=list_rods(known, find_survey(known), parameters, worth.by_head),
        unpublished_rods=known.unpublished_rods,
    )


def _measure_service(
    counts: pd.DataFrame, series: pd.DataFrame, findings: pd.DataFrame, known: Known, confidence: float
) -> dict[str, object]:
    """Need and performance: what is expected, what is reached, how services do."""
    by_period = shares(counts, list_shares(known.indicators), confidence)
    performance = add_printed(by_period, known, findings, confidence)
    assessment = assess_need(counts, known, confidence)
    return {
        "flows": count_flows(counts, known.indicators),
        "need": expect_need(known, find_survey(known)),
        "assessment": assessment,
        "recent_trends": mark_published(series, performance, known),
        "performance": performance,
        "dashboard": measure_performance(counts, performance, assessment, known, confidence),
        "performance_pooled": pool_periods(by_period, confidence),
    }
