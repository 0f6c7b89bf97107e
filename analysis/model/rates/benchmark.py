"""Whether a value lies on the right side of a benchmark or target, as far as its interval can tell."""

from dataclasses import dataclass
from math import isnan

from analysis.model.trends.polarity import Polarity, judge

BETTER, WORSE, SIMILAR, HIGHER, LOWER = "better", "worse", "similar", "higher", "lower"
MET, NOT_MET, CANNOT_TELL = "met", "not met", "cannot tell"
JUDGED = {"getting better": BETTER, "getting worse": WORSE}


@dataclass(frozen=True)
class Comparison:
    """What an interval says of a value beside a reference.

    verdict: `better`, `worse`, `similar` (the reference lies inside the interval), `higher` or `lower` where the
    measure has no good direction, `cannot tell` without an interval or a reference; status: `met`, `not met` or
    `cannot tell`; reason: why nothing can be told, else empty.
    """

    verdict: str
    status: str
    reason: str = ""


def compare_with(reference: float, low: float, high: float, polarity: Polarity) -> Comparison:
    """How the value behind an interval stands to a benchmark or target.

    low, high: limits of the value; polarity: which direction is good. A target is met only where the whole interval
    lies on its good side or begins on it, and not met only where the whole interval lies on the other.
    Raises BadArgument for an unknown polarity.
    Method: OHID, comparison with a benchmark by interval; the benchmark is taken as known without error.
    """
    good = {direction: judge(direction, polarity) for direction in ("high", "low")}
    if isnan(reference):
        return Comparison(CANNOT_TELL, CANNOT_TELL, "There is nothing to compare with.")
    if isnan(low) or isnan(high):
        return Comparison(CANNOT_TELL, CANNOT_TELL, "There is no interval.")
    # A limit that reaches the reference and no further is no proof of being beyond it, but a target is then reached.
    verdict, reached = _place(reference, low, high)
    if polarity == "neither":
        return Comparison(verdict, CANNOT_TELL, "The measure has no good direction.")
    told = JUDGED[good["high" if verdict == HIGHER else "low"]] if verdict != SIMILAR else SIMILAR
    wanted = HIGHER if polarity == "higher is better" else LOWER
    status = MET if wanted in reached else NOT_MET if told == WORSE else CANNOT_TELL
    return Comparison(told, status)


def _place(reference: float, low: float, high: float) -> tuple[str, tuple[str, ...]]:
    reached = tuple(side for side, there in ((HIGHER, low >= reference), (LOWER, high <= reference)) if there)
    if low > reference:
        return HIGHER, reached
    return (LOWER, reached) if high < reference else (SIMILAR, reached)
