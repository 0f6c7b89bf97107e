"""All that is known of growth, kind by kind, and what a scenario takes from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt
from statistics import median
from typing import get_args

import pandas as pd
from scipy.stats import norm

from analysis.model.growth.estimate import Estimate, Kind
from analysis.model.growth.overlap import one_per_series, overlap_effect
from analysis.model.growth.synthesis import Method, Synthesis, leave_one_out, synthesise

# Nearest to demand first: a referral is demand met at the door, recorded crime also moves with recording.
PREFERENCE: tuple[Kind, ...] = ("referrals and caseload", "recorded crime", "survey")
SWITCHED_OFF = "Switched off."


@dataclass(frozen=True)
class KindEvidence:
    """The evidence of one kind.

    synthesis: in log growth per year; forest: each row is an estimate with `id`, `series`, `source`, `log_growth`,
    `low`, `high`, `weight`, `counted`, `reason`, `window_stated`, `basis`, `rating`, `recording`.
    influence: the synthesis without each estimate; overlaps: what counting overlapping claims would change.
    """

    kind: Kind
    synthesis: Synthesis
    forest: pd.DataFrame
    influence: pd.DataFrame
    overlaps: pd.DataFrame


@dataclass(frozen=True)
class GrowthChoice:
    """The growth that a scenario takes: log growth per year with its range, the kind it is from and the sentence why.

    central: the synthesis' mean, or the middle estimate of a range; low, high: where one more series would lie.
    deviation: of the true growth of one such series about `central`, for `shrink` and for draws of a scenario.
    estimates, sources: ids of the estimates that count, and of the documents that they stand in.
    """

    kind: Kind
    central: float
    low: float
    high: float
    deviation: float
    why: str
    estimates: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def gather(
    estimates: Sequence[Estimate],
    *,
    excluded: Collection[str] = (),
    method: Method = "PM",
    confidence: float = 0.95,
) -> dict[Kind, KindEvidence]:
    """The evidence by kind; kinds are never mixed and kinds without an estimate are absent.

    excluded: sources or ids that are not to count; they stay in the forest. A mapping says why, else a reader switched
    them off.
    """
    present = [kind for kind in get_args(Kind) if any(estimate.kind == kind for estimate in estimates)]
    return {
        kind: _of_kind(kind, [e for e in estimates if e.kind == kind], excluded, method, confidence) for kind in present
    }


def choose_growth(
    evidence: dict[Kind, KindEvidence], preference: Sequence[Kind] = PREFERENCE, *, assumed_difference: float = 0.0
) -> GrowthChoice | None:
    """The growth of the most preferred kind that has an estimate, or None where no kind has one.

    assumed_difference: standard deviation of true log growth between series, a rated assumption that widens `deviation`
    where fewer than three estimates cannot show it; a synthesis measures its own.
    """
    for kind in preference:
        if kind in evidence and evidence[kind].synthesis.estimates:
            others = [other for other in preference if other != kind and other in evidence]
            return _choice(evidence[kind], others, assumed_difference)
    return None


def _choice(chosen: KindEvidence, others: list[Kind], assumed_difference: float) -> GrowthChoice:
    synthesis, counted = chosen.synthesis, chosen.forest[chosen.forest["counted"]]
    behind = (tuple(counted["id"]), tuple(dict.fromkeys(counted["source"])))
    number = f"{synthesis.estimates} independent {'estimate' if synthesis.estimates == 1 else 'estimates'}"
    why = f"Growth is taken from {chosen.kind}, the nearest to demand of what was published ({number})."
    if others:
        why += f" Not mixed in, and shown beside it: {', '.join(others)}."
    if synthesis.kind == "random effects":
        deviation = sqrt(synthesis.tau_squared + synthesis.standard_error**2)
        low, high = synthesis.prediction_low, synthesis.prediction_high
        return GrowthChoice(chosen.kind, synthesis.mean, low, high, deviation, why, *behind)
    # With no synthesis the range stands for the two ends of a normal interval.
    seen = (synthesis.high - synthesis.low) / (2 * float(norm.ppf((1 + synthesis.confidence) / 2)))
    deviation = hypot(seen, assumed_difference)
    central = median(counted["log_growth"])
    said = f"{why} {synthesis.reason}"
    return GrowthChoice(chosen.kind, central, synthesis.low, synthesis.high, deviation, said, *behind)


def _of_kind(kind: Kind, estimates: list[Estimate], excluded, method: Method, confidence: float) -> KindEvidence:
    allowed = [e for e in estimates if e.id not in excluded and e.source not in excluded]
    kept, set_aside = one_per_series(allowed)
    values, errors = [e.log_growth_per_year for e in kept], [e.standard_error for e in kept]
    synthesis = synthesise(values, errors, method, confidence=confidence, never_narrower=True)
    influence = leave_one_out([e.id for e in kept], values, errors, method, confidence=confidence, never_narrower=True)
    if synthesis.kind == "range" and kept:
        synthesis = replace(synthesis, **_widest(kept, confidence))
    influence = _with_own_ranges(influence, kept, confidence)
    between = synthesis.tau_squared if synthesis.kind == "random effects" else 0.0
    overlaps = overlap_effect(allowed, between) if set_aside else overlap_effect([], 0.0, ())
    weights = dict(zip([e.id for e in kept], synthesis.weights or [float("nan")] * len(kept), strict=True))
    reasons = {**excluded, **set_aside} if isinstance(excluded, Mapping) else set_aside
    rows = [_row(e, weights, reasons, confidence) for e in estimates]
    return KindEvidence(kind, synthesis, pd.DataFrame(rows), influence, overlaps)


def _with_own_ranges(influence: pd.DataFrame, kept: list[Estimate], confidence: float) -> pd.DataFrame:
    """The table of influence with ranges from the estimates' own limits, as the range of all of them is."""
    ranges = {
        left_out: _widest([e for e in kept if e.id != left_out], confidence)
        for left_out in influence.loc[influence["kind"].eq("range"), "left_out"]
        if len(kept) > 1
    }
    limits = {
        name: influence["left_out"].map({id: one[name] for id, one in ranges.items()}) for name in ("low", "high")
    }
    return influence.assign(**{name: values.fillna(influence[name]) for name, values in limits.items()})


def _widest(kept: list[Estimate], confidence: float) -> dict[str, float]:
    limits = [estimate.limits(confidence) for estimate in kept]
    return {"low": min(low for low, _ in limits), "high": max(high for _, high in limits)}


def _row(estimate: Estimate, weights: dict[str, float], reasons: dict[str, str], confidence: float) -> dict:
    low, high = estimate.limits(confidence)
    counted = estimate.id in weights
    return {
        "id": estimate.id,
        "series": estimate.series,
        "source": estimate.source,
        "log_growth": estimate.log_growth_per_year,
        "low": low,
        "high": high,
        "weight": weights.get(estimate.id, 0.0),
        "counted": counted,
        "reason": "" if counted else reasons.get(estimate.id, reasons.get(estimate.source, SWITCHED_OFF)),
        "window_stated": estimate.window_stated,
        "basis": estimate.basis,
        "rating": estimate.rating,
        "recording": "; ".join(estimate.recording),
    }
