"""Real pounds worked out by hand, to the pound, from the indices as HM Treasury prints them (March 2026 release).

By hand: pounds of the day x index of 2022-23 / index of the year. The GDP deflator is 76.0754 in 2016-17, 85.1002 in
2020-21 and 91.2996 in 2022-23; CPIH is 101.5417, 109.1083 and 123.0417. So 231,300 x 91.2996 / 76.0754 = 277,588.
"""

from pathlib import Path

import pytest

from analysis.model.funding import deflators_ahead, real_by_index, spread
from analysis.model.payment import find_rule, share_earned
from analysis.sources.figures import load_figures
from analysis.sources.money import load_deflators, load_funding

DATA = Path(__file__).parents[2] / "data"
UAVA_COUNTY = {
    "2015-16": (94_384, 94_707),  # four months: 77,100 in pounds of the day
    "2016-17": (277_588, 280_275),
    "2017-18": (274_116, 273_081),
    "2018-19": (268_008, 267_393),
    "2019-20": (261_118, 262_926),
    "2020-21": (248_150, 260_838),
}
DUTY_GRANT = {
    "2021-22": (1_206_436, 1_226_107),
    "2022-23": (1_130_326, 1_130_326),
    "2023-24": (1_095_211, 1_092_345),
    "2024-25": (1_072_486, 1_078_289),
}


@pytest.fixture(scope="module")
def real():
    releases = {name: load_deflators(DATA, name) for name in ("gdp", "cpih")}
    indices = {name: deflators_ahead(one.values, 0.0, 0, one.status) for name, one in releases.items()}
    return real_by_index(spread(load_funding(DATA)), indices, price_year="2022-23")


@pytest.mark.parametrize(
    ("line", "by_hand"), [("uava-county-share", UAVA_COUNTY), ("county-duty-grant", DUTY_GRANT)], ids=["uava", "duty"]
)
def test_a_line_in_prices_of_2022_23_by_two_indices(real, line, by_hand):
    rows = real[real["line"].eq(line)].set_index("financial_year")
    assert set(rows.index) == set(by_hand)
    for year, (gdp, cpih) in by_hand.items():
        assert rows.loc[year, "real_gdp_gbp"] == pytest.approx(gdp, abs=0.6)
        assert rows.loc[year, "real_cpih_gbp"] == pytest.approx(cpih, abs=0.6)
        assert rows.loc[year, "gdp_status"] == rows.loc[year, "cpih_status"] == "outturn"


def test_the_same_pounds_for_years_lost_more_by_one_index_than_by_the_other(real):
    rows = real[real["line"].eq("uava-county-share")].set_index("financial_year")
    lost = rows.loc["2020-21", ["real_gdp_gbp", "real_cpih_gbp"]] / rows.loc["2016-17"] - 1
    assert lost["real_gdp_gbp"] == pytest.approx(76.0754 / 85.1002 - 1)  # −10.6%, by hand
    assert lost["real_cpih_gbp"] == pytest.approx(101.5417 / 109.1083 - 1)  # −6.9%, by hand


def test_the_payment_rule_of_2012_as_printed():
    rule = find_rule(
        load_figures(DATA),
        met="final payment when requirements are met",
        partly_met="final payment when requirements are partly met",
        not_met="final payment when requirements are not met",
    )
    assert (rule.met, rule.partly_met, rule.not_met) == (0.20, 0.10, 0.0)
    # With a target of 80, and nine tenths of it (72) as the line for «partly»: 90 earns all, 75 half, 71 nothing.
    assert [share_earned(value, 80, rule, 0.9) for value in (90, 80, 75, 72, 71)] == [0.20, 0.20, 0.10, 0.10, 0.0]
