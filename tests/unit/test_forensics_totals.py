"""Rule `total`: parts and periods against printed totals."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model.forensics.findings import as_table
from analysis.model.forensics.period_totals import find_period_totals
from analysis.model.forensics.printed import complete
from analysis.model.forensics.totals import find_totals

QUARTERS = [
    ("2022-04-01", "2022-06-30"),
    ("2022-07-01", "2022-09-30"),
    ("2022-10-01", "2022-12-31"),
    ("2023-01-01", "2023-03-31"),
]
GRAVE = ["impossible", "inconsistent"]


def parts(values, total, **columns):
    rows = [{"id": "total", "value": total, "unit": "count", "part_of": ""}]
    rows += [{"id": f"p{n}", "value": value, "unit": "count", "part_of": "total"} for n, value in enumerate(values)]
    return pd.DataFrame(rows).assign(**columns)


def year(values, total, **columns):
    periods = [*QUARTERS[: len(values)], ("2022-04-01", "2023-03-31")]
    frame = pd.DataFrame(
        {"value": [*values, total], "period_start": [a for a, _ in periods], "period_end": [b for _, b in periods]}
    )
    return frame.assign(id=[f"f{n}" for n in range(len(frame))], measure="calls", unit="count", flow="flow").assign(
        **columns
    )


def totals(figures):
    frame = complete(figures)
    return as_table([*find_totals(frame), *find_period_totals(frame)])


def test_parts_that_come_to_one_less_than_their_total_are_impossible_with_their_sum():
    (found,) = totals(parts([91, 4, 19], 115)).itertuples()
    assert found.grade == "impossible"
    assert found.arithmetic == "91 + 4 + 19 = 114; total 115"
    assert set(found.figures) == {"p0", "p1", "p2", "total"}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 500), min_size=2, max_size=8))
def test_parts_that_add_up_are_never_a_finding(values):
    assert totals(parts(values, sum(values))).empty


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 500), min_size=2, max_size=8), st.integers(-50, 50).filter(bool))
def test_exact_parts_that_do_not_add_up_are_always_found(values, error):
    if sum(values) + error > 0:
        assert not totals(parts(values, sum(values) + error)).empty


def test_a_total_printed_by_sex_and_again_by_age_is_no_fault():
    assert totals(parts([40, 60, 30, 45, 25], 100)).empty


def test_a_fault_in_one_of_two_breakdowns_is_found_in_that_one():
    (found,) = totals(parts([40, 60, 30, 45, 26], 100)).itertuples()
    assert found.arithmetic == "30 + 45 + 26 = 101; total 100"


def test_a_withheld_part_claims_nothing_unless_the_others_exceed_the_total():
    assert totals(parts([40, None, 30], 100)).empty
    assert totals(parts([80, None, 30], 100))["grade"].tolist() == ["impossible"]


def test_about_and_over_have_slack():
    assert totals(parts([300, 570], 880, precision="about")).empty
    assert totals(parts([40, 50], 100, precision=["exact", "over", "exact"])).empty
    assert not totals(parts([40, 50], 200, precision=["exact", "about", "about"])).empty


def test_pounds_rounded_to_thousands_have_the_slack_of_their_printing():
    rounded = parts([231_000, 595_000], 825_300, unit="gbp", value_printed=["£825,300", "£231k", "£595k"])
    assert totals(rounded)["grade"].isin(GRAVE).sum() == 0


def test_a_subset_above_its_total_is_impossible():
    figures = pd.DataFrame({"id": ["a", "b"], "value": [21, 22], "unit": "count", "subset_of": ["", "a"]})
    assert totals(figures)["grade"].tolist() == ["impossible"]
    assert totals(figures.assign(value=[21, 12])).empty


def test_quarters_of_a_flow_are_held_to_their_year_without_being_told():
    assert totals(year([115, 263, 198, 164], 740)).empty
    (found,) = totals(year([115, 263, 198, 164], 741)).itertuples()
    assert (found.grade, found.arithmetic) == ("impossible", "115 + 263 + 198 + 164 = 740; calls 741")


def test_a_year_below_its_quarters_may_count_people_once():
    (found,) = totals(year([115, 263, 198, 164], 700)).itertuples()
    assert found.grade == "inconsistent"
    assert "counted once" in found.sentence
    assert totals(year([115, 263, 198, 164], 200))["grade"].tolist() == ["impossible"]


@pytest.mark.parametrize("columns", [{"flow": "stock"}, {"unit": "percent"}, {"unit": "weeks"}, {"measure": ""}])
def test_what_does_not_add_over_periods_is_left_alone(columns):
    assert totals(year([10, 20, 30, 40], 25, **columns)).empty


def test_a_count_that_is_not_said_to_be_a_flow_is_at_most_notable():
    assert totals(year([10, 20, 30, 40], 25, flow=""))["grade"].tolist() == ["notable"]


def test_three_quarters_make_no_year():
    figures = year([10, 20, 30, 40], 500)
    assert totals(figures.drop(index=1)).empty


def test_months_inside_quarters_inside_a_year_are_each_held_to_the_next():
    starts = pd.date_range("2022-04-01", periods=6, freq="MS")
    months = pd.DataFrame(
        {"value": [1, 2, 3, 4, 5, 6], "period_start": starts, "period_end": starts + pd.offsets.MonthEnd(0)}
    )
    more = pd.DataFrame(
        {
            "value": [6, 15, 21],
            "period_start": starts[[0, 3, 0]],
            "period_end": months["period_end"].iloc[[2, 5, 5]].to_numpy(),
        }
    )
    figures = pd.concat([months, more], ignore_index=True).assign(measure="calls", unit="count", flow="flow")
    figures["id"] = [f"f{n}" for n in figures.index]
    assert totals(figures).empty
    figures.loc[7, "value"] = 16
    assert len(totals(figures)) == 2  # its own months, and the half-year from its quarters
