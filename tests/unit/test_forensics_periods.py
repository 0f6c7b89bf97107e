"""Rules about dates, lengths, repeats, claims, growth, stock and flow, and conflicts."""

import pandas as pd
import pytest

from analysis.model.forensics import examine
from analysis.model.forensics.dates import wrong_dates

QUARTERS = (
    ("2022-04-01", "2022-07-01", "2022-10-01", "2023-01-01"),
    ("2022-06-30", "2022-09-30", "2022-12-31", "2023-03-31"),
)


def series(values, measure="calls", starts=QUARTERS[0], ends=QUARTERS[1], **columns):
    size = len(values)
    frame = pd.DataFrame({"value": values, "period_start": starts[:size], "period_end": ends[:size]})
    frame["id"] = [f"{measure.replace(' ', '-')}-{n}" for n in range(size)]
    return frame.assign(measure=measure, unit="count", flow="flow", source="paper").assign(**columns)


def rule(figures, name, **registers):
    found = examine(figures, **registers)
    return found[found["rule"] == name]


@pytest.mark.parametrize(
    ("label", "wrong"),
    [
        ("1/4/13- 31/6/13", ["31/6/13"]),
        ("1/04/13 -31/06/13", ["31/06/13"]),
        ("1/9/12 – 31/12/12 (4 months data)", []),
        ("2023-06-31", ["2023-06-31"]),
        ("29.02.2023", ["29.02.2023"]),
        ("29/2/2024", []),
        ("31st June 2013 to 30th September 2013", ["31st June 2013"]),
        ("Q2 (Jul – Sep 2012)", []),
        ("2022-23", []),
        ("6/30/13", []),
    ],
)
def test_dates_that_no_calendar_has(label, wrong):
    assert wrong_dates(label) == wrong


def test_a_date_that_does_not_exist_is_one_finding_for_all_its_figures():
    (found,) = rule(series([1, 2]).assign(period_printed="1/4/13- 31/6/13"), "date").itertuples()
    assert (found.grade, len(found.figures)) == ("impossible", 2)


def test_a_period_that_ends_before_it_begins_is_impossible():
    assert rule(series([1]).assign(period_end="2021-06-30"), "date")["grade"].tolist() == ["impossible"]


def test_quarters_with_their_year_are_in_order():
    year = series([10], starts=["2022-04-01"], ends=["2023-03-31"]).assign(id="year")
    assert rule(pd.concat([series([1, 2, 3, 4]), year]), "date").empty


@pytest.mark.parametrize(
    ("starts", "ends", "word"),
    [
        (["2022-04-01", "2022-06-01", "2022-09-01"], ["2022-06-30", "2022-08-31", "2022-11-30"], "overlap"),
        (["2022-04-01", "2022-07-01", "2023-01-01"], ["2022-06-30", "2022-09-30", "2023-03-31"], "no figure covers"),
        (["2012-09-01", "2013-01-01", "2013-04-01"], ["2012-12-31", "2013-03-31", "2013-06-30"], "unequal length"),
    ],
)
def test_periods_side_by_side(starts, ends, word):
    found = rule(series([5, 6, 7], starts=starts, ends=ends), "date")
    assert found["grade"].tolist() == ["notable"]
    assert word in found["sentence"].iloc[0]


def test_a_length_is_held_to_its_dates():
    stated = series([12], "length of the consultation", ["2019-09-24"], ["2019-11-24"], unit="weeks", flow="")
    assert rule(stated, "duration")["grade"].tolist() == ["inconsistent"]
    assert rule(stated.assign(period_end="2019-12-16"), "duration")["grade"].tolist() == ["corroborated"]
    wait = series([6], "wait for support", unit="weeks", flow="")
    assert rule(wait, "duration").empty  # a wait of six weeks in a quarter says nothing of the quarter


def test_more_months_of_operation_than_the_period_has_are_impossible():
    assert rule(series([9], exposure_months=4), "duration")["grade"].tolist() == ["impossible"]
    assert rule(series([9], exposure_months=1), "duration").empty


def test_a_contract_term_is_held_to_its_dates():
    contract = pd.DataFrame(
        {"id": ["c"], "source": "paper", "title": "Outreach", "start": pd.to_datetime(["2022-06-01"])}
    )
    contract = contract.assign(end=pd.Timestamp("2023-05-31"), term_years=2.0, start_printed="", end_printed="")
    assert rule(series([1]), "duration", contracts=contract)["grade"].tolist() == ["inconsistent"]


def test_the_same_large_count_in_neighbouring_periods_is_notable_and_small_ones_never():
    assert rule(series([5, 66, 66]), "repeat")["grade"].tolist() == ["notable"]
    assert rule(series([5, 5, 0, 0]), "repeat").empty
    assert rule(series([66, 5, 66]), "repeat").empty
    assert rule(series([66, 66], flow="stock"), "repeat").empty


def test_two_parts_that_repeat_together_count_together():
    totals = series([263, 198], "referrals accepted")
    parts = [
        series(values, f"contact {name}", part_of=["referrals-accepted-0", "referrals-accepted-1"])
        for name, values in (("soon", [233, 168]), ("later", [5, 5]), ("last", [25, 25]))
    ]
    (found,) = rule(pd.concat([totals, *parts], ignore_index=True), "repeat").itertuples()
    assert len(found.figures) == 4


def claim(word, figures, measure="calls"):
    frame = pd.DataFrame({"id": ["c"], "source": "paper", "locator": "paragraph 9", "service": ""})
    return frame.assign(measure=measure, claim=word, figures=" ".join(figures["id"]))


@pytest.mark.parametrize(
    ("values", "word", "grade"),
    [
        ([115, 263, 198, 164], "increased-each-period", "inconsistent"),
        ([115, 163, 198, 264], "increased-each-period", "corroborated"),
        ([209, 128, 114, 106], "decreased", "corroborated"),
        ([23, 19, 3, 20], "decreased", "notable"),
        ([100, 150, 90, 80], "increased", "inconsistent"),
    ],
)
def test_a_claim_is_held_to_its_series(values, word, grade):
    figures = series(values)
    assert rule(figures, "claim", claims=claim(word, figures))["grade"].tolist() == [grade]


def test_a_claim_is_tested_per_month_where_periods_are_unequal():
    figures = series([88, 70], starts=["2012-09-01", "2013-01-01"], ends=["2012-12-31", "2013-03-31"])
    assert rule(figures, "claim", claims=claim("increased", figures))["grade"].iloc[0] != "inconsistent"


def growth(yearly, total, years="each year in the last three years"):
    rows = [
        ("a", "yearly increase in domestic violence offences", yearly, years),
        ("b", "increase in domestic violence crime", total, ""),
    ]
    return pd.DataFrame(rows, columns=["id", "measure", "value", "period_printed"]).assign(unit="percent", area="LLR")


def test_a_yearly_rate_is_compounded_against_a_total():
    (found,) = rule(growth(17, 61), "growth").itertuples()
    assert found.grade == "corroborated"
    assert "not independent" in found.sentence
    assert rule(growth(17, 51), "growth")["grade"].tolist() == ["notable"]
    same_years = growth(17, 51).assign(period_start="2016-04-01", period_end="2019-03-31")
    assert rule(same_years, "growth")["grade"].tolist() == ["inconsistent"]
    assert rule(growth(17, 61).assign(area=["LLR", "Leicester"]), "growth").empty


def test_exits_above_entries_need_an_opening_caseload():
    figures = pd.concat([series([115, 263], "referrals accepted"), series([209, 128], "exits")], ignore_index=True)
    (found,) = rule(figures, "balance").itertuples()
    assert found.grade == "notable"
    assert "at least 94" in found.sentence


def test_an_opening_caseload_that_is_too_small_is_inconsistent():
    figures = pd.concat([series([10], "referrals accepted"), series([30], "exits")], ignore_index=True)
    stock = series([5], "caseload", ["2022-03-31"], ["2022-03-31"], flow="stock")
    assert rule(pd.concat([figures, stock]), "balance")["grade"].tolist() == ["inconsistent"]


def test_a_flow_that_equals_a_stock_is_notable():
    stock = series([130], "caseload", ["2022-06-30"], ["2022-06-30"], flow="stock")
    assert rule(pd.concat([series([130], "people supported"), stock]), "balance")["grade"].tolist() == ["notable"]


def test_one_fact_with_two_values_in_two_papers_is_a_conflict():
    first = series([231_300], "contract price", unit="gbp", flow="")
    second = first.assign(id="other", source="later paper", value=826_000)
    assert rule(pd.concat([first, second]), "conflict")["grade"].tolist() == ["inconsistent"]
    assert rule(pd.concat([first, second.assign(value=231_300)]), "conflict").empty
    assert rule(
        pd.concat([first, second.assign(source="paper")]), "conflict"
    ).empty  # told apart by something not given


def test_a_second_printing_must_say_the_same():
    first = series([1.5], "contract term", unit="years", flow="")
    second = first.assign(id="again", value=1, restates=first["id"])
    assert rule(pd.concat([first.assign(restates=""), second]), "conflict")["grade"].tolist() == ["inconsistent"]
