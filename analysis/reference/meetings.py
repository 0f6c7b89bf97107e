"""Which board and which meeting is meant."""

from collections.abc import Iterable
from datetime import date

from analysis.errors import BadArgument
from analysis.reference.registers import Board, Meeting


def choose_board(boards: Iterable[Board], board_id: str) -> Board:
    """The board with this id; raises BadArgument naming the known ones."""
    known = {board.id: board for board in boards}
    if board_id not in known:
        raise BadArgument(f"board: {board_id} is not known; expected one of {', '.join(known)}.")
    return known[board_id]


def choose_meeting(board: Board, day: date | None, today: date) -> Meeting:
    """The board's meeting on a day; without a day its next one, else its last.

    Raises BadArgument naming the board's meetings where it has none on that day.
    """
    meetings = sorted(board.meetings, key=lambda meeting: meeting.date)
    if day is None and meetings:
        return next((meeting for meeting in meetings if meeting.date >= today), meetings[-1])
    for meeting in meetings:
        if meeting.date == day:
            return meeting
    dates = ", ".join(meeting.date.isoformat() for meeting in meetings) or "no meeting in boards.yml yet"
    raise BadArgument(f"meeting: {board.id} does not meet on {day or 'any day'}; expected {dates}.")


def latest_meeting(boards: Iterable[Board], today: date) -> tuple[Board, Meeting]:
    """The last meeting of all boards that is not to come; where all are to come, the first of them.

    Raises BadArgument where no board has a meeting. Of boards that met on one day, the first in `boards.yml`.
    """
    held = [(board, meeting) for board in boards for meeting in board.meetings]
    if not held:
        raise BadArgument("meeting: no board has one; expected at least one meeting in boards.yml.")
    past = [pair for pair in held if pair[1].date <= today]
    if past:
        return max(past, key=lambda pair: pair[1].date)
    return min(held, key=lambda pair: pair[1].date)


def default_as_of(meeting: Meeting, today: date) -> date:
    """The date by which evidence counts: the meeting's if that is past, else today."""
    return min(meeting.date, today)
