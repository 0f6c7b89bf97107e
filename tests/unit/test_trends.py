"""The trend of a short series: known growth is found again, what cannot be told is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import BadArgument
from analysis.model.trends import POISSON, Dispersion, fit, fit_segments, fit_series, midpoint_years, pool_dispersion

QUARTERS = pd.DataFrame(
    {
        "period_start": pd.date_range("2020-04-01", periods=8, freq="QS"),
        "period_end": pd.date_range("2020-06-30", periods=8, freq="QE"),
        "exposure_months": 3.0,
        "value": [40, 44, 41, 47, 80, 91, 84, 95],
    }
)


def test_growth_on_a_line_is_found_exactly_whatever_the_exposure():
    years, exposure = np.array([2012.5, 2013.0, 2014.0, 2015.5]), np.array([4.0, 3.0, 12.0, 1.0])
    counts = np.round(1e6 * exposure * 1.25 ** (years - 2012.5))
    trend = fit(counts, exposure, years)
    assert trend.growth_per_year == pytest.approx(0.25, abs=1e-5)
    assert trend.rate_per_month_now == pytest.approx(1e6 * 1.25**3, rel=1e-5)


def test_growth_from_two_counts_and_a_middle_agrees_with_statsmodels():
    import statsmodels.api as sm

    counts, exposure, years = np.array([466, 658, 810]), np.array([4.0, 3.0, 3.0]), np.array([0.0, 0.3, 0.55])
    design = sm.add_constant(years - years[-1])
    model = sm.GLM(counts, design, family=sm.families.Poisson(), offset=np.log(exposure)).fit()
    trend = fit(counts, exposure, years, dispersion=POISSON)
    assert np.log1p(trend.growth_per_year) == pytest.approx(model.params[1], abs=1e-6)
    assert np.log(trend.rate_per_month_now) == pytest.approx(model.params[0], abs=1e-6)
    # With hundreds of events the profile and Wald's limits are near each other.
    assert np.log1p([trend.low, trend.high]) == pytest.approx(model.conf_int()[1], rel=0.02)


def test_the_limits_are_where_the_likelihood_ratio_says():
    from scipy.stats import chi2

    counts, exposure, years = np.array([7, 7, 5, 3]), np.full(4, 3.0), np.array([0.125, 0.375, 0.625, 0.875])
    trend = fit(counts, exposure, years, dispersion=POISSON)

    def log_likelihood(slope):
        shares = np.exp(slope * years) / np.exp(slope * years).sum()  # given the total, counts are multinomial
        return np.sum(counts * np.log(shares))

    fall = 2 * (log_likelihood(np.log1p(trend.growth_per_year)) - log_likelihood(np.log1p(trend.high)))
    assert fall == pytest.approx(chi2.ppf(0.95, 1), abs=1e-4)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([5, 6], "two points"),
        ([], "no point"),
        ([0, 0, 0], "No event"),
        ([0, 0, 9], "one period"),
        ([0, 1, 2], "says nothing"),
    ],
)
def test_what_cannot_be_calculated_says_why(counts, said):
    trend = fit(counts, np.full(len(counts), 3.0), np.arange(len(counts)) / 4)
    assert said in trend.reason
    assert np.isnan(trend.growth_per_year)
    assert not trend.calculated


@pytest.mark.parametrize(
    ("counts", "exposure", "said"),
    [([1, 2, 2.5], [3, 3, 3], "whole"), ([1, 2, -1], [3, 3, 3], "whole"), ([1, 2, 3], [3, 0, 3], "above nought")],
)
def test_what_is_no_series_of_counts_is_an_error(counts, exposure, said):
    with pytest.raises(BadArgument, match=said):
        fit(counts, exposure, [0, 1, 2])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=4, max_size=12), st.sampled_from([2, 5]))
def test_the_clock_and_the_unit_of_exposure_do_not_matter(counts, times):
    years = np.arange(len(counts)) * 0.5
    here = fit(counts, np.full(len(counts), 6.0), years, widest_span=np.inf, seasonal=False)
    there = fit(counts, np.full(len(counts), 6.0 * times), years + 2000, widest_span=np.inf, seasonal=False)
    assert [there.low, there.growth_per_year, there.high] == pytest.approx(
        [here.low, here.growth_per_year, here.high], rel=1e-4, abs=1e-4
    )
    assert there.rate_per_month_now == pytest.approx(here.rate_per_month_now / times, rel=1e-4)
    assert here.low <= here.growth_per_year <= here.high


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 1, 2, 7, 400, 3_000_000]), max_size=14), st.sampled_from([0.08, 0.25, 1.0]))
def test_any_series_of_counts_has_a_trend_or_a_reason(counts, spacing):
    trend = fit(counts, np.full(len(counts), 12 * spacing), 2015 + spacing * np.arange(len(counts)))
    if trend.calculated:
        assert -1 <= trend.low <= trend.growth_per_year <= trend.high < np.inf
        assert 0 <= trend.rate_low <= trend.rate_per_month_now <= trend.rate_high < np.inf
        assert 0 <= trend.chance_rising <= 1
        assert trend.dispersion >= 1
    else:
        assert trend.reason.endswith(".")
        assert np.isnan(trend.high)


def test_limits_widen_with_confidence_and_the_chance_of_rising_follows_them():
    counts, exposure, years = [50, 58, 71, 80, 95], np.full(5, 12.0), np.arange(5.0)
    narrow, wide = (fit(counts, exposure, years, confidence=level) for level in (0.8, 0.95))
    assert wide.low < narrow.low < narrow.growth_per_year < narrow.high < wide.high
    assert narrow.chance_rising > 0.975
    assert wide.low > 0


def test_a_mirrored_series_falls_as_its_image_rises():
    exposure, years = np.full(4, 12.0), np.arange(4.0)
    rising, falling = fit([80, 95, 120, 131], exposure, years), fit([131, 120, 95, 80], exposure, years)
    assert np.log1p(rising.low) == pytest.approx(-np.log1p(falling.high), abs=1e-4)
    assert rising.chance_rising == pytest.approx(1 - falling.chance_rising, abs=1e-4)


def test_scatter_is_borrowed_from_other_series_and_says_so():
    exposure, years = np.array([4.0, 3.0, 3.0]), np.array([0.0, 0.3, 0.55])
    others = [fit(c, exposure, years) for c in ([466, 658, 810], [164, 166, 185], [64, 66, 46], [24, 27, 36])]
    lent = pool_dispersion(others)
    alone, helped = fit([349, 262, 295], exposure, years), fit([349, 262, 295], exposure, years, dispersion=lent)
    assert (alone.dispersion_source, helped.dispersion_source) == ("own", "borrowed")
    assert lent.degrees_of_freedom == 4
    left = [trend.own_scatter / (1 + lent.extra_variance * trend.mean_count) for trend in others]
    assert np.mean(left) == pytest.approx(1)
    assert 1 < helped.degrees_of_freedom < 5  # the others are smaller series: they know less of this one's scatter
    assert pool_dispersion([fit([1], [1], [0])]) is None


def test_small_series_say_little_about_the_scatter_of_a_large_one():
    known = Dispersion(0.01, 6.0, lenders=((2.0, 10.0), (4.0, 1000.0)))
    assert known.freedom_for(5.0) == 6.0
    assert known.freedom_for(1000.0) == pytest.approx(2 * (0.011 / 0.11) ** 2 + 4)


def test_pooled_scatter_is_that_of_the_series_and_not_of_their_luck():
    generator, years = np.random.default_rng(8), np.arange(3.0)
    pure = [fit(generator.poisson(20, 3), np.full(3, 12.0), years) for _ in range(200)]
    assert pool_dispersion(pure).extra_variance == pytest.approx(0, abs=0.01)
    mixed = generator.poisson(20 * generator.gamma(10, 1 / 10, (200, 3)))
    lent = pool_dispersion([fit(row, np.full(3, 12.0), years) for row in mixed])
    assert lent.extra_variance == pytest.approx(0.1, abs=0.03)


def test_a_series_known_to_scatter_gets_a_wider_interval_than_chance_alone():
    counts, exposure, years = [50, 58, 71, 69], np.full(4, 12.0), np.arange(4.0)
    chance = fit(counts, exposure, years, dispersion=POISSON)
    scattered = fit(counts, exposure, years, dispersion=Dispersion(0.2, 6.0))
    assert scattered.low < chance.low
    assert scattered.high > chance.high


def test_dispersion_is_recovered_from_many_series():
    generator, years = np.random.default_rng(4), np.arange(12.0)
    means = 200 * np.exp(0.05 * years)
    counts = generator.poisson(means * generator.gamma(25, 1 / 25, (40, 12)))
    trends = [fit(row, np.full(12, 12.0), years) for row in counts]
    assert np.mean([trend.extra_variance for trend in trends]) == pytest.approx(1 / 25, rel=0.15)
    assert np.mean([np.log1p(trend.growth_per_year) for trend in trends]) == pytest.approx(0.05, abs=0.012)


def test_seasons_wait_for_two_whole_years_and_then_are_told_from_growth():
    years = 2015 + np.arange(16) / 4 + 0.125
    counts = np.round(1e4 * np.exp(0.1 * years - 201.5) * np.tile([1.3, 1.0, 0.7, 1.0], 4))
    assert not fit(counts[:7], np.full(7, 3.0), years[:7]).seasonal
    seasonal = fit(counts, np.full(16, 3.0), years)
    assert seasonal.seasonal
    assert np.log1p(seasonal.growth_per_year) == pytest.approx(0.1, abs=0.01)
    assert seasonal.dispersion < fit(counts, np.full(16, 3.0), years, seasonal=False).dispersion / 5
    assert not fit(counts[:8], np.full(8, 12.0), np.arange(8.0)).seasonal


def test_no_trend_is_fitted_across_a_break():
    first, second = fit_segments(QUARTERS, [pd.Timestamp("2021-04-01").date()])
    assert (first.start.isoformat(), first.end.isoformat()) == ("2020-04-01", "2021-03-31")
    assert second.start.isoformat() == "2021-04-01"
    assert first.trend == fit_series(QUARTERS.head(4))
    # Together the level shift would pass for growth of more than doubling.
    assert fit_series(QUARTERS, seasonal=False).growth_per_year > 0.5
    assert first.trend.growth_per_year < 0.5


def test_a_period_with_a_break_inside_belongs_to_neither_side():
    before, after = fit_segments(QUARTERS, [pd.Timestamp("2021-05-10").date()])
    assert (before.trend.points, after.trend.points) == (4, 3)


def test_a_quarter_opened_in_its_last_month_has_its_middle_there():
    opening = pd.DataFrame(
        {
            "period_start": ["2012-07-01", "2012-10-01"],
            "period_end": ["2012-09-30", "2012-12-31"],
            "exposure_months": [1, 3],
        }
    )
    september, autumn = midpoint_years(opening)
    assert (september - 2012) * 365.25 == pytest.approx(259, abs=2)  # 15 September
    assert (autumn - 2012) * 365.25 == pytest.approx(320, abs=2)


def test_overlapping_periods_are_an_error():
    with pytest.raises(BadArgument, match="2020-07-01 overlaps"):
        fit_series(QUARTERS.assign(period_end=QUARTERS["period_end"] + pd.Timedelta(days=1)))
