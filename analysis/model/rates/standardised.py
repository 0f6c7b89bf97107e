"""A rate as it would be if the ages of a place were those of a standard population."""

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import ArrayLike

from analysis.errors import BadArgument
from analysis.model.rates.intervals import BYAR_FROM_COUNT, byar_interval, poisson_interval

# Below this many events OHID gives no standardised rate: its interval no longer holds what it promises.
FEWEST_EVENTS = BYAR_FROM_COUNT


@dataclass(frozen=True)
class StandardisedRate:
    """A directly standardised rate with its limits, in events per unit of `populations`; missing with a reason.

    count: events over all ages.
    """

    rate: float
    low: float
    high: float
    count: int
    confidence: float
    reason: str = ""


def directly_standardised_rate(
    counts: ArrayLike, populations: ArrayLike, standard: ArrayLike, confidence: float = 0.95
) -> StandardisedRate:
    """The rate that a place would have with the ages of a standard population, with its interval.

    counts, populations, standard: one number for each age group, in the same order; populations in persons or
    person-years. Fewer than 10 events in all, or an age group of nobody, gives no rate and the reason why.
    Raises BadArgument where the three differ in length or a standard weighs nothing.
    Method: weighted sum of age-specific rates; Dobson AJ, Kuulasmaa K, Eberle E, Scherer J (1991), Statistics in
    Medicine 10: 457-462, on Byar's limits of the total count, as OHID computes it.
    """
    events, people, weights = _three(counts, populations, standard)
    total = events.sum()
    if np.isnan(total) or np.isnan(people).any():
        return _without("A count or a population of an age group is missing.", total, confidence)
    if (people <= 0).any():
        return _without("An age group has nobody in it, so it has no rate.", total, confidence)
    share = weights / weights.sum()
    if total < FEWEST_EVENTS:
        return _without(f"Fewer than {FEWEST_EVENTS} events: too few to standardise.", total, confidence)
    rate = float((share * events / people).sum())
    deviation = sqrt(float((share**2 * events / people**2).sum()))
    low, high = byar_interval(total, confidence)
    scale = deviation / sqrt(total)
    return StandardisedRate(
        rate, max(rate + scale * (low - total), 0.0), rate + scale * (high - total), int(total), confidence
    )


def _three(counts: ArrayLike, populations: ArrayLike, standard: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    events, people, weights = (np.asarray(values, dtype=float) for values in (counts, populations, standard))
    if not events.ndim == people.ndim == weights.ndim == 1 or not len(events) == len(people) == len(weights) > 0:
        raise BadArgument("counts, populations, standard: differ in length; expected one number for each age group.")
    if not (weights >= 0).all() or not weights.sum() > 0:
        raise BadArgument("standard: weighs nothing; expected the people of a standard population by age group.")
    poisson_interval(events)  # refuses what is no count
    return events, people, weights


def _without(reason: str, total: float, confidence: float) -> StandardisedRate:
    return StandardisedRate(nan, nan, nan, 0 if np.isnan(total) else int(total), confidence, reason)
