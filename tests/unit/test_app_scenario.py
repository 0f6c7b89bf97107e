"""What a visitor assumes: settings from the schema, scenarios by name, files, and what pictures and cells say."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.app.address import Choice
from analysis.app.offered import Meeting
from analysis.app.plot import Plot, Scale, bars, brief, spanning
from analysis.app.scenario.card import kept, set_one, toggled
from analysis.app.scenario.choices import OWN, SETTINGS, described, fault_of, scenario_of, with_unit
from analysis.app.scenario.frontier import cell_words
from analysis.app.state import Explorer
from analysis.parameters import Parameters
from analysis.reference.scenario import KEEPS_PACE, FundingLine, Scenario, Shock, between, exactly
from analysis.reference.scenario_fields import fields_of
from analysis.reference.scenario_settings import SETTABLE, with_settings
from analysis.reference.scenario_text import to_text
from analysis.sources.scenarios import parse_scenario

AS_NOW = Scenario("as-now", "As now", "analyst", "nothing changes")
GRANT = FundingLine("grant", 0.2, KEEPS_PACE, end=date(2025, 3, 31))
ENDS = Scenario(
    "ends", "A grant ends", "analyst", "it does", funding=(FundingLine("council", 0.8, exactly(0.0)), GRANT)
)
KNOWN = {"as-now": AS_NOW, "ends": ENDS}
MEETING = Meeting("a/2023-01-01", "a board", date(2023, 1, 1), Parameters(), "")


def explorer() -> Explorer:
    return Explorer((MEETING,), lambda parameters: parameters)


def test_a_setting_is_taken_as_certain_in_the_units_of_the_schema():
    changed = with_settings(ENDS, {"growth": 10, "horizon": 8, "teams": "separate", "target_chance": 5, "uplift": 2})
    assert changed.growth == exactly(0.1)
    assert (changed.horizon, changed.teams, changed.target_chance) == (8, "separate", 0.05)
    assert [line.uplift for line in changed.funding] == [exactly(0.02)] * 2
    assert [line.end for line in changed.funding] == [None, date(2025, 3, 31)]


def test_a_changed_scenario_says_what_was_changed_and_stands_beside_what_it_was():
    chosen = Choice("ends", (("growth", 10.0),))
    assert scenario_of(chosen, KNOWN).label == "A grant ends, growth of demand 10% a year"
    three = described(chosen, (Choice("as-now"), Choice("ends")), KNOWN)
    assert [one.label for one in three] == ["A grant ends, growth of demand 10% a year", "A grant ends", "As now"]
    assert scenario_of(Choice(), KNOWN) == AS_NOW


@pytest.mark.parametrize(
    ("said", "settings"),
    [
        ("growth:10", (("growth", 10.0),)),
        ("growth:", ()),
        ("growth:99", ()),
        ("growth:ten", ()),
        ("growth:nan", ()),
        ("growth:inf", ()),
        ("teams:separate", (("teams", "separate"),)),
        ("teams:none", ()),
        ("label:<b>", ()),
        ("", ()),
    ],
)
def test_a_control_sets_what_the_schema_allows_and_nothing_else(said, settings):
    visitor = explorer()
    set_one(visitor, said)
    assert visitor.scenario.settings == settings


def test_what_stands_beside_comes_and_goes_and_is_never_more_than_three():
    known = dict.fromkeys("abcd")
    beside = ()
    for name in "abcd":
        beside = toggled(beside, name, known)
    assert [one.preset for one in beside] == ["a", "b", "c"]
    assert [one.preset for one in toggled(beside, "b", known)] == ["a", "c"]
    assert toggled(beside, "nobody", known) == beside
    assert [one.text for one in kept(beside, Choice("", (("growth", 2.0),)))] == ["b", "c", "growth:2"]


numbers = st.integers(-20, 40).map(lambda one: one / 100)
SCENARIOS = st.builds(
    Scenario,
    st.just("mine"),
    st.from_regex(r"[A-Za-z«»'\"\\:#<>&-]{1,20}[a-z]", fullmatch=True),
    st.just("analyst"),
    st.just("to try"),
    growth=numbers.map(exactly) | st.tuples(numbers, numbers).map(lambda two: between(*sorted(two))),
    horizon=st.integers(1, 60),
    teams=st.sampled_from(["mixed", "separate"]),
    shock=st.none() | st.builds(Shock, numbers.map(exactly), st.just(date(2024, 4, 1))),
    funding=st.sampled_from([ENDS.funding, AS_NOW.funding]),
)


@given(SCENARIOS)
def test_a_file_is_read_again_as_the_same_scenario(scenario):
    again = parse_scenario(to_text(scenario), "mine.yml")
    assert to_text(again) == to_text(scenario)
    assert (again.label, again.horizon, again.teams) == (scenario.label, scenario.horizon, scenario.teams)
    ends = [(one.growth.low, one.growth.value, one.growth.high) for one in (again, scenario)]
    assert ends[0] == pytest.approx(ends[1])


def test_a_file_that_is_no_scenario_has_one_sentence():
    assert fault_of(to_text(AS_NOW)) == ""
    assert "perhaps growth" in fault_of("label: a\nauthor: b\nrationale: c\ngrowht: 2")
    assert "\n" not in fault_of("label: [")
    assert OWN not in KNOWN


def test_every_settable_field_has_a_label_a_meaning_and_its_limits():
    for name, field in SETTABLE.items():
        assert SETTINGS[name].label
        assert field.meaning.endswith(".")
        assert field.choices or field.low < field.high


@pytest.mark.parametrize(
    ("value", "field", "said"),
    [(-3, "growth", "−3% a year"), (8, "target_wait", "8 weeks"), (45000, "worker_cost", "£45,000 a year")],
)
def test_a_number_is_said_with_its_unit(value, field, said):
    assert with_unit(value, fields_of()[field]) == said


def test_a_cell_of_the_frontier_says_what_it_is():
    assert cell_words(0.03, -0.01, 0.71, (0.02, 0.06), 8) == (
        "Demand +3% a year, money −1% a year: 71% chance of a wait over 8 weeks; money falls behind demand and prices"
    )
    assert cell_words(0.03, 0.07, 0.1, (0.02, 0.06), 8).endswith("; money keeps pace with demand and prices")
    assert cell_words(0.03, 0.05, 0.1, (0.02, 0.06), 8).endswith("keeps pace with demand and prices cannot be told")


def test_a_scale_has_round_ticks_and_holds_what_it_was_made_for():
    scale = spanning([3, 98])
    assert scale.low == 0
    assert scale.ticks == [0, 25, 50, 75, 100]
    assert scale.at(-5) == 0
    assert [brief(one) for one in (0, -2.5, 1_500, 25_000)] == ["0", "−2.5", "1,500", "25k"]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20))
def test_any_values_lie_in_their_scale_between_few_ticks(values):
    scale = spanning(values)
    assert all(0 <= scale.at(one) <= 1 for one in values)
    assert 1 <= len(scale.ticks) <= 7


def test_a_picture_has_its_words_and_no_markup_of_others():
    plot = Plot(Scale(0, 2), Scale(0, 10))
    marks = [plot.line([0, 1, 2], [0, float("nan"), 10], "s0")]
    drawn = plot.draw(marks, spoken='a "name" <i>', xticks=[(0, "<b>")], xlabel="years", ylabel="people")
    assert 'aria-label="a &quot;name&quot; &lt;i&gt;"' in drawn
    assert 'points="0.0,1000.0 1000.0,0.0"' in drawn
    assert "<b>" not in drawn
    assert "<b>" not in bars([("<b>", [(0, 1, "s0")], "<b>")], Scale(0, 1), mark=0)


def test_bars_reach_from_one_value_to_the_other():
    made = bars([("Demand", [(10, 5, "s1")], "−5")], Scale(0, 20), mark=10)
    assert re.search(r'class="s1" style="left:25.00%;width:25.00%"', made)


def test_scenarios_of_one_name_are_one():
    twice = described(Choice("ends"), (Choice("ends"), Choice("as-now")), KNOWN)
    assert [one.id for one in twice] == ["ends", "as-now"]
    assert replace(twice[0]) == ENDS
