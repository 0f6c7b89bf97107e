"""Money as readers see it: true to the date, nominal or real by name, and for data that the papers do not hold."""

import csv
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis import charts, pipeline
from analysis.errors import MissingDeflator
from analysis.pack import exhibits
from analysis.pack.result_tables import list_tables
from analysis.pack.statements import money, money_ahead, own_cost, shares
from analysis.parameters import Parameters
from analysis.pipeline.money import extend
from analysis.reference.scenario import exactly
from analysis.sources.known import load_known
from analysis.sources.scenarios import load_scenario

DATA = Path(__file__).parents[2] / "data"
MEETINGS = [
    ("leicester-scrutiny", date(2013, 10, 17), "2013-14"),
    ("lscsb", date(2018, 12, 10), "2018-19"),
    ("lcc-scrutiny", date(2019, 11, 6), "2018-19"),
    ("ldalpb", date(2023, 6, 30), "2022-23"),
]
SHOWN = (
    exhibits.funding_real, exhibits.funding_by_index, exhibits.partners, exhibits.by_head, exhibits.by_person,
    exhibits.committed, exhibits.endings, exhibits.undated_funding,
)  # fmt: skip
SAID = (
    money.of_funding, money.of_undated, shares.of_partners, shares.of_alike, shares.of_heads, shares.of_persons,
    money_ahead.of_quarters,
)  # fmt: skip


@cache
def run_meeting(board: str, meeting: date, price_year: str):
    """One run for all tests of this file: results are never changed."""
    return pipeline.run(Parameters(board=board, meeting=meeting, price_year=price_year), DATA)


@pytest.fixture(scope="module", params=MEETINGS, ids=lambda meeting: str(meeting[1]))
def results(request):
    return run_meeting(*request.param)


def names_prices(text: str, price_year: str) -> bool:
    return "ounds of the day" in text or f"{price_year} prices" in text


def test_every_sum_says_in_whose_pounds_it_is(results):
    price_year = results.parameters.price_year
    for say in SAID:
        for statement in say(results):
            assert "£" not in statement.text or names_prices(statement.text, price_year), statement.text
    for make in SHOWN:
        exhibit = make(results)
        for column in exhibit.table.columns:
            if exhibit.table[column].astype(str).str.contains("£").any():
                assert names_prices(f"{column} {exhibit.caption}", price_year), (exhibit.name, column)
        assert "£" not in exhibit.alternative_text or names_prices(
            f"{exhibit.alternative_text} {exhibit.caption}", price_year
        )


def test_nothing_later_than_the_meeting_is_known_of_money(results):
    known = {document.id for document in results.catalogue.documents}
    for table in (results.money.by_index, results.money.endings, results.money.committed):
        assert set(table["source"]) <= known


def test_every_chart_of_money_has_its_table_and_draws_on_both_surfaces(results):
    for make in (exhibits.committed, exhibits.endings):
        exhibit = make(results)
        assert exhibit.panels is not None
        assert len(exhibit.table)
        for surface in ("screen", "paper"):
            charts.draw_on(surface)
            assert exhibit.panels()


def test_no_cost_to_society_is_in_any_table_of_money(results):
    social = float(pd.read_csv(DATA / "reference/social_costs.csv")["value"].iloc[0])
    for table in (one for one in list_tables(results) if one.name.startswith(("money", "funding"))):
        numbers = table.rows.select_dtypes("number")
        assert not numbers.isin([social]).to_numpy().any()


def test_the_sum_printed_in_2018_is_the_price_until_the_paper_of_2019_explains_it():
    then, later = run_meeting(*MEETINGS[1]), run_meeting(*MEETINGS[2])
    assert then.money.committed["amount_gbp"].tolist() == [57_825, 57_825]  # a quarter of 231,300, until March 2019
    assert "uava-price" not in set(then.funding["line"])
    assert "uava-price-2018" not in set(later.funding["line"])
    assert later.money.quarters["committed_gbp"].iloc[0] == 206_500  # a quarter of 826,000
    assert later.money.quarters["if_extended_gbp"].iloc[0] == pytest.approx(28_815.75)


@pytest.fixture(scope="module")
def other_data(tmp_path_factory):
    """Data in which a paper prints what a service cost in the year in which its people are known, and one far ahead."""
    folder = tmp_path_factory.mktemp("other") / "data"
    shutil.copytree(DATA, folder)
    with open(folder / "funding.csv", encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    base = next(line for line in lines if line["id"] == "county-duty-grant-2022-23")
    added = {
        "service": "da-locality", "era": "dsva-2022", "area": "Leicestershire and Rutland", "kind": "price",
        "figure": "", "source": "lscsb-2023-09-29",
    }  # fmt: skip
    for year, pounds in (("2022-23", 500_000), ("2026-27", 600_000)):
        lines.append(base | added | {"id": f"x-{year}", "line": "x", "financial_year": year, "amount_gbp": pounds})
    with open(folder / "funding.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(base), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    return folder


@pytest.fixture(scope="module")
def other_results(other_data):
    return pipeline.run(Parameters(deflator="cpih"), other_data)


def test_where_people_and_pounds_meet_the_cost_of_a_person_is_said_with_its_interval(other_results):
    results = other_results
    row = results.money.by_person.query("service == 'da-locality' and financial_year == '2022-23'").iloc[0]
    demand = results.demand.query("stands_for_demand and service == 'da-locality'")
    assert row.people == demand["value"].sum()
    assert row.unit_cost_gbp == pytest.approx(500_000 / row.people)
    assert row.unit_cost_low_gbp < row.unit_cost_gbp < row.unit_cost_high_gbp
    (said,) = [one.text for one in shares.of_persons(results) if "Locality" in one.text and "£" in one.text]
    assert "95% interval" in said
    assert "pounds of the day" in said


def test_a_year_after_the_release_takes_the_assumed_inflation_and_is_marked(other_results, other_data):
    results = other_results
    row = results.funding.query("line == 'x' and financial_year == '2026-27'").iloc[0]
    assert row.deflator_status == "assumed"
    assert row.amount_real_gbp == pytest.approx(600_000 * 123.0417 / (134.0417 * 1.02**2))  # CPIH, two years at 2%
    table = exhibits.funding_by_index(results).table
    shown = table[table["Year"].eq("2026-27")].iloc[0]
    assert "(assumed)" in shown["2022-23 prices by CPIH"]
    assert "(forecast)" in shown["2022-23 prices by GDP deflator"]
    with pytest.raises(MissingDeflator, match="2026-27"):
        pipeline.run(Parameters(deflator="cpih", price_year="2026-27"), other_data)


def test_years_after_the_release_take_the_inflation_of_the_scenario_where_it_has_one():
    known = load_known(DATA, "cpih", evidence_by=date(2023, 9, 29), rods_by=None)
    as_now, lines = load_scenario(DATA, "as-now"), pd.DataFrame({"financial_year": ["2025-26"]})
    for scenario, rise in ((as_now, 1.02), (replace(as_now, inflation=exactly(0.05)), 1.05)):
        ahead = extend(known.deflators, lines, known, scenario)
        assert ahead.loc["2025-26", "deflator"] == pytest.approx(134.0417 * rise)
        assert ahead.loc["2025-26", "status"] == "assumed"


def test_the_calculator_asks_for_the_reader_s_own_cost_and_carries_the_count():
    results = run_meeting(*MEETINGS[3])
    (asked,) = own_cost.at_own_cost(results, None)
    assert "£" not in asked.text
    answers = own_cost.at_own_cost(results, 450.0)
    assert len(answers) == 4  # by June 2023 the newest counts are those of the city's four services
    assert all("95% interval of the count" in one.text and "own unit cost" in one.text for one in answers)
