"""What a run says of room and scenarios: published first, true to its date, and in plain sentences."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline
from analysis.errors import BadArgument, BadScenario
from analysis.pack import exhibits
from analysis.pack.statements import capacity, own_cost
from analysis.parameters import Parameters
from analysis.pipeline.own_money import wait_for_pounds
from analysis.wording import scenarios as words

SHOWN = (
    exhibits.waiting_ahead, exhibits.scenario_results, exhibits.need_parts, exhibits.growth_against_money,
    exhibits.chance_of_sum, exhibits.what_matters, exhibits.smallest_caseloads, exhibits.workers_for_cases,
    exhibits.cases_at_once, exhibits.steady_states, exhibits.staffing, exhibits.scenario_numbers,
    exhibits.scenario_assumptions, exhibits.what_money_buys, exhibits.against_the_chosen, exhibits.trends,
)  # fmt: skip
SAID = (
    capacity.of_published, capacity.of_conditions, capacity.of_outlook, capacity.of_scenarios, capacity.of_learning,
)  # fmt: skip


@pytest.fixture(scope="module")
def of_2023():
    return pipeline.run(Parameters(board="lscsb", meeting="2023-09-29"))


@pytest.fixture(scope="module")
def of_2013():
    return pipeline.run(Parameters(board="leicester-scrutiny", meeting="2013-10-17"))


def said(results) -> str:
    return "\n".join(statement.text for say in SAID for statement in say(results))


def test_the_published_flow_comes_first_and_names_its_figures(of_2023):
    first = capacity.of_published(of_2023)[0]
    assert "740 people were accepted and 557 left" in first.text
    assert "at least 277 had open cases on 31 March 2023" in first.text
    assert "at least 94 on 1 April 2022" in first.text
    assert "lscsb-2023-da-planned-exits-q1" in first.figures


def test_the_waits_of_the_children_s_service_are_worked_through(of_2023):
    (row,) = of_2023.capacity.waits.itertuples()
    assert (row.before, row.since) == (pytest.approx((52.2, 78.3), abs=0.1), (4, 8))
    assert row.starts_a_week == pytest.approx(61 / ((pd.Timestamp("2023-06-30") - row.start).days / 7))
    assert "4 to 8 weeks since" in said(of_2023)


def test_every_conditional_statement_begins_with_its_condition(of_2023):
    starts = ("If ", "For less than ", "Workers and waits cannot")
    conditions = [*capacity.of_conditions(of_2023), *capacity.of_outlook(of_2023)]
    assert all(statement.text.startswith(starts) for statement in conditions)
    assert all(": if so, " in one.text or "cannot be calculated" in one.text for one in capacity.of_scenarios(of_2023))


def test_no_pounds_where_no_scenario_states_them(of_2023):
    assert "£" not in said(of_2023)
    assert set(of_2023.scenarios.results["unit"]) == {"points"}


def test_who_is_turned_away_is_said_beside_the_gap_that_it_closes(of_2023):
    (told,) = [one.text for one in capacity.of_scenarios(of_2023) if one.text.startswith("Only high-risk cases")]
    assert "turned away; their need does not cease" in told


def test_a_meeting_is_not_shown_what_came_after_it(of_2013):
    shown = {one.id for one in of_2013.scenarios.described}
    assert shown == {"as-now", "growth-of-the-evidence", "keep-pace-with-demand"}
    assert of_2013.scenarios.quarters.empty
    assert "cannot be calculated" in said(of_2013)
    assert "2019" not in said(of_2013)


@pytest.mark.parametrize("show", SHOWN, ids=lambda show: show.__name__)
def test_every_exhibit_has_a_table_and_words_for_its_chart_at_any_date(show, of_2013, of_2023):
    assert not show(of_2023).is_empty
    for results in (of_2013, of_2023):
        exhibit = show(results)
        assert exhibit.panels is None or (exhibit.alternative_text.strip() and not exhibit.is_empty)
        assert not exhibit.table.isna().any().any()
        assert not exhibit.table.astype(str).apply(lambda column: column.str.contains("nan|NaT")).any().any()


def test_a_scenario_of_one_s_own_is_worked_out_where_nothing_is_published(tmp_path: Path):
    own = tmp_path / "own.yml"
    own.write_text(
        "label: Own\nauthor: analyst\nrationale: to try\nentries: 50 people a quarter\nworkers: 5 workers\n"
        "worker_cost: £45,000\nunit_cost: £1,000\n"
    )
    results = pipeline.run(Parameters(board="leicester-scrutiny", meeting="2013-10-17", scenario=str(own)))
    first = results.scenarios.results.iloc[0]
    assert (first["scenario"], first["unit"], first["funding"]) == ("own", "gbp", 200_000)
    assert results.scenarios.staffing["cost_gbp"].tolist() == [
        45_000 * one for one in results.scenarios.staffing["workers"]
    ]
    assert "If «Own» holds" in said(results)
    assert "about £" in said(results)
    assert "a year in pounds of the day" in said(results)
    swings = exhibits.what_matters(results).table
    gap = swings[swings["Of what"].eq("Gap in the last year")]
    assert gap["At its high end"].str.startswith(("£", "−£")).all()
    bought = exhibits.what_money_buys(results).table.set_index("Money, of every 100 now")
    assert bought.loc["100", ["Workers at the start", "Pounds of the day, a year"]].tolist() == ["5.0", "£225,000"]
    assert {"Gap, points"}.isdisjoint(exhibits.against_the_chosen(results).table)


def test_pounds_are_worded_as_pounds_and_drawn_in_thousands():
    assert words.assumption_cell("worker_cost", (45_000.0, 50_000.0, 55_000.0)) == "£50,000 a year (£45,000 to £55,000)"
    assert words.assumption_cell("unit_cost", (900.0, 900.0, 900.0)) == "£900 a person"
    assert (words.amount(9_999.6, "gbp"), words.amount(123_456.0, "gbp")) == ("£10,000", "£123,000")
    assert words.drawn_in("gbp") == (0.001, "£ thousand of the day")
    assert words.drawn_in("points")[0] == 1


def test_a_reader_s_own_pounds_buy_a_wait_and_more_of_them_no_longer_one(of_2013, of_2023):
    (asked,) = own_cost.at_own_pounds(of_2023, None, 50_000)
    assert "No paper publishes what a worker costs" in asked.text
    (told,) = own_cost.at_own_pounds(of_2023, 900_000, 50_000)
    assert told.text.startswith(
        "If «As now» holds and £900,000 a year pay 18.0 workers at the start (in pounds of the base"
    )
    waits = [wait_for_pounds(of_2023, sum_gbp, 50_000)["chance_too_long"] for sum_gbp in (600_000, 900_000, 1_500_000)]
    assert waits == sorted(waits, reverse=True)
    (refused,) = own_cost.at_own_pounds(of_2013, 900_000, 50_000)
    assert "cannot be calculated" in refused.text
    for pounds, cost in ((-5, 50_000), (900_000, 1), (True, 50_000), ("much", 50_000)):
        with pytest.raises(BadArgument, match="is no such sum"):
            own_cost.at_own_pounds(of_2023, pounds, cost)


def test_each_scenario_is_held_against_the_chosen_one_with_intervals(of_2023):
    table = exhibits.against_the_chosen(of_2023).table.set_index("Scenario")
    assert set(table.index) == {one.label for one in of_2023.scenarios.described[1:]}
    assert table.loc["A grant ends", "Gap, points"] == "+20"  # a fifth of the money, whatever happens
    assert "(" in table.loc["17% a year continues", "Wait, weeks"]
    assert not table.astype(str).apply(lambda column: column.str.contains("−0(?: |$)")).any().any()


@pytest.mark.parametrize(
    ("text", "error", "told"),
    [
        ("horizon: 99\n", BadScenario, "own.yml, line 4, horizon: 99; expected 1 to 60 quarters."),
        ("service: da-localty\n", BadArgument, "expected da-locality"),
    ],
)
def test_a_scenario_that_cannot_be_used_stops_the_run_with_a_sentence(tmp_path, text, error, told):
    own = tmp_path / "own.yml"
    own.write_text(f"label: Own\nauthor: analyst\nrationale: to try\n{text}")
    with pytest.raises(error) as raised:
        pipeline.run(Parameters(scenario=str(own)))
    assert told in str(raised.value)


@pytest.mark.parametrize("scenario", ["", 3, None])
def test_a_scenario_has_a_name(scenario):
    with pytest.raises(BadArgument, match="scenario"):
        Parameters(scenario=scenario)
