"""Intervals and tests against printed tables, and against arithmetic by hand or in exact fractions."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from scipy.stats import poisson

from analysis.model.rates import (
    byar_interval,
    difference_of_proportions,
    directly_standardised_rate,
    poisson_interval,
    proportion_interval,
    rate_interval,
)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (2, 0.242, 7.225), (3, 0.619, 8.767), (5, 1.62, 11.67), (10, 4.80, 18.39)],
)
def test_exact_poisson_limits_are_those_of_the_printed_tables(count, low, high):
    """Ulm K (1990), American Journal of Epidemiology 131: 373-375; Garwood (1936) has the same limits."""
    assert poisson_interval(count) == (pytest.approx(low, abs=0.006), pytest.approx(high, abs=0.006))


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("count", [1, 4, 9])
def test_exact_limits_leave_half_of_the_rest_in_each_tail(count, confidence):
    """Garwood (1936), the definition itself: P(X >= count | low) and P(X <= count | high) are both half of the rest."""
    low, high = poisson_interval(count, confidence)
    assert poisson.sf(count - 1, low) == pytest.approx((1 - confidence) / 2)
    assert poisson.cdf(count, high) == pytest.approx((1 - confidence) / 2)


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_limits_are_those_of_newcombe_1998_table_1(numerator, denominator, low, high):
    """Newcombe RG (1998), Statistics in Medicine 17: 857-872, table I, method 3."""
    assert proportion_interval(numerator, denominator) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_wilson_limits_solve_wilsons_equation_at_three_sigma_too():
    """Wilson EB (1927), JASA 22: 209-212: each limit p has (share - p)^2 = z^2 p (1 - p) / n."""
    for confidence, quantile in ((0.95, 1.959964), (0.998, 3.090232)):
        for limit in proportion_interval(81, 263, confidence):
            assert (81 / 263 - limit) ** 2 == pytest.approx(quantile**2 * limit * (1 - limit) / 263, rel=1e-5)


def test_byar_from_ten_events_worked_by_hand():
    """20 events in 10: 20(1 - 1/180 - 1.96/(3 x 4.4721))^3 = 12.21, 21(1 - 1/189 + 1.96/(3 x 4.5826))^3 = 30.89."""
    assert rate_interval(20, 10) == (pytest.approx(1.221, abs=0.001), pytest.approx(3.089, abs=0.001))


@pytest.mark.parametrize(("count", "low", "high"), [(20, 12.22, 30.89), (50, 37.11, 65.92), (100, 81.36, 121.63)])
def test_byar_comes_within_a_thousandth_of_the_printed_exact_limits(count, low, high):
    """Breslow and Day (1987), IARC 82, p. 69, of their own approximation; exact limits as printed by Ulm (1990)."""
    assert byar_interval(count) == (pytest.approx(low, rel=0.001), pytest.approx(high, rel=0.001))


def test_byar_takes_over_at_ten_and_nowhere_else():
    low, high = rate_interval(np.array([9, 10]), 1.0)
    exact_low, exact_high = poisson_interval(np.array([9, 10]))
    assert (low[0], high[0]) == (exact_low[0], exact_high[0])
    assert low[1] != exact_low[1]
    assert low[1] == pytest.approx(exact_low[1], rel=0.01)


@pytest.mark.parametrize(
    ("last", "first", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_limits_of_a_difference_are_those_of_newcombe_1998_table_2(last, first, low, high):
    """Newcombe RG (1998), Statistics in Medicine 17: 873-890, table II, method 10."""
    found = difference_of_proportions(*first, *last)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_the_exact_test_is_fishers():
    """Tea: 3 of 4 against 1 of 4, 17/70 on one side, 34/70 on both (The Design of Experiments, 1935).

    Twins of criminals: 10 of 13 against 2 of 17 convicted (JRSS 98, 1935): 0.000537 on both sides.
    """
    assert difference_of_proportions(1, 4, 3, 4).p_value == pytest.approx(34 / 70)
    assert difference_of_proportions(2, 17, 10, 13).p_value == pytest.approx(0.000537, abs=5e-7)


# Down's syndrome in Michigan by mother's age, fifth and later births: Fay and Feuer (1997), Statistics in Medicine 16.
CASES, BIRTHS = (0, 8, 63, 112, 262, 295), (327, 30666, 123419, 149919, 104088, 34392)
ALL_BIRTHS = (319933, 931318, 786511, 488235, 237863, 61313)


@pytest.mark.parametrize(("confidence", "quantile"), [(0.95, 1.959964), (0.998, 3.090232)])
def test_a_standardised_rate_and_its_dobson_limits_on_the_data_of_fay_and_feuer_1997(confidence, quantile):
    """The printed data; rate and variance worked out here in exact fractions, limits by Dobson's equation (1991)."""
    total = sum(ALL_BIRTHS)
    strata = list(zip(CASES, BIRTHS, ALL_BIRTHS, strict=True))
    rate = sum(Fraction(cases * standard, births * total) for cases, births, standard in strata)
    variance = sum(Fraction(cases * standard**2, births**2 * total**2) for cases, births, standard in strata)
    events = sum(CASES)
    byar = (
        events * (1 - 1 / (9 * events) - quantile / (3 * sqrt(events))) ** 3,
        (events + 1) * (1 - 1 / (9 * (events + 1)) + quantile / (3 * sqrt(events + 1))) ** 3,
    )
    found = directly_standardised_rate(CASES, BIRTHS, ALL_BIRTHS, confidence)
    assert found.rate == pytest.approx(float(rate))
    assert 1e5 * found.rate == pytest.approx(75.52901, abs=1e-5)  # as dsrTest prints it for these data (CRAN, 2022)
    assert found.count == 740
    for limit, bound in zip((found.low, found.high), byar, strict=True):
        assert limit == pytest.approx(float(rate) + sqrt(variance / events) * (bound - events), rel=1e-6)
