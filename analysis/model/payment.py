"""Payment by results: which share of the funding an indicator would have earned under a rule with assumed criteria.

A contract may keep a last part of the funding back until its requirements are met. Where the criteria were not
published, the share follows from a target and an assumption about «partly met»; it is never turned into pounds.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.model.forensics.denominators import NO_LIMIT, ordinary_denominators
from analysis.model.rates import proportion_interval

MET, PARTLY_MET, NOT_MET, NOT_DETERMINABLE = "met", "partly met", "not met", "not determinable"
NO_TARGET = "no target stood for this period"
NO_VALUE = "no value was published"
ABOVE, BELOW, CANNOT_BE_TOLD, NO_BASE = "above", "below", "cannot be told", "no base was published"
COLUMNS = [
    "measure", "era", "service", "area", "period_start", "period_end", "unit", "value", "target", "base_least",
    "base_most", "low", "high", "beside_target", "requirement", "payment_share", "payment_least", "payment_most",
    "reason", "figures",
]  # fmt: skip


@dataclass(frozen=True)
class PaymentRule:
    """What a rule pays as fractions of the funding, and the ids of the figures that print it."""

    met: float
    partly_met: float
    not_met: float
    figures: tuple[str, ...]


def find_rule(figures: pd.DataFrame, *, met: str, partly_met: str, not_met: str) -> PaymentRule | None:
    """The rule that papers print under three measures, or None where one of them is not published."""
    printed = figures[figures["unit"].eq("percent") & figures["restates"].eq("")].drop_duplicates("measure")
    rows = printed.set_index("measure")
    if not {met, partly_met, not_met} <= set(rows.index):
        return None
    chosen = rows.loc[[met, partly_met, not_met]]
    return PaymentRule(*(chosen["value"] / 100), tuple(chosen["id"]))


def share_earned(value: float, target: float, rule: PaymentRule, partly_from: float) -> float:
    """The share of the funding that a value earns: all that is kept back at its target, part of it from `partly_from`.

    value, target: in one unit; partly_from: fraction of the target from which the requirement is partly met. Missing
    where there is no target.
    """
    return float("nan") if pd.isna(value) or pd.isna(target) else _pays(rule, requirement(value, target, partly_from))


def requirement(value: float, target: float, partly_from: float) -> str:
    """Whether a requirement is met, partly met or not met, higher being better; «not determinable» without a target."""
    if pd.isna(value) or pd.isna(target):
        return NOT_DETERMINABLE
    if value >= target:
        return MET
    return PARTLY_MET if value >= partly_from * target else NOT_MET


def earned(
    figures: pd.DataFrame,
    measures: tuple[str, ...],
    rule: PaymentRule,
    partly_from: tuple[float, float, float],
    confidence: float,
) -> pd.DataFrame:
    """Each row is an indicator in a period: the share that it would have earned, or «not determinable».

    figures: the figures table; measures: those that are judged; partly_from: the assumed fraction of a target from
    which it is partly met, with its low and high, over which `payment_least` and `payment_most` range.
    A share of people whose count is printed gets Wilson limits over the whole bases that give it; `beside_target` says
    whether they lie above the target, below it, or cannot tell. The payment follows the printed value.
    """
    rows = figures[figures["measure"].isin(measures) & figures["restates"].eq("") & figures["period_end"].notna()]
    targets = figures[figures["target_of"].ne("")].drop_duplicates("target_of").set_index("target_of")
    counts = figures.set_index("id")["value"]
    order = {measure: place for place, measure in enumerate(measures)}
    judged = [_judge(row, targets, counts, rule, partly_from, confidence) for row in rows.to_dict("records")]
    table = pd.DataFrame(judged, columns=COLUMNS)
    return table.sort_values(
        ["measure", "period_end", "period_start"],
        key=lambda column: column.map(order) if column.name == "measure" else column,
        ignore_index=True, ascending=[True, True, False],
    )  # fmt: skip


def _judge(row: dict, targets: pd.DataFrame, counts: pd.Series, rule: PaymentRule, partly_from, confidence) -> dict:
    target = targets.loc[row["id"], "value"] if row["id"] in targets.index else float("nan")
    named = (row["id"], *([targets.loc[row["id"], "id"]] if row["id"] in targets.index else []))
    middle, least, most = partly_from
    base = _bases(row, counts)
    low, high = _limits(counts.get(row["percent_of"], float("nan")), base, confidence)
    # The higher the bar for «partly», the less is earned.
    earns = [share_earned(row["value"], target, rule, bar) for bar in (middle, most, least)]
    return {name: row[name] for name in COLUMNS[:8]} | {
        "target": target, "base_least": base[0], "base_most": base[1], "low": low, "high": high,
        "beside_target": _beside(low, high, target), "requirement": requirement(row["value"], target, middle),
        "payment_share": earns[0], "payment_least": earns[1], "payment_most": earns[2],
        "reason": NO_VALUE if pd.isna(row["value"]) else NO_TARGET if pd.isna(target) else "", "figures": named,
    }  # fmt: skip


def _pays(rule: PaymentRule, required: str) -> float:
    return {MET: rule.met, PARTLY_MET: rule.partly_met, NOT_MET: rule.not_met}[required]


def _bases(row: dict, counts: pd.Series) -> tuple[float, float]:
    """The least and most base that gives a printed percentage for its printed count; missing where none is known."""
    count = counts.get(row["percent_of"], float("nan"))
    if row["unit"] != "percent" or pd.isna(count) or count <= 0 or pd.isna(row["value"]):
        return float("nan"), float("nan")
    found = ordinary_denominators(np.array([count]), np.array([row["value"]]), np.array([_decimals(row)])).iloc[0]
    fits = count <= found["least"] <= found["most"] < NO_LIMIT
    return (float(found["least"]), float(found["most"])) if fits else (float("nan"), float("nan"))


def _decimals(row: dict) -> int:
    return len(str(row["value_printed"]).rstrip("%* ").partition(".")[2])


def _limits(count: float, base: tuple[float, float], confidence: float) -> tuple[float, float]:
    """Wilson limits in per cent, the lowest and the highest over the bases that fit."""
    if pd.isna(base[0]):
        return float("nan"), float("nan")
    widest = [proportion_interval(count, one, confidence) for one in base]
    return 100 * min(one.low for one in widest), 100 * max(one.high for one in widest)


def _beside(low: float, high: float, target: float) -> str:
    if pd.isna(target):
        return ""
    if pd.isna(low):
        return NO_BASE
    return ABOVE if low >= target else BELOW if high < target else CANNOT_BE_TOLD
