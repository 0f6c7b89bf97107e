"""Markers of every published series: only the latest unbroken run counts, and a reason stands where there is none."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.model.recent_trends import POINT, mark_series
from analysis.pack import exhibits
from analysis.pack.statements import demand
from analysis.parameters import Parameters
from analysis.pipeline import run
from analysis.wording import sentences

PLACE = {"kind": "share", "era": "e", "service": "s", "name": "n", "group": "all", "area": "LLR"}


def years(counts, *, first=2016, wholes=1000, polarity="lower is better", value_type="proportion") -> pd.DataFrame:
    ends = pd.to_datetime([f"{first + step + 1}-03-31" for step in range(len(counts))])
    rows = pd.DataFrame({"period_end": ends, "count": np.asarray(counts, dtype=float)})
    rows = rows.assign(period_start=ends - pd.DateOffset(years=1) + pd.Timedelta(days=1), denominator=wholes)
    rows = rows.assign(value=rows["count"] / wholes, value_type=value_type, polarity=polarity, **PLACE)
    return rows.reindex(columns=[*PLACE, "value_type", "polarity", *POINT])


def months(values, start="2020-01-01") -> pd.DataFrame:
    starts = pd.date_range(start, periods=len(values), freq="MS")
    rows = pd.DataFrame({"period_start": starts, "period_end": starts + pd.offsets.MonthEnd(), "value": values})
    return rows.assign(value_type="count", polarity="neither", **PLACE).reindex(
        columns=[*PLACE, "value_type", "polarity", *POINT]
    )


def only(points, cuts=()):
    made = mark_series(points, cuts)
    assert len(made) == 1
    return made.iloc[0]


def test_five_years_of_a_rising_share_are_marked_and_judged():
    """Sum c(t-3) = 102, share 0.1202: 102 squared / (0.1202 x 0.8798 x 10 000) = 9.8381, above 9.5495."""
    row = only(years([100, 110, 120, 130, 141]))
    assert (row["marker"], row["judgement"], row["points"]) == ("increasing", "getting worse", 5)
    assert row["chi_square"] == pytest.approx(9.8381, abs=1e-4)
    assert "there are 5" in row["limits_reason"]


def test_a_break_ends_the_run_and_with_it_the_marker():
    cut = ("share", "e", "LLR", date(2018, 4, 1))
    row = only(years([100, 110, 120, 130, 141]), [cut])
    assert (row["marker"], row["points"]) == ("cannot be calculated", 3)
    assert "has 3 points" in row["marker_reason"]
    assert only(years([100, 110, 120, 130, 141]), [("share", "e", "Rutland", cut[3])])["marker"] == "increasing"


def test_a_break_on_the_first_day_of_the_series_cuts_nothing():
    assert only(years([100, 110, 120, 130, 141]), [("share", "e", "LLR", date(2016, 4, 1))])["points"] == 5


def test_a_year_that_is_missing_or_of_another_length_ends_the_run():
    gap = years([90, 100, 110, 120, 130, 141]).drop(index=2)
    assert only(gap)["points"] == 3
    longer = years([100, 110, 120, 130, 141])
    longer.loc[1, "period_start"] = pd.Timestamp("2017-01-01")
    assert only(longer)["points"] == 3


def test_shares_without_the_people_behind_them_say_so():
    row = only(years([100, 110, 120, 130, 141], wholes=float("nan")).assign(value=0.1))
    assert row["marker"] == "cannot be calculated"
    assert "people behind the shares were not published" in row["marker_reason"]


def test_a_long_count_has_limits_and_no_marker_and_its_jump_is_neither_good_nor_bad():
    row = only(months([10, 11, 9, 10, 11, 10, 9, 10, 11, 10, 9, 30]))
    assert row["marker_reason"] == "A count has no recent trend."
    assert (row["limits_reason"], row["last_signal"], row["last_judgement"]) == ("", "beyond the limits", "")
    assert row["limit_low"] >= 0
    assert "differs from usual variation (beyond the limits)" in sentences.process_limits(row)


def test_order_of_rows_does_not_matter():
    points = years([100, 110, 120, 130, 141])
    pd.testing.assert_frame_equal(mark_series(points[::-1]), mark_series(points))


@pytest.fixture(scope="module", params=[("leicester-scrutiny", "2013-10-17"), ("lscsb", "2023-09-29")])
def results(request):
    return run(Parameters(board=request.param[0], meeting=request.param[1]))


def test_every_published_series_is_marked_or_says_why_not(results):
    rows = results.recent_trends
    assert len(rows) > 0
    assert (rows["marker"].eq("cannot be calculated") == rows["marker_reason"].ne("")).all()
    assert (rows["centre"].isna() == rows["limits_reason"].ne("")).all()
    shown = results.demand[results.demand["stands_for_demand"]].groupby(["era", "service", "area"]).ngroups
    assert rows["kind"].eq("counts of services").sum() == shown
    assert set(rows["polarity"]) <= {"higher is better", "lower is better", "neither"}


def test_the_exhibit_accounts_for_every_series(results):
    shown = exhibits.recent_trends(results).table
    said = demand.of_markers(results)[0].text
    assert shown["Recent trend"].str.startswith("cannot be calculated: ").all()
    assert "no have the recent-trend marker" not in said
    assert "longest unbroken series has" in said


def test_a_marker_is_worded_with_its_polarity():
    assert sentences.marker("increasing", "getting worse", "") == "increasing (getting worse)"
    assert sentences.marker("increasing", "", "") == "increasing"
    rows = pd.DataFrame({"marker": ["increasing"], "limits_reason": [""], "points": [12]})
    assert "one has the recent-trend marker" in sentences.markers_in_short(rows)
    row = SimpleNamespace(limits_reason="", limit_low=0.0, limit_high=2.0, centre=1.0, last_signal="")
    assert sentences.process_limits(row) == "0.0 to 2.0 about 1.0; the newest point is usual variation"
