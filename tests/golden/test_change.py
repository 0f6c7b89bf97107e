"""The exact ratio of two rates against printed limits of the binomial share behind it."""

import math

import pytest

from analysis.errors import BadArgument
from analysis.model.trends import change


def test_two_to_eight_events_from_the_printed_clopper_pearson_limits_of_8_in_10():
    """R's documentation of exact limits: 8 of 10 gives 0.4439045 to 0.9747893; odds of those limits are the ratio's."""
    ratio = change(2, 3, 8, 3)
    assert ratio.ratio == 4
    assert ratio.low == pytest.approx(0.4439045 / 0.5560955, rel=1e-6)
    assert ratio.high == pytest.approx(0.9747893 / 0.0252107, rel=1e-5)
    assert ratio.p_value == pytest.approx(112 / 1024)  # (1 + 10 + 45) x 2 of 2^10, by hand


def test_a_longer_period_counts_for_less():
    assert change(2, 4, 8, 1).low == pytest.approx(4 * change(2, 1, 8, 1).low)


def test_nought_before_leaves_only_a_lower_limit():
    """Given four events, all in the last period: the share's limit is 0.025^(1/4) = 0.39764."""
    ratio = change(0, 3, 4, 3)
    assert math.isnan(ratio.ratio)
    assert ratio.low == pytest.approx(0.39764 / 0.60236, rel=1e-4)
    assert ratio.high == math.inf
    assert "nought" in ratio.reason


def test_nought_after_has_a_ratio_of_nought_with_an_upper_limit():
    ratio = change(4, 3, 0, 3)
    assert (ratio.ratio, ratio.low) == (0.0, 0.0)
    assert ratio.high == pytest.approx(0.60236 / 0.39764, rel=1e-4)


def test_nothing_at_all_cannot_be_compared():
    assert change(0, 3, 0, 3).reason == "No event was counted in either period."


@pytest.mark.parametrize("arguments", [(-1, 3, 4, 3), (1.5, 3, 4, 3), (1, 0, 4, 3)])
def test_what_is_no_count_or_exposure_is_an_error(arguments):
    with pytest.raises(BadArgument):
        change(*arguments)
