"""The dashboard, known outcomes, promises, and what watches risks: the laws of each."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.model import performance
from analysis.model.performance.changes import change_of

COUNTED = SimpleNamespace(id="referrals", measure="referrals received")
SERVICES = pd.DataFrame({"era": "e", "service": ["s", "silent"], "area": "LLR"})


def count(id: str, start: str, months: int, value: float, **more) -> dict:
    first = pd.Timestamp(start)
    return {
        "id": id,
        "figures": (id,),
        "era": "e",
        "service": "s",
        "group": "all",
        "area": "LLR",
        "measure": "referrals received",
        "unit": "count",
        "flow": "flow",
        "precision": "exact",
        "restates": "",
        "subset_of": "",
        "source": "p",
        "value": value,
        "exposure_months": float(months),
        "period_start": first,
        "period_end": first + pd.DateOffset(months=months) - pd.Timedelta(days=1),
        "published": pd.Timestamp("2023-09-29"),
    } | more


NO_SHARES = pd.DataFrame(
    columns=[
        "indicator",
        "era",
        "service",
        "group",
        "area",
        "period_start",
        "period_end",
        "share",
        "low",
        "high",
        "target",
        "numerator",
        "denominator",
        "printed",
        "figures",
    ]
).astype({"printed": bool, "period_start": "datetime64[ns]", "period_end": "datetime64[ns]"})


def dashboard(*rows: dict) -> pd.DataFrame:
    figures = pd.DataFrame(rows)
    counts = figures[figures["value"].notna() & figures["period_end"].notna()]
    return performance.build_dashboard(SERVICES, counts, figures, NO_SHARES, [COUNTED], {"referrals": "neither"}, 0.95)


def test_periods_of_unequal_length_are_compared_by_the_month():
    row = dashboard(count("a", "2012-09-01", 4, 80), count("b", "2013-01-01", 3, 60)).iloc[0]
    assert row["change"] == pytest.approx(1.0)  # 20 a month, then 20 a month
    assert row["told"] == "cannot be told"
    assert row["sparkline"] == (20.0, 20.0)


def test_a_service_with_nothing_published_stands_there_as_such():
    table = dashboard(count("a", "2022-04-01", 3, 5)).set_index("service")
    assert table.loc["silent", "reason"] == "Nothing published."
    assert table.loc["s", "change_reason"] == "Only one figure was published."


def test_a_count_of_nought_has_no_ratio_and_says_so():
    row = dashboard(count("a", "2022-04-01", 3, 0), count("b", "2022-07-01", 3, 5)).iloc[0]
    assert np.isnan(row["change"])
    assert "nought" in row["change_reason"]


def test_a_bound_is_shown_as_one_and_a_withheld_period_is_told():
    over = count("a", "2022-04-01", 3, 300, precision="over", exposure_months=np.nan, period_end=pd.NaT)
    assert dashboard(over).iloc[0]["latest_precision"] == "over"
    hidden = count("b", "2022-07-01", 3, np.nan, disclosure="withheld")
    shown = dashboard(count("a", "2022-04-01", 3, 5, disclosure="published"), hidden).set_index("service")
    assert bool(shown.loc["s", "later_withheld"])
    alone = dashboard(hidden).set_index("service")
    assert alone.loc["s", "reason"] == "Withheld, so that nobody can be known by it."
    assert alone.loc["silent", "reason"] == "Nothing published."


def point(value: float, base: float, **more) -> dict:
    return {"kind": "share", "value": value, "base": base, "months": np.nan, "low": np.nan, "high": np.nan} | more


def test_shares_change_by_their_difference_and_a_base_of_nobody_is_told():
    assert change_of(point(0.2, 100), point(0.6, 100), 0.95)["told"] == "rose"
    assert "Nobody" in change_of(point(np.nan, 0), point(0.6, 100), 0.95)["change_reason"]
    printed = [point(0.5, np.nan, kind="printed share"), point(0.6, np.nan, kind="printed share")]
    assert change_of(*printed, 0.95)["change_reason"] == "One of the two shares has no interval."


PROMISE = SimpleNamespace(id="p", target="promised", counts=("supported",))


def promise(**counted) -> pd.Series:
    figures = [
        count("t", "2022-04-01", 12, 80, measure="promised"),
        count("c", "2022-10-01", 9, counted.pop("value"), measure="supported", **counted),
    ]
    return performance.check_promises(pd.DataFrame(figures), [PROMISE], 0.95).iloc[0]


def test_a_promise_is_not_broken_by_a_count_that_may_cover_less_time():
    open_ended = promise(value=27, period_end=pd.NaT, published=pd.Timestamp("2023-06-30"))
    assert open_ended["status"] == "cannot tell"
    assert open_ended["yearly_at_least"] == pytest.approx(27 * 12 / 8.97, rel=0.001)
    assert promise(value=27)["status"] == "not met"  # nine months known: at most 39 x 12 / 9 a year
    assert promise(value=200)["status"] == "met"


def test_known_outcomes_are_shares_of_those_who_left():
    period = {"period_start": pd.Timestamp("2023-01-01"), "period_end": pd.Timestamp("2023-03-31")}
    place = {"era": "e", "service": "s", "group": "all", "area": "LLR"}
    known = {"numerator": 20.0, "share": 0.83, "base_least": 24.0, "base_most": 24.0, "reason": "", "figures": ("p",)}
    exits = pd.DataFrame([count("x", "2023-01-01", 3, 106, measure="exits")])
    row = performance.share_known(pd.DataFrame([place | period | known]), exits, "exits", 0.95).iloc[0]
    assert (row["share"], row["low"], row["high"]) == pytest.approx((24 / 106, 0.157, 0.315), abs=5e-4)
    fewer = pd.DataFrame([count("x", "2023-01-01", 3, 10, measure="exits")])
    assert (
        "do not count the same"
        in performance.share_known(pd.DataFrame([place | period | known]), fewer, "exits", 0.95).iloc[0]["reason"]
    )


def test_a_risk_that_nothing_watches_says_so():
    risks = [
        SimpleNamespace(number=1, risk="Delay", source="p", indicators=()),
        SimpleNamespace(number=2, risk="Quality", source="p", indicators=("shown", "silent")),
    ]
    table = performance.watch_register("risk", risks, {"shown": "Shown", "silent": "Silent"}, {"shown": 2})
    assert list(table["reason"]) == ["No indicator watches it.", "", "Nothing published yet for this indicator."]
