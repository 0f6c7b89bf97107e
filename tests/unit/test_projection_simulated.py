"""Projections of simulated counts: limits hold what they promise, and are not absurdly wide."""

import numpy as np
import pytest

from analysis.model.projection import project

SERIES = 150
HORIZON = 4
NORMAL_95 = 3.92  # width of a 95% interval in standard deviations


def simulate(points, mean, dispersion, seed=11):
    """Negative binomial counts around a mean that grows by about 1% a period or falls, each series its own."""
    generator = np.random.default_rng(seed)
    growth = generator.normal(0, 0.01, (SERIES, 1))
    rates = mean * np.exp(growth * np.arange(points + HORIZON))
    if dispersion:
        rates = rates * generator.gamma(1 / dispersion, dispersion, rates.shape)
    return generator.poisson(rates).astype(float)


@pytest.mark.parametrize("points", [3, 5, 8, 16, 40])
@pytest.mark.parametrize(("mean", "dispersion"), [(1, 0), (20, 0.02), (300, 0.02), (2000, 0.02)])
def test_limits_cover_and_are_not_absurdly_wide(points, mean, dispersion):
    values = simulate(points, mean, dispersion)
    frame = project({str(row): series[:points] for row, series in enumerate(values)}, HORIZON).frame
    future = values[:, points:].ravel()
    covered80, covered95 = (
        np.mean((future >= frame[f"lo{level}"]) & (future <= frame[f"hi{level}"])) for level in (80, 95)
    )
    assert covered80 > 0.73  # four steps of a series are not independent: two standard errors of 150 series
    assert covered95 > 0.92
    ideal = NORMAL_95 * np.sqrt(mean + dispersion * mean**2)
    assert (frame["hi95"] - frame["lo95"]).mean() < (4.5 if points < 8 else 2) * ideal


def test_a_series_by_itself_is_calibrated_too():
    values = simulate(16, 100, 0.02)[:60]
    inside = []
    for series in values:
        frame = project({"alone": series[:16]}, HORIZON).frame
        inside.append(
            [(series[16:] >= frame[f"lo{level}"]) & (series[16:] <= frame[f"hi{level}"]) for level in (80, 95)]
        )
    covered80, covered95 = np.mean(inside, axis=(0, 2))
    assert 0.7 < covered80 < 0.92
    assert covered95 > 0.9
