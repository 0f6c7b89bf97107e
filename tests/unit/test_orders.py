"""What a run of many is asked for: all meetings, or the rows of a grid, in an order in which they can be made."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analysis.errors import BadArgument
from analysis.run.orders import Order, chain, order_all, order_grid

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 1, 1)
FIRST, LAST = date(2018, 12, 10), date(2023, 9, 29)


@pytest.fixture
def base(tmp_path):
    return Order("", TODAY, DATA, tmp_path / "reports")


@pytest.fixture
def grid(tmp_path, base):
    def read(text, name="grid.yml"):
        (tmp_path / name).write_text(text, "utf-8")
        return order_grid(tmp_path / name, base, TODAY)

    return read


def test_all_are_the_five_meetings_of_the_calendar_by_date(base):
    assert [(one.board, str(one.meeting)) for one in order_all(base)] == [
        ("leicester-scrutiny", "2013-10-17"),
        ("lscsb", "2018-12-10"),
        ("lcc-scrutiny", "2019-11-06"),
        ("ldalpb", "2023-06-30"),
        ("lscsb", "2023-09-29"),
    ]


def test_an_approved_pack_is_not_made_again(base):
    place = base.reports / "restricted/lscsb/2018-12-10"
    place.mkdir(parents=True)
    (place / "manifest.json").write_text(json.dumps({"status": "approved"}), "utf-8")
    assert len(order_all(base)) == 5
    assert ("lscsb", FIRST) not in [(one.board, one.meeting) for one in order_all(replace(base, audience="restricted"))]


def test_lists_are_combined_and_each_variation_has_a_shelf_of_its_own(grid, base):
    orders = grid("area: [LLR, Leicester]\nscenario: [as-now, grant-ends]\nrods: as-of\n")
    assert {(one.board, one.settings) for one in orders} == {
        (board, ("rods=as-of", f"scenario={scenario}"))
        for board in ("lscsb", "lcc-scrutiny", "leicester-scrutiny")
        for scenario in ("as-now", "grant-ends")
    }
    assert {one.reports.relative_to(base.reports).as_posix() for one in orders} == {
        "grid/rods=as-of_scenario=as-now",
        "grid/rods=as-of_scenario=grant-ends",
    }


def test_a_row_of_a_table_is_a_pack_and_one_that_varies_nothing_is_the_board_s_own(grid, base):
    own, restricted = grid("board,meeting,audience\nlscsb,2018-12-10,\nlscsb,2018-12-10,restricted\n", "grid.csv")
    assert (own.board, own.meeting, own.reports, own.audience) == ("lscsb", FIRST, base.reports, "public")
    assert restricted.reports == base.reports / "grid/audience=restricted/restricted"
    assert (own.name, restricted.name) == ("lscsb/2018-12-10", "lscsb/2018-12-10 (restricted)")


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        (
            "board,meeting\nlscsb,2018-12-11\n",
            "grid.csv",
            "grid.csv, row 2: meeting: lscsb has no meeting on 2018-12-11",
        ),
        ("board,meeting\nlscsb,soon\n", "grid.csv", "row 2, meeting: soon is not a day"),
        ("board,horizon\nlscsb,4\n", "grid.csv", "row 2, horizon: not a parameter"),
        ("board,confidence\nlscsb,2\n", "grid.csv", "row 2: .*not a coverage"),
        ("board,area\nlscsb,Leicester\n", "grid.csv", "row 2, area: lscsb lies in LLR and not in Leicester"),
        ("area: [Rutland]", "grid.yml", "area: no board lies in Rutland"),
        ("board: [nowhere]", "grid.yml", "nowhere: not a board"),
        ("- lscsb\n", "grid.yml", "not a grid"),
        ("", "grid.yml", "not a grid"),
        ("a: [", "grid.yml", "not readable"),
        ("board: lscsb\nscenario: [as-now, a/b]", "grid.yml", "grid.yml: scenario: a/b is not a scenario"),
        ("token: [x]", "grid.yml", "a secret cannot be a parameter"),
    ],
)
def test_what_a_grid_cannot_mean_is_a_sentence_with_its_row(grid, text, name, sentence):
    with pytest.raises(BadArgument, match=sentence) as fault:
        grid(text, name)
    assert "\n" not in str(fault.value)


def test_two_variations_that_would_be_one_folder_are_a_sentence(grid, tmp_path):
    files = [tmp_path / name for name in ("my own.yml", "my-own.yml")]
    for file in files:
        file.write_bytes((DATA / "scenarios/as-now.yml").read_bytes())
    with pytest.raises(BadArgument, match="would be one folder"):
        grid(f"board: lscsb\nscenario: {json.dumps([str(file) for file in files])}")


def test_a_board_s_meetings_on_one_shelf_go_one_after_another(base):
    orders = order_all(base)
    chains = chain([*reversed(orders)])
    assert sorted(len(one) for one in chains) == [1, 1, 1, 2]
    (of_lscsb,) = [one for one in chains if one[0].board == "lscsb"]
    assert [one.meeting for one in of_lscsb] == [FIRST, LAST]
