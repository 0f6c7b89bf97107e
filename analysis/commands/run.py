"""`dsva run` and `dsva approve`: a draft pack, and a published one."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis.arguments import to_day
from analysis.commands.options import AsOf, Data, Reports


def run(
    board: Annotated[str | None, typer.Argument(help="Board id; without one, the latest meeting of all.")] = None,
    meeting: Annotated[str | None, typer.Argument(metavar="[DATE]", help="Next meeting, else the last.")] = None,
    as_of: AsOf = None,
    settings: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Vary a parameter.")] = None,
    audience: Annotated[Literal["public", "restricted"], typer.Option(help="Who may read the pack.")] = "public",
    jobs: Annotated[int, typer.Option(help="Notebooks side by side.")] = 2,
    out: Annotated[Path | None, typer.Option("--out", help="Folder of packs to write into.")] = None,
    data: Data = None,
    reports: Reports = None,
) -> None:
    """Run a board's notebooks and leave the draft pack of a meeting in the folder of packs."""
    from analysis.run import run_meeting
    from analysis.sources.location import find_data, find_reports

    pack = run_meeting(
        board,
        to_day("DATE", meeting),
        data=find_data(data),
        reports=find_reports(out or reports),
        as_of=to_day("--as-of", as_of),
        settings=settings or (),
        audience=audience,
        jobs=jobs,
    )
    print(pack.folder)


def approve(
    pack: Annotated[str, typer.Argument(help="Board and meeting of the pack, such as lscsb/2023-09-29.")],
    role: Annotated[str, typer.Option(help="Role that approves it; never a name.")],
    reports: Reports = None,
) -> None:
    """Freeze a draft pack and publish it."""
    from analysis.run import approve_pack
    from analysis.sources.location import find_reports

    print(approve_pack(pack, role, reports=find_reports(reports)).folder)
