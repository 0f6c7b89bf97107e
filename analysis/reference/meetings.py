"""Which meeting is meant, and what was known by then."""

from collections.abc import Iterable
from datetime import date

from analysis.errors import BadArgument
from analysis.reference.registers import Board, Meeting


def meeting_on(board: Board, day: date) -> Meeting:
    """The board's meeting on a day; raises BadArgument naming its meetings where it has none then."""
    for meeting in board.meetings:
        if meeting.date == day:
            return meeting
    dates = ", ".join(meeting.date.isoformat() for meeting in board.meetings) or "a meeting that boards.yml lists"
    raise BadArgument(f"meeting: {board.id} has no meeting on {day}; expected {dates}.")


def latest_meeting(boards: Iterable[Board], today: date) -> tuple[Board, Meeting]:
    """The last meeting of all boards that is not to come; where all are to come, the first of them.

    Raises BadArgument where no board has a meeting. Of boards that met on one day, the first in `boards.yml`.
    """
    meetings = [(board, meeting) for board in boards for meeting in board.meetings]
    if not meetings:
        raise BadArgument("meeting: no board has one; expected at least one meeting in boards.yml.")
    past = [pair for pair in meetings if pair[1].date <= today]
    return max(past, key=_day) if past else min(meetings, key=_day)


def default_as_of(meeting: Meeting, today: date) -> date:
    """The date by which evidence counts: the meeting's if that is past, else today."""
    return min(meeting.date, today)


def _day(pair: tuple[Board, Meeting]) -> date:
    return pair[1].date
