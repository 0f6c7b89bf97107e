"""A visitor's own state, over results that all visitors share. No Panel."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.app.offered import Meeting, offered
from analysis.app.roles import ANALYST, Role
from analysis.app.showing import work_out
from analysis.app.state import Explorer
from analysis.errors import BadArgument
from analysis.parameters import Parameters
from analysis.sources.catalogue import load_boards
from analysis.sources.location import find_data


def explorer_of(meetings: tuple[Meeting, ...], data: Path | None = None, role: Role = ANALYST) -> Explorer:
    """The state of a visitor who may look at these meetings; raises BadArgument where there is none."""
    if not meetings:
        raise BadArgument("meeting: none is past, so there is nothing to show; expected one in boards.yml.")
    return Explorer(meetings, lambda parameters: work_out(parameters, data), role, data)


def meetings_for(role: Role, data: Path | None, reports: Path | None, today: date) -> tuple[Meeting, ...]:
    """The meetings that are offered to a role now: the shelf is looked at anew for every visitor."""
    return offered(role, load_boards(find_data(data)), reports, today)


def for_notebook(parameters: Parameters | None, data: Path | None) -> tuple[Meeting, ...]:
    """Every meeting, the asked one first and with the parameters that were asked for."""
    meetings = meetings_for(ANALYST, data, None, date.max)
    if parameters is None:
        return meetings
    name = f"{parameters.board}/{parameters.meeting}"
    asked = [replace(one, parameters=parameters) for one in meetings if one.name == name]
    if not asked:
        raise BadArgument(f"meeting: {name} is not in boards.yml; expected {', '.join(one.name for one in meetings)}.")
    return (*asked, *(one for one in meetings if one.name != name))
