"""Money by financial year: nominal and real, by partner, by head, by person supported, and what is committed ahead."""

from analysis.model.funding.ahead import (
    COMMITTED,
    IF_EXTENDED,
    OPTION,
    commitments,
    endings,
    list_quarters,
    total_by_quarter,
)
from analysis.model.funding.partners import partner_shares, resembling_sums
from analysis.model.funding.per_head import nearest_population, people_by_area, per_head
from analysis.model.funding.per_person import service_years
from analysis.model.funding.prices import (
    ASSUMED,
    deflators_ahead,
    real_by_index,
    real_change,
    real_terms,
    years_after_release,
)
from analysis.model.funding.years import add_year_bounds, change_between, spread, without_term

__all__ = [
    "ASSUMED",
    "COMMITTED",
    "IF_EXTENDED",
    "OPTION",
    "add_year_bounds",
    "change_between",
    "commitments",
    "deflators_ahead",
    "endings",
    "list_quarters",
    "nearest_population",
    "partner_shares",
    "people_by_area",
    "per_head",
    "real_by_index",
    "real_change",
    "real_terms",
    "resembling_sums",
    "service_years",
    "spread",
    "total_by_quarter",
    "without_term",
    "years_after_release",
]
