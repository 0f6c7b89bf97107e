"""How the rate changed between two periods."""

from dataclasses import dataclass
from math import inf, nan

from scipy.stats import beta, binomtest

from analysis.errors import BadArgument


@dataclass(frozen=True)
class Change:
    """The ratio of two rates, last over first, with its exact interval; missing with a reason where it has none.

    ratio: 1.0 is no change; low, high: limits (high may be infinite where the first count is nought);
    p_value: exact two-sided test of no change; reason: why there is no ratio, else empty.
    """

    ratio: float
    low: float
    high: float
    p_value: float
    confidence: float
    method: str = "conditional exact (Clopper-Pearson)"
    reason: str = ""


def change(
    first_count: int, first_exposure: float, last_count: int, last_exposure: float, confidence: float = 0.95
) -> Change:
    """The ratio of the last rate to the first, for two independent Poisson counts over unequal periods.

    Counts are whole and exposures above nought, else BadArgument. Chance alone is assumed to move the counts: where
    they vary by more, the interval is too narrow.
    Method: given the sum of both, the last count is binomial; Clopper-Pearson limits of its share turned into limits of
    the ratio. Przyborowski and Wilenski (1940), Biometrika 31; Clopper and Pearson (1934), Biometrika 26.
    """
    _require(first_count, first_exposure, last_count, last_exposure)
    total = first_count + last_count
    if total == 0:
        return Change(nan, 0.0, inf, 1.0, confidence, reason="No event was counted in either period.")
    tail = (1 - confidence) / 2
    odds = first_exposure / last_exposure
    low = beta.ppf(tail, last_count, first_count + 1) if last_count else 0.0
    high = beta.ppf(1 - tail, last_count + 1, first_count) if first_count else 1.0
    ratio = last_count / first_count * odds if first_count else nan
    reason = "" if first_count else "The first count is nought; only a lower limit of the ratio exists."
    share = last_exposure / (first_exposure + last_exposure)
    p_value = float(binomtest(int(last_count), int(total), share).pvalue)
    return Change(ratio, _ratio(low, odds), _ratio(high, odds), p_value, confidence, reason=reason)


def _ratio(share: float, odds: float) -> float:
    return inf if share >= 1 else float(share / (1 - share) * odds)


def _require(first_count: int, first_exposure: float, last_count: int, last_exposure: float) -> None:
    for name, count in (("first_count", first_count), ("last_count", last_count)):
        if not (count >= 0 and count == int(count)):
            raise BadArgument(f"{name}: {count} is not a count; expected a whole number from 0.")
    for name, exposure in (("first_exposure", first_exposure), ("last_exposure", last_exposure)):
        if not exposure > 0:
            raise BadArgument(f"{name}: {exposure} is not above nought; expected the months that the count covers.")
