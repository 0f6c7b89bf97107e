"""Payment by results: the share that an indicator would have earned, or why nobody can say."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.model.payment import PaymentRule, earned, find_rule, requirement, share_earned

RULE = PaymentRule(0.20, 0.10, 0.0, ())
NAMES = {"met": "all", "partly_met": "half", "not_met": "none"}
values = st.floats(0, 100)


def figure(id: str, value: float, **changes) -> dict:
    return {
        "id": id, "measure": "share", "era": "e", "service": "s", "area": "LLR", "unit": "percent", "value": value,
        "value_printed": f"{value:g}%", "restates": "", "target_of": "", "percent_of": "",
        "period_start": pd.Timestamp("2013-04-01"), "period_end": pd.Timestamp("2013-06-30"),
    } | changes  # fmt: skip


def judge(*rows, bar=(0.9, 0.75, 1.0)) -> pd.DataFrame:
    return earned(pd.DataFrame(rows), ("share", "people"), RULE, bar, 0.95)


def target(of: str, value: float) -> dict:
    return figure(f"{of}-target", value, measure="target", target_of=of, period_start=pd.NaT, period_end=pd.NaT)


def test_a_rule_is_read_from_what_is_printed_and_needs_all_of_it():
    printed = [figure(name, value, measure=name) for name, value in (("all", 20), ("half", 10), ("none", 0))]
    assert find_rule(pd.DataFrame(printed), **NAMES) == PaymentRule(0.2, 0.1, 0.0, ("all", "half", "none"))
    assert find_rule(pd.DataFrame(printed[:2]), **NAMES) is None


def test_met_partly_met_and_not_met_earn_what_the_rule_says():
    table = judge(*(figure(f"f{value}", value) for value in (80, 75, 60)), *(target(f"f{v}", 80) for v in (80, 75, 60)))
    found = table.set_index("value")
    assert found["requirement"].to_dict() == {80: "met", 75: "partly met", 60: "not met"}
    assert found["payment_share"].to_dict() == {80: 0.20, 75: 0.10, 60: 0.0}
    # With «partly» from 75% of 80, which is 60, the lowest earns half; with 100% nothing is partly met.
    assert found["payment_most"].to_dict() == {80: 0.20, 75: 0.10, 60: 0.10}
    assert found["payment_least"].to_dict() == {80: 0.20, 75: 0.0, 60: 0.0}


def test_without_a_target_nothing_is_determinable():
    (row,) = judge(figure("a", 99.0)).itertuples()
    assert (row.requirement, row.reason) == ("not determinable", "no target stood for this period")
    assert pd.isna(row.payment_share)
    assert row.beside_target == ""


def test_a_share_with_its_count_gets_the_widest_interval_of_the_bases_that_fit():
    people = figure("n", 160.0, measure="people", unit="count")
    table = judge(figure("a", 87.0, percent_of="n"), people, target("a", 70)).set_index("measure")
    row = table.loc["share"]
    assert (row.base_least, row.base_most) == (183, 184)  # 160/183 and 160/184 are both printed as 87%
    assert (row.low, row.high) == pytest.approx((81.3, 91.5), abs=0.05)
    assert row.beside_target == "above"
    assert pd.isna(table.loc["people", "payment_share"])  # a count without a target


@pytest.mark.parametrize(("bar", "said"), [(70, "above"), (87, "cannot be told"), (95, "below")])
def test_chance_may_be_all_that_lies_between_a_share_and_its_target(bar, said):
    rows = (figure("a", 87.0, percent_of="n"), figure("n", 160.0, measure="people", unit="count"), target("a", bar))
    assert judge(*rows).set_index("measure").loc["share", "beside_target"] == said


def test_no_base_no_interval():
    assert judge(figure("a", 90.0), target("a", 80))["beside_target"].tolist() == ["no base was published"]


@given(values, values, st.floats(1, 100), st.floats(0, 1))
def test_a_better_value_never_earns_less(one, other, bar, partly):
    low, high = sorted((one, other))
    assert share_earned(low, bar, RULE, partly) <= share_earned(high, bar, RULE, partly)
    assert share_earned(high, bar, RULE, partly) in (0.2, 0.1, 0.0)


@given(values, st.floats(0, 1))
def test_no_target_no_payment_whatever_the_value(value, partly):
    assert requirement(value, float("nan"), partly) == "not determinable"
    assert pd.isna(share_earned(value, float("nan"), RULE, partly))
