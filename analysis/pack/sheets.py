"""Which sheet of the workbook holds all rows of what a document may show in part."""

from analysis.pack.workbook import sheet_name

# Name of an exhibit to the name of the table of numbers behind it, as `result_tables` names it.
TABLES = {
    "by_head": "money_by_head",
    "contracts": "contracts",
    "dashboard": "dashboard_elements",
    "demand_fan": "projection",
    "demand_index": "demand",
    "endings": "money_endings",
    "findings": "findings",
    "funding_by_index": "money_by_index",
    "funding_real": "funding",
    "ladder": "assessment_ladder",
    "need": "need",
    "need_by_year": "assessment_expected",
    "payment": "money_payment",
    "performance": "performance",
    "profile_changes": "assessment_profile_changes",
    "profiles": "assessment_profiles",
    "reach": "assessment_reach",
    "targets": "dashboard_targets",
    "waiting_ahead": "scenarios_quarters",
    "yearly_return": "assessment_yearly_return",
}


def sheet_of(exhibit: str) -> str:
    """The sheet with all rows of an exhibit; empty where the workbook has none, so that a document shows them all."""
    return sheet_name(TABLES[exhibit]) if exhibit in TABLES else ""
