"""`dsva run` and `dsva approve`: a draft pack, and a published one."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis.arguments import to_day
from analysis.commands.options import AsOf, Data, Reports

MANY, LIMITS, UNATTENDED = "Many packs", "Limits of a notebook", "Unattended runs"


def run(
    board: Annotated[str | None, typer.Argument(help="Board id; without one, the latest meeting of all.")] = None,
    meeting: Annotated[str | None, typer.Argument(metavar="[DATE]", help="Next meeting, else the last.")] = None,
    as_of: AsOf = None,
    settings: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Vary a parameter.")] = None,
    audience: Annotated[Literal["public", "restricted"], typer.Option(help="Who may read the pack.")] = "public",
    jobs: Annotated[int, typer.Option(help="Notebooks side by side; with --all or --grid, packs.")] = 2,
    out: Annotated[Path | None, typer.Option("--out", help="Folder of packs to write into.")] = None,
    all_meetings: Annotated[
        bool, typer.Option("--all", help="Every meeting of every board.", rich_help_panel=MANY)
    ] = False,
    grid: Annotated[
        Path | None, typer.Option(help="CSV of packs, or YAML of lists to combine.", rich_help_panel=MANY)
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A dask scheduler to work on.", rich_help_panel=MANY)
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Repeat only what is missing.", rich_help_panel=UNATTENDED)
    ] = False,
    status: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep the state of the run in JSON.", rich_help_panel=UNATTENDED)
    ] = None,
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False,
    cell_seconds: Annotated[int, typer.Option(help="Time of a cell.", rich_help_panel=LIMITS)] = 600,
    notebook_seconds: Annotated[int, typer.Option(help="Time of the whole.", rich_help_panel=LIMITS)] = 3600,
    memory: Annotated[int | None, typer.Option(metavar="MEGABYTES", help="Memory.", rich_help_panel=LIMITS)] = None,
    data: Data = None,
    reports: Reports = None,
) -> None:
    """Run a board's notebooks and leave the draft pack of a meeting in the folder of packs.

    Every month by itself: `dsva run --all --resume --status FILE`, from systemd, cron or the Task Scheduler (units in
    README.md). A draft is seen by analysts alone until `dsva approve`. Each run leaves a log beside its pack, and sends
    mail where DSVA_SMTP_HOST, DSVA_SMTP_FROM and DSVA_SMTP_TO are set.

    Exit codes: 0 made; 1 data, an argument or a notebook is wrong, and the packs are as they were; 2 bad usage; 3
    another run makes this pack now.
    """
    from analysis.published import shelf_for
    from analysis.run.asking import Limits, Request, answer, end_with_parent
    from analysis.sources.location import find_data, find_reports

    if with_parent:
        end_with_parent()
    shelf = shelf_for(audience, find_reports(out or reports))
    request = Request(
        find_data(data), shelf, board, to_day("DATE", meeting), all_meetings, grid,
        to_day("--as-of", as_of), tuple(settings or ()), audience, jobs, cluster, resume, status,
        Limits(cell_seconds, notebook_seconds, memory),
    )  # fmt: skip
    for folder in answer(request):
        print(folder)


def approve(
    pack: Annotated[str, typer.Argument(help="Board and meeting of the pack, such as lscsb/2023-09-29.")],
    role: Annotated[str, typer.Option(help="Role that approves it; never a name.")],
    reports: Reports = None,
) -> None:
    """Freeze a draft pack and publish it."""
    from analysis.run import approve_pack
    from analysis.sources.location import find_reports

    print(approve_pack(pack, role, reports=find_reports(reports)).folder)
