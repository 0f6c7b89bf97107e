"""The documented form of an extract, from `case_format.yml`."""

from pathlib import Path

from analysis.reference.case_format import CaseColumn, CaseFormat, HowCounted, KeptFor
from analysis.sources.registers import load_register

FILE = "case_format.yml"


def load_case_format(folder: Path) -> CaseFormat:
    """The form of an extract; raises BadData for faults of the file."""
    return CaseFormat(
        columns=load_register(folder, FILE, CaseColumn, "columns"),
        counted=load_register(folder, FILE, HowCounted, "counted"),
        kept=load_register(folder, FILE, KeptFor, "kept"),
    )
