"""The `dsva` command, for people and for schedulers.

Every import of the analysis stands inside its command: help must answer at once.
"""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis.arguments import to_breaks, to_day, to_levels
from analysis.errors import BadData, DsvaError, Fault

app = typer.Typer(
    name="dsva",
    help="Demand against funding for the domestic abuse and sexual violence services of Leicester, Leicestershire "
    "and Rutland: the evidence, board packs and the explorer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Data = Annotated[Path | None, typer.Option("--data", help="Folder of the evidence; else DSVA_DATA, else found.")]
Reports = Annotated[Path | None, typer.Option("--reports", help="Folder of packs; else DSVA_REPORTS, else found.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Know only what was published by this day.")]


@app.callback()
def everywhere(
    data: Data = None,
    reports: Reports = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.", is_eager=True)] = False,
) -> None:
    # Through the environment, so that the processes of notebooks find the same folders.
    if data:
        os.environ["DSVA_DATA"] = str(data.absolute())
    if reports:
        os.environ["DSVA_REPORTS"] = str(reports.absolute())
    if version:
        from importlib.metadata import version as installed

        print(f"dsva {installed('dsva')}")
        raise typer.Exit


@app.command()
def check(
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="For people or for programs.")] = "text",
    figures: Annotated[
        Path | None, typer.Option("--figures", metavar="FILE.csv", help="Test the figures of this file instead.")
    ] = None,
    data: Data = None,
) -> None:
    """Validate the data folder and reconcile the printed figures.

    Faults end with exit code 1. Findings say what the papers get wrong: they never change it. With --figures the same
    tests run on any file in the format of data/figures/; it may name part_of, percent_of, table and flow.
    """
    from analysis import terminal
    from analysis.sources.location import find_data

    folder = figures or find_data(data)
    faults, findings = _test_file(figures) if figures else _test_folder(folder)
    if format == "json":
        print(terminal.to_json(terminal.check_record(faults, findings)), end="")
    else:
        terminal.print_check(faults, findings, folder)
    if faults:
        raise typer.Exit(1)


@app.command()
def figures(
    era: Annotated[str | None, typer.Option(help="Only this era, such as dsva-2022.")] = None,
    service: Annotated[str | None, typer.Option(help="Only this service, such as da-locality.")] = None,
    measure: Annotated[str | None, typer.Option(help="Only this measure, such as «referrals accepted».")] = None,
    source: Annotated[str | None, typer.Option(help="Only this paper, such as lscsb-2023-09-29.")] = None,
    area: Annotated[str | None, typer.Option(help="Only this area, such as Leicester.")] = None,
    as_of: AsOf = None,
    format: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to print.")] = "table",
    data: Data = None,
) -> None:
    """List the published figures, each with its source and place."""
    from analysis import terminal
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.figures import load_figures
    from analysis.sources.location import find_data
    from analysis.sources.selection import select_figures

    folder, known_by = find_data(data), to_day("--as-of", as_of)
    catalogue = load_catalogue(folder, known_by)
    chosen = {"era": era, "service": service, "measure": measure, "source": source, "area": area}
    selected = select_figures(load_figures(folder, known_by), catalogue, **chosen)
    terminal.print_figures(selected, catalogue.documents, format)


@app.command()
def boards(
    format: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print.")] = "table",
    data: Data = None,
    reports: Reports = None,
) -> None:
    """List the boards, their meetings, and whether each has a pack."""
    from analysis import published, terminal
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.location import find_data, find_reports

    listed = load_catalogue(find_data(data)).boards
    terminal.print_boards(listed, published.list_packs(find_reports(reports)), format)


@app.command()
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


@app.command()
def approve(
    pack: Annotated[str, typer.Argument(help="Board and meeting of the pack, such as lscsb/2023-09-29.")],
    role: Annotated[str, typer.Option(help="Role that approves it; never a name.")],
    reports: Reports = None,
) -> None:
    """Freeze a draft pack and publish it."""
    from analysis.run import approve_pack
    from analysis.sources.location import find_reports

    print(approve_pack(pack, role, reports=find_reports(reports)).folder)


@app.command()
def project(
    horizon: Annotated[int, typer.Option(help="Periods to project.", min=1, max=400)],
    file: Annotated[Path, typer.Argument(help="CSV: series_id, period_start, period_end, value.")] = Path("/dev/stdin"),
    period: Annotated[int, typer.Option(help="Periods in a year: 4 for quarters, 12 for months.", min=1, max=60)] = 4,
    levels: Annotated[str, typer.Option(help="Coverage of the limits, in percent.")] = "80,95",
    seed: Annotated[int, typer.Option(help="Start of every random draw.", min=0)] = 20220401,
    breaks: Annotated[
        list[str] | None, typer.Option("--break", metavar="SERIES=DATE", help="First day of a new level.")
    ] = None,
    may_be_negative: Annotated[bool, typer.Option("--may-be-negative", help="Whole numbers are no counts.")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Exit 0 although some series are bad.")] = False,
) -> None:
    """Project any series, with limits for what will be observed: long CSV in, CSV out.

    All series of a file calibrate each other. From 8 points they are projected by averaged exponential smoothing,
    below by simulation, below 3 not at all. A bad series is named on standard error and the rest are done; the
    exit code is then 1, or 0 with --keep-going. An example: data/examples/referrals_by_quarter.csv.
    """
    from analysis.model.projection import project as project_series
    from analysis.sources.series import read_series

    known = read_series(file, may_be_negative=may_be_negative)
    made = project_series(
        known.series, horizon, to_levels(levels), period=period, seed=seed, breaks=to_breaks(breaks or [])
    )
    # Ten digits: the last bits of a processor do not show.
    print(made.frame.to_csv(index=False, float_format="%.10g", date_format="%Y-%m-%d", lineterminator="\n"), end="")
    refused = {series_id: f"{file.name}: series {series_id}: {reason}." for series_id, reason in made.refused.items()}
    faults = known.faults | refused
    for fault in faults.values():
        print(f"dsva: {fault}", file=sys.stderr)
    if faults and not keep_going:
        raise typer.Exit(1)


@app.command("app")
def serve_app(
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 5006,
    address: Annotated[str, typer.Option(help="Address to listen on; the default is this machine only.")] = "127.0.0.1",
    data: Data = None,
    reports: Reports = None,
) -> None:
    """Serve the explorer."""
    from analysis.app.serve import serve
    from analysis.sources.location import find_data, find_reports

    serve(port, address, find_data(data), find_reports(reports), today=date.today())


def _test_file(path: Path) -> tuple[list[Fault], list[dict]]:
    """The faults of a file of figures; without one, what its figures say about themselves."""
    from analysis.model.forensics import examine
    from analysis.sources.figures_file import load_figures_file

    try:
        return [], examine(load_figures_file(path)).to_dict("records")
    except BadData as wrong:
        return wrong.faults, []


def _test_folder(folder: Path) -> tuple[list[Fault], list[dict]]:
    """The faults of the data folder; without one, what its printed figures say about themselves."""
    from analysis.model.forensics import examine
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.figures import load_claims, load_figures
    from analysis.sources.money import load_contracts
    from analysis.sources.validation import check_data

    faults = check_data(folder)
    if faults:
        return faults, []
    catalogue = load_catalogue(folder)
    found = examine(
        load_figures(folder), catalogue.measures, load_claims(folder), load_contracts(folder), catalogue.conflicts
    )
    return [], found.to_dict("records")


def main() -> None:
    """Run the command; what a user got wrong becomes one sentence and an exit code."""
    try:
        app(prog_name="dsva")
    except DsvaError as error:
        print(f"dsva: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough; nothing more must be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
