"""Money by partner, by head and by person: what is known, and what stays unknown."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.model import funding

LINE = {
    "funder": "all", "stream": "price", "amount_gbp": 826_000.0, "precision": "exact", "basis": "per-year",
    "part_of": "", "area": "LLR", "figure": "f",
}  # fmt: skip
TOTALS = pd.DataFrame(
    {
        "area": ["Leicester", "Leicestershire", "Rutland"],
        "reference_date": pd.Timestamp("2019-06-30"),
        "persons": [300.0, 700.0, 40.0],
        "persons_16_plus": [200.0, 500.0, 30.0],
        "source": "estimate-2019",
    }
)
CENSUS = pd.DataFrame(
    {
        "area": "Leicester",
        "age_band": ["0-15", "16-59", "75+"],
        "persons": [100.0, 150.0, 50.0],
        "reference_date": pd.Timestamp("2021-03-21"),
        "source": "census-2021",
    }
)
UAVA = {"era": "uava", "service": "uava", "area": "LLR"}


def lines(*changes) -> pd.DataFrame:
    return pd.DataFrame([LINE | change for change in changes])


def test_the_share_of_one_partner_is_known_and_that_of_the_others_only_together():
    table = funding.partner_shares(
        lines({"id": "whole"}, {"id": "part", "funder": "County", "amount_gbp": 231_300.0, "part_of": "whole"})
    )
    assert list(table["partner"]) == ["County", ""]
    assert table["share"].tolist() == pytest.approx([0.280024, 0.719976], abs=1e-6)  # 231,300 / 826,000 by hand
    assert table["amount_gbp"].tolist() == [231_300, 594_700]
    assert table["reason"].tolist() == ["", "how the others divide the rest was not published"]


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=6))
def test_partners_and_the_rest_add_up_to_the_whole(parts):
    rows = [{"id": f"p{place}", "amount_gbp": sum_gbp, "part_of": "whole"} for place, sum_gbp in enumerate(parts)]
    table = funding.partner_shares(lines({"id": "whole", "amount_gbp": 1.1 * sum(parts)}, *rows))
    assert table["share"].sum() == pytest.approx(1)


def test_parts_that_exceed_their_whole_leave_no_rest():
    table = funding.partner_shares(lines({"id": "whole"}, {"id": "p", "amount_gbp": 900_000.0, "part_of": "whole"}))
    assert table["reason"].iloc[-1] == "the parts come to more than the whole"
    assert pd.isna(table["share"].iloc[-1])


def test_a_part_of_another_basis_has_no_share():
    other = {"id": "p", "amount_gbp": 9.0, "part_of": "whole", "basis": "whole-term"}
    assert funding.partner_shares(lines({"id": "whole"}, other))["share"].isna().all()


def test_seven_times_one_district_looks_like_another_sum_and_is_not_joined_to_it():
    district = {"id": "d", "stream": "grant to each district", "amount_gbp": 33_000.0, "area": "each"}
    table = funding.resembling_sums(lines(district, {"id": "c", "amount_gbp": 231_300.0}), {"each": 7})
    (row,) = table.itertuples()
    assert (row.times, row.product_gbp, row.other, row.other_gbp) == (7, 231_000, "c", 231_300)


@pytest.mark.parametrize("other", [{"amount_gbp": 233_000.0}, {"part_of": "d"}, {"stream": "grant to each district"}])
def test_sums_that_differ_or_belong_together_do_not_resemble(other):
    district = {"id": "d", "stream": "grant to each district", "amount_gbp": 33_000.0, "area": "each"}
    assert funding.resembling_sums(lines(district, {"id": "c", "amount_gbp": 231_300.0} | other), {"each": 7}).empty


def money(area: str, year: str, **changes) -> pd.DataFrame:
    row = {"per_area": area, "financial_year": year, "amount_gbp": 1_040.0, "amount_real_gbp": 2_080.0, "months": 12}
    return pd.DataFrame([row | changes])


def test_pounds_for_each_resident_and_adult_name_their_population():
    people = funding.people_by_area(TOTALS, CENSUS)
    row = funding.per_head(money("LLR", "2019-20"), people).iloc[0]
    assert (row.residents, row.adults) == (1_040, 730)
    assert (row.per_resident_gbp, row.per_resident_real_gbp) == (1, 2)
    assert row.per_adult_gbp == pytest.approx(1_040 / 730)
    assert row.population_date == pd.Timestamp("2019-06-30")
    assert row.population_sources == ("estimate-2019",)


def test_adults_of_a_census_are_those_from_16():
    people = funding.people_by_area(TOTALS, CENSUS)
    row = funding.per_head(money("Leicester", "2021-22"), people).iloc[0]
    assert (row.residents, row.adults, row.population_sources) == (300, 200, ("census-2021",))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (money("LLR", "2013-14"), "no population of LLR at hand within a year of the middle of 2013-14"),
        (money("LLR", "2021-22"), "no population of LLR"),  # one council of three was counted
        (money("LLR", "2019-20", months=4), "part of the year"),
        (money("each district of Leicestershire", "2019-20"), "no population"),
    ],
)
def test_a_year_without_a_population_says_so(row, said):
    table = funding.per_head(row, funding.people_by_area(TOTALS, CENSUS))
    assert said in table["reason"].iloc[0]
    assert table["per_resident_gbp"].isna().all()


@given(st.floats(1, 1e7), st.floats(0.5, 2))
def test_a_price_year_changes_no_ratio_between_heads(sum_gbp, factor):
    people = funding.people_by_area(TOTALS, CENSUS)
    both = pd.concat([money("LLR", "2019-20", amount_real_gbp=factor * sum_gbp), money("LLR", "2018-19")])
    table = funding.per_head(both.reset_index(drop=True), people)
    assert table["per_resident_real_gbp"][0] / table["amount_real_gbp"][0] == pytest.approx(1 / 1_040)


def paid(**changes) -> pd.DataFrame:
    row = UAVA | {
        "financial_year": "2022-23", "amount_gbp": 1_000.0, "amount_real_gbp": 900.0, "months": 12, "part_of": "",
        "kind": "price", "also_covers": "", "figure": "f",
    }  # fmt: skip
    return pd.DataFrame([row | changes])


def counted(values=(10.0, 20.0, 30.0, 40.0), year=2022, **changes) -> pd.DataFrame:
    starts = pd.date_range(f"{year}-04-01", periods=len(values), freq="QS-APR")
    rows = pd.DataFrame({"period_start": starts, "period_end": starts + pd.offsets.QuarterEnd(), "value": values})
    figures = [(f"q{place}",) for place in range(len(values))]
    return rows.assign(**(UAVA | {"measure": "referrals", "exposure_months": 3.0} | changes), figures=figures)


def test_pounds_for_each_person_carry_the_interval_of_the_count():
    row = funding.service_years(paid(), counted(), 0.95).iloc[0]
    assert (row.people, row.unit_cost_gbp, row.unit_cost_real_gbp) == (100, 10, 9)
    assert (row.people_low, row.people_high) == pytest.approx((81.36, 121.63), abs=0.01)  # Garwood for 100, as printed
    assert row.unit_cost_low_gbp == pytest.approx(1_000 / 121.63, abs=0.01)
    assert row.reason == ""
    assert row.figures == ("f", "q0", "q1", "q2", "q3")


@pytest.mark.parametrize(
    ("pounds", "people", "said"),
    [
        (paid(service=""), counted(), "no one service"),
        (paid(also_covers="a monitoring officer"), counted(), "also pays for a monitoring officer"),
        (paid(), counted(service="another"), "all of them together"),
        (paid(), counted(area="Leicester"), "no paper publishes"),
        (paid(), counted(era="da-act"), "no paper publishes"),
        (paid(), counted((10.0, 20.0, 30.0)), "9 of the 12 months"),
        (paid(), counted(exposure_months=[1.0, 3.0, 3.0, 3.0]), "10 of the 12 months"),
        (paid(), counted(year=2021), "for other years only"),
        (paid(), counted((0.0, 0.0, 0.0, 0.0)), "nobody was counted"),
        (paid(), counted().iloc[:0], "no paper publishes"),
    ],
)
def test_what_is_not_of_one_service_area_and_year_is_not_divided(pounds, people, said):
    row = funding.service_years(pounds, people, 0.95).iloc[0]
    assert said in row.reason
    assert pd.isna(row.unit_cost_gbp)


@pytest.mark.parametrize("change", [{"part_of": "whole"}, {"kind": "forecast"}, {"kind": "second-hand"}, {"months": 6}])
def test_a_part_a_forecast_and_a_part_year_are_not_the_money_of_a_service(change):
    assert funding.service_years(paid(**change), counted(), 0.95).empty
