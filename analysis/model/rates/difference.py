"""How far two proportions differ: the interval of the difference and an exact test."""

from dataclasses import dataclass
from math import isnan, nan, sqrt

from scipy.stats import fisher_exact

from analysis.errors import BadArgument
from analysis.model.rates.intervals import proportion_interval


@dataclass(frozen=True)
class Difference:
    """The second proportion less the first (fractions), with limits and an exact test; missing with a reason."""

    difference: float
    low: float
    high: float
    p_value: float
    confidence: float
    reason: str = ""


def difference_of_proportions(
    first: int, first_base: int, last: int, last_base: int, confidence: float = 0.95
) -> Difference:
    """The last proportion less the first, for two independent groups of people.

    A missing number or a base of nobody gives no difference and the reason why. Raises BadArgument where a part exceeds
    its base or is no count.
    Method: score limits combined, Newcombe RG (1998), Statistics in Medicine 17: 873-890, method 10; Fisher's exact
    test (Fisher RA (1935), Journal of the Royal Statistical Society 98), two-sided by summing the less likely tables.
    """
    numbers = [float(number) for number in (first, first_base, last, last_base)]
    if any(isnan(number) for number in numbers):
        return Difference(nan, nan, nan, nan, confidence, "A count or a base is missing.")
    _require(numbers)
    if numbers[1] == 0 or numbers[3] == 0:
        return Difference(nan, nan, nan, nan, confidence, "Nobody was counted in one of the two periods.")
    (before, n_before), (after, n_after) = numbers[:2], numbers[2:]
    share_before, share_after = before / n_before, after / n_after
    low_before, high_before = proportion_interval(before, n_before, confidence)
    low_after, high_after = proportion_interval(after, n_after, confidence)
    change = share_after - share_before
    table = [[int(after), int(n_after - after)], [int(before), int(n_before - before)]]
    return Difference(
        difference=change,
        low=change - sqrt((share_after - low_after) ** 2 + (high_before - share_before) ** 2),
        high=change + sqrt((high_after - share_after) ** 2 + (share_before - low_before) ** 2),
        p_value=float(fisher_exact(table).pvalue),
        confidence=confidence,
    )


def _require(numbers: list[float]) -> None:
    for part, base in (numbers[:2], numbers[2:]):
        proportion_interval(part, base)  # refuses what is no count, and a part above its base
    if any(number < 0 for number in numbers):
        raise BadArgument("count: below nought; expected a whole number from 0.")
