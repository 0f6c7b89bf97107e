"""The recent-trend marker and control limits, worked by hand on each side of their thresholds."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import BadArgument
from analysis.model.trends import control_limits, recent_trend


def shares(counts, denominator=1000, first_year=2018):
    values = pd.DataFrame({"year": range(first_year, first_year + len(counts)), "count": counts})
    return values.assign(denominator=denominator, value=values["count"] / denominator)


def rates(slope, error=1.0, years=5):
    values = pd.DataFrame({"year": range(2018, 2018 + years), "count": 50, "denominator": 1e5})
    value = 100 + slope * np.arange(years)
    return values.assign(value=value, low=value - 1.96 * error, high=value + 1.96 * error)


def test_a_proportion_just_below_the_threshold_has_no_significant_change():
    """Sum c(t-3) = 100, share 0.12: 100² / (0.12 x 0.88 x 1000 x 10) = 9.4697."""
    trend = recent_trend(shares([100, 110, 120, 130, 140]), "proportion")
    assert trend.chi_square == pytest.approx(10_000 / 1_056)
    assert trend.marker == "no significant change"


def test_a_proportion_just_above_the_threshold_is_increasing():
    """Sum c(t-3) = 102, share 0.1202: 102² / (0.1202 x 0.8798 x 10 000) = 9.8381."""
    trend = recent_trend(shares([100, 110, 120, 130, 141]), "proportion", polarity="lower is better")
    assert trend.chi_square == pytest.approx(9.8381, abs=1e-4)
    assert (trend.marker, trend.judgement) == ("increasing", "getting worse")


@pytest.mark.parametrize(
    ("slope", "marker"), [(0.977, "no significant change"), (0.978, "increasing"), (-0.978, "decreasing")]
)
def test_a_rate_changes_when_ten_squared_slopes_pass_the_threshold(slope, marker):
    """With standard errors of one the slope's variance is 1/10: 10 x 0.977² = 9.5453, 10 x 0.978² = 9.5648."""
    trend = recent_trend(rates(slope), "crude rate", polarity="higher is better")
    assert trend.chi_square == pytest.approx(10 * slope**2)
    assert trend.marker == marker


def test_one_outlier_makes_no_trend():
    """Chi-square is 37.3, but without the last year the slope is negative."""
    trend = recent_trend(shares([101, 100, 100, 100, 200]), "proportion")
    assert trend.chi_square > 30
    assert trend.marker == "no significant change"
    flat = recent_trend(shares([100, 100, 100, 100, 200]), "proportion")
    assert flat.marker == "increasing"  # a slope of nought counts as not falling


def test_only_the_latest_five_of_the_unbroken_run_count():
    rising = shares([900, 800, 100, 110, 120, 130, 150])
    assert recent_trend(rising, "proportion").marker == "increasing"
    gap = rising.assign(value=rising["value"].where(rising["year"] != 2021))
    assert "up to the latest has 3 points" in recent_trend(gap, "proportion").reason
    assert recent_trend(rising[rising["year"] != 2021], "proportion").marker == "cannot be calculated"
    early_gap = rising.assign(value=rising["value"].where(rising["year"] != 2019))
    assert recent_trend(early_gap, "proportion").marker == "increasing"


def test_order_of_rows_does_not_matter():
    values = shares([100, 110, 120, 130, 141])
    assert recent_trend(values[::-1], "proportion") == recent_trend(values, "proportion")


def test_four_years_or_a_full_count_cannot_be_calculated():
    assert recent_trend(shares([1, 2, 3, 4]), "proportion").marker == "cannot be calculated"
    assert "denominator" in recent_trend(shares([900, 950, 980, 990, 1000]), "proportion").reason
    assert "nought" in recent_trend(shares([0, 5, 9, 20, 40]), "proportion").reason


def test_more_referrals_is_neither_good_nor_bad():
    assert recent_trend(rates(2.0), "crude rate").judgement == ""
    assert recent_trend(rates(2.0), "crude rate", polarity="higher is better").judgement == "getting better"
    with pytest.raises(BadArgument, match="polarity"):
        recent_trend(rates(2.0), "crude rate", polarity="good")


def test_other_values_and_other_periods_have_no_marker():
    assert "A mean has no recent trend" in recent_trend(rates(2.0), "mean").reason
    assert recent_trend(rates(2.0), "crude rate", period_years=3).marker == "cannot be calculated"
    with pytest.raises(BadArgument, match="no column low"):
        recent_trend(rates(2.0).drop(columns="low"), "crude rate")


def test_limits_by_hand():
    """Twelve points 10, 12, 10, ...: mean 11, moving ranges 2: 11 +- 2.66 x 2."""
    limits = control_limits([10, 12] * 6)
    assert (limits.low, limits.centre, limits.high) == (pytest.approx(5.68), 11.0, pytest.approx(16.32))
    assert limits.points["signal"].eq("").all()


def test_eleven_points_have_no_limits_and_say_so():
    limits = control_limits([1.0] * 11)
    assert np.isnan(limits.centre)
    assert "there are 11" in limits.reason


def test_a_jump_is_beyond_the_limits_and_polarity_judges_it():
    limits = control_limits([10, 11, 9, 10, 11, 10, 9, 10, 11, 10, 9, 30], polarity="lower is better")
    last = limits.points.iloc[-1]
    assert (last["signal"], last["direction"], last["judgement"]) == ("beyond the limits", "high", "getting worse")
    assert set(limits.points["direction"].iloc[:-1]) == {"low"}  # the jump lifts the mean above all the others


def test_runs_of_seven_signal_and_of_six_do_not():
    shifted = control_limits([1.0, -1.0] * 3 + [-1.0] * 6 + [1.0] * 7)
    assert shifted.points["signal"].tolist()[-7:] == ["run on one side"] * 7
    assert shifted.points["signal"].iloc[:5].eq("").all()
    six = control_limits([1, 2, 3, 4, 5, 6, 1, 6, 1, 6, 1, 6])
    assert "steady trend" not in set(six.points["signal"])
    seven = control_limits([1, 2, 3, 4, 5, 6, 7, 1, 7, 1, 7, 1, 7])
    assert seven.points["signal"].iloc[:7].eq("steady trend").all()


def test_a_count_has_no_limit_below_nought():
    assert control_limits([0, 4] * 6, floor=0).low == 0
    assert control_limits([0, 4] * 6).low < 0
