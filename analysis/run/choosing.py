"""Which board, meeting and parameters a command means; a wrong argument is said before any work."""

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.errors import BadArgument
from analysis.parameters import Parameters, from_settings
from analysis.reference.meetings import default_as_of, latest_meeting, meeting_on
from analysis.reference.registers import Board
from analysis.sources.catalogue import find_board, find_meeting, load_catalogue
from analysis.sources.location import CHECKOUT
from analysis.sources.scenarios import carry_scenario

# What has an argument or an option of its own is not set a second time.
ARGUMENTS = ("board", "meeting", "as_of", "audience")
# Parameters are printed in notebooks and manifests; what such a name holds never is.
SECRET = re.compile(r"passw|secret|token|credential|api_?key|private_?key|smtp", re.IGNORECASE)
SHORTEST_SECRET = 6  # shorter values of a variable are found in any text


def choose(
    board_id: str | None,
    day: date | None,
    data: Path,
    as_of: date | None,
    settings: Iterable[str],
    audience: str,
    today: date,
) -> tuple[Board, Parameters]:
    """The board and the parameters that a command means, with the text of a scenario file in place of its path.

    Raises BadArgument for what does not exist, BadScenario for a scenario that cannot be used.
    """
    boards = load_catalogue(data).boards
    if board_id is None:
        board, meeting = latest_meeting(boards, today)
    else:
        board = find_board(boards, board_id)
        meeting = meeting_on(board, day) if day else find_meeting(board, today)
    chosen = {"price_year": board.price_year} | read_settings(settings)
    known_by = as_of or default_as_of(meeting, today)
    own = {"board": board.id, "meeting": meeting.date, "as_of": known_by, "audience": audience}
    parameters = from_settings(chosen | own)
    return board, replace(parameters, scenario=carry_scenario(data, parameters.scenario))


def read_settings(pairs: Iterable[str]) -> dict[str, str]:
    """The names and values of `name=value`; raises BadArgument where one is not so, or has an option of its own."""
    settings = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        require_no_secret(name, value)
        if not sign or not name or not value:
            raise BadArgument(f"--set {pair}: not a setting; expected name=value, such as confidence=0.9.")
        if name in ARGUMENTS:
            raise BadArgument(f"--set {pair}: {name} is not set this way; expected its own argument or option.")
        if name in settings:
            raise BadArgument(f"--set {pair}: {name} is set twice; expected one value.")
        settings[name] = value
    return settings


def find_notebooks(board: Board, data: Path) -> list[Path]:
    """The board's notebooks, beside the data folder or else in the checkout."""
    beside = data.resolve().parent
    return [beside / name if (beside / name).is_file() else CHECKOUT / name for name in board.notebooks]


def require_no_secret(name: str, value: str) -> None:
    """Nothing, unless a parameter is named like a secret or has the value of one: then raises BadArgument.

    The sentence repeats no value: it may stand in a scheduler's log.
    """
    kept = {held for variable, held in os.environ.items() if SECRET.search(variable) and len(held) >= SHORTEST_SECRET}
    if SECRET.search(name) or any(held in value for held in kept):
        raise BadArgument(
            f"{name}: a secret cannot be a parameter, because packs print their parameters; expected it in the "
            "environment, and only where the README names it."
        )
