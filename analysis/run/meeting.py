"""One run: parameters, notebooks, pack, shelf."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import published
from analysis.errors import BadArgument, RunFailed
from analysis.execution import Limits, Page, Running, apart, can_fork, require_parameters, start
from analysis.parameters import Parameters
from analysis.run.choosing import choose, find_notebooks
from analysis.run.journal import Journal, progress

if TYPE_CHECKING:
    from analysis.pack.sections.changed import LookBack
    from analysis.pipeline import Results


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
    limits: Limits | None = None,
    resume: bool = False,
    journal: Journal | None = None,
) -> published.Pack:
    """The pack of a meeting, put in place whole as a draft.

    board_id: None is the latest meeting of all boards; day: None is the board's next meeting, else its last.
    as_of: None is the meeting's date if that is past, else today; settings: `name=value`, as in `Parameters`.
    jobs: notebooks side by side; limits: of each notebook; resume: repeat only what an earlier run left undone.
    Raises BadArgument before any work, BadData for faults of the files, MeetingBusy where another run makes this pack,
    RunFailed where a notebook fails: then its executed copy stands in `failed-<date>` beside the packs and what was
    there before is untouched.
    """
    today, journal = today or date.today(), journal or Journal("run")
    if jobs < 1:
        raise BadArgument(f"jobs: {jobs} is too few; expected at least one notebook at a time.")
    board, parameters = choose(board_id, day, data, as_of, settings, audience, today)
    reports = published.shelf_for(parameters.audience, reports)
    published.require_draft(reports, board.id, parameters.meeting)
    journal.say(f"{board.name}, meeting of {parameters.meeting}; evidence published by {parameters.as_of}.")
    # The results come first: what is wrong with the data or a parameter is said before anything is written or started.
    with _undisturbed():
        results = work_out(parameters, data, today, journal)
        notebooks = find_notebooks(board, data)
        for notebook in notebooks:
            require_parameters(notebook, list(_as_text(parameters)))
    work = Work(results, tuple(notebooks), data, reports, jobs, limits or Limits(), journal)
    with published.one_at_a_time(reports, board.id, parameters.meeting):
        journal.keep_log(reports / board.id, parameters.meeting.isoformat())
        make(work, resume=resume)
    return published.find_pack(reports, f"{board.id}/{parameters.meeting}")


@dataclass(frozen=True)
class Work:
    """Results that are to become a pack, and what with: jobs and limits are of its notebooks."""

    results: "Results"
    notebooks: tuple[Path, ...]
    data: Path
    reports: Path
    jobs: int
    limits: Limits
    journal: Journal

    @property
    def place(self) -> tuple[str, date]:
        """Board and day of the meeting."""
        return self.results.parameters.board, self.results.parameters.meeting


def make(work: Work, *, resume: bool) -> None:
    """Make the pack of results aside and put it in place; only the run that holds the meeting may."""
    from analysis.run.looking_back import look_back

    published.put_back(work.reports, *work.place)
    published.require_draft(work.reports, *work.place)
    if resume and _stands(work):
        work.journal.say("Nothing is missing: the pack that stands was made of the same.")
        published.clear_leftovers(work.reports, *work.place)
        return
    with published.making(work.reports, *work.place) as folder:
        (folder / "notebooks").mkdir()
        missing = _missing(work, folder, resume=resume)
        published.clear_leftovers(work.reports, *work.place, keep=folder)
        try:
            fill(folder, work, missing, lambda: look_back(work.results, work.data, work.reports))
        except RunFailed as fault:
            kept = published.keep_failed(folder / "notebooks", work.reports, *work.place)
            told = f"{str(fault).rstrip('.')}; no pack was made, and the executed notebooks are in {kept}."
            raise RunFailed(told) from None


def fill(folder: Path, work: Work, missing: list[Page], look_back: Callable[[], "LookBack | None"]) -> None:
    """Execute the missing pages into a folder while the rest of the pack is made there.

    look_back: finds the earlier pack to compare with.
    """
    from analysis.pack.assembly import as_text, make_pack
    from analysis.pipeline.shared import sharing

    gc.freeze()  # what is there now stays: no copy of this process need look through it for garbage
    told = as_text(asdict(work.results.parameters))
    with (
        sharing(work.results, work.data),
        _sharing_drawings(work.data, work.reports) as environment,
        start(missing, told, environment, jobs=work.jobs, limits=work.limits) as running,
    ):
        make_pack(
            work.results, work.data, folder,
            look_back=look_back(),
            notebooks=work.notebooks,
            wait=lambda: _wait(running, len(work.notebooks), work.journal),
            apart=apart,
        )  # fmt: skip


def pages_of(work: Work, folder: Path) -> list[Page]:
    """The pages of a pack that is made in a folder, with what they are made from."""
    from analysis.run.resuming import name_origins

    pages = [Page(notebook, folder / "notebooks" / notebook.name) for notebook in work.notebooks]
    return name_origins(pages, work.results, work.data)


def approve_pack(name: str, role: str, *, reports: Path, today: date | None = None) -> published.Pack:
    """The pack of that name, approved by a role: its documents drawn anew without the mark of a draft, and frozen."""
    from analysis.pack.approval import restate

    pack = published.find_pack(reports, name)
    published.require_role(role)
    with published.one_at_a_time(pack.shelf, pack.board, pack.meeting):
        return published.approve(pack.shelf, pack, role, today or date.today(), restate)


def work_out(parameters: Parameters, data: Path, today: date, journal: Journal) -> "Results":
    """The results of the whole analysis, after a warning for each public contact that is due to be checked."""
    # While one process works the results out, this one loads what comes after.
    results = apart(_analyse, parameters, data)
    from analysis.pack.statements.context import stale_contacts

    _load()
    results = results()
    for warning in stale_contacts(results, today):
        journal.say(f"Warning: {warning}")
    return results


def _stands(work: Work) -> bool:
    from analysis.run.looking_back import digest_of
    from analysis.run.resuming import is_whole

    last = published.last_pack(work.reports, *work.place, work.results.parameters.audience)
    folder = work.reports / work.place[0] / work.place[1].isoformat()
    compared = {last.name: digest_of(last)} if last else {}
    return folder.is_dir() and is_whole(folder, pages_of(work, folder), compared)


def _missing(work: Work, folder: Path, *, resume: bool) -> list[Page]:
    from analysis.run.resuming import take_up

    pages = pages_of(work, folder)
    if not resume:
        return pages
    leftovers = [left for left in published.list_leftovers(work.reports, *work.place) if folder not in left.parents]
    missing = take_up(pages, leftovers)
    work.journal.say(f"{len(pages) - len(missing)} of {len(pages)} notebooks were executed before and are taken up.")
    return missing


def _wait(running: Running, total: int, journal: Journal) -> None:
    before = total - len(running.pages)
    done = [page.copy.name for page in running.pages]

    with progress("Notebooks", len(done)) as step:

        def count(page: Page) -> None:
            step(page.notebook.stem)
            journal.note(f"{page.notebook.name}: executed.")
            journal.count(done=before + done.index(page.copy.name) + 1, total=total)

        running.wait(count)


@contextmanager
def _sharing_drawings(data: Path, reports: Path) -> Iterator[dict[str, str]]:
    """The variables that every process of the run sees: folders, and one where each picture is drawn once."""
    from analysis.pack.drawings import FOLDER

    before = os.environ.get(FOLDER)
    with tempfile.TemporaryDirectory(prefix="dsva-drawings-", ignore_cleanup_errors=True) as folder:
        os.environ[FOLDER] = folder
        try:
            yield {"DSVA_DATA": str(data.resolve()), "DSVA_REPORTS": str(reports.resolve()), FOLDER: folder}
        finally:
            os.environ.pop(FOLDER) if before is None else os.environ.update({FOLDER: before})


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No search for garbage while packages are imported: everything that they make stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _analyse(parameters: Parameters, data: Path) -> "Results":
    from analysis import pipeline

    return pipeline.run(parameters, data)


def _load() -> None:
    """Import what a pack and its pages need, once for all of them: forked kernels have it from the start."""
    import analysis.pack.assembly

    if can_fork():
        import ipykernel.kernelapp
        import papermill

        del ipykernel, papermill
    del analysis


def _as_text(parameters: Parameters) -> dict[str, object]:
    from analysis.pack.assembly import as_text

    return as_text(asdict(parameters))
