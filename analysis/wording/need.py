"""Sentences of need: the only place that chooses how strongly coverage, standards and profiles are put."""

import pandas as pd

from analysis.wording.numbers import (
    confidence_label,
    count_of,
    interval,
    join,
    number,
    people_estimated,
    percent,
    period,
    places_of_percent,
)


def cannot_be_estimated(reason: str) -> str:
    """Why nobody can be expected; reason: a sentence, or empty where no survey had been published."""
    if not reason:
        return "No survey estimate for both sexes had been published by this date: need cannot be estimated."
    return f"How many people to expect in a year {reason[:1].lower()}{reason[1:]}"


def reached_sentence(area: str, service: str, row, estimate, confidence: float) -> str:
    """How many were referred to a service, as a rate, beside those expected; `estimate` may be None."""
    span = period(row.period_start, row.period_end)
    counted = f"{area}: {number(row.value)} referrals reached the {service} in {span}"
    rate = (
        f", {number(row.rate, 2)} per 1,000 adults a year ({confidence_label(confidence)} interval "
        f"{interval(number(row.rate_low, 2), number(row.rate_high, 2))})"
        if pd.notna(row.rate)
        else ""
    )
    if estimate is None or pd.isna(row.ratio):
        return f"{counted}{rate}."
    places = places_of_percent(row.ratio)
    return (
        f"{counted}{rate}. That is {percent(row.ratio, places)} of the {people_estimated(estimate.value)} people "
        "expected "
        f"there ({interval(percent(row.ratio_low, places), percent(row.ratio_high, places))}): a ratio of two numbers, "
        "since a person may be referred twice and the estimate is of everybody, whether they sought help or not."
    )


def police_sentence(area: str, row) -> str:
    """What the police recorded in the whole force area, and why no part of it has a figure."""
    return (
        f"The police recorded {number(row.value)} domestic abuse-related incidents and crimes in {area} in "
        f"{period(row.period_start, row.period_end)}. The figure is the force's: it cannot be given for one council."
    )


def standards_sentence(area: str, asked: dict[str, tuple[float, float]]) -> str:
    """What standards ask for in an area; asked: least and most for each of the four, by its id."""
    cases, advisers = asked["marac-cases"], asked["advisers-by-caseload"]
    administrators, places = asked["marac-administrators"], asked["family-places"]
    return (
        f"For {area}, the standards ask for about {number(cases[0])} MARAC cases a year, {number(advisers[0])} to "
        f"{number(advisers[1])} full-time advisers and {number(administrators[0], 1)} administrators for them, and "
        f"{number(places[0])} family places in safe accommodation. How many of each there are was not published, so no "
        "shortfall can be worked out."
    )


def changes_sentence(tests: int, told: list[tuple[str, str]], clear: int, confidence: float) -> str:
    """How many of the needs noted changed between periods; told: need and verb of each change."""
    lead = f"Needs that services noted were compared between periods in {count_of(tests, 'test')}"
    if not told:
        return f"{lead}: none shows a change at {confidence_label(confidence)}."
    listed = join([f"{need.lower()} {verb}" for need, verb in told])
    return (
        f"{lead}: {count_of(len(told), 'change')} at {confidence_label(confidence)} ({listed}), of which "
        f"{count_of(clear, 'one', 'ones') if clear > 1 else 'one' if clear else 'none'} at 99.8% too. With so many "
        "tests, a change or so would appear by chance."
    )
