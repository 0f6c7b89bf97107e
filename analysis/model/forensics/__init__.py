"""Forensics of printed figures: what is impossible, inconsistent, notable or corroborated in them, and why."""

from analysis.model.forensics.examine import examine
from analysis.model.forensics.findings import GRADES, RULES, Finding
from analysis.model.forensics.marks import mark
from analysis.reference.relations import check_relations

__all__ = ["GRADES", "RULES", "Finding", "check_relations", "examine", "mark"]
