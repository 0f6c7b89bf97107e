"""A board cycle: parameters, notebooks, pack, shelf.

The analysis and the pack are imported where they are used: they take seconds to load, and a wrong argument should be
said at once.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import published
from analysis.errors import BadArgument, RunFailed
from analysis.execution import Page, execute_all, require_parameters
from analysis.parameters import Parameters, from_settings
from analysis.reference.meetings import default_as_of, latest_meeting, meeting_on
from analysis.reference.registers import Board
from analysis.sources.catalogue import find_board, find_meeting, load_catalogue
from analysis.sources.location import CHECKOUT

if TYPE_CHECKING:
    from analysis.pipeline import Results

# What has an argument or an option of its own is not set a second time.
ARGUMENTS = ("board", "meeting", "as_of", "audience")


def run_meeting(
    board_id: str | None,
    day: date | None = None,
    *,
    data: Path,
    reports: Path,
    as_of: date | None = None,
    settings: Iterable[str] = (),
    audience: str = "public",
    jobs: int = 2,
    today: date | None = None,
) -> published.Pack:
    """The pack of a meeting, put in place whole as a draft.

    board_id: None is the latest meeting of all boards; day: None is the board's next meeting, else its last.
    as_of: None is the meeting's date if that is past, else today; settings: `name=value`, as in `Parameters`.
    jobs: notebooks side by side.
    Raises BadArgument before any work, BadData for faults of the files, RunFailed where a notebook fails: then its
    executed copy stands in `failed-<date>` beside the packs and what was there before is untouched.
    """
    today = today or date.today()
    if jobs < 1:
        raise BadArgument(f"jobs: {jobs} is too few; expected at least one notebook at a time.")
    board, parameters = choose(board_id, day, data, as_of, settings, audience, today)
    published.require_draft(reports, board.id, parameters.meeting)
    _say(f"{board.name}, meeting of {parameters.meeting}; evidence published by {parameters.as_of}.")
    # The results come first: what is wrong with the data or a parameter is said before anything is written or started.
    results = work_out(parameters, data, today)
    notebooks = find_notebooks(board, data)
    for notebook in notebooks:
        require_parameters(notebook, list(_as_text(parameters)))
    with published.making(reports, board.id, parameters.meeting) as folder:
        _fill(folder, results, notebooks, data, reports, jobs)
    return published.find_pack(reports, f"{board.id}/{parameters.meeting}")


def choose(
    board_id: str | None,
    day: date | None,
    data: Path,
    as_of: date | None,
    settings: Iterable[str],
    audience: str,
    today: date,
) -> tuple[Board, Parameters]:
    """The board and the parameters that a command means; raises BadArgument for what does not exist."""
    boards = load_catalogue(data).boards
    if board_id is None:
        board, meeting = latest_meeting(boards, today)
    else:
        board = find_board(boards, board_id)
        meeting = meeting_on(board, day) if day else find_meeting(board, today)
    chosen = {"price_year": board.price_year} | read_settings(settings)
    known_by = as_of or default_as_of(meeting, today)
    own = {"board": board.id, "meeting": meeting.date, "as_of": known_by, "audience": audience}
    return board, from_settings(chosen | own)


def read_settings(pairs: Iterable[str]) -> dict[str, str]:
    """The names and values of `name=value`; raises BadArgument where one is not so, or has an option of its own."""
    settings = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
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


def approve_pack(name: str, role: str, *, reports: Path, today: date | None = None) -> published.Pack:
    """The pack of that name, approved by a role: its documents drawn anew without the mark of a draft, and frozen."""
    from analysis.pack.approval import restate

    pack = published.find_pack(reports, name)
    return published.approve(reports, pack, role, today or date.today(), restate)


def work_out(parameters: Parameters, data: Path, today: date) -> "Results":
    """The results of the whole analysis, after a warning for each public contact that is due to be checked."""
    from analysis import pipeline
    from analysis.pack.statements.context import stale_contacts

    results = pipeline.run(parameters, data)
    for warning in stale_contacts(results, today):
        _say(f"Warning: {warning}")
    return results


def _fill(folder: Path, results: "Results", notebooks: list[Path], data: Path, reports: Path, jobs: int) -> None:
    copies, parameters = folder / "notebooks", results.parameters
    copies.mkdir()
    pages = [Page(notebook, copies / notebook.name) for notebook in notebooks]
    environment = {"DSVA_DATA": str(data.resolve()), "DSVA_REPORTS": str(reports.resolve())}
    try:
        with _progress(len(pages)) as done:
            execute_all(pages, _as_text(parameters), environment, jobs=jobs, on_done=done)
    except RunFailed as fault:
        kept = published.keep_failed(copies, reports, parameters.board, parameters.meeting)
        raise RunFailed(f"{fault}; no pack was made, and the executed notebooks are in {kept}.") from None
    from analysis.pack.assembly import make_pack

    make_pack(results, data, folder)


def _as_text(parameters: Parameters) -> dict[str, object]:
    # papermill writes them into a cell of the notebook, which knows text and numbers and no dates.
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(parameters).items()}


def _say(sentence: str) -> None:
    # To standard error: the one line on standard output is the folder of the pack.
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Page], None]]:
    """A bar for a person at a terminal; a scheduler's log gets nothing."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Notebooks", total=total)
        yield lambda page: bar.update(task, advance=1, description=page.notebook.stem)
