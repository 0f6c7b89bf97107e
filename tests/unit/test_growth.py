"""Evidence of growth: one unit, one estimate per series, kinds apart, ranges where there are too few."""

from dataclasses import replace
from datetime import date
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BadArgument
from analysis.model.growth import (
    Estimate,
    choose_growth,
    from_change,
    from_claim,
    from_trend,
    gather,
    leave_one_out,
    one_per_series,
    overlap_effect,
    shrink,
    synthesise,
)
from analysis.model.trends import change, fit

RATED = {"error": 0.1, "assumption": "claim-error", "rating": "low"}


def crime(id, growth=0.1, error=0.05, series=None, kind="recorded crime", **more):
    return Estimate(id, series or id, kind, "paper", growth, error, 1.0, 1.0, **more)


def test_sixty_one_per_cent_over_three_dated_years_is_a_third_of_its_log_each_year():
    claim = from_claim("a", "crime", "recorded crime", "p", change=0.61, years=(3, 3), **RATED)
    assert claim.log_growth_per_year == pytest.approx(log(1.61) / 3)
    assert claim.standard_error == pytest.approx(0.1 / 3)
    assert claim.window_stated


def test_a_window_that_is_not_stated_adds_its_own_spread():
    """Uniform from one to three years: the mean of 1/T is log(3)/2, the mean of 1/T² is 1/3."""
    claim = from_claim("a", "crime", "recorded crime", "p", change=0.61, years=(1, 3), **RATED)
    assert claim.log_growth_per_year == pytest.approx(log(1.61) * log(3) / 2)
    spread = log(1.61) ** 2 * (1 / 3 - (log(3) / 2) ** 2)
    assert claim.standard_error == pytest.approx(sqrt(0.01 / 3 + spread))
    assert not claim.window_stated


def test_a_yearly_rate_needs_no_dates_for_its_size():
    claim = from_claim("a", "crime", "recorded crime", "p", change=0.17, years=(2, 3), yearly=True, **RATED)
    assert claim.log_growth_per_year == pytest.approx(log(1.17))


def test_a_trend_and_a_change_become_estimates_with_the_width_of_their_intervals():
    trend = fit([800, 900, 1000, 1150], [12] * 4, [2015, 2016, 2017, 2018])
    from_fit = from_trend("t", "t", "referrals and caseload", "p", trend, start=date(2014, 7, 1))
    assert from_fit.limits()[1] - from_fit.limits()[0] == pytest.approx(np.log1p(trend.high) - np.log1p(trend.low))
    ratio = change(100, 12, 150, 12)
    assert from_change("c", "c", "survey", "p", ratio, 2.0).log_growth_per_year == pytest.approx(log(1.5) / 2)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: crime("m", kind="money"),
        lambda: crime("m", error=0.0),
        lambda: from_claim("m", "m", "survey", "p", change=0.1, years=(3, 1), **RATED),
        lambda: from_claim("m", "m", "survey", "p", change=-1.0, years=(1, 1), **RATED),
        lambda: from_trend("m", "m", "survey", "p", fit([1, 2], [1, 1], [0, 1])),
        lambda: from_change("m", "m", "survey", "p", change(0, 1, 5, 1), 1.0),
        lambda: synthesise([1, 2, 3], [1, 1, 1], method="DL"),
        lambda: synthesise([1, 2, 3], [1, 0, 1]),
        lambda: shrink(0.1, 0.0, 0.1, 0.1),
    ],
)
def test_what_is_no_evidence_is_an_error(wrong):
    with pytest.raises(BadArgument):
        wrong()


def test_overlapping_claims_count_once_and_the_dated_one_stays():
    undated = replace(crime("a", series="crime", error=0.01), years_high=3.0)
    dated, other = crime("b", series="crime", error=0.2), crime("c")
    kept, set_aside = one_per_series([undated, dated, other])
    assert [estimate.id for estimate in kept] == ["b", "c"]
    assert set_aside == {"a": "The same counts as b (crime): counted once."}


def test_two_claims_fully_alike_add_nothing():
    """Independent, two like errors shrink by root two; with correlation r by the root of (1 + r) / 2."""
    table = overlap_effect([crime("a", series="s"), crime("b", series="s")], 0.0, [0.0, 0.5, 0.95])
    assert table["standard_error"].tolist() == pytest.approx([0.05 * sqrt((1 + r) / 2) for r in (0.0, 0.5, 0.95)])


def test_counting_an_overlap_twice_is_never_more_precise_the_more_the_claims_share():
    claims = [crime("a", 0.26, 0.1, series="s"), crime("b", 0.16, 0.03, series="s"), crime("c", 0.1, 0.07)]
    errors = overlap_effect(claims, 0.001)["standard_error"]
    assert errors.is_monotonic_increasing
    once = 1 / np.sqrt(1 / (0.03**2 + 0.001) + 1 / (0.07**2 + 0.001))
    assert errors.iloc[-1] > 0.9 * once


def test_three_like_series_by_hand():
    """Equal errors: the mean is plain and Hartung-Knapp's error is the standard deviation over root three."""
    found = synthesise([0.0, 0.1, 0.2], [0.01] * 3)
    assert found.mean == pytest.approx(0.1)
    assert found.standard_error == pytest.approx(0.1 / sqrt(3))
    assert found.tau_squared == pytest.approx(0.01 - 0.0001)
    assert found.high - found.mean == pytest.approx(4.302653 * 0.1 / sqrt(3), rel=1e-6)
    assert found.prediction_high - found.mean == pytest.approx(4.302653 * sqrt(0.0099 + 0.01 / 3), rel=1e-6)


def test_like_estimates_are_never_narrower_than_the_classic_interval_when_asked():
    plain = synthesise([0.1, 0.1, 0.1001], [0.05] * 3)
    careful = synthesise([0.1, 0.1, 0.1001], [0.05] * 3, never_narrower=True)
    assert plain.standard_error < 0.001
    assert careful.standard_error == pytest.approx(0.05 / sqrt(3))


def test_fewer_than_three_are_a_range_and_called_so():
    pair, none = synthesise([0.1, 0.3], [0.05, 0.01]), synthesise([], [])
    assert pair.kind == "range"
    assert (pair.low, pair.high) == (pytest.approx(0.1 - 0.098, abs=1e-4), pytest.approx(0.3 + 0.0196, abs=1e-4))
    assert np.isnan(pair.mean)
    assert "Only two estimates" in pair.reason
    assert none.reason.startswith("Only no estimate")


GROWTH_AND_ERROR = st.tuples(st.floats(-1, 1), st.floats(0.01, 1))


@given(st.lists(GROWTH_AND_ERROR, min_size=3, max_size=8), st.sampled_from(["PM", "REML"]))
def test_a_synthesis_lies_between_its_estimates_and_its_prediction_is_wider(pairs, method):
    values, errors = zip(*pairs, strict=True)
    found = synthesise(values, errors, method)
    assert min(values) - 1e-9 <= found.mean <= max(values) + 1e-9
    assert found.prediction_low <= found.low <= found.high <= found.prediction_high
    assert found.tau_squared >= 0
    assert sum(found.weights) == pytest.approx(1)


def test_leaving_out_the_odd_one_changes_most():
    table = leave_one_out(["a", "b", "c", "odd"], [0.1, 0.11, 0.09, 0.6], [0.02] * 4).set_index("left_out")
    assert table["mean"].idxmin() == "odd"
    assert table.loc["odd", "tau_squared"] == 0


def test_kinds_are_never_mixed_and_a_switch_removes_a_source():
    estimates = [crime(name, growth) for name, growth in (("a", 0.1), ("b", 0.2), ("c", 0.3))]
    estimates.append(crime("r", 0.05, kind="referrals and caseload"))
    evidence = gather(estimates)
    assert evidence["recorded crime"].synthesis.mean == pytest.approx(0.2)
    assert evidence["referrals and caseload"].synthesis.kind == "range"
    assert "survey" not in evidence
    without = gather(estimates, excluded={"c"})["recorded crime"]
    assert without.synthesis.kind == "range"
    assert without.forest.set_index("id").loc["c", ["counted", "reason"]].tolist() == [False, "Switched off."]


def test_a_scenario_takes_referrals_before_crime_and_says_so():
    evidence = gather([crime("a"), crime("r", 0.05, kind="referrals and caseload")])
    choice = choose_growth(evidence)
    assert choice.kind == "referrals and caseload"
    assert choice.central == pytest.approx(0.05)
    assert "Only one estimate: a range" in choice.why
    assert "recorded crime" in choice.why
    assert choice.deviation == pytest.approx(0.05)
    assert choose_growth(evidence, assumed_difference=0.12).deviation == pytest.approx(0.13)
    assert choose_growth({}) is None
    assert choose_growth(gather([crime("a")], excluded={"a"})) is None


def test_a_series_as_precise_as_the_evidence_meets_it_half_way():
    met = shrink(0.3, 0.1, 0.1, 0.1)
    assert (met.mean, met.own_weight) == (pytest.approx(0.2), 0.5)
    assert met.standard_error == pytest.approx(0.1 / sqrt(2))
    silent = shrink(float("nan"), float("inf"), 0.1, 0.1)
    assert (silent.mean, silent.standard_error, silent.own_weight) == (0.1, 0.1, 0.0)
