"""What `dsva run` does with what it was asked: one meeting, all, or a grid."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from analysis.errors import BadArgument, RunFailed
from analysis.execution import Limits, end_with_parent
from analysis.run.choosing import choose
from analysis.run.journal import Journal
from analysis.run.many import run_many, summarise
from analysis.run.meeting import run_meeting
from analysis.run.orders import Order, order_all, order_grid
from analysis.run.unattended import attended
from analysis.run.working import DONE

__all__ = ["Limits", "Request", "answer", "end_with_parent"]


@dataclass(frozen=True)
class Request:
    """A command as it was given; `board` and `meeting` are of one run, `everything` and `grid` of many."""

    data: Path
    reports: Path
    board: str | None = None
    meeting: date | None = None
    everything: bool = False
    grid: Path | None = None
    as_of: date | None = None
    settings: tuple[str, ...] = ()
    audience: str = "public"
    jobs: int = 2
    cluster: str | None = None
    resume: bool = False
    status: Path | None = None
    limits: Limits = field(default_factory=Limits)


def answer(request: Request) -> list[Path]:
    """The folders of the packs that were made; raises RunFailed where any of many was not."""
    _require_one_kind(request)
    what = "run of all meetings" if request.everything else f"run of {request.grid.name}" if request.grid else "run"
    with attended(what, request.status, request.data, request.reports) as journal:
        if request.everything or request.grid or request.cluster:
            return _make_many(request, journal)
        pack = run_meeting(
            request.board, request.meeting, data=request.data, reports=request.reports, as_of=request.as_of,
            settings=request.settings, audience=request.audience, jobs=request.jobs, limits=request.limits,
            resume=request.resume, journal=journal,
        )  # fmt: skip
        journal.end("done", DONE, f"made {pack.name}", (pack.name,))
        return [pack.folder]


def _make_many(request: Request, journal: Journal) -> list[Path]:
    outcomes = run_many(_orders(request), jobs=request.jobs, cluster=request.cluster, journal=journal)
    told = summarise(outcomes)
    journal.say(told)
    for one in outcomes:
        if one.exit_code == DONE:
            print(one.folder)
    if failed := [one for one in outcomes if one.exit_code != DONE]:
        listed = "; ".join(f"{one.name}: {one.sentence.rstrip('.')}" for one in failed)
        raise RunFailed(f"{len(failed)} of {len(outcomes)} packs were not made: {listed}.")
    journal.end("done", DONE, told)
    return []


def _orders(request: Request) -> list[Order]:
    base = Order(
        "", date.today(), request.data.resolve(), request.reports.resolve(), request.as_of, request.settings,
        request.audience, 1, request.limits, request.resume,
    )  # fmt: skip
    if request.grid:
        return order_grid(request.grid, base, date.today())
    if request.everything:
        return order_all(base)
    _, parameters = choose(
        request.board, request.meeting, request.data, request.as_of, request.settings, request.audience, date.today()
    )
    return [replace(base, board=parameters.board, meeting=parameters.meeting)]


def _require_one_kind(request: Request) -> None:
    kinds = {"a board": request.board is not None, "--all": request.everything, "--grid": request.grid is not None}
    given = [kind for kind, is_given in kinds.items() if is_given]
    if len(given) > 1:
        raise BadArgument(f"{' and '.join(given)}: cannot be asked for together; expected one of them.")
