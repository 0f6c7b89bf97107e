"""Intervals against printed tables and against arithmetic by hand."""

import numpy as np
import pytest

from analysis.model.rates import poisson_interval, proportion_interval, rate_interval


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (2, 0.242, 7.225), (3, 0.619, 8.767), (5, 1.62, 11.67), (10, 4.80, 18.39)],
)
def test_exact_poisson_limits_are_those_of_the_printed_tables(count, low, high):
    """Ulm K (1990), American Journal of Epidemiology 131: 373-375; Garwood (1936) has the same limits."""
    assert poisson_interval(count) == (pytest.approx(low, abs=0.006), pytest.approx(high, abs=0.006))


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_limits_are_those_of_newcombe_1998_table_1(numerator, denominator, low, high):
    """Newcombe RG (1998), Statistics in Medicine 17: 857-872, table I, method 3."""
    assert proportion_interval(numerator, denominator) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_byar_from_ten_events_worked_by_hand():
    """20 events in 10: 20(1 - 1/180 - 1.96/(3 x 4.4721))^3 = 12.21, 21(1 - 1/189 + 1.96/(3 x 4.5826))^3 = 30.89."""
    assert rate_interval(20, 10) == (pytest.approx(1.221, abs=0.001), pytest.approx(3.089, abs=0.001))


def test_byar_takes_over_at_ten_and_nowhere_else():
    low, high = rate_interval(np.array([9, 10]), 1.0)
    exact_low, exact_high = poisson_interval(np.array([9, 10]))
    assert (low[0], high[0]) == (exact_low[0], exact_high[0])
    assert low[1] != exact_low[1]
    assert low[1] == pytest.approx(exact_low[1], rel=0.01)
