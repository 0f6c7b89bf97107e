"""Demand: counts as series, and what a year may bring."""

import pandas as pd

from analysis.model import demand
from analysis.model.projected_demand import back_test_demand, project_demand
from analysis.model.projected_totals import project_totals
from analysis.parameters import Parameters
from analysis.pipeline.evidence import known_breaks
from analysis.reference.indicators import Indicators
from analysis.sources.known import Known


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


def look_ahead(series: pd.DataFrame, known: Known, parameters: Parameters) -> dict[str, pd.DataFrame]:
    """What a year may bring to each service, and how such projections of its past did."""
    breaks, seed = known_breaks(known.catalogue), parameters.seed
    projected = project_demand(series, breaks, parameters.as_of, seed)
    return {
        "projection": projected,
        "projection_totals": project_totals(series, known.services, projected, breaks, seed),
        "back_test": back_test_demand(series, projected, seed),
    }
