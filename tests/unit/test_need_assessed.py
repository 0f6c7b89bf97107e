"""The needs assessment: bases, ladders, standards, profiles and the sheet of an area."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.errors import BadArgument
from analysis.model import need
from analysis.model.need.bases import IMPLIED, PRINTED, bases_of
from analysis.model.need.rungs import count_rungs
from analysis.model.rates import compare_with, directly_standardised_rate
from analysis.reference.areas import ASKABLE, find_area, is_whole_force

CENSUS = pd.DataFrame(
    {
        "area": ["Rutland"] * 4,
        "sex": ["female", "female", "male", "male"],
        "age_band": ["0-15", "16-59"] * 2,
        "persons": [3_000, 10_000, 3_500, 11_000],
        "reference_date": pd.Timestamp("2021-03-21"),
        "source": "census",
    }
)
SURVEY = pd.DataFrame(
    {
        "year_ending": pd.to_datetime(["2018-03-31", "2020-03-31", "2021-03-31", "2022-03-31"]),
        "series": ["old", "old", "new", "new"],
        "age_base": "16-59",
        "persons_percent": [np.nan, np.nan, np.nan, 5.0],
        "women_percent": [7.9, 7.0, np.nan, np.nan],
        "men_percent": [4.2, 4.0, np.nan, np.nan],
        "source": "survey",
    }
)
ERRORS = {"female": 0.1, "male": 0.2, "all": 0.1}


def by_year(gap: float = 3.0) -> pd.DataFrame:
    bands = {"16-59": ("16-59",)}
    table = need.expect_by_year(
        CENSUS, SURVEY, bands=bands, larger_areas={}, relative_error=ERRORS, longest_gap_years=gap
    )
    return table.set_index(["survey_year", "sex"])


def test_each_survey_year_stands_on_its_own_or_says_why_it_cannot():
    table = by_year()
    assert table.loc[("2020-03-31", "all"), "victims"] == pytest.approx(700 + 440)  # 7% of 10 000 and 4% of 11 000
    assert table.loc[("2022-03-31", "all"), "victims"] == pytest.approx(1_050)  # 5% of everybody, no percentage by sex
    assert table.loc[("2018-03-31", "all"), "reason"].startswith("Cannot be calculated: no local adult count")
    assert "no percentage" in table.loc[("2021-03-31", "all"), "reason"]
    assert table["victims"].notna().eq(table["reason"].eq("")).all()


def test_a_wider_gap_lets_more_years_stand():
    assert by_year(4.0)["victims"].notna().sum() > by_year(3.0)["victims"].notna().sum()


def pairs(*rows: tuple) -> pd.DataFrame:
    names = ["id", "count", "printed", "decimals", "printed_base", "table"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(source="s", period_start=pd.NaT, period_end=pd.NaT)


def test_a_base_is_the_printed_one_where_it_gives_the_percentage_and_else_what_the_numbers_allow():
    found = bases_of(
        pairs(("good", 20, 50.0, 0, 40.0, ""), ("wrong", 66, 73.0, 0, 93.0, ""), ("none", 23, 89.0, 0, np.nan, ""))
    )
    assert (found["good"].least, found["good"].most, found["good"].origin) == (40, 40, PRINTED)
    assert (found["wrong"].least, found["wrong"].most, found["wrong"].origin) == (90, 91, IMPLIED)  # 66 / 91 = 72.5%
    assert "No whole number" in found["none"].reason


def test_percentages_of_one_table_share_the_bases_that_fit_all_of_them():
    found = bases_of(pairs(("a", 55, 31.0, 0, np.nan, "t"), ("b", 84, 47.0, 0, np.nan, "t")))
    assert (found["a"].least, found["a"].most) == (found["b"].least, found["b"].most) == (177, 180)


def figure(id: str, measure: str, value: float, quarter: int, **more) -> dict:
    start = pd.Timestamp(year=2013, month=3 * quarter + 1, day=1)
    return {
        "id": id,
        "measure": measure,
        "value": value,
        "value_printed": f"{value:g}",
        "unit": "count",
        "era": "e",
        "service": "s",
        "group": "all",
        "area": "Leicester",
        "period_start": start,
        "period_end": start + pd.offsets.MonthEnd(3),
        "percent_of": "",
        "percent_base": "",
        "subset_of": "",
        "part_of": "",
        "restates": "",
        "table": "",
        "source": "p",
        "reason_missing": "",
        "precision": "exact",
        "flow": "flow",
        "exposure_months": 3.0,
        "published": pd.Timestamp("2013-10-17"),
    } | more


PROFILE = SimpleNamespace(id="x", count="with need", share="share with need")


def test_a_profile_has_limits_over_every_base_and_a_change_is_tested_at_the_worst_of_them():
    share = {"unit": "percent"}
    figures = pd.DataFrame(
        [
            figure("c0", "with need", 55, 0),
            figure("s0", "share with need", 31, 0, percent_of="c0", **share),
            figure("c1", "with need", 5, 1),
            figure("s1", "share with need", 3, 1, percent_of="c1", **share),
            figure("c2", "with need", np.nan, 2, reason_missing="withheld"),
        ]
    )
    table = need.list_profiles(figures, [PROFILE], 0.95)
    assert list(table["base_least"][:2]) == [175, 143]  # 55 / 31.5% and 5 / 3.5%, the next whole number
    assert table["low"][0] < 55 / 180 < 55 / 175 < table["high"][0]
    assert table["reason"][2] == "withheld"
    changes = need.compare_profiles(table, 0.95)
    assert list(changes["told"]) == ["fell", "cannot be told"]
    assert changes["clear"][0]


def test_a_rung_whose_figures_are_withheld_says_so():
    rungs = [SimpleNamespace(id="referred", measures=("people",)), SimpleNamespace(id="engaged", measures=("others",))]
    hidden = figure("h", "people", np.nan, 0, reason_missing="value: withheld, so that nobody can be known by it")
    figures = pd.DataFrame([hidden | {"era": "e", "service": "s", "area": "Rutland", "group": "all"}])
    services = pd.DataFrame({"era": ["e"], "area": ["Rutland"], "service": ["s"]})
    rows = count_rungs(figures[figures["value"].notna()], figures, services, rungs)
    assert list(rows["reason"]) == [
        "No data: withheld, so that nobody can be known by it.",
        "No data: nothing was published on this rung.",
    ]


def test_more_people_than_the_base_are_refused_in_a_sentence():
    figures = pd.DataFrame([figure("whole", "people", 4, 0), figure("c", "with need", 5, 0, subset_of="whole")])
    row = need.list_profiles(figures, [PROFILE], 0.95).iloc[0]
    assert row["reason"] == "More people are counted than there are in the base."
    assert pd.isna(row["share"])


def test_standards_are_rules_times_residents_and_a_missing_one_says_so():
    rules = pd.DataFrame({"standard": ["cases", "adviser"], "value": [40.0, 100.0], "source": "guide"})
    uses = [
        SimpleNamespace(id="cases", standard="cases", standard_low="", of="adult women"),
        SimpleNamespace(id="advisers", standard="adviser", standard_low="", of="cases"),
        SimpleNamespace(id="unknown", standard="undated", standard_low="", of="residents"),
    ]
    table = need.apply_standards(CENSUS, rules, uses, {"Rutland": ("Rutland",), "Nowhere": ("Nowhere",)})
    table = table.set_index(["area", "standard"])
    assert table.loc[("Rutland", "cases"), "value"] == pytest.approx(40.0)  # 10 000 women
    assert table.loc[("Rutland", "advisers"), "value"] == pytest.approx(0.4)
    assert table.loc[("Rutland", "unknown"), "reason"]
    assert table.loc["Nowhere", "reason"].ne("").all()


def test_places_are_found_by_name_and_code_and_a_wrong_one_gets_the_nearest():
    assert find_area(" leicester ").name == find_area("e06000016").name == "Leicester"
    assert find_area("Leicester, Leicestershire and Rutland").name == "LLR"
    with pytest.raises(BadArgument, match="Leicester"):
        find_area("Lester")
    with pytest.raises(BadArgument):
        find_area("each district of Leicestershire")


def test_a_figure_of_the_force_stands_for_the_whole_force_area_alone():
    assert {name for name in ASKABLE if is_whole_force(name)} == {"LLR", "Leicestershire Police force area"}


@pytest.mark.parametrize(
    ("limits", "polarity", "status"),
    [
        ((0.81, 0.91), "higher is better", "met"),
        ((0.60, 0.69), "higher is better", "not met"),
        ((0.60, 0.80), "higher is better", "cannot tell"),
        ((0.60, 0.69), "lower is better", "met"),
        ((np.nan, np.nan), "higher is better", "cannot tell"),
        ((0.81, 0.91), "neither", "cannot tell"),
    ],
)
def test_a_target_is_met_only_by_the_whole_interval(limits, polarity, status):
    assert compare_with(0.7, *limits, polarity).status == status


def test_too_few_events_or_an_empty_age_group_give_no_standardised_rate():
    assert "too few" in directly_standardised_rate([1, 2], [10, 10], [1, 1]).reason
    assert "nobody" in directly_standardised_rate([10, 2], [10, 0], [1, 1]).reason
    with pytest.raises(BadArgument, match="length"):
        directly_standardised_rate([10], [10, 10], [1, 1])


def test_with_the_standards_own_ages_the_standardised_rate_is_the_crude_rate():
    found = directly_standardised_rate([10, 20], [1_000, 3_000], [1, 3])
    assert found.rate == pytest.approx(30 / 4_000)
