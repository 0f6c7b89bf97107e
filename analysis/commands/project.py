"""`dsva project`: any series, projected."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.arguments import to_breaks, to_levels, to_totals
from analysis.commands.options import Data
from analysis.errors import BadArgument

PATHS = 4000  # joint futures behind a total: limits of 95% from 100 on each side


def project(
    horizon: Annotated[int, typer.Option(help="Periods to project.", min=1, max=400)],
    file: Annotated[Path, typer.Argument(help="CSV: series_id, period_start, period_end, value.")] = Path("/dev/stdin"),
    period: Annotated[int, typer.Option(help="Periods in a year: 4 for quarters, 12 for months.", min=1, max=60)] = 4,
    levels: Annotated[str, typer.Option(help="Coverage of the limits, in percent.")] = "80,95",
    seed: Annotated[int, typer.Option(help="Start of every random draw.", min=0)] = 20220401,
    total: Annotated[
        list[str] | None,
        typer.Option("--total", metavar="NAME=SERIES,SERIES", help="Add series up: paths add, then limits are taken."),
    ] = None,
    breaks: Annotated[
        list[str] | None,
        typer.Option("--break", metavar="SERIES=DATE|ID", help="First day of a new level, or a break of the register."),
    ] = None,
    era_breaks: Annotated[
        str | None,
        typer.Option(metavar="AREA", help="Every series takes a new level at each registered break of this area."),
    ] = None,
    back_test: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Write how earlier projections would have done to this file.")
    ] = None,
    may_be_negative: Annotated[bool, typer.Option("--may-be-negative", help="Whole numbers are no counts.")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Exit 0 although some series are bad.")] = False,
    data: Data = None,
) -> None:
    """Project any series, with limits for what will be observed: long CSV in, CSV out.

    All series of a file calibrate each other. From 8 points they are
    projected by averaged exponential smoothing, below by simulation, below 3
    not at all. The first periods are the same whatever the horizon. A bad
    series, or a total of one, is named on standard error and the rest are
    done; the exit code is then 1, or 0 with --keep-going.

    A break is a level shift that is modelled, never smoothed. --break names
    one for a series, by its day or by its id in data/breaks.yml; --era-breaks
    takes the dated breaks of services, law and recording that the register
    has for an area. A projection stops before a break that is to come.

    --back-test projects each series again from its last four origins that
    leave HORIZON points, and no break, to compare. It writes for each series
    and level: coverage, interval_score, mean_error (bias) and
    mean_absolute_error, in units of the mean change on a year before, and
    the same of a seasonal naive forecast, or why a series is too short.

    An example, in one line (data/examples/ has the file):

    dsva project data/examples/referrals_by_quarter.csv --horizon 4
    --total "LLR=synthetic referrals Leicester,synthetic referrals
    Leicestershire,synthetic referrals Rutland"
    --era-breaks LLR --back-test tested.csv
    """
    from analysis.model.projection import backtest
    from analysis.model.projection import project as project_series
    from analysis.sources.series import read_series

    coverage, totals = to_levels(levels), to_totals(total or [])
    known = read_series(file, may_be_negative=may_be_negative)
    steps = _find_breaks(known, file, breaks or [], era_breaks, data)
    parts = {part for own in totals.values() for part in own}
    made = project_series(
        known.series, horizon, coverage, period=period, seed=seed, breaks=steps,
        paths=PATHS if totals else 0, paths_of=parts,
    )  # fmt: skip
    sums, unsummed = _add_up(made, totals)
    if back_test:
        _write(_tested(backtest(known.series, horizon, coverage, period=period, seed=seed, breaks=steps)), back_test)
    for frame in (made.frame, *sums):
        print(_to_csv(frame, header=frame is made.frame), end="")
    refused = {series_id: f"{file.name}: series {series_id}: {reason}." for series_id, reason in made.refused.items()}
    for series_id, reason in made.stopped.items():
        print(f"dsva: {file.name}: series {series_id}: {reason}.", file=sys.stderr)
    faults = [*known.faults.values(), *refused.values(), *unsummed]
    for fault in faults:
        print(f"dsva: {fault}", file=sys.stderr)
    if faults and not keep_going:
        raise typer.Exit(1)


def _find_breaks(known, file: Path, named: list[str], area: str | None, data: Path | None) -> dict[str, list]:
    """The days of breaks by series: those named for it, and those of the area."""
    if not named and not area:
        return {}
    from analysis.model.projection.registered import day_of, days_of_area
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.location import find_data

    register = load_catalogue(find_data(data)).breaks
    series = list(known.series["series_id"].unique())
    by_series = {series_id: [day_of(register, day) for day in days] for series_id, days in to_breaks(named).items()}
    for series_id in by_series:
        if series_id not in series and series_id not in known.faults:
            raise BadArgument(f"--break: {file.name} has no series {series_id}; expected one of its series_id.")
    of_area = days_of_area(register, area) if area else []
    return {series_id: [*of_area, *by_series.get(series_id, [])] for series_id in series}


def _add_up(made, totals: dict[str, list[str]]) -> tuple[list, list[str]]:
    """The frames of the totals, and a sentence for each that cannot be made."""
    from analysis.model.projection import add_up

    frames, faults = [], []
    for total, parts in totals.items():
        try:
            frames.append(add_up(made, {total: parts}).frame)
        except BadArgument as fault:
            faults.append(f"--total: {fault}")
    return frames, faults


def _tested(back_test):
    """Each row is a series and a level of a back-test, or a series and the reason why it has none."""
    import pandas as pd

    refused = [{"series_id": series_id, "reason": reason} for series_id, reason in back_test.refused.items()]
    return pd.concat([back_test.summary, pd.DataFrame(refused)], ignore_index=True)


def _write(frame, file: Path) -> None:
    try:
        file.write_text(_to_csv(frame, header=True), encoding="utf-8", newline="\n")
    except OSError as fault:
        raise BadArgument(f"--back-test: {file} cannot be written ({fault.strerror}).") from None


def _to_csv(frame, *, header: bool) -> str:
    """The frame as CSV. Ten digits: the last bits of a processor do not show."""
    layout = {"index": False, "float_format": "%.10g", "date_format": "%Y-%m-%d", "lineterminator": "\n"}
    return frame.to_csv(header=header, **layout)
