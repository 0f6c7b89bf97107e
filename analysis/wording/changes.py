"""How a difference between two packs, and an earlier projection's score, are put into words."""

import pandas as pd

from analysis.wording.numbers import count_of, join, number, people_estimated, percent, pounds

FRACTIONS = ("fraction", "fraction a year", "share")
ESTIMATED = "people"
NONE = "none"


def amount(value: float, unit: str) -> str:
    """A headline's value by its unit: pounds, per cent, people as far as an estimate knows them, or a number."""
    if pd.isna(value):
        return "not given"
    if unit == "gbp":
        return pounds(value)
    if unit in FRACTIONS:
        return percent(value, 1)
    if unit == ESTIMATED:
        return people_estimated(value)
    return number(value, 0 if abs(value) >= 1 or value == 0 else 2)


def change(value: float, unit: str) -> str:
    """A signed difference in the same unit: per cent become points; nothing is «none»."""
    if pd.isna(value) or value == 0:
        return NONE
    size = abs(value)
    text = f"{number(100 * size, 1)} points" if unit in FRACTIONS else amount(size, unit)
    return f"{'−' if value < 0 else '+'}{text}"


def score_sentence(points: pd.DataFrame, by_horizon: pd.DataFrame) -> str:
    """What became of the last pack's projections: how many are counted, how many lay within, how they did."""
    scored = points[points["reason"].eq("")]
    if scored.empty:
        reasons = points["reason"].value_counts(sort=False).items()
        why = join([f"{count}: {reason[0].lower()}{reason[1:].rstrip('.')}" for reason, count in reasons])
        return f"None of the {count_of(len(points), 'period')} that the last pack projected can be scored yet ({why})."
    inside = int(scored["observed"].between(scored["lo95"], scored["hi95"]).sum())
    said = (
        f"Of {count_of(len(points), 'period')} that the last pack projected, {len(scored)} "
        f"{'has' if len(scored) == 1 else 'have'} been counted since, and {inside} of these lay within the 95% "
        "prediction interval."
    )
    whole = by_horizon[by_horizon["step"].eq(0) & by_horizon["level"].eq(95)]
    if whole.empty or whole["naive_interval_score"].isna().any():
        return said
    own, naive = (float(whole[name].iloc[0]) for name in ("interval_score", "naive_interval_score"))
    verdict = "better than" if own < naive else "no better than"
    return f"{said} By the interval score (lower is better) they did {verdict} last year's counts repeated."
