"""The intervals of a trend cover what they promise; tests/bench/trend_coverage.py has the whole table."""

import numpy as np
import pytest

from analysis.model.trends import Dispersion, fit

GROWTH = 0.2
REPEATS = 80
# Eighty repeats of a method that covers 95% fall below this about once in a thousand seeds; the seed is fixed.
LEAST_COVERAGE = 0.87


def simulate(generator, points, spacing, mean, variation):
    years = spacing * np.arange(points)
    exposure = np.full(points, 12 * spacing)
    means = mean * np.exp(GROWTH * (years - years.mean()))
    if variation:
        means = means * generator.gamma(1 / variation**2, variation**2, points)
    return generator.poisson(means), exposure, years


def knowing_width(points, spacing, mean, variation):
    years = spacing * np.arange(points)
    return 2 * 1.96 * np.sqrt((1 / mean + variation**2) / np.sum((years - years.mean()) ** 2))


@pytest.mark.parametrize(
    ("points", "spacing", "mean", "variation", "widest"),
    [
        (3, 1.0, 50, 0.3, 2.3),
        (4, 1.0, 2000, 0.3, 2.0),
        (4, 0.25, 5, 0.5, 2.0),
        (12, 0.25, 5, 0.0, 1.8),
        (40, 0.25, 200, 0.3, 1.3),
    ],
)
def test_own_scatter_covers_growth_and_is_not_absurdly_wide(points, spacing, mean, variation, widest):
    generator = np.random.default_rng(11)
    trends = [
        fit(*simulate(generator, points, spacing, mean, variation), widest_span=np.inf, seasonal=False)
        for _ in range(REPEATS)
    ]
    limits = np.log1p([(trend.low, trend.high) for trend in trends])
    covered = (limits[:, 0] <= GROWTH) & (limits[:, 1] >= GROWTH)
    assert covered.mean() >= LEAST_COVERAGE
    width = np.median(limits[:, 1] - limits[:, 0])
    assert width <= widest * knowing_width(points, spacing, mean, variation)


def fitted(points, spacing, mean, variation, seed=14, **settings):
    """Trends of simulated series, and how many were refused: a refused fit is counted, never left out unseen."""
    generator = np.random.default_rng(seed)
    trends = [fit(*simulate(generator, points, spacing, mean, variation), **settings) for _ in range(REPEATS)]
    told = [trend for trend in trends if trend.calculated]
    return told, len(trends) - len(told)


@pytest.mark.parametrize(
    ("points", "spacing", "mean", "variation"), [(12, 1.0, 5, 0.0), (40, 0.25, 1, 0.0), (40, 0.25, 2000, 0.3)]
)
def test_growth_is_recovered_without_bias(points, spacing, mean, variation):
    told, refused = fitted(points, spacing, mean, variation, seasonal=False, widest_span=np.inf)
    growths = np.log1p([trend.growth_per_year for trend in told])
    assert refused == 0
    assert abs(growths.mean() - GROWTH) <= 4 * growths.std() / np.sqrt(len(growths))


@pytest.mark.parametrize(("mean", "variation"), [(20, 0.0), (200, 0.3), (2000, 0.1)])
def test_dispersion_is_recovered_where_the_series_is_long_enough_to_show_it(mean, variation):
    """Variance over mean at the average count: growth of 20% over ten years makes that 1.17 times the middle one."""
    told, _ = fitted(40, 0.25, mean, variation, seasonal=False)
    years = 0.25 * np.arange(40)
    true = 1 + mean * np.exp(GROWTH * (years - years.mean())).mean() * variation**2
    assert np.median([trend.dispersion for trend in told]) == pytest.approx(true, rel=0.15)


@pytest.mark.parametrize(
    ("points", "mean", "least_refused", "most_refused"), [(3, 1, 0.8, 1.0), (3, 2000, 0.0, 0.1), (40, 1, 0.0, 0.1)]
)
def test_refused_fits_are_counted_and_what_is_told_still_covers(points, mean, least_refused, most_refused):
    """Three counts about one say nothing and are refused mostly; three about 2000 are not."""
    told, refused = fitted(points, 1.0 if points == 3 else 0.25, mean, 0.0)
    assert least_refused <= refused / REPEATS <= most_refused
    covered = [np.log1p(trend.low) <= GROWTH <= np.log1p(trend.high) for trend in told]
    assert not covered or np.mean(covered) >= LEAST_COVERAGE


def test_borrowed_scatter_covers_growth_and_narrows_what_three_points_can_say():
    generator = np.random.default_rng(12)
    alone, helped, covered = [], [], []
    for _ in range(REPEATS):
        series = simulate(generator, 3, 1.0, 500, 0.2)
        lent = Dispersion(0.04 * generator.chisquare(6) / 6, 6)
        with_help = fit(*series, dispersion=lent, widest_span=np.inf)
        covered.append(np.log1p(with_help.low) <= GROWTH <= np.log1p(with_help.high))
        helped.append(np.log1p(with_help.high) - np.log1p(with_help.low))
        on_its_own = fit(*series, widest_span=np.inf)
        alone.append(np.log1p(on_its_own.high) - np.log1p(on_its_own.low))
    assert np.mean(covered) >= LEAST_COVERAGE
    assert np.median(helped) < np.median(alone)


def test_the_chance_of_rising_is_a_fair_bet_where_nothing_grows():
    generator = np.random.default_rng(13)
    years, exposure = np.arange(5.0), np.full(5, 12.0)
    chances = [fit(generator.poisson(100, 5), exposure, years).chance_rising for _ in range(REPEATS)]
    assert np.mean(np.array(chances) > 0.975) <= 0.05
    assert np.mean(chances) == pytest.approx(0.5, abs=0.08)
