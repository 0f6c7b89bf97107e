"""What a run is asked for is checked before any work."""

from datetime import date
from pathlib import Path

import pytest

from analysis.errors import BadArgument, BadScenario
from analysis.run import choose, find_notebooks, read_settings, run_meeting

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 1, 1)


def asked(board="lscsb", day=None, *, as_of=None, settings=(), audience="public"):
    return choose(board, day, DATA, as_of, settings, audience, TODAY)[1]


def test_without_a_board_it_is_the_latest_meeting_of_all():
    parameters = asked(board=None)
    assert (parameters.board, parameters.meeting) == ("lscsb", date(2023, 9, 29))
    assert parameters.as_of == date(2023, 9, 29)


def test_the_price_year_is_the_board_s_unless_it_is_set():
    assert asked("leicester-scrutiny").price_year == "2013-14"
    assert asked("leicester-scrutiny", settings=["price_year=2022-23"]).price_year == "2022-23"


def test_a_scenario_file_is_carried_as_its_text_and_a_bad_one_stops_before_any_work(tmp_path):
    own = tmp_path / "own.yml"
    own.write_text("label: Own\nauthor: analyst\nrationale: to try\ngrowth: 5%\n")
    assert asked(settings=[f"scenario={own}"]).scenario == own.read_text()
    assert asked(settings=["scenario=grant-ends"]).scenario == "grant-ends"
    own.write_text("label: Own\nauthor: analyst\nrationale: to try\nhorizon: 0\n")
    with pytest.raises(BadScenario, match=r"own\.yml, line 4, horizon: 0"):
        asked(settings=[f"scenario={own}"])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"board": "nowhere"}, "nowhere: not a board"),
        ({"day": date(2023, 9, 30)}, "no meeting on 2023-09-30; expected 2018-12-10, 2023-09-29"),
        ({"settings": ["horizon=4"]}, "horizon: not a parameter"),
        ({"settings": ["confidence=high"]}, "confidence: high is not a number"),
        ({"settings": ["confidence=2"]}, "not a coverage"),
        ({"settings": ["seed=1.5"]}, "not a whole number"),
        ({"settings": ["rods=old"]}, "expected latest or as-of"),
        ({"settings": ["board=ldalpb"]}, "board is not set this way"),
        ({"audience": "everyone"}, "expected public or restricted"),
    ],
    ids=str,
)
def test_what_does_not_exist_or_has_the_wrong_type_is_one_sentence(wrong, sentence):
    with pytest.raises(BadArgument, match=sentence) as fault:
        asked(**wrong)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("pair", ["confidence", "=1", "confidence=", ""])
def test_a_setting_is_a_name_and_a_value(pair):
    with pytest.raises(BadArgument, match="not a setting"):
        read_settings([pair])


def test_a_setting_may_hold_the_sign_and_is_given_once():
    assert read_settings(["price_year=a=b"]) == {"price_year": "a=b"}
    with pytest.raises(BadArgument, match="set twice"):
        read_settings(["seed=1", "seed=2"])


def test_no_job_at_a_time_is_too_few(tmp_path):
    with pytest.raises(BadArgument, match="jobs: 0"):
        run_meeting("lscsb", data=DATA, reports=tmp_path, jobs=0)


def test_an_as_of_before_any_paper_leaves_nothing(tmp_path):
    with pytest.raises(BadArgument, match="2001-01-01"):
        run_meeting("lscsb", data=DATA, reports=tmp_path / "reports", as_of=date(2001, 1, 1))
    assert not (tmp_path / "reports").exists()


def test_notebooks_stand_beside_the_data_else_in_the_checkout(tmp_path):
    board = choose("lscsb", None, DATA, None, (), "public", TODAY)[0]
    (tmp_path / "notebooks").mkdir()
    (tmp_path / board.notebooks[0]).touch()
    own, other = find_notebooks(board, tmp_path / "data")[:2]
    assert own == tmp_path / board.notebooks[0]
    assert other == DATA.parent / board.notebooks[1]
