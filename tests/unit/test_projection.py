"""What must hold of every projection, whatever the series."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import BadArgument
from analysis.model.projection import add_up, backtest, project


def quarters(series_id, values, start="2015Q2"):
    periods = pd.period_range(start, periods=len(values), freq="Q")
    starts, ends = periods.start_time.normalize(), periods.end_time.normalize()
    return pd.DataFrame({"series_id": series_id, "period_start": starts, "period_end": ends, "value": values})


def poisson(mean, points, seed=1):
    return np.random.default_rng(seed).poisson(mean, points).astype(float)


counts = st.lists(st.integers(0, 2000), min_size=3, max_size=20)
measures = st.lists(st.floats(-1e6, 1e6).filter(lambda value: value == 0 or abs(value) > 1e-3), min_size=3, max_size=20)


@settings(max_examples=25)
@given(st.one_of(counts, measures))
def test_limits_are_nested_and_ordered_around_the_projection(values):
    frame = project({"any": values}, 4, (50, 80, 95, 99.5)).frame
    ordered = ["lo99.5", "lo95", "lo80", "lo50", "hi50", "hi80", "hi95", "hi99.5"]
    assert (np.diff(frame[ordered].to_numpy(), axis=1) >= 0).all()
    assert np.isfinite(frame["mean"]).all()
    assert (frame["mean"].between(frame["lo80"] - 0.5, frame["hi80"] + 0.5)).all()  # whole limits may round past a mean


@settings(max_examples=25)
@given(counts)
def test_counts_stay_whole_and_never_below_zero(values):
    projection = project({"count": values}, 3, paths=20)
    limits = projection.frame[["lo80", "hi80", "lo95", "hi95"]].to_numpy()
    assert (limits == np.rint(limits)).all()
    assert (limits >= 0).all()
    assert (projection.frame["mean"] >= 0).all()
    assert (projection.paths["count"] == np.rint(projection.paths["count"])).all()
    assert (projection.paths["count"] >= 0).all()


@pytest.mark.parametrize("values", [np.zeros(12), np.full(12, 7.0), np.full(12, 7.3), np.full(12, 1e15), np.zeros(4)])
def test_a_series_that_never_varied_may_still_vary(values):
    frame = project({"constant": values}, 4).frame
    assert frame["mean"].to_numpy() == pytest.approx(values[:4], rel=1e-6)
    assert (frame["hi95"] > frame["mean"]).all()


def test_the_same_seed_gives_the_same_bytes_and_another_other_paths():
    series = {"long": poisson(50, 16), "short": poisson(50, 5)}
    first, again = (project(series, 4, seed=3, paths=10) for _ in range(2))
    other = project(series, 4, seed=4, paths=10)
    pd.testing.assert_frame_equal(first.frame, again.frame)
    assert all((first.paths[name] == again.paths[name]).all() for name in series)
    assert any((first.paths[name] != other.paths[name]).any() for name in series)


def test_the_order_of_the_input_is_kept_and_its_arguments_are_not_changed():
    series = pd.concat([quarters("b", poisson(9, 5)), quarters("a", poisson(9, 12)), quarters("c", poisson(9, 4))])
    before = series.copy()
    frame = project(series, 2).frame
    assert list(frame["series_id"]) == ["b", "b", "a", "a", "c", "c"]
    assert set(frame["method"]) == {"averaged exponential smoothing", "short-series simulation"}
    pd.testing.assert_frame_equal(series, before)


def test_a_larger_unit_gives_the_same_projection():
    values = np.random.default_rng(2).lognormal(3, 0.2, 20)
    small, large = (project({"x": values * unit}, 4).frame for unit in (1, 1000))
    for column in ("mean", "lo95", "hi95"):
        assert large[column].to_numpy() == pytest.approx(1000 * small[column].to_numpy(), rel=1e-6)


def test_quarters_go_on_by_the_calendar():
    frame = project(quarters("x", poisson(20, 9)), 3).frame
    assert [str(day)[:10] for day in frame["period_start"]] == ["2017-07-01", "2017-10-01", "2018-01-01"]
    assert [str(day)[:10] for day in frame["period_end"]] == ["2017-09-30", "2017-12-31", "2018-03-31"]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([5.0], "1 point"),
        ([5.0, 6.0], "2 points"),
        ([5.0, np.nan, 4.0, 6.0], "missing"),
        ([1.0, np.inf, 2.0], "finite"),
    ],
)
def test_what_cannot_be_projected_is_refused_with_the_reason(values, reason):
    projection = project({"bad": values, "good": [4, 5, 6, 5]}, 2)
    assert reason in projection.refused["bad"]
    assert set(projection.frame["series_id"]) == {"good"}


def test_nothing_to_project_gives_an_empty_table():
    assert list(project({"bad": [1.0]}, 2).frame.columns[:4]) == ["series_id", "period_start", "period_end", "mean"]


@pytest.mark.parametrize(
    "arguments", [{"horizon": 0}, {"horizon": 4, "levels": (0,)}, {"horizon": 4, "levels": (80, 80)}]
)
def test_impossible_arguments_are_named(arguments):
    with pytest.raises(BadArgument, match=r"horizon|levels"):
        project({"x": [1, 2, 3]}, **arguments)


def test_a_registered_level_shift_is_a_step_and_not_a_trend():
    values = np.concatenate([poisson(100, 12), poisson(300, 6)])
    frame = project(quarters("x", values), 4, breaks={"x": [pd.Timestamp("2018-04-01")]}).frame
    assert frame["mean"].to_numpy() == pytest.approx([300] * 4, rel=0.1)
    smoothed = project(quarters("x", values), 4).frame
    assert (frame["hi95"] - frame["lo95"]).mean() < (smoothed["hi95"] - smoothed["lo95"]).mean()


def test_a_break_after_the_last_point_leaves_nothing_to_project():
    projection = project(quarters("x", poisson(100, 12)), 4, breaks={"x": [pd.Timestamp("2018-04-01")]})
    assert "break" in projection.refused["x"]


def test_a_strong_season_is_projected():
    pattern = np.tile([50.0, 100.0, 150.0, 100.0], 5)
    noise = np.random.default_rng(1).normal(1, 0.03, 20)
    frame = project({"seasonal": pattern * noise}, 4).frame
    assert frame["mean"].to_numpy() == pytest.approx([50, 100, 150, 100], rel=0.08)


def test_steady_growth_is_carried_on():
    values = 100 * np.exp(0.03 * np.arange(24)) * np.random.default_rng(1).normal(1, 0.01, 24)
    frame = project({"growing": values}, 4).frame
    assert frame["mean"].to_numpy() == pytest.approx(100 * np.exp(0.03 * np.arange(24, 28)), rel=0.05)


def test_paths_of_areas_add_up_and_limits_follow_them():
    areas = {"Leicester": poisson(200, 20), "Leicestershire": poisson(100, 20, 2), "Rutland": poisson(8, 20, 3)}
    projection = project(areas, 4, paths=2000)
    total = add_up(projection, {"LLR": list(areas)})
    assert (total.paths["LLR"] == sum(projection.paths[area] for area in areas)).all()
    parts = projection.frame.groupby("series_id", sort=False)
    assert total.frame["mean"].to_numpy() == pytest.approx(sum(part["mean"].to_numpy() for _, part in parts))
    added = sum((part["hi95"] - part["lo95"]).to_numpy() for _, part in parts)
    assert ((total.frame["hi95"] - total.frame["lo95"]).to_numpy() < added).all()


def test_paths_agree_with_the_limits_of_their_series():
    projection = project({"x": poisson(200, 20)}, 4, paths=20_000)
    for level in (80, 95):
        low, high = projection.frame[f"lo{level}"].to_numpy(), projection.frame[f"hi{level}"].to_numpy()
        inside = ((projection.paths["x"] >= low) & (projection.paths["x"] <= high)).mean(axis=0)
        assert inside == pytest.approx(np.full(4, level / 100), abs=0.03)


def test_a_total_of_a_refused_part_says_which():
    with pytest.raises(BadArgument, match="Rutland"):
        add_up(project({"Leicester": [4, 5, 6], "Rutland": [1]}, 2, paths=5), {"LLR": ["Leicester", "Rutland"]})


def test_a_back_test_compares_what_was_held_out():
    values = poisson(100, 20)
    tested = backtest({"x": values, "short": [1, 2, 3, 4]}, 4, origins=3)
    assert len(tested.points) == 3 * 4
    last = tested.points[tested.points["points_seen"] == 16]
    assert list(last["observed"]) == list(values[16:])
    assert list(last["naive"]) == list(values[12:16])
    assert list(tested.summary["level"]) == [80, 95]
    assert "too few" in tested.refused["short"]


def test_an_interval_score_is_its_width_plus_its_misses():
    from analysis.model.projection.backtesting import interval_score

    scores = interval_score(np.array([5.0, 11.0, -1.0]), np.zeros(3), np.full(3, 10.0), 80)
    assert scores == pytest.approx([10, 20, 20])  # a miss by 1 costs 2 / 0.2 = 10


def test_the_first_steps_are_the_same_whatever_the_horizon():
    series = {"long": poisson(50, 30), "middle": poisson(20, 9, 2), "short": poisson(50, 5), "none": np.zeros(4)}
    near, far = (project(series, horizon, paths=30, period=4) for horizon in (2, 14))
    for name in series:
        both = [made.frame[made.frame["series_id"] == name].head(2).drop(columns="method") for made in (near, far)]
        pd.testing.assert_frame_equal(*(frame.reset_index(drop=True) for frame in both))
        assert near.paths[name] == pytest.approx(far.paths[name][:, :2])


def test_a_back_test_never_asks_for_a_break_that_nothing_could_have_known():
    values = np.concatenate([poisson(100, 20), poisson(300, 3)])
    tested = backtest({"x": values}, 4, origins=2, breaks={"x": [20]})
    assert sorted(tested.points["points_seen"].unique()) == [15, 16]  # what is held out ends before the shift
    refused = backtest({"y": poisson(9, 12)}, 4, breaks={"y": [3, 6, 9]}).refused
    assert "break" in refused["y"]


def test_a_projection_stops_before_a_break_to_come():
    values = poisson(100, 12)  # ends with March 2018
    made = project(quarters("x", values), 6, breaks={"x": [pd.Timestamp("2018-10-01")]}, paths=5)
    whole = project(quarters("x", values), 6).frame
    pd.testing.assert_frame_equal(made.frame, whole.head(2))
    assert made.paths["x"].shape == (5, 2)
    assert "2 of 6" in made.stopped["x"]
    assert len(project({"x": values}, 6, breaks={"x": [14]}).frame) == 2
    far = project(quarters("x", values), 6, breaks={"x": [pd.Timestamp("2030-10-01")]})
    assert (len(far.frame), far.stopped) == (6, {})


def test_paths_are_drawn_of_those_asked_for():
    series = {"a": poisson(20, 12), "b": poisson(20, 5), "c": poisson(9, 16)}
    made = project(series, 3, paths=7, paths_of={"c", "b"})
    assert {name: futures.shape for name, futures in made.paths.items()} == {"b": (7, 3), "c": (7, 3)}


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ({"LLR": ["a", "a"]}, "twice"),
        ({"a": ["b"]}, "a series has this name"),
        ({"LLR": ["z"]}, "no such series"),
        ({"LLR": ["a", "c"]}, "different periods"),
    ],
)
def test_an_impossible_total_says_why(totals, said):
    series = pd.concat(
        [
            quarters(name, poisson(9, 12), start)
            for name, start in zip("abc", ("2015Q2", "2015Q2", "2016Q1"), strict=True)
        ]
    )
    with pytest.raises(BadArgument, match=said):
        add_up(project(series, 2, paths=5), totals)
