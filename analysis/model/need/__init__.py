"""What is needed: who is expected, who is reached, what standards ask for, and what services note of people's needs."""

from analysis.model.need.adults import adults_by_day, find_adults
from analysis.model.need.equality import list_equality
from analysis.model.need.expected import (
    add_areas,
    expect,
    expected_victims,
    newest_estimate,
    residents_in_age_base,
)
from analysis.model.need.ladder import build_ladder
from analysis.model.need.profiles import compare_profiles, list_profiles
from analysis.model.need.reach import list_reach
from analysis.model.need.sheet import one_area
from analysis.model.need.standards import apply_standards
from analysis.model.need.survey_years import expect_by_year, near_enough
from analysis.model.need.yearly_return import fill_return

__all__ = [
    "add_areas",
    "adults_by_day",
    "apply_standards",
    "build_ladder",
    "compare_profiles",
    "expect",
    "expect_by_year",
    "expected_victims",
    "fill_return",
    "find_adults",
    "list_equality",
    "list_profiles",
    "list_reach",
    "near_enough",
    "newest_estimate",
    "one_area",
    "residents_in_age_base",
]
