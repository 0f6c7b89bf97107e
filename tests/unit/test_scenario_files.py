"""Scenario files: what stands in them is read as written, and what is wrong is one sentence with its line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BadScenario
from analysis.reference.scenario import Scenario, Spread, exactly
from analysis.reference.scenario_fields import FIELDS, fields_of
from analysis.sources.scenarios import carry_scenario, load_scenario, load_scenarios, parse_scenario, scenario_faults

DATA = Path(__file__).parents[2] / "data"
HEAD = "label: Mine\nauthor: analyst\nrationale: to try\n"

BAD = [
    ("growht: 3", 4, "not a field; expected a field of a scenario, perhaps growth"),
    ("growth: 17 cases", 4, "17 cases; expected the unit % a year"),
    ("length_of_support: 6 months", 4, "6 months; expected the unit weeks"),
    ("growth: 30 to 10%", 4, "expected the low end first: 10 to 30"),
    ("growth: [30, 10]", 4, "expected the low end first: 10 to 30"),
    ("growth: 900%", 4, "900%; expected -30 to 60 % a year"),
    ("growth: seventeen", 4, "seventeen; expected a number"),
    ("growth: yes", 4, "True; expected a number"),
    ("growth: .nan", 4, "nan; expected a number"),
    ("growth:", 4, "nothing; expected a number"),
    ("horizon: 0", 4, "0; expected 1 to 60 quarters"),
    ("horizon: 1000", 4, "1000; expected 1 to 60 quarters"),
    ("horizon: 2.5", 4, "2.5; expected a whole number"),
    ("timing: soon", 4, "soon; expected linear or front or back or step"),
    ("service: ../../etc/passwd", 4, "expected the id of a service"),
    ("seed: -1", 4, "-1; expected 0 to"),
    ("shock:\n  size: 5%\n  start: 2025-01-01\n  end: 2024-01-01", 7, "2024-01-01; expected 2025-01-01 or later"),
    ("shock: much", 4, "much; expected size, start, end below it"),
    ("funding:\n- {funder: a, share: 50%, uplift: 0}", 4, "50% in all; expected 100%"),
    ("funding:\n- {funder: a, uplift: 0}", 5, "share: the field is missing"),
    ("start: 2024-02-31", 4, "2024-02-31 is not a day that exists"),
    ("growth: 3\ngrowth: 4", 5, "the key growth stands twice"),
    ("a: &a [1, 2]\nb: *a", 4, "a YAML reference (a)"),
    ("growth: !!python/object/apply:os.system [ls]", 4, "a YAML tag"),
    ("growth: {a: {b: {c: {d: {e: 1}}}}}", 4, "too deep"),
    ("label: [", 5, "not readable as YAML"),
    ("growth: 0.05", 4, "0.05; expected a unit behind it, such as 0.05% a year; without one it may be a share"),
    ("growth: 0.05 to 0.1", 4, "without one it may be a share"),
    ("growth: [0.05, 0.1]", 4, "without one it may be a share"),
    ("horizon: 010", 4, "010; expected a plain number"),
    ("length_of_support: 1:30", 4, "1:30; expected a plain number"),
    ("entries: 1_000", 4, "1_000; expected a plain number"),
    ("seed: 0x10", 4, "0x10; expected a plain number"),
    (f"entries: {'9' * 5_000}", 4, "a number of 5000 digits"),
    ("? [a, b]\n: 3", 4, "a name that is a list or a mapping"),
    ("timing: step\nstep_at: 9\nhorizon: 8", 5, "9; expected at most 8, the horizon"),
    ("step_at: 21", 4, "21; expected at most 20, the horizon"),
    ("funding:\n" + "- {funder: a, share: 10%, uplift: 0}\n" * 10, 4, "10 lines; expected at most 8"),
    ("source: a\0b", 4, "control characters are not allowed"),
    ("joins: [../../x]", 4, "expected the id of a service"),
    ("start: 1066-10-14", 4, "expected a day from 1990 to 2100"),
    ("seed: 99999999999", 4, "99999999999; expected 0 to 4294967295"),
]  # fmt: skip


def test_a_number_reads_with_its_unit_its_range_or_bare():
    text = f"{HEAD}growth: 10% to 20% a year\ncaseload: 25\nlength_of_support: 12 to 26 weeks\nworker_cost: £45,000\n"
    scenario = parse_scenario(text, "mine.yml")
    assert scenario.growth == Spread(0.1, pytest.approx(0.15), 0.2)
    assert scenario.caseload == exactly(25.0)
    assert scenario.length_of_support == Spread(12, 19, 26)
    assert scenario.worker_cost == exactly(45_000.0)
    assert scenario.id == "mine"


def test_words_stand_for_numbers_that_come_from_elsewhere():
    funding = "funding:\n- {funder: all, share: 100%, uplift: with demand and prices}\n"
    scenario = parse_scenario(f"{HEAD}growth: from the evidence\nworkers: for the target\n{funding}", "mine.yml")
    assert (scenario.growth, scenario.workers) == ("from the evidence", "for the target")
    assert scenario.funding[0].uplift == "with demand and prices"


@pytest.mark.parametrize(("text", "line", "said"), BAD, ids=[one[0].splitlines()[0] for one in BAD])
def test_a_fault_is_one_sentence_with_its_line(text, line, said):
    with pytest.raises(BadScenario) as raised:
        parse_scenario(f"{HEAD}{text}\n", "mine.yml")
    sentence = str(raised.value)
    assert sentence.startswith(f"mine.yml, line {line}")
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_an_author_is_a_role_and_no_address():
    with pytest.raises(BadScenario, match=r"line 2, author: an address; expected the role") as raised:
        parse_scenario("label: X\nauthor: someone@example.org\nrationale: a reason\n", "mine.yml")
    assert "someone" not in str(raised.value)


def test_a_per_cent_below_one_is_taken_with_its_unit():
    assert parse_scenario(f"{HEAD}growth: 0.5% a year\nmoved_away: 0\n", "mine.yml").growth == exactly(0.005)


def test_a_bomb_is_refused_before_it_goes_off():
    bomb = "a: &a [x, x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(BadScenario, match="line 1: a YAML reference"):
        parse_scenario(bomb, "bomb.yml")
    with pytest.raises(BadScenario, match="too large"):
        parse_scenario(HEAD + "# " + "x" * 70_000, "bomb.yml")
    with pytest.raises(BadScenario, match="too deep or too long"):
        parse_scenario("growth: " + "[" * 500, "bomb.yml")


def test_a_large_file_is_refused_unread(tmp_path):
    (tmp_path / "large.yml").write_text("# " + "x" * 70_000)
    with pytest.raises(BadScenario, match=r"large\.yml: the file is too large"):
        load_scenario(DATA, str(tmp_path / "large.yml"))


@pytest.mark.parametrize("chosen", ["as-nwo", "/etc/passwd", "../as-now.yml", "", "scenarios"])
def test_what_is_neither_an_id_nor_a_file_is_one_sentence(chosen):
    with pytest.raises(BadScenario, match=r"is not a scenario; expected .* or a file that ends in \.yml"):
        load_scenario(DATA, chosen)


def test_a_file_of_one_s_own_is_read_by_its_path(tmp_path):
    (tmp_path / "own.yml").write_text(f"{HEAD}growth: 5%\nstart: 2024-04-01\n")
    own = load_scenario(DATA, str(tmp_path / "own.yml"))
    assert (own.id, own.start, own.growth) == ("own", date(2024, 4, 1), exactly(0.05))


def test_a_file_of_one_s_own_is_carried_as_its_text_and_reads_the_same(tmp_path):
    own = tmp_path / "mine.yml"
    own.write_text(f"{HEAD}growth: 5%\nhorizon: 8")
    carried = carry_scenario(DATA, str(own))
    assert str(tmp_path) not in carried
    assert replace(load_scenario(DATA, carried), id="mine") == load_scenario(DATA, str(own))
    assert carry_scenario(DATA, carried) == carried
    assert carry_scenario(DATA, "as-now") == "as-now"
    own.write_text(f"{HEAD}growth: 5 cases\n")
    with pytest.raises(BadScenario, match=r"mine\.yml, line 4"):
        carry_scenario(DATA, str(own))


def test_the_shipped_scenarios_are_those_that_were_asked_for():
    shipped = {one.id for one in load_scenarios(DATA)}
    assert {
        "as-now", "17-a-year-continues", "growth-of-the-evidence", "grant-ends", "keep-pace-with-demand",
        "waiting-under-eight-weeks", "option-high-risk-only", "option-mixed-caseloads",
        "option-childrens-support-moved", "option-refuge-joined",
    } <= shipped  # fmt: skip
    assert scenario_faults(DATA) == []
    assert all(len(one.rationale) > 80 and one.source for one in load_scenarios(DATA))


def test_a_broken_shipped_file_is_a_fault_of_the_data(tmp_path):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "odd.yml").write_text(HEAD + "horizon: 99\n")
    (fault,) = scenario_faults(tmp_path)
    assert (fault.file, fault.row, fault.column) == ("scenarios/odd.yml", 4, "horizon")


def test_every_field_of_a_scenario_has_its_unit_range_and_meaning():
    assert set(fields_of()) == set(Scenario.__dataclass_fields__) - {"id"}
    assert set(fields_of("shock")) == {"size", "start", "end"}
    assert set(fields_of("funding")) == {"funder", "share", "uplift", "start", "end"}
    for field in FIELDS:
        assert field.meaning.endswith(".")
        if field.kind in ("uncertain", "number", "whole"):
            assert field.low < field.high
            assert field.example


@pytest.mark.parametrize("field", [one for one in FIELDS if one.example and not one.within], ids=lambda one: one.name)
def test_the_example_of_a_field_is_one_that_it_takes(field):
    parse_scenario(HEAD.replace(f"{field.name}:", "# ") + f"{field.name}: {field.example}\n", "mine.yml")


def sentence_of(text: str) -> str:
    """What is said of a text: nothing where it is a scenario."""
    try:
        parse_scenario(text, "any.yml")
    except BadScenario as wrong:
        return str(wrong)
    return ""


@given(st.text(max_size=200))
def test_any_text_is_a_scenario_or_one_sentence(text):
    assert "\n" not in sentence_of(text)


@given(st.sampled_from(sorted(fields_of())), st.text(max_size=40))
def test_any_value_is_taken_or_one_sentence(name, value):
    assert "\n" not in sentence_of(f"{HEAD.replace(name + ':', '# ')}{name}: {value!r}\n")
