"""`dsva returns`: providers' quarterly returns: the form, what is wrong with one, loading, what has come."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analysis.arguments import to_day
from analysis.commands.options import Data
from analysis.commands.returns_told import Format, Told, tell, tell_arrivals
from analysis.errors import BadArgument

app = typer.Typer(
    help="Providers' quarterly returns: make the form, check one, load it, list what has come.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)
File = Annotated[Path, typer.Argument(help="A filled return, .xlsx or .csv.")]
Received = Annotated[
    str | None, typer.Option("--received", metavar="DATE", help="Day on which it came, from which it counts.")
]
Expected = Annotated[str | None, typer.Option(help="Refuse a return of any other.")]
How = Annotated[Format, typer.Option("--format", help="For people or for programs.")]
# As the outer limits of a control chart: one warning in 500 is by chance.
CONFIDENCE = 0.998
TOLD_BY_AN_EXTRACT = (
    "an extract has told the public of this quarter: publish the return or the table of the extract, not both; "
    "see «Two extracts» in data/records/README.md."
)


@app.command()
def template(
    service: Annotated[str, typer.Argument(help="Service id of any era, such as da-locality or uava.")],
    quarter: Annotated[str, typer.Argument(help="Quarter of a financial year, such as 2023-24-Q1.")],
    out: Annotated[Path | None, typer.Option("--out", help="File to write, .xlsx or .csv.")] = None,
    data: Data = None,
) -> None:
    """Write the empty form of a service for a quarter, and print its path."""
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.figures import load_unprotected_figures
    from analysis.sources.location import find_data
    from analysis.sources.returns.forms import make_form
    from analysis.sources.returns.quarters import read_quarter
    from analysis.sources.returns.sending import write_form

    folder, asked = find_data(data), read_quarter(quarter)
    figures = load_unprotected_figures(folder)
    form = make_form(service, asked, load_catalogue(folder), figures)
    print(write_form(form, figures, out or Path(f"{service}-{asked.id}.xlsx")))


@app.command()
def check(
    file: File,
    service: Expected = None,
    quarter: Expected = None,
    received: Received = None,
    format: How = "text",
    data: Data = None,
) -> None:
    """Say everything that is wrong with a return, by sheet and cell, and what its figures say about themselves."""
    from analysis.sources.location import find_data

    told = _examine(file, service, quarter, received, find_data(data))
    tell(told, format)
    if told.faults:
        raise typer.Exit(1)


@app.command()
def load(
    file: File,
    service: Expected = None,
    quarter: Expected = None,
    received: Received = None,
    format: How = "text",
    data: Data = None,
) -> None:
    """Add a return to the evidence, whole or not at all; a corrected one becomes a new vintage.

    A refused file stays where it is, with a report beside it. The same file a second time changes nothing.
    """
    from analysis.sources.location import find_data
    from analysis.sources.records.told import told_by_extract
    from analysis.sources.returns.reading import remove_report, write_report
    from analysis.sources.returns.store import add

    folder = find_data(data)
    told = _examine(file, service, quarter, received, folder)
    if told.reading is None or told.faults:
        report = write_report(file, [fault.sentence() for fault in told.faults])
        tell(told, format, outcome={"loaded": False, "report": str(report or "")})
        raise typer.Exit(1)
    stored, is_new = add(folder, told.reading.record, told.reading.text)
    remove_report(file)
    place = (stored.service, told.reading.form.quarter.label)
    if any(place in places for places in told_by_extract(folder).values()):
        typer.echo(f"dsva: {TOLD_BY_AN_EXTRACT}", err=True)
    tell(told, format, outcome={"loaded": True, "new": is_new, "source": stored.id, "received": stored.received})


@app.command("list")
def list_all(
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="As it stood on this day.")] = None,
    format: How = "text",
    data: Data = None,
) -> None:
    """List the returns that have come and those that are awaited or overdue."""
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.figures import load_unprotected_figures
    from analysis.sources.location import find_data
    from analysis.sources.returns.arrivals import list_arrivals
    from analysis.sources.returns.store import list_returns

    folder, today = find_data(data), to_day("--as-of", as_of) or date.today()
    arrivals = list_arrivals(
        list_returns(folder), load_catalogue(folder), load_unprotected_figures(folder, today), today
    )
    tell_arrivals(arrivals, format)


@app.command()
def forget(
    service: Annotated[str | None, typer.Argument(help="Service of the return to forget.")] = None,
    quarter: Annotated[str | None, typer.Argument(help="Its quarter, such as 2023-24-Q1.")] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="DATE", help="Instead: every return received before this day.")
    ] = None,
    data: Data = None,
) -> None:
    """Remove the figures of a return with all its vintages; that it came, and its fingerprint, are kept."""
    from analysis.sources.location import find_data
    from analysis.sources.returns.quarters import read_quarter
    from analysis.sources.returns.store import find, forget, list_returns

    folder, day = find_data(data), to_day("--before", before)
    if (day is None) == (service is None or quarter is None):
        raise BadArgument("forget: name a service and a quarter, or a day with --before.")
    if day:
        ones = [one for one in list_returns(folder) if not one.forgotten and date.fromisoformat(one.received) < day]
    else:
        ones = find(folder, service, read_quarter(quarter).id)
    forget(folder, ones, date.today(), _withheld(folder))
    for one in ones:
        print(f"{one.id}: forgotten.")


def _withheld(folder: Path) -> tuple[str, ...]:
    """Ids of the figures of returns that the public does not see."""
    from analysis.model.disclosure import WITHHELD, Rules
    from analysis.pipeline.disclosure import as_the_public
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.figures import load_unprotected_returns
    from analysis.sources.indicators import load_indicators

    returned = load_unprotected_returns(folder)
    if not returned.order:
        return ()
    seen, _ = as_the_public(returned.figures, returned, load_catalogue(folder), load_indicators(folder), Rules())
    return tuple(seen.loc[seen["disclosure"].eq(WITHHELD), "id"])


def _examine(file: Path, service: str | None, quarter: str | None, received: str | None, folder: Path) -> Told:
    """A return read, with its faults, the sizes that are unlike its past, and what its figures say of themselves."""
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.figures import load_unprotected_figures
    from analysis.sources.returns.faults import RefusedReturn
    from analysis.sources.returns.quarters import read_quarter
    from analysis.sources.returns.reading import read_return

    today = date.today()
    came = to_day("--received", received) or today
    if came > today:
        raise BadArgument(f"--received: {came} is still to come; expected {today} or earlier.")
    asked = read_quarter(quarter) if quarter else None
    catalogue, figures = load_catalogue(folder), load_unprotected_figures(folder)
    try:
        read = read_return(file, catalogue, figures, came, service=service, quarter=asked)
    except RefusedReturn as refused:
        return Told(file, None, tuple(refused.faults))
    if read.faults:
        return Told(file, read, read.faults)
    return Told(file, read, (), *_what_it_says(read, catalogue, figures))


def _what_it_says(read, catalogue, figures) -> tuple[tuple[str, ...], tuple[dict, ...]]:
    """Warnings of unusual sizes as sentences, and the findings of the forensic rules that name the return."""
    import pandas as pd

    from analysis.commands.returns_told import unusual_sentence
    from analysis.model.forensics import examine
    from analysis.model.unusual import find_unusual

    history = figures[figures["service"].eq(read.form.service.id) & figures["source"].ne(read.record.id)]
    own = read.frame
    unusual = find_unusual(own, history, CONFIDENCE).to_dict("records")
    found = examine(pd.concat([history, own], ignore_index=True), catalogue.measures).to_dict("records")
    about = tuple(finding for finding in found if read.record.id in finding["sources"])
    return tuple(unusual_sentence(one) for one in unusual), about
