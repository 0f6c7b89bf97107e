"""Which meetings are offered to whom, from a shelf of packs written here."""

import json
from datetime import date

import pytest

from analysis.app.offered import LIVE, offered
from analysis.app.roles import ANALYST, PARTNER, PUBLIC
from analysis.reference.registers import Board, Meeting

BOARD = Board(
    "one", "A board", "A body", "LLR", "templates/one.md", "2022-23", (),
    (Meeting(date(2023, 6, 30)), Meeting(date(2023, 9, 29)), Meeting(date(2030, 1, 1))),
)  # fmt: skip
TODAY = date(2024, 1, 1)


def put(shelf, day: str, status: str = "approved", **parameters) -> None:
    folder = shelf / "one" / day
    folder.mkdir(parents=True)
    approval = {"role": "Director", "date": "2023-10-01"} if status == "approved" else {}
    manifest = {"status": status, "approval": approval, "parameters": parameters}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def names(role, shelf) -> list[str]:
    return [one.name for one in offered(role, [BOARD], shelf, TODAY)]


def test_where_nothing_is_approved_every_past_meeting_is_shown_live_and_said_to_be(tmp_path):
    put(tmp_path, "2023-06-30", "draft")
    for shelf in (tmp_path, tmp_path / "nowhere", None):
        meetings = offered(PUBLIC, [BOARD], shelf, TODAY)
        assert [one.name for one in meetings] == ["one/2023-09-29", "one/2023-06-30"]
        assert {one.status for one in meetings} == {LIVE}
        assert {one.parameters.audience for one in meetings} == {"public"}


def test_the_public_sees_approved_packs_alone_and_an_analyst_everything(tmp_path):
    put(tmp_path, "2023-06-30", price_year="2020-21", audience="public")
    put(tmp_path, "2023-09-29", "draft")
    assert names(PUBLIC, tmp_path) == ["one/2023-06-30"]
    assert names(ANALYST, tmp_path) == ["one/2023-09-29", "one/2023-06-30"]
    shown = offered(PUBLIC, [BOARD], tmp_path, TODAY)[0]
    assert shown.parameters.price_year == "2020-21"
    assert "approved by the Director on 1 October 2023" in shown.status
    assert "draft" in offered(ANALYST, [BOARD], tmp_path, TODAY)[0].status


def test_a_pack_for_members_is_not_for_the_public(tmp_path):
    put(tmp_path, "2023-06-30", audience="public")
    put(tmp_path, "2023-09-29", audience="restricted")
    assert names(PUBLIC, tmp_path) == ["one/2023-06-30"]
    assert names(PARTNER, tmp_path) == ["one/2023-09-29", "one/2023-06-30"]


def test_a_pack_on_the_restricted_shelf_is_for_members_alone(tmp_path):
    put(tmp_path, "2023-06-30", audience="public")
    put(tmp_path / "restricted", "2023-09-29", audience="restricted", price_year="2020-21")
    assert names(PUBLIC, tmp_path) == ["one/2023-06-30"]
    latest = offered(PARTNER, [BOARD], tmp_path, TODAY)[0]
    assert (latest.name, latest.parameters.price_year) == ("one/2023-09-29", "2020-21")


@pytest.mark.parametrize(("role", "audience"), [(PUBLIC, "public"), (PARTNER, "restricted"), (ANALYST, "restricted")])
def test_the_audience_is_the_role_s_whatever_a_pack_says(tmp_path, role, audience):
    put(tmp_path, "2023-06-30", audience="public")
    assert {one.parameters.audience for one in offered(role, [BOARD], tmp_path, TODAY)} == {audience}
