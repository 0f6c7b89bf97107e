"""Demand: counts as series, their growth, and what a year may bring."""

import pandas as pd

from analysis.model import demand, growth
from analysis.model.growth_of_demand import fit_growth
from analysis.model.projected_demand import back_test_demand, project_demand
from analysis.parameters import Parameters
from analysis.pipeline.evidence import known_breaks
from analysis.reference.indicators import Indicators
from analysis.reference.systems import parts_below
from analysis.sources.known import Known

GROWTH_DIFFERENCE = "growth-difference-between-series"


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
