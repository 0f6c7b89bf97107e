"""What a rule hands back: one finding, its grade, and findings as a table."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

IMPOSSIBLE, INCONSISTENT, NOTABLE, CORROBORATED = "impossible", "inconsistent", "notable", "corroborated"
GRADES = (IMPOSSIBLE, INCONSISTENT, NOTABLE, CORROBORATED)
RULES = (
    "total",
    "percent-of-count",
    "common-base",
    "pooled-percent",
    "date",
    "duration",
    "repeat",
    "claim",
    "growth",
    "balance",
    "share",
    "coverage",
    "conflict",
)
COLUMNS = ("rule", "grade", "subject", "sources", "figures", "sentence", "arithmetic")


@dataclass(frozen=True)
class Finding:
    """One thing that the printed figures say about themselves.

    rule: one of RULES; grade: one of GRADES: `impossible` no true numbers print like this, `inconsistent` the
    printings contradict each other, `notable` a reader must know, `corroborated` two printings support each other;
    subject: what it is about; sources, figures: ids; sentence: plain words; arithmetic: the sum behind them.
    """

    rule: str
    grade: str
    subject: str
    sources: tuple[str, ...]
    figures: tuple[str, ...]
    sentence: str
    arithmetic: str


def find(rule: str, grade: str, rows: list[dict], sentence: str, arithmetic: str, subject: str = "") -> Finding:
    """A finding about printed figures, with the sources and ids of those figures in their order, each once."""
    sources = tuple(dict.fromkeys(row["source"] for row in rows if row["source"]))
    figures = tuple(dict.fromkeys(row["id"] for row in rows))
    return Finding(rule, grade, subject, sources, figures, sentence, arithmetic)


def as_table(findings: Iterable[Finding]) -> pd.DataFrame:
    """Each row is a finding, gravest grade first, then by rule, source and figure."""
    ordered = sorted(
        findings,
        key=lambda one: (GRADES.index(one.grade), RULES.index(one.rule), one.sources, one.figures, one.sentence),
    )
    # Not `asdict`: it copies every id of every finding.
    return pd.DataFrame([vars(one) for one in ordered], columns=list(COLUMNS))
