"""The trend of one short series of counts."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from analysis.errors import BadArgument
from analysis.model.trends.dispersion import Dispersion, DispersionEvidence, weigh_evidence
from analysis.model.trends.quasi_poisson import Maximum, deviance_at, maximise, profile_limits
from analysis.model.trends.record import Trend
from analysis.model.trends.seasons import seasonal_columns, spans_seasons

LEAST_POINTS = 3
# An interval whose ends differ a hundredfold (a tenth to tenfold) rules out nothing that ever happened to a service.
# A tighter rule would keep mostly series whose scatter is small by luck, and cover the truth less often in those kept.
WIDEST_SPAN = 100.0
ROUNDS = 12


def fit(
    counts: ArrayLike,
    exposure_months: ArrayLike,
    midpoint_years: ArrayLike,
    *,
    dispersion: Dispersion | None = None,
    confidence: float = 0.95,
    seasonal: bool | None = None,
    widest_span: float = WIDEST_SPAN,
) -> Trend:
    """The growth per year of one unbroken series of counts, or why it cannot be calculated.

    counts: whole numbers, missing ones are left out; exposure_months: months each covers; midpoint_years: middle of
    each period as a year with decimals.
    dispersion: what other series say about variation beyond chance (`pool_dispersion`), or POISSON; None: own data.
    seasonal: None: seasonal terms from two whole years on; widest_span: high over low that says nothing.
    Raises BadArgument where lengths differ, a count is not whole or an exposure is not above nought.
    Method: log E(count) = a + b x years + log exposure, variance = dispersion x mean, profile quasi-likelihood in b
    (McCullagh and Nelder 1989, chapter 9) with the dispersion integrated over its own evidence.
    """
    counts, exposure, midpoints = _usable(counts, exposure_months, midpoint_years)
    trend = Trend(points=len(counts), confidence=confidence, reason=_refusal(counts, midpoints))
    if not trend.calculated:
        return trend
    season = spans_seasons(midpoints, exposure) if seasonal is None else seasonal
    design = _design(midpoints, season)
    if len(counts) <= design.shape[1]:
        return replace(trend, reason=f"{len(counts)} points are too few for a trend and seasons.")
    trend = replace(trend, seasonal=season, window_years=float(np.ptp(midpoints)))
    return _estimate(trend, counts, design, exposure, dispersion, widest_span)


def _estimate(trend: Trend, counts, design, exposure, borrowed, widest_span) -> Trend:
    offset = np.log(exposure)
    best, weights = _fit_weighted(counts, design, offset, borrowed)
    freedom, mean = len(counts) - design.shape[1], float(best.means.mean())
    pearson = _pearson(counts, best, weights)
    evidence = weigh_evidence(pearson, freedom, mean, borrowed)
    measured = replace(
        trend,
        mean_count=mean,
        dispersion=evidence.estimate,
        own_scatter=pearson / freedom,
        extra_variance=(evidence.estimate - 1) / mean,
        dispersion_source=_source(borrowed),
        degrees_of_freedom=freedom + (borrowed.freedom_for(mean) if borrowed else 0),
    )
    return _add_growth(measured, evidence, widest_span, (best, counts, design, offset, weights))


def _add_growth(trend: Trend, evidence: DispersionEvidence, widest_span: float, model: tuple) -> Trend:
    critical = evidence.critical_value(trend.confidence)
    low, high = profile_limits(1, critical, *model)
    if high - low > np.log(widest_span):
        return replace(trend, reason=_nothing_said(trend.confidence, widest_span))
    rate_low, rate_high = profile_limits(0, critical, *model)
    log_rate, growth = model[0].coefficients[:2]
    root = np.sign(growth) * np.sqrt(deviance_at(0.0, 1, *model))
    return replace(
        trend,
        growth_per_year=float(np.expm1(growth)),
        low=float(np.expm1(low)),
        high=float(np.expm1(high)),
        chance_rising=evidence.confidence_above(root),
        rate_per_month_now=float(np.exp(log_rate)),
        rate_low=float(np.exp(rate_low)),
        rate_high=float(np.exp(rate_high)),
    )


def _fit_weighted(counts, design, offset, borrowed) -> tuple[Maximum, np.ndarray]:
    # Large counts carry relatively more extra variance than small ones: weights follow mean + extra variance x mean².
    weights = np.ones_like(counts)
    best = maximise(counts, design, offset, weights)
    for _ in range(ROUNDS):
        freedom = len(counts) - design.shape[1]
        mean = best.means.mean()
        evidence = weigh_evidence(_pearson(counts, best, weights), freedom, mean, borrowed)
        extra = (evidence.estimate - 1) / mean
        renewed = (1 + extra * mean) / (1 + extra * best.means)
        settled = np.allclose(renewed, weights, rtol=1e-4)
        weights = renewed
        best = maximise(counts, design, offset, weights, best.coefficients)
        if settled:
            break
    return best, weights


def _pearson(counts, best: Maximum, weights) -> float:
    return float(np.sum(weights * (counts - best.means) ** 2 / best.means))


def _design(midpoints: np.ndarray, season: bool) -> np.ndarray:
    # Years count from the last midpoint, so the constant is the log rate now.
    columns = [np.ones_like(midpoints), midpoints - midpoints.max()]
    return np.column_stack([*columns, seasonal_columns(midpoints)] if season else columns)


def _refusal(counts: np.ndarray, midpoints: np.ndarray) -> str:
    if len(counts) < LEAST_POINTS:
        number = ("no point", "one point", "two points")[len(counts)]
        return f"A trend needs at least three points; there {'are' if len(counts) == 2 else 'is'} {number}."
    if np.ptp(midpoints) == 0:
        return "All counts are of the same period."
    if np.count_nonzero(counts) < 2:
        return "All events fall in one period." if counts.any() else "No event was counted in any period."
    return ""


def _nothing_said(confidence: float, span: float) -> str:
    return f"The {100 * confidence:g}% interval of the yearly growth spans {span:g}-fold or more: it says nothing."


def _source(borrowed: Dispersion | None) -> str:
    if borrowed is None:
        return "own"
    return "poisson" if np.isinf(borrowed.degrees_of_freedom) else "borrowed"


def _usable(counts, exposure_months, midpoint_years) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    arrays = [np.asarray(values, dtype=float) for values in (counts, exposure_months, midpoint_years)]
    if len({array.shape for array in arrays}) != 1 or arrays[0].ndim != 1:
        raise BadArgument("counts, exposure_months, midpoint_years: not of one length; expected one each per period.")
    known = ~np.isnan(arrays).any(axis=0)
    counts, exposure, midpoints = (array[known] for array in arrays)
    if np.any(counts < 0) or np.any(counts != np.floor(counts)):
        raise BadArgument("counts: hold a value that is not a count; expected whole numbers from 0.")
    if np.any(exposure <= 0):
        raise BadArgument("exposure_months: hold a value not above nought; expected the months that each count covers.")
    return counts, exposure, midpoints
