"""Expected need from a survey, and shares of people with their intervals."""

import numpy as np
import pandas as pd
import pytest

from analysis.model import need, performance

POPULATION = pd.DataFrame(
    {
        "area": "Rutland",
        "sex": ["female"] * 4 + ["male"] * 4,
        "age_band": ["0-15", "16-59", "60-74", "75+"] * 2,
        "persons": [3177, 9903, 4125, 2774, 3570, 11313, 3907, 2282],
    }
)


def test_people_expected_are_residents_of_the_surveys_ages_times_its_share():
    residents = need.residents_in_age_base(POPULATION, {"16+": ("16-59", "60-74", "75+")})
    prevalence = pd.DataFrame({"sex": ["female", "male"], "percent": [6.9, 3.0]})
    expected = need.expected_victims(residents, prevalence, relative_error={"female": 0.1, "male": 0.2})
    by_sex = expected.set_index("sex")
    assert by_sex.loc["female", "residents"] == 16_802  # 9 903 + 4 125 + 2 774
    assert by_sex.loc["female", "victims"] == pytest.approx(1_159.338)
    assert by_sex.loc["all", "victims"] == pytest.approx(1_159.338 + 525.06)
    assert by_sex.loc["all", "high"] == pytest.approx(1.1 * 1_159.338 + 1.2 * 525.06)


def test_an_area_with_a_part_missing_is_no_sum():
    residents = need.residents_in_age_base(POPULATION, {"16+": ("16-59",)})
    with_sums = need.add_areas(residents, {"both": ("Rutland", "Elsewhere"), "alone": ("Rutland",)})
    assert set(with_sums["area"]) == {"Rutland", "alone"}


def test_survey_series_are_never_joined():
    prevalence = pd.DataFrame(
        {
            "series": ["old", "new", "new"],
            "year_ending": pd.to_datetime(["2024-03-31", "2022-03-31", "2023-03-31"]),
            "women_percent": [9.0, 6.9, np.nan],
            "men_percent": [4.0, 3.0, 3.2],
        }
    )
    assert need.newest_estimate(prevalence, ("new", "old"))["women_percent"] == 6.9
    assert need.newest_estimate(prevalence, ("other",)) is None


def counts(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "id": f"f{n}", "figures": (f"f{n}",), "era": "e", "service": "s", "group": "all", "area": "LLR",
                "measure": measure, "value": value,
                "period_start": pd.Timestamp(year=2022, month=3 * quarter + 1, day=1),
                "period_end": pd.Timestamp(year=2022, month=3 * quarter + 3, day=28),
            }
            for n, (measure, quarter, value) in enumerate(rows)
        ]
    )  # fmt: skip


ASKED = pd.DataFrame({"indicator": ["x"], "numerator": ["top"], "denominator": ["base"]})


def test_a_share_has_wilson_limits_and_periods_are_pooled_by_people():
    table = counts(("top", 0, 1), ("base", 0, 2), ("top", 1, 80), ("base", 1, 98))
    shares = performance.shares(table, ASKED, 0.95)
    pooled = performance.pool_periods(shares, 0.95).iloc[0]
    assert pooled.share == pytest.approx(0.81)  # 81 of 100, not the mean of 50% and 82%
    assert (pooled.low, pooled.high) == pytest.approx((0.7222, 0.8749), abs=5e-5)  # Wilson 1927, by hand
    assert pooled.figures == ("f0", "f1", "f2", "f3")


def test_a_base_of_nobody_leaves_the_share_missing():
    shares = performance.shares(counts(("top", 0, 0), ("base", 0, 0)), ASKED, 0.95)
    assert shares[["share", "low", "high"]].isna().all(axis=None)
    assert shares["reason"].tolist() == ["Nobody was counted in the base."]


def test_a_part_larger_than_its_whole_is_refused_in_its_own_row_and_in_the_pool():
    shares = performance.shares(counts(("top", 0, 3), ("base", 0, 2), ("top", 1, 1), ("base", 1, 9)), ASKED, 0.95)
    assert shares["reason"].str.contains("More people").tolist() == [True, False]
    assert shares["share"].isna().tolist() == [True, False]
    pooled = performance.pool_periods(shares, 0.95).iloc[0]
    assert np.isnan(pooled.share)  # 4 of 11 would hide the 3 of 2
    assert "In one of its periods" in pooled.reason


def test_net_flow_is_who_came_less_who_left():
    flows = performance.net_flow(counts(("in", 0, 115), ("out", 0, 209), ("in", 1, 5)), entries="in", exits="out")
    assert list(flows["net"]) == [-94]  # nobody says who left in the second period, so it is not shown
