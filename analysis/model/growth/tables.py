"""The evidence of growth as tables, one row a thing, kinds told by a column and never mixed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from math import inf, isfinite, log1p
from types import MappingProxyType

import pandas as pd
from scipy.stats import norm

from analysis.model.growth.estimate import Estimate, Kind
from analysis.model.growth.evidence import GrowthChoice, KindEvidence, choose_growth, gather
from analysis.model.growth.published import series_id, too_short
from analysis.model.growth.shrinkage import shrink

WINDOW = ["id", "standard_error", "years_low", "years_high", "start", "end", "assumption"]


def list_estimates(evidence: Mapping[Kind, KindEvidence], estimates: Sequence[Estimate]) -> pd.DataFrame:
    """Each row is an `estimate`: its `kind`, the columns of `KindEvidence.forest`, its error, window and assumption."""
    windows = pd.DataFrame([asdict(estimate) for estimate in estimates], columns=[*WINDOW])
    dated = windows.assign(start=pd.to_datetime(windows["start"]), end=pd.to_datetime(windows["end"]))
    forest = _by_kind(evidence, "forest")
    return forest.merge(dated, on="id", how="left").rename(columns={"id": "estimate"}) if len(forest) else forest


def list_syntheses(evidence: Mapping[Kind, KindEvidence]) -> pd.DataFrame:
    """Each row is a kind: the fields of its `Synthesis`, without the weights, which stand with the estimates.

    The column `form` is the synthesis' own `kind`: random effects, or a range.
    """
    rows = []
    for kind, one in evidence.items():
        said = asdict(one.synthesis)
        said.pop("weights")
        rows.append({"kind": kind, "form": said.pop("kind"), **said})
    return pd.DataFrame(rows)


def list_influence(evidence: Mapping[Kind, KindEvidence]) -> pd.DataFrame:
    """Each row is the synthesis of a kind without one of its estimates; `form` as in `list_syntheses`."""
    parts = [one.influence.rename(columns={"kind": "form"}).assign(kind=kind) for kind, one in evidence.items()]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def list_overlaps(evidence: Mapping[Kind, KindEvidence]) -> pd.DataFrame:
    """Each row is a kind and a correlation: what counting its overlapping claims would make of mean and error."""
    return _by_kind(evidence, "overlaps")


def draw_towards(
    growth: pd.DataFrame,
    estimates: Sequence[Estimate],
    assumed_difference: float,
    confidence: float,
    excluded: Mapping[str, str] = MappingProxyType({}),
) -> pd.DataFrame:
    """Each row is a service: its own growth, what the others' evidence says, and the two weighed by precision.

    growth: rows of `fit_growth`. A series is drawn towards the evidence without itself; without other evidence there is
    no row. assumed_difference: true growth of services is taken to differ by no less, whatever a few estimates show.
    excluded: estimates or sources that are not to count, with the reason, besides windows under a year.
    `own`, `evidence`, `mean`, `deviation`, `low`, `high` are log growth per year, `own_weight` a fraction; `why` says
    where the evidence is from and `sources` (a tuple of ids) in which documents it stands.
    """
    rows = []
    for row in growth.to_dict("records"):
        others = [one for one in estimates if one.series != series_id(row)]
        evidence = gather(others, excluded={**too_short(others), **excluded}, confidence=confidence)
        choice = choose_growth(evidence, assumed_difference=assumed_difference)
        if choice:
            rows.append(_drawn(row, choice, max(choice.deviation, assumed_difference), confidence))
    return pd.DataFrame(rows)


def _drawn(row: dict, choice: GrowthChoice, deviation: float, confidence: float) -> dict:
    known = not row["reason"] and isfinite(row["growth_per_year"])
    own = log1p(row["growth_per_year"]) if known else 0.0
    width = log1p(row["high"]) - log1p(row["low"]) if known else inf
    error = width / (2 * float(norm.ppf((1 + confidence) / 2)))
    said = shrink(own, error, choice.central, deviation, confidence)
    place = {key: row[key] for key in ("era", "service", "area")}
    return place | {
        "own": own if known else float("nan"), "evidence": choice.central, "evidence_kind": choice.kind,
        "mean": said.mean, "deviation": said.standard_error, "low": said.low, "high": said.high,
        "own_weight": said.own_weight, "why": choice.why, "sources": choice.sources,
    }  # fmt: skip


def _by_kind(evidence: Mapping[Kind, KindEvidence], table: str) -> pd.DataFrame:
    parts = [getattr(one, table).assign(kind=kind) for kind, one in evidence.items()]
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()
