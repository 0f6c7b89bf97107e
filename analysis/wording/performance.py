"""Sentences of performance: the whole system, known outcomes, promises."""

import pandas as pd

from analysis.wording.numbers import count_of, interval, number, percent, period


def system_sentence(services: int, silent: int, rose: int, fell: int, untold: int) -> str:
    """How much of the system is known, and how many of its indicators moved."""
    moved = (
        f" Of {count_of(rose + fell + untold, 'indicator')} with two periods, {number(rose)} rose, {number(fell)} "
        "fell, and "
        f"for {number(untold)} it cannot be told."
        if rose + fell + untold
        else " No indicator has two periods to compare."
    )
    verb = "has" if silent == 1 else "have"
    return (
        f"The dashboard holds {count_of(services, 'part')} of the system; {number(silent)} of them {verb} no published "
        f"figure of a key indicator.{moved}"
    )


def known_outcomes_sentence(service: str, row) -> str:
    """Of how many who left the outcome is known, or why that cannot be said."""
    span = period(row.period_start, row.period_end)
    if pd.isna(row.share):
        return f"{service}, {span}: of how many who left the outcome is known cannot be said. {row.reason}"
    return (
        f"{service}, {span}: the outcome is known for {percent(row.share)} of the {number(row.exits)} people who left "
        f"({interval(percent(row.low), percent(row.high))}), so the printed {percent(row.positive_share)} says "
        "nothing of the others."
        if row.share < 1
        else f"{service}, {span}: the outcome is known for all of the {number(row.exits)} people who left."
    )


def promise_sentence(service: str, label: str, row) -> str:
    """What was promised, what was counted, and whether that can be held against each other."""
    unit = "" if row.unit == "count" else f" {row.unit}"
    span = "" if pd.isna(row.promised_months) else f" in {count_of(row.promised_months, 'month')}"
    promised = f"{service}, {label.lower()}: the promise is {number(row.promised)}{unit}{span}"
    if pd.isna(row.value):
        return f"{promised}. {row.reason}"
    over = "" if pd.isna(row.months_at_most) else f" over at most {count_of(round(row.months_at_most), 'month')}"
    verdict = {"met": "it is met", "not met": "it is not met"}.get(row.status, "whether it is met cannot be told")
    return f"{promised}. Counted: {number(row.value)} {row.measure}{over}; {verdict}. {row.reason}".strip()
