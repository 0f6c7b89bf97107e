"""Sentences whose strength is bounded by the interval behind them: the only place that chooses the verb."""

import pandas as pd

from analysis.wording.numbers import (
    CANNOT,
    DEFLATOR_NAMES,
    confidence_label,
    count_of,
    number,
    people_estimated,
    percent,
    pounds,
    pounds_short,
    ratio_as_change,
    signed_percent,
)

CANNOT_BE_TOLD = "cannot be told"
TOLD = ("rose", "fell")  # what a trend over periods is said to have done
# Inside five per cent of no change a board would act no differently.
ABOUT_THE_SAME_LOW, ABOUT_THE_SAME_HIGH = 0.95, 1.05


def movement(low: float, high: float) -> str:
    """The strongest verb that an interval of a ratio of two rates allows.

    low, high: limits of (later rate / earlier rate). «rose» and «fell» need the whole interval on one side of 1;
    «stayed about the same» needs it inside five per cent of 1; everything else cannot be told.
    """
    if pd.isna(low) or pd.isna(high):
        return CANNOT_BE_TOLD
    if low > 1:
        return "rose"
    if high < 1:
        return "fell"
    return "stayed about the same" if low >= ABOUT_THE_SAME_LOW and high <= ABOUT_THE_SAME_HIGH else CANNOT_BE_TOLD


def counts_compared(subject: str, first, last, confidence: float) -> str:
    """What two counts of one series say about each other, on equal exposure.

    first, last: rows of the demand table with `value`, `period`, `exposure_months`; last has `index_value` and its
    limits `index_low`, `index_high`. Unequal periods are compared by the month, and the sentence says so.
    """
    low, high = last.index_low / 100, last.index_high / 100
    counts = f"{number(first.value)} in {first.period} and {number(last.value)} in {last.period}"
    unequal = first.exposure_months != last.exposure_months
    footing = f" ({number(first.exposure_months)} and {number(last.exposure_months)} months)" if unequal else ""
    limits = f"{confidence_label(confidence)} interval {ratio_as_change(low)} to {ratio_as_change(high)}"
    change = f"{ratio_as_change(last.index_value / 100)}, {limits}; counting error only"
    verb = movement(low, high)
    if verb == CANNOT_BE_TOLD:
        return f"{subject}: {counts}{footing}. Whether the rate per month changed cannot be told ({change})."
    return f"{subject}: {counts}{footing}. Between the two the rate per month {verb} ({change})."


def growth_sentence(growth, confidence: float) -> str:
    """What a series of periods says about growth per year, or why nothing can be said; `growth` is a `Trend`."""
    if growth.reason or pd.isna(growth.growth_per_year):
        return f"A yearly trend cannot be calculated: {growth.reason[:1].lower()}{growth.reason[1:]}"
    span = (
        f"{confidence_label(confidence)} interval {signed_percent(growth.low)} to {signed_percent(growth.high)} a year"
    )
    periods = count_of(growth.points, "period")
    verb = movement(1 + growth.low, 1 + growth.high)
    if verb in TOLD:
        return f"Over {periods} the trend {verb} ({signed_percent(growth.growth_per_year)} a year; {span})."
    return f"With {periods} the yearly trend cannot be told from no change ({span})."


def marker(named: str, judgement: str, reason: str) -> str:
    """A recent-trend marker with what it means by polarity, or why it cannot be calculated."""
    if reason:
        return f"{named}: {reason[:1].lower()}{reason[1:]}"
    return f"{named} ({judgement})" if judgement else named


def process_limits(row, places: int = 1) -> str:
    """Process limits of a series and what its newest point says; `row` is a row of `model.recent_trends`."""
    if row.limits_reason:
        return f"cannot be calculated: {row.limits_reason[:1].lower()}{row.limits_reason[1:]}"
    limits = f"{number(row.limit_low, places)} to {number(row.limit_high, places)} about {number(row.centre, places)}"
    if not row.last_signal:
        return f"{limits}; the newest point is usual variation"
    judged = f", {row.last_judgement}" if row.last_judgement else ""
    return f"{limits}; the newest point differs from usual variation ({row.last_signal}{judged})"


def markers_in_short(rows: pd.DataFrame) -> str:
    """How many series carry a recent-trend marker or process limits at all; `rows` of `model.recent_trends`."""
    markers = int(rows["marker"].ne("cannot be calculated").sum())
    limits = int(rows["limits_reason"].eq("").sum())
    said = (
        f"Of {count_of(len(rows), 'published series', 'published series')}, {_that_have(markers)} the recent-trend "
        f"marker that public health uses, and {_that_have(limits)} process limits"
    )
    if markers and limits:
        return f"{said}; the annexes give each."
    longest = int(rows["points"].max())
    return (
        f"{said}: the marker needs shares or rates of five years in a row with the people behind them, the limits need "
        f"twelve periods in a row, and the longest unbroken series has {count_of(longest, 'period')}. The annexes "
        "give each with its reason."
    )


def _that_have(value: int) -> str:
    return count_of(value, "has", "have") if value else "none has"


def net_flow_sentence(service: str, net: list[float], periods: list[str]) -> str:
    """What entries less exits, period by period, say about open cases."""
    steps = ", ".join(
        f"{'+' if value > 0 else ''}{number(value)} in {period}" for value, period in zip(net, periods, strict=True)
    )
    total = sum(net)
    more = "more people came in than left" if total > 0 else "more people left than came in"
    whole = f"{number(abs(total))} {more}" if total else "as many people came in as left"
    return f"{service}: people accepted less people leaving were {steps}. Over the whole of that time {whole}."


def real_change_sentence(line: str, row, deflator_name: str, price_year: str, no_index: str) -> str:
    """How a funding line moved, in pounds of the day and in real terms.

    row: a row of `model.funding.change_between`; no_index: why nothing can be in real terms, empty where it can.
    """
    same = row.first_gbp == row.last_gbp
    nominal = (
        f"{pounds(row.first_gbp)} a year, the same sum in {row.first_year} and {row.last_year} (pounds of the day)"
        if same
        else f"{pounds(row.first_gbp)} in {row.first_year} and {pounds(row.last_gbp)} in {row.last_year} "
        f"({signed_percent(row.change_nominal, 1)} in pounds of the day)"
    )
    if no_index:
        return f"{line}: {nominal}. What that is in {price_year} prices {CANNOT}, because {no_index}."
    real = f"{pounds_short(row.first_real_gbp)} and {pounds_short(row.last_real_gbp)}"
    return (
        f"{line}: {nominal}. In {price_year} prices ({deflator_name}) that is {real}, "
        f"a real change of {signed_percent(row.change_real, 1)}{_beside(row)}."
    )


def share_sentence(label: str, row, confidence: float) -> str:
    """A share of people with its count, its base and its interval; `row` is a row of `model.performance.shares`."""
    if pd.isna(row.share):
        return f"{label}: cannot be calculated. {row.reason}"
    return (
        f"{label}: {number(row.numerator)} of {number(row.denominator)} ({percent(row.share)}; "
        f"{confidence_label(confidence)} interval {percent(row.low)} to {percent(row.high)})."
    )


def need_sentence(area: str, row, survey_year: str) -> str:
    """How many victims a survey leads one to expect in an area; `row` has `victims`, `low`, `high`."""
    return (
        f"{area}: about {people_estimated(row.victims)} people, with an assumed range of {people_estimated(row.low)} "
        f"to {people_estimated(row.high)}, would have experienced domestic abuse in the year to {survey_year} if the "
        "national share held here."
    )


def _beside(row) -> str:
    """The same change by the other index, where that index has the years."""
    if pd.isna(row.change_real_beside):
        return ""
    return f" ({signed_percent(row.change_real_beside, 1)} by {DEFLATOR_NAMES[row.beside]})"
