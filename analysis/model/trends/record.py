"""What a fitted trend says, or why there is none."""

from dataclasses import dataclass
from math import nan

METHOD = "log-linear counts with exposure; profile quasi-likelihood, dispersion integrated out"


@dataclass(frozen=True)
class Trend:
    """The growth of one unbroken series of counts, with its interval.

    growth_per_year: fraction, 0.10 is ten per cent a year; low, high: its confidence limits.
    chance_rising: confidence, from 0 to 1, that the underlying rate grows.
    rate_per_month_now: fitted events per month at the middle of the last period, seasons apart; rate_low, rate_high:
    its limits.
    dispersion: variance of a count as a multiple of its mean, at the average count; at least 1.
    own_scatter: the same from this series alone and not floored: below 1 it varies less than by chance.
    extra_variance: squared coefficient of variation beyond chance, comparable between series of different size.
    dispersion_source: `own` (this series alone), `borrowed` (this and other series) or `poisson` (chance, assumed).
    degrees_of_freedom: of the dispersion, own and borrowed; points: counts used; mean_count: fitted;
    window_years: first to last midpoint.
    seasonal: whether seasonal terms were fitted; confidence: coverage of the limits.
    reason: one sentence why growth and rate cannot be calculated and are missing, else empty.
    """

    points: int
    confidence: float
    window_years: float = nan
    growth_per_year: float = nan
    low: float = nan
    high: float = nan
    chance_rising: float = nan
    rate_per_month_now: float = nan
    rate_low: float = nan
    rate_high: float = nan
    mean_count: float = nan
    dispersion: float = nan
    own_scatter: float = nan
    extra_variance: float = nan
    dispersion_source: str = ""
    degrees_of_freedom: float = nan
    seasonal: bool = False
    method: str = METHOD
    reason: str = ""

    @property
    def calculated(self) -> bool:
        """Whether there is a growth to speak of."""
        return not self.reason
