"""Counts, rates and proportions with the intervals of public health in England, and what two of them can tell."""

from analysis.model.rates.benchmark import Comparison, compare_with
from analysis.model.rates.difference import Difference, difference_of_proportions
from analysis.model.rates.intervals import (
    BYAR_FROM_COUNT,
    Interval,
    byar_interval,
    poisson_interval,
    proportion_interval,
    rate_interval,
    rate_table,
)
from analysis.model.rates.standardised import StandardisedRate, directly_standardised_rate

__all__ = [
    "BYAR_FROM_COUNT",
    "Comparison",
    "Difference",
    "Interval",
    "StandardisedRate",
    "byar_interval",
    "compare_with",
    "difference_of_proportions",
    "directly_standardised_rate",
    "poisson_interval",
    "proportion_interval",
    "rate_interval",
    "rate_table",
]
