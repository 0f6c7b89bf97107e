"""One estimate of growth, brought to one unit: log growth per year with a standard error."""

from dataclasses import dataclass
from datetime import date
from math import isclose, isfinite, log, log1p, nan, sqrt
from typing import Literal, get_args

from scipy.stats import norm

from analysis.errors import BadArgument
from analysis.model.trends import Change, Trend

# Money is no kind: what is spent says what was supplied.
Kind = Literal["recorded crime", "referrals and caseload", "survey"]
Basis = Literal["counts", "assumption"]


@dataclass(frozen=True)
class Estimate:
    """Growth of one underlying series over one window.

    id: of the published figure; series: id of what was counted, equal for claims about the same counts; source: paper.
    log_growth_per_year, standard_error: the error is from `counts` or an `assumption`, then named with its rating.
    years_low, years_high: length of the window, equal where its dates are known.
    start, end: its dates, None where not stated; window_stated: whether the paper gives them.
    recording: events that changed what is recorded (a police policy, weekly MARACs), to be named beside it.
    own_limits: of the log growth, at own_confidence, where the method that made it has better ones than the normal.
    """

    id: str
    series: str
    kind: Kind
    source: str
    log_growth_per_year: float
    standard_error: float
    years_low: float
    years_high: float
    start: date | None = None
    end: date | None = None
    basis: Basis = "counts"
    assumption: str = ""
    rating: str = ""
    recording: tuple[str, ...] = ()
    own_limits: tuple[float, float] | None = None
    own_confidence: float = nan

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            kinds = ", ".join(get_args(Kind))
            raise BadArgument(f"{self.id}, kind: {self.kind} is no evidence of growth; expected {kinds}.")
        if not (isfinite(self.log_growth_per_year) and isfinite(self.standard_error) and self.standard_error > 0):
            raise BadArgument(f"{self.id}: has no growth with an error; expected finite numbers, an error above 0.")

    @property
    def window_stated(self) -> bool:
        """Whether the window is known: its dates, or at least its length."""
        return self.years_low == self.years_high

    def limits(self, confidence: float = 0.95) -> tuple[float, float]:
        """Limits of the log growth per year: its own where they have this confidence, else normal ones."""
        if self.own_limits and isclose(confidence, self.own_confidence):
            return self.own_limits
        reach = float(norm.ppf((1 + confidence) / 2)) * self.standard_error
        return self.log_growth_per_year - reach, self.log_growth_per_year + reach


def from_claim(
    id: str,
    series: str,
    kind: Kind,
    source: str,
    *,
    change: float,
    years: tuple[float, float],
    error: float,
    assumption: str,
    rating: str,
    yearly: bool = False,
    start: date | None = None,
    end: date | None = None,
    recording: tuple[str, ...] = (),
) -> Estimate:
    """A printed percentage without its counts, as an estimate whose error is a rated assumption.

    change: total over the window as a fraction, 0.61 for 61 per cent; with yearly=True the average of each year.
    years: shortest and longest window that the claim may mean, equal where dated.
    error: assumed standard error of the total log change, named by `assumption` and `rating`.
    A window of unknown length is taken as uniform between the two: its spread is added to the error.
    """
    shortest, longest = years
    if not 0 < shortest <= longest:
        raise BadArgument(f"{id}, years: {shortest} to {longest} is no window; expected its shortest and longest.")
    if not change > -1:
        raise BadArgument(f"{id}, change: {change} is not a change of a count; expected a fraction above -1.")
    growth, deviation = _yearly(log1p(change), shortest, longest, error, yearly)
    known = ("assumption", assumption, rating, recording)
    return Estimate(id, series, kind, source, growth, deviation, shortest, longest, start, end, *known)


def from_trend(id: str, series: str, kind: Kind, source: str, trend: Trend, **window: date) -> Estimate:
    """A fitted trend as an estimate with the trend's own profile limits.

    Its error, which only weighs it, is the width of that interval in normal standard errors.
    Raises BadArgument where the trend could not be calculated.
    """
    if not trend.calculated:
        raise BadArgument(f"{id}: {trend.reason}")
    limits, years = (log1p(trend.low), log1p(trend.high)), trend.window_years
    error = _error_of(limits, trend.confidence)
    own = {"own_limits": limits, "own_confidence": trend.confidence}
    return Estimate(id, series, kind, source, log1p(trend.growth_per_year), error, years, years, **window, **own)


def from_change(
    id: str, series: str, kind: Kind, source: str, change: Change, years: float, **window: date
) -> Estimate:
    """The exact change between two counts that lie so many years apart, as an estimate with its exact limits.

    Raises BadArgument where a count of nought leaves no ratio.
    """
    if not (change.low > 0 and isfinite(change.high)):
        raise BadArgument(f"{id}: one of its counts is nought; expected two counts with a ratio.")
    limits = (log(change.low) / years, log(change.high) / years)
    error = _error_of(limits, change.confidence)
    own = {"own_limits": limits, "own_confidence": change.confidence}
    return Estimate(id, series, kind, source, log(change.ratio) / years, error, years, years, **window, **own)


def _error_of(limits: tuple[float, float], confidence: float) -> float:
    return (limits[1] - limits[0]) / (2 * float(norm.ppf((1 + confidence) / 2)))


def _yearly(total: float, shortest: float, longest: float, error: float, yearly: bool) -> tuple[float, float]:
    # Means of 1/T and 1/T² for a window T uniform between the two.
    inverse = 1 / shortest if shortest == longest else log(longest / shortest) / (longest - shortest)
    inverse_square = 1 / (shortest * longest)
    if yearly:  # a yearly rate does not depend on the length of its window, a total does
        return total, sqrt(error**2 * inverse_square)
    spread = total**2 * max(0.0, inverse_square - inverse**2)
    return total * inverse, sqrt(error**2 * inverse_square + spread)
