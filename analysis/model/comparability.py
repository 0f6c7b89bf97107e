"""Whether two figures may be compared, and why not: a verdict with its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.model.differences import differences
from analysis.model.limits import COMPARABLE, LEVELS, NOT_COMPARABLE, WITH_CAVEAT, Limit, breaks_between, own_limits
from analysis.reference.registers import Break

__all__ = ["COMPARABLE", "LEVELS", "NOT_COMPARABLE", "WITH_CAVEAT", "Limit", "Verdict", "compare", "compare_many"]


@dataclass(frozen=True)
class Verdict:
    """How far two figures may be compared, and every reason against it, the gravest first.

    level: one of LEVELS, that of the gravest reason; without reasons the figures are comparable.
    """

    level: str
    reasons: tuple[Limit, ...]


def compare(
    a: Mapping[str, Any] | pd.Series,
    b: Mapping[str, Any] | pd.Series,
    breaks: Iterable[Break] = (),
    findings: pd.DataFrame | None = None,
    measures: Iterable[Any] | None = None,
) -> Verdict:
    """Whether two figures may be compared.

    a, b: rows of the figures table; a column that a row does not have claims nothing. breaks: the register; one without
    a date separates nothing. findings: what `examine` gave. measures: the register, for concepts.
    Laws: the order does not matter; nothing is more comparable to another figure than to itself; a further break never
    makes two figures more comparable.
    """
    first, second = sorted((dict(a), dict(b)), key=_order)
    concepts = {measure.id: measure.concept for measure in measures or ()}
    return _verdict(first, second, tuple(breaks), _by_figure(findings), concepts)


def compare_many(
    figures: pd.DataFrame,
    breaks: Iterable[Break] = (),
    findings: pd.DataFrame | None = None,
    measures: Iterable[Any] | None = None,
) -> pd.DataFrame:
    """Verdicts on every two of some figures: each row is a pair, `a` and `b` (ids), its `level` and `reasons`."""
    breaks, found = tuple(breaks), _by_figure(findings)
    concepts = {measure.id: measure.concept for measure in measures or ()}
    rows = sorted(figures.to_dict("records"), key=_order)
    verdicts = [(one, other, _verdict(one, other, breaks, found, concepts)) for one, other in combinations(rows, 2)]
    table = [
        {
            "a": one["id"],
            "b": other["id"],
            "level": verdict.level,
            "reasons": tuple(r.sentence for r in verdict.reasons),
        }
        for one, other, verdict in verdicts
    ]
    return pd.DataFrame(table, columns=["a", "b", "level", "reasons"])


def _verdict(first: dict, second: dict, breaks: tuple[Break, ...], found: dict, concepts: dict[str, str]) -> Verdict:
    limits = [
        *differences(first, second, concepts),
        *breaks_between(first, second, breaks),
        *_different_percentages(first, second, found),
        *own_limits(first, breaks, found),
        *own_limits(second, breaks, found),
    ]
    reasons = sorted(set(limits), key=lambda limit: (-LEVELS.index(limit.level), limit.kind, limit.sentence))
    return Verdict(reasons[0].level if reasons else COMPARABLE, tuple(reasons))


def _different_percentages(first: dict, second: dict, found: dict) -> list[Limit]:
    """A mean of percentages beside a pooled percentage, as the rule `pooled-percent` found them."""
    ways = [_way_of(figure, found) for figure in (first, second)]
    if set(ways) != {"inconsistent", "corroborated"}:
        return []
    return [Limit("percentage", NOT_COMPARABLE, "One is a mean of percentages, the other a pooled percentage.")]


def _way_of(figure: dict, found: dict) -> str:
    """The grade of the finding on how this percentage was made from those of its periods; "" if there is none."""
    rules = found.get(figure.get("id"), ())
    return next((one.grade for one in rules if one.rule == "pooled-percent" and one.figures[0] == figure["id"]), "")


def _by_figure(findings: pd.DataFrame | None) -> dict[str, list]:
    by_figure: dict[str, list] = {}
    for finding in findings.itertuples() if findings is not None else ():
        for figure in finding.figures:
            by_figure.setdefault(figure, []).append(finding)
    return by_figure


def _order(figure: dict) -> tuple[str, ...]:
    return tuple(str(figure.get(key, "")) for key in ("period_start", "period_end", "id", "source", "value"))
