"""What a reader is shown; the pack, the notebooks and the app all show these."""

from analysis.pack.exhibits.demand import demand_index, net_flow
from analysis.pack.exhibits.evidence import assumptions, breaks, papers, rods
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import findings
from analysis.pack.exhibits.growth import growth_forest, growth_influence
from analysis.pack.exhibits.harmonised import harmonised
from analysis.pack.exhibits.money import conflicts, contracts, coverage, funding_real, undated_funding
from analysis.pack.exhibits.money_ahead import committed, endings
from analysis.pack.exhibits.money_shares import by_head, by_person, funding_by_index, partners, payment
from analysis.pack.exhibits.people import equality, need, performance
from analysis.pack.exhibits.projection import demand_fan
from analysis.pack.exhibits.recent_trends import recent_trends

__all__ = [
    "Exhibit",
    "assumptions",
    "breaks",
    "by_head",
    "by_person",
    "committed",
    "conflicts",
    "contracts",
    "coverage",
    "demand_fan",
    "demand_index",
    "endings",
    "equality",
    "findings",
    "funding_by_index",
    "funding_real",
    "growth_forest",
    "growth_influence",
    "harmonised",
    "need",
    "net_flow",
    "papers",
    "partners",
    "payment",
    "performance",
    "recent_trends",
    "rods",
    "undated_funding",
]
