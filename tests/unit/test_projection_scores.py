"""An earlier projection against what then happened: scores worked out by hand."""

import pandas as pd
import pytest

from analysis.errors import BadArgument
from analysis.model.projection_scores import score_projection

QUARTERS = pd.date_range("2022-04-01", periods=8, freq="QS")
PLACE = {"era": "e", "service": "s", "area": "LLR", "measure": "m"}


def counts(values, **changed) -> pd.DataFrame:
    starts = QUARTERS[: len(values)]
    return pd.DataFrame(
        {"period_start": starts, "period_end": starts + pd.offsets.QuarterEnd(), "value": values}
    ).assign(**(PLACE | {"group": "all"} | changed))


def projected(rows, **changed) -> pd.DataFrame:
    starts = QUARTERS[4 : 4 + len(rows)]
    table = pd.DataFrame(rows, columns=["mean", "lo80", "hi80", "lo95", "hi95"])
    return table.assign(period_start=starts, period_end=starts + pd.offsets.QuarterEnd(), **(PLACE | changed))


TWO = [(100, 90, 110, 80, 120), (100, 90, 110, 80, 120)]


def test_a_hit_costs_its_width_and_a_miss_its_distance_as_well():
    """Past 10, 20, 30, 40: last year cannot be repeated, so the naive is 40 and the usual change 10."""
    score = score_projection(projected(TWO), counts([10, 20, 30, 40, 100, 130]))
    all_steps = score.by_horizon[score.by_horizon["step"].eq(0)].set_index("level")
    assert all_steps.loc[80, "coverage"] == 0.5
    # Width 20 each; the second misses by 20 at a penalty of 10 a person: (20 + 20 + 200) / 2 / 10.
    assert all_steps.loc[80, "interval_score"] == pytest.approx(12.0)
    # At 95%: width 40, a miss of 10 at a penalty of 40: (40 + 40 + 400) / 2 / 10.
    assert all_steps.loc[95, "interval_score"] == pytest.approx(24.0)
    assert all_steps.loc[95, "mean_error"] == pytest.approx((0 - 30) / 2 / 10)
    assert all_steps.loc[95, "naive_mean_error"] == pytest.approx((-60 - 90) / 2 / 10)


def test_each_horizon_stands_by_itself():
    score = score_projection(projected(TWO), counts([10, 20, 30, 40, 100, 130])).by_horizon
    second = score[score["step"].eq(2) & score["level"].eq(95)].iloc[0]
    assert (second["coverage"], second["mean_error"], second["forecasts"]) == (0.0, -3.0, 1)


def test_with_more_than_a_year_the_same_season_is_repeated():
    past = counts([10, 20, 30, 40, 12])
    ahead = projected(TWO[:1]).assign(period_start=QUARTERS[5], period_end=QUARTERS[5] + pd.offsets.QuarterEnd())
    now = pd.concat([past, counts([0, 0, 0, 0, 0, 25]).tail(1)])
    assert score_projection(ahead, now).points["naive"].tolist() == [20]


def test_counts_that_came_later_do_not_make_the_naive_forecast():
    early = score_projection(projected(TWO), counts([10, 20, 30, 40, 100]))
    late = score_projection(projected(TWO), counts([10, 20, 30, 40, 100, 130, 7, 8]))
    assert early.points["naive"].tolist() == late.points["naive"].tolist() == [40, 40]


def test_what_is_not_counted_yet_is_named_and_not_scored():
    score = score_projection(projected(TWO), counts([10, 20, 30, 40, 100]))
    assert score.points["reason"].tolist() == ["", "Not counted yet."]
    assert score.by_horizon["forecasts"].eq(1).all()


def test_another_measure_is_not_what_was_projected():
    score = score_projection(projected(TWO), counts([10, 20, 30, 40, 100, 130], measure="other"))
    assert score.points["reason"].str.startswith("The service is counted by another measure").all()
    assert score.by_horizon.empty


def test_a_refused_projection_and_no_projection_give_an_empty_score():
    refused = projected([(float("nan"),) * 5])
    assert score_projection(refused, counts([1, 2])).points.empty
    assert score_projection(projected([]), counts([1, 2])).by_horizon.empty


def test_a_service_that_never_changed_is_scored_in_people():
    score = score_projection(projected(TWO[:1]), counts([100, 100, 100, 100, 100]))
    row = score.by_horizon[score.by_horizon["step"].eq(0)].set_index("level").loc[95]
    assert (row["interval_score"], row["naive_interval_score"]) == (40, 0)


def test_dates_may_be_text_as_a_data_file_gives_them():
    as_text = projected(TWO).astype({"period_start": str, "period_end": str})
    score = score_projection(as_text, counts([10, 20, 30, 40, 100, 130]))
    assert score.points["reason"].eq("").all()


def test_a_missing_column_is_named():
    with pytest.raises(BadArgument, match="projection_then: has no column hi95"):
        score_projection(projected(TWO).drop(columns="hi95"), counts([1, 2]))
