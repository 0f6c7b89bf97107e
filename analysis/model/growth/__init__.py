"""Evidence of growth: estimates in one unit, kept apart by kind, joined where there are enough."""

from analysis.model.growth.estimate import Estimate, Kind, from_change, from_claim, from_trend
from analysis.model.growth.evidence import GrowthChoice, KindEvidence, choose_growth, gather
from analysis.model.growth.overlap import one_per_series, overlap_effect
from analysis.model.growth.published import printed_estimates, too_short, trend_estimates
from analysis.model.growth.shrinkage import Shrunk, shrink
from analysis.model.growth.synthesis import Synthesis, leave_one_out, synthesise
from analysis.model.growth.tables import draw_towards, list_estimates, list_influence, list_overlaps, list_syntheses

__all__ = [
    "Estimate",
    "GrowthChoice",
    "Kind",
    "KindEvidence",
    "Shrunk",
    "Synthesis",
    "choose_growth",
    "draw_towards",
    "from_change",
    "from_claim",
    "from_trend",
    "gather",
    "leave_one_out",
    "list_estimates",
    "list_influence",
    "list_overlaps",
    "list_syntheses",
    "one_per_series",
    "overlap_effect",
    "printed_estimates",
    "shrink",
    "synthesise",
    "too_short",
    "trend_estimates",
]
