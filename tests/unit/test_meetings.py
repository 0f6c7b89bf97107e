"""Which meeting a command means."""

from datetime import date

import pytest

from analysis.errors import BadArgument
from analysis.reference.meetings import default_as_of, latest_meeting, meeting_on
from analysis.reference.registers import Board, Meeting

SEPTEMBER = Meeting(date(2023, 9, 29), "paper")
COMING = Meeting(date(2030, 1, 31))


def board(name, *meetings):
    return Board(name, name, "council", "LLR", "templates/a.md", "2022-23", (), meetings)


BOARDS = (board("first", Meeting(date(2018, 12, 10)), SEPTEMBER), board("second", COMING), board("third"))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 1), ("first", SEPTEMBER)),
        (date(2023, 9, 29), ("first", SEPTEMBER)),
        (date(2030, 1, 31), ("second", COMING)),
        (date(2010, 1, 1), ("first", Meeting(date(2018, 12, 10)))),
    ],
)
def test_the_latest_meeting_is_the_last_that_is_not_to_come(today, expected):
    chosen, meeting = latest_meeting(BOARDS, today)
    assert (chosen.id, meeting) == expected


def test_boards_without_meetings_are_a_sentence():
    with pytest.raises(BadArgument, match="no board has one"):
        latest_meeting((board("third"),), date(2026, 1, 1))


def test_a_day_without_a_meeting_is_answered_with_the_meetings():
    assert meeting_on(BOARDS[0], date(2023, 9, 29)) == SEPTEMBER
    with pytest.raises(BadArgument, match="first has no meeting on 2023-09-30; expected 2018-12-10, 2023-09-29"):
        meeting_on(BOARDS[0], date(2023, 9, 30))


def test_evidence_counts_by_the_meeting_or_by_today_for_one_to_come():
    assert default_as_of(SEPTEMBER, date(2026, 1, 1)) == date(2023, 9, 29)
    assert default_as_of(COMING, date(2026, 1, 1)) == date(2026, 1, 1)
