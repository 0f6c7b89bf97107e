"""Money in words: what is known, for which prices, and what cannot be calculated."""

import pandas as pd

from analysis.wording.numbers import (
    CANNOT,
    DEFLATOR_NAMES,
    NOT_PUBLISHED,
    confidence_label,
    interval,
    number,
    pounds,
    round_pounds,
)

BASES = {
    "printed": "printed",
    "start and term": "from its printed start and term",
    "not published": "not published",
}
SEVERAL = {
    "contract or post": "contracts or posts",
    "option to extend": "options to extend",
    "last year published": "sums, last published year",
    "sum without a term": "sums without a term",
}
NOTHING = "nothing published"


def known_pounds(sum_gbp: float, about: bool) -> str:
    """A sum known for a quarter, in pounds of the day; what is only about known is not made exact."""
    if pd.isna(sum_gbp):
        return NOTHING
    return f"about {round_pounds(sum_gbp)}" if about else pounds(sum_gbp)


def basis(real: str, no_index: str) -> str:
    """What sums are shown in: pounds of the day, and real terms as `real_basis` says them, or why there are none.

    no_index: why nothing can be in real terms, empty where it can.
    """
    if no_index:
        return f"pounds of the day alone (real terms {CANNOT}, because {no_index})"
    return f"pounds of the day and in {real}"


def real_basis(deflator: str, price_year: str, release: str) -> str:
    """What «real» means beside a sum: the price year, the index and its release."""
    return f"real terms, {price_year} prices ({DEFLATOR_NAMES[deflator]}, {release})"


def in_prices(amount: str, price_year: str, no_index: str, mark: str) -> str:
    """What follows a sum in pounds of the day: the amount in the prices of a year, or why there is none.

    mark: what is said of both, such as that they are at second hand.
    """
    missing = f"{mark}; the sum in {price_year} prices {CANNOT}, because {no_index}"
    return missing if no_index else f", {amount} in {price_year} prices{mark}"


def in_real_terms(amount: str, no_index: str) -> str:
    """An amount in real terms as it stands in a cell or on a card."""
    return CANNOT if no_index else amount


def marked(amount: str, status: str) -> str:
    """An amount in real terms with the mark of a price index that is not a measured one."""
    return f"{amount} ({status})" if status in ("forecast", "assumed") else amount


def part_year(financial_year: str, months: float) -> str:
    """A financial year, with the months that a sum covers of it where these are not all."""
    return financial_year if months == 12 else f"{financial_year} ({number(months)} months)"


def span_of_years(financial_years: list[str]) -> str:
    """Financial years as a span: «2016-17 to 2020-21»."""
    ordered = sorted(financial_years)
    return ordered[0] if len(ordered) == 1 else f"{ordered[0]} to {ordered[-1]}"


def in_unit(value: float, unit: str) -> str:
    """A printed value with its unit: «87%», «160»."""
    return NOT_PUBLISHED if pd.isna(value) else f"{number(value)}{'%' if unit == 'percent' else ''}"


def unit_cost(row, confidence: float) -> str:
    """Pounds of the day for each person with the interval of the count; `row` is of `funding.service_years`."""
    limits = interval(pounds(row.unit_cost_low_gbp), pounds(row.unit_cost_high_gbp))
    return f"{pounds(row.unit_cost_gbp)} ({confidence_label(confidence)} interval {limits}) for each"


def standstill(row, confidence: float) -> str:
    """What the base year's service would cost in a later year; `row` is of `standstill.standstill_costs`."""
    limits = interval(pounds(row.standstill_low_gbp), pounds(row.standstill_high_gbp))
    sure = f"{confidence_label(confidence)} interval {limits}"
    cost = f"{row.financial_year}: {pounds(row.standstill_gbp)} ({sure}) in pounds of that year"
    base = f"for the service that {pounds(row.base_gbp)} paid for in {row.base_year}"
    if pd.isna(row.gap_gbp):
        return f"{cost}, {base}; its funding in that year was not published"
    lacking = "short of it by" if row.gap_gbp > 0 else "above it by"
    return f"{cost}, {base}; the funding was {lacking} {pounds(abs(row.gap_gbp))}"


def conditional_sentence(service: str, people: float, cost, confidence: float) -> str:
    """What follows from the reader's own unit cost; `cost` is a `standstill.ConditionalCost` of one count."""
    limits = interval(pounds(cost.low_gbp), pounds(cost.high_gbp))
    said = (
        f"If each person cost {pounds(cost.unit_cost_gbp)}, then {number(people)} people ({service}) would cost "
        f"{pounds(cost.cost_gbp)} ({confidence_label(confidence)} interval of the count {limits}), in the prices of "
        "your own unit cost"
    )
    if pd.isna(cost.gap_gbp):
        return f"{said}."
    gap = interval(pounds(cost.gap_low_gbp), pounds(cost.gap_high_gbp))
    return f"{said}; less the funding that you gave, {pounds(cost.gap_gbp)} (interval {gap})."
