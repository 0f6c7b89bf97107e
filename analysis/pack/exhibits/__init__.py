"""What a reader is shown; the pack, the notebooks and the app all show these."""

from analysis.pack.exhibits.area_need import area_need
from analysis.pack.exhibits.capacity import (
    cases_at_once,
    smallest_caseloads,
    steady_states,
    waiting_ahead,
    workers_for_cases,
)
from analysis.pack.exhibits.dashboard import dashboard
from analysis.pack.exhibits.demand import demand_index, net_flow
from analysis.pack.exhibits.duty import equality, yearly_return
from analysis.pack.exhibits.evidence import assumptions, breaks, conflicts, papers, rods
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import findings
from analysis.pack.exhibits.growth import growth_forest, growth_influence
from analysis.pack.exhibits.growth_choice import growth_choice, growth_switches
from analysis.pack.exhibits.harmonised import harmonised
from analysis.pack.exhibits.money import contracts, coverage, funding_real, undated_funding
from analysis.pack.exhibits.money_ahead import committed, endings
from analysis.pack.exhibits.money_shares import by_head, by_person, funding_by_index, partners, payment
from analysis.pack.exhibits.need import ladder, need, need_by_year, standards
from analysis.pack.exhibits.performance import outcomes_known, performance, promises, targets
from analysis.pack.exhibits.profiles import profile_changes, profiles, reach
from analysis.pack.exhibits.projection import demand_fan
from analysis.pack.exhibits.recent_trends import recent_trends
from analysis.pack.exhibits.scenario_drivers import growth_against_money, what_matters
from analysis.pack.exhibits.scenario_years import need_and_money
from analysis.pack.exhibits.scenarios import (
    chance_of_sum,
    need_parts,
    scenario_assumptions,
    scenario_numbers,
    scenario_results,
)
from analysis.pack.exhibits.scenarios_against import against_the_chosen
from analysis.pack.exhibits.since import since_last_meeting
from analysis.pack.exhibits.staffing import staffing, what_money_buys
from analysis.pack.exhibits.trends import trends
from analysis.pack.exhibits.watch import cards, priorities, risks

__all__ = [
    "Exhibit",
    "against_the_chosen",
    "area_need",
    "assumptions",
    "breaks",
    "by_head",
    "by_person",
    "cards",
    "cases_at_once",
    "chance_of_sum",
    "committed",
    "conflicts",
    "contracts",
    "coverage",
    "dashboard",
    "demand_fan",
    "demand_index",
    "endings",
    "equality",
    "findings",
    "funding_by_index",
    "funding_real",
    "growth_against_money",
    "growth_choice",
    "growth_forest",
    "growth_influence",
    "growth_switches",
    "harmonised",
    "ladder",
    "need",
    "need_and_money",
    "need_by_year",
    "need_parts",
    "net_flow",
    "outcomes_known",
    "papers",
    "partners",
    "payment",
    "performance",
    "priorities",
    "profile_changes",
    "profiles",
    "promises",
    "reach",
    "recent_trends",
    "risks",
    "rods",
    "scenario_assumptions",
    "scenario_numbers",
    "scenario_results",
    "since_last_meeting",
    "smallest_caseloads",
    "staffing",
    "standards",
    "steady_states",
    "targets",
    "trends",
    "undated_funding",
    "waiting_ahead",
    "what_matters",
    "what_money_buys",
    "workers_for_cases",
    "yearly_return",
]
