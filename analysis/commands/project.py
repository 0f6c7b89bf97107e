"""`dsva project`: any series, projected."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.arguments import to_breaks, to_levels


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
