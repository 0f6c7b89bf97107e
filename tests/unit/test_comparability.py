"""Verdicts on pairs of figures, their laws, and series cut at breaks."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model.comparability import LEVELS, compare, compare_many
from analysis.model.harmonise import harmonise
from analysis.model.segments import segments, suggest_break
from analysis.reference.registers import Break
from analysis.reference.systems import Measure

BREAK = Break("b", date(2022, 4, 1), "recommissioning", "New services", "Other definitions", "paper", "paragraph 2")


def figure(**columns):
    usual = {"id": "a", "era": "dsva-2022", "service": "da-locality", "measure": "referrals accepted", "group": "all"}
    usual |= {"area": "Leicestershire", "unit": "count", "flow": "flow", "precision": "exact", "exposure_months": 3.0}
    usual |= {"value": 115.0, "period_start": pd.Timestamp("2022-04-01"), "period_end": pd.Timestamp("2022-06-30")}
    return usual | columns


def later(**columns):
    quarter = {"id": "b", "period_start": pd.Timestamp("2022-07-01"), "period_end": pd.Timestamp("2022-09-30")}
    return figure(**quarter | columns)


PERIODS = [("2012-09-01", "2012-12-31"), ("2021-10-01", "2022-06-30"), ("2022-07-01", "2022-09-30"), (None, None)]
figures = st.builds(
    lambda period, **columns: figure(
        **columns, period_start=pd.Timestamp(period[0]), period_end=pd.Timestamp(period[1])
    ),
    period=st.sampled_from(PERIODS),
    id=st.sampled_from(["a", "b", "c"]),
    era=st.sampled_from(["city-2012", "dsva-2022", ""]),
    service=st.sampled_from(["da-locality", ""]),
    measure=st.sampled_from(["referrals accepted", "exits"]),
    group=st.sampled_from(["all", "women", "aged 16 to 17"]),
    area=st.sampled_from(["Leicester", "LLR", "Leicestershire Police force area", "England", "", "elsewhere"]),
    unit=st.sampled_from(["count", "percent", "gbp"]),
    flow=st.sampled_from(["flow", "stock", ""]),
    precision=st.sampled_from(["exact", "over"]),
    exposure_months=st.sampled_from([1.0, 3.0, 4.0, float("nan")]),
)
breaks = st.lists(
    st.builds(
        lambda day, areas, eras: Break(
            str(day), day, "law", "what", "why", "source", "locator", eras=eras, areas=areas
        ),
        st.sampled_from([date(2012, 10, 1), date(2021, 4, 1), date(2022, 4, 1), date(2022, 7, 1), None]),
        st.sampled_from([(), ("LLR",), ("England",), ("Rutland",)]),
        st.sampled_from([(), ("dsva-2022",)]),
    ),
    max_size=3,
)
FINDINGS = pd.DataFrame(
    [
        ("total", "impossible", ("a",)),
        ("pooled-percent", "inconsistent", ("a",)),
        ("pooled-percent", "corroborated", ("b",)),
    ],
    columns=["rule", "grade", "figures"],
)


def rank(verdict):
    return LEVELS.index(verdict.level)


@settings(max_examples=200, deadline=None)
@given(figures, figures, breaks)
def test_the_order_of_two_figures_does_not_matter(a, b, register):
    assert compare(a, b, register, FINDINGS) == compare(b, a, register, FINDINGS)


@settings(max_examples=200, deadline=None)
@given(figures, figures, breaks)
def test_nothing_is_more_comparable_to_another_than_to_itself(a, b, register):
    assert rank(compare(a, a, register, FINDINGS)) <= rank(compare(a, b, register, FINDINGS))


@settings(max_examples=200, deadline=None)
@given(figures, figures, breaks, breaks)
def test_a_further_break_never_makes_two_figures_more_comparable(a, b, register, more):
    before, after = compare(a, b, register, FINDINGS), compare(a, b, [*register, *more], FINDINGS)
    assert rank(before) <= rank(after)
    assert set(before.reasons) <= set(after.reasons)


def test_two_quarters_of_one_series_are_comparable():
    assert compare(figure(), later()) == compare(later(), figure())
    assert compare(figure(), later()).level == "comparable"
    assert compare(figure(), later()).reasons == ()


@pytest.mark.parametrize(
    ("columns", "kind", "level"),
    [
        ({"era": "city-2012"}, "era", "not comparable"),
        ({"service": "safe-home"}, "service", "comparable with a caveat"),
        ({"group": "women"}, "population", "comparable with a caveat"),
        ({"group": "aged 16 to 17"}, "age base", "not comparable"),
        ({"measure": "exits"}, "measure", "not comparable"),
        ({"measure": "cases opened"}, "definition", "not comparable"),
        ({"area": "Leicestershire Police force area"}, "area", "not comparable"),
        ({"area": "LLR"}, "area", "not comparable"),
        ({"area": "Rutland"}, "area", "comparable with a caveat"),
        ({"exposure_months": 1.0}, "exposure", "comparable with a caveat"),
        ({"flow": "stock"}, "flow and stock", "not comparable"),
        ({"unit": "percent"}, "unit", "not comparable"),
        ({"precision": "over"}, "precision", "comparable with a caveat"),
        ({"period_end": pd.NaT}, "period", "comparable with a caveat"),
    ],
)
def test_each_difference_has_its_reason_and_level(columns, kind, level):
    names = (("referrals accepted", "accepted"), ("cases opened", "accepted"), ("exits", "exit"))
    measures = [Measure(name, name, "", "count", "flow", "neither", concept) for name, concept in names]
    reasons = {reason.kind: reason.level for reason in compare(figure(), later(**columns), measures=measures).reasons}
    assert reasons[kind] == level


def test_a_break_between_two_figures_and_inside_one():
    before = figure(id="old", period_start=pd.Timestamp("2021-10-01"), period_end=pd.Timestamp("2021-12-31"))
    assert compare(before, figure(), [BREAK]).level == "not comparable"
    across = figure(
        id="old", period_start=pd.Timestamp("2022-01-01"), period_end=pd.Timestamp("2022-05-31"), exposure_months=3.0
    )
    assert compare(across, later(), [BREAK]).level == "comparable with a caveat"
    elsewhere = Break("b", BREAK.date, "law", "x", "y", "s", "l", areas=("Leicester",))
    assert compare(before, figure(), [elsewhere]).level == "comparable"


def test_a_quarter_in_which_a_service_began_is_not_cut_by_its_beginning():
    quarter = {"period_start": pd.Timestamp("2012-07-01"), "period_end": pd.Timestamp("2012-09-30")}
    begun = Break("b", date(2012, 9, 1), "recommissioning", "New services", "Other definitions", "paper", "2.4")
    assert (
        compare(figure(**quarter, exposure_months=1.0), figure(**quarter, exposure_months=1.0), [begun]).reasons == ()
    )
    kinds = {reason.kind for reason in compare(figure(**quarter), figure(**quarter), [begun]).reasons}
    assert kinds == {"break"}


def test_a_mean_of_percentages_and_a_pooled_one_are_not_comparable():
    reasons = compare(figure(), later(), findings=FINDINGS).reasons
    assert "percentage" in {reason.kind for reason in reasons}
    assert compare(figure(id="x"), later(), findings=FINDINGS).level == "comparable"


def test_every_two_of_a_table_have_a_verdict():
    table = compare_many(pd.DataFrame([figure(), later(), later(id="c", era="uava")]))
    assert table["level"].tolist().count("not comparable") == 2
    assert len(table) == 3


def test_a_series_is_cut_at_its_breaks_and_what_holds_one_stands_alone():
    starts = pd.to_datetime(["2021-10-01", "2022-01-01", "2022-04-01", "2022-07-01"])
    ends = pd.to_datetime(["2021-12-31", "2022-03-31", "2022-06-30", "2022-09-30"])
    series = pd.DataFrame([figure(id=str(n)) for n in range(4)]).assign(period_start=starts, period_end=ends)
    assert [piece["id"].tolist() for piece in segments(series, [BREAK])] == [["0", "1"], ["2", "3"]]
    inside = Break("b", date(2022, 2, 1), "law", "x", "y", "s", "l")
    assert [piece["id"].tolist() for piece in segments(series, [inside])] == [["0"], ["1"], ["2", "3"]]
    assert len(segments(series, [])) == 1


def counts(values):
    starts = pd.date_range("2020-01-01", periods=len(values), freq="QS")
    ends = starts + pd.offsets.QuarterEnd(0)
    return pd.DataFrame({"value": values, "period_start": starts, "period_end": ends})


def test_a_change_of_rate_is_suggested_where_it_happened_and_steady_counts_suggest_none():
    found = suggest_break(counts([100, 95, 104, 99, 180, 171, 190, 176]))
    assert found.date == date(2021, 1, 1)
    assert found.after / found.before == pytest.approx(1.8, abs=0.1)
    assert suggest_break(counts([100, 95, 104, 99, 101, 97, 103, 98])) is None
    assert suggest_break(counts([10, 500])) is None


def test_each_concept_has_a_figure_or_a_reason_under_each_system():
    names = (
        ("referrals accepted", "accepted", ()),
        ("exits", "exit", ("planned", "unplanned")),
        ("planned", "exit", ()),
    )
    measures = [Measure(name, name, "", "count", "flow", "neither", concept, parts) for name, concept, parts in names]
    table = harmonise(pd.DataFrame([figure(restates=""), later(restates="", value=263.0)]), measures)
    cells = table.set_index(["concept", "system"])
    assert cells.loc[("accepted", "dsva-2022"), "figure"] == "b"
    assert cells.loc[("accepted", "uava"), "reason"] == "Nothing was published of this system."
    assert ((table["figure"] != "") ^ (table["reason"] != "")).all()


def test_the_reason_for_an_empty_cell_says_what_was_published_instead():
    measures = [
        Measure("referrals received", "Referrals", "", "count", "flow", "up", "referral", ("accepted", "declined")),
        *(Measure(name, name, "", "count", "flow", "up", "accepted", ()) for name in ("accepted", "declined")),
        Measure("exits", "Exits", "", "count", "flow", "up", "exit", ()),
    ]
    printed = pd.DataFrame(
        [
            figure(id="a", measure="accepted", restates=""),
            figure(id="b", measure="declined", restates=""),
            figure(id="c", measure="exits", restates="", value=float("nan")),
            figure(id="d", measure="price", era="uava", flow="", restates=""),
        ]
    )
    reasons = harmonise(printed, measures).set_index(["concept", "system"])["reason"]
    assert reasons["referral", "dsva-2022"] == "Printed only in parts: accepted and declined."
    assert reasons["exit", "dsva-2022"] == "Printed, but not as one number."
    assert reasons["engaged", "dsva-2022"] == "Not among its published counts."
    assert reasons["exit", "uava"] == "No counts over a period were published."
