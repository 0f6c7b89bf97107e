"""What one run worked out, all of it."""

from dataclasses import dataclass

import pandas as pd

from analysis.model.growth import Estimate, GrowthChoice
from analysis.parameters import Parameters
from analysis.pipeline.capacity import Capacity
from analysis.pipeline.money import Money
from analysis.pipeline.need import Assessment
from analysis.pipeline.performance import Dashboard
from analysis.pipeline.scenarios import Scenarios
from analysis.reference.indicators import Indicators
from analysis.sources.catalogue import Catalogue


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
    growth_estimates: every estimate of growth, printed or fitted, from which the tables below are made.
    growth_evidence: each row is an estimate of growth a year, printed or fitted, told apart by kind.
    growth_synthesis: each row is a kind of evidence: what its estimates say together, or their range.
    growth_influence: each row is the synthesis of a kind without one of its estimates.
    growth_overlaps: each row is a kind and a correlation: what counting overlapping claims would change.
    growth_drawn: each row is a service: its own growth drawn towards the evidence of the others.
    growth_choice: the growth that a scenario takes from the evidence, None where there is no evidence.
    projection: each row is a period ahead of a service, or the reason why it cannot be projected.
    projection_totals: each row is a period ahead of a service over all of LLR, or why its areas cannot be added up.
    back_test: each row is a projected service: how well projections of its past did, or why that cannot be said.
    flows: each row is a service in a period: entries, exits and net flow into open cases.
    funding: each row is a funding line in a financial year, nominal and real.
    funding_change: each row is a funding line, its first full financial year against its last.
    funding_undated: each row is a funding line to which no financial year can be given.
    money: who pays, pounds by head and by person, standing still, payment by results, what is committed ahead.
    contracts: each row is a contract or a commissioned post, as one paper states it.
    coverage: each row is an era in an area: is demand known, is funding known, for the same service.
    need: each row is an area and sex: people that the survey leads one to expect; `survey_year` and `source` say which.
    recent_trends: each row is a published series: its recent-trend marker and process limits, or why it has none.
    assessment: the needs assessment: coverage, standards, profiles, reach, equality and the yearly return.
    performance: each row is an indicator in a period, as a share; `printed` marks one printed without its base.
    dashboard: every key indicator of every service, targets, promises, and what watches priorities and risks.
    performance_pooled: each row is an indicator over all its published periods together.
    capacity: what published flows and waits say of room, and what follows on conditions that it names.
    scenarios: what follows from each set of assumptions, the chosen one in full.
    disclosure: each row is a figure of a return, what was done so that the public may see it, and why.
    rods: each row is a measuring rod that was used, with its release and whether that is later than the meeting.
    unpublished_rods: each row is a release of a rod that had not been published, so that the run does without it.
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
    growth_estimates: tuple[Estimate, ...]
    growth_evidence: pd.DataFrame
    growth_synthesis: pd.DataFrame
    growth_influence: pd.DataFrame
    growth_overlaps: pd.DataFrame
    growth_drawn: pd.DataFrame
    growth_choice: GrowthChoice | None
    projection: pd.DataFrame
    projection_totals: pd.DataFrame
    back_test: pd.DataFrame
    flows: pd.DataFrame
    funding: pd.DataFrame
    funding_change: pd.DataFrame
    funding_undated: pd.DataFrame
    money: Money
    contracts: pd.DataFrame
    coverage: pd.DataFrame
    need: pd.DataFrame
    assessment: Assessment
    recent_trends: pd.DataFrame
    performance: pd.DataFrame
    dashboard: Dashboard
    performance_pooled: pd.DataFrame
    capacity: Capacity
    scenarios: Scenarios
    disclosure: pd.DataFrame
    rods: pd.DataFrame
    unpublished_rods: pd.DataFrame
