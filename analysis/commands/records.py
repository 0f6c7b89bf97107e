"""`dsva records`: case-level extracts: their form, what is wrong with one, counting it, and invented ones to try."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis.arguments import to_day
from analysis.commands.options import Audience, Data
from analysis.commands.records_look import Look, looks_into_an_extract
from analysis.commands.records_opened import name_of, opened
from analysis.commands.records_told import Format, tell_counts
from analysis.errors import BadArgument

app = typer.Typer(
    help="Case-level extracts: what form they have, what is wrong with one, counts from one.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.command("format")
def show_format(
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="For people or for programs.")] = "text",
    data: Data = None,
) -> None:
    """Show the form of an extract: its columns, their codes, and how each measure is counted."""
    from dataclasses import asdict

    from analysis import terminal
    from analysis.sources.location import find_data
    from analysis.sources.records.form import load_case_format

    form = load_case_format(find_data(data))
    if format == "json":
        print(terminal.to_json(asdict(form)), end="")
        return
    for column in form.columns:
        codes = f" ({', '.join(code.id for code in column.codes)})" if column.codes else ""
        needed = "in every row" if column.filled else "needed" if column.needed else "optional"
        print(f"{column.id}, {column.kind}, {needed}: {column.label}{codes}.")
    print()
    for one in form.counted:
        print(f"{one.id}: {one.how}")


@app.command()
@looks_into_an_extract
def check(
    look: Look,
) -> None:
    """Say everything that is wrong with an extract, by column and row; no sentence repeats what stands in it."""
    from analysis.sources.records.faults import RefusedExtract

    try:
        with opened(look, "check"):
            print(f"{name_of(look)}: a valid extract.")
    except RefusedExtract as refused:
        for fault in refused.faults:
            print(fault.sentence())
        raise typer.Exit(1) from None


@app.command()
@looks_into_an_extract
def count(
    look: Look,
    by: Annotated[
        list[str] | None, typer.Option("--by", help="Also by groups of people: risk, sex, age_band, …")
    ] = None,
    service: Annotated[str | None, typer.Option(help="Only this service.")] = None,
    quarter: Annotated[str | None, typer.Option(help="Only this quarter, such as 2023-24-Q1.")] = None,
    format: Annotated[Format, typer.Option("--format", help="A table, or every column.")] = "table",
    audience: Audience = "public",
    withhold_up_to: Annotated[int, typer.Option(help="The public sees no count from 1 to this; 7 or more.")] = 7,
) -> None:
    """Count an extract by service, area and quarter, protected for the public unless `--audience restricted`.

    The extract is checked first and refused whole where anything is wrong with it. Nothing of a case is written.
    """
    from analysis.model.disclosure import Rules
    from analysis.pipeline.records import count_records
    from analysis.sources.records.engines import file_of
    from analysis.sources.returns.quarters import read_quarter

    rules, only = Rules(withhold_up_to), read_quarter(quarter) if quarter else None
    asked = f"count for {audience}" + (f" by {', '.join(by)}" if by else "")
    with opened(look, asked) as ready:
        running, form, catalogue, day, folder, mark = ready
        counted = count_records(running, form, catalogue, day, tuple(dict.fromkeys(by or ())))
    seen = _seen_by(audience, counted, catalogue, folder, rules, mark, file_of(look.extract, look.engine) is not None)
    if service:
        seen = seen[seen["service"].eq(service)]
    if only:
        seen = seen[seen["quarter"].eq(only.label)]
    tell_counts(seen, format, audience, counted.synthetic)


@app.command("return")
@looks_into_an_extract
def make_return(
    look: Look,
    service: Annotated[str, typer.Argument(help="Service id, such as da-locality.")],
    quarter: Annotated[str, typer.Argument(help="Quarter of a financial year, such as 2023-24-Q1.")],
    out: Annotated[Path, typer.Option("--out", help="CSV file to write, readable by its owner only.")],
    audience: Audience = "public",
) -> None:
    """Write the counts of a service and quarter as a return, for `dsva returns load`; only `--audience restricted`.

    A return holds exact counts: they are protected wherever they are shown, so a protected table is no return.
    """
    from analysis.pipeline.records import count_records
    from analysis.pipeline.records_return import to_return
    from analysis.sources.figures import load_figures
    from analysis.sources.records.filling import write_return
    from analysis.sources.returns.forms import make_form
    from analysis.sources.returns.quarters import read_quarter

    if audience != "restricted":
        raise BadArgument(
            "return: a return holds counts of a few people; expected --audience restricted, of its owner."
        )
    asked = read_quarter(quarter)
    with opened(look, f"return of {service} {asked.id}") as ready:
        running, form, catalogue, day, folder, _ = ready
        if day < asked.end:
            raise BadArgument(f"{asked.label} was not over on {day}; expected a quarter that the extract covers.")
        questions = make_form(service, asked, catalogue, load_figures(folder))
        counted = count_records(running, form, catalogue, day)
    write_return(questions, to_return(counted, questions), out)
    print(out)


@app.command()
def generate(
    out: Annotated[Path, typer.Argument(help="New file, .csv or .parquet.")],
    cases: Annotated[int, typer.Option(help="About how many.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Start of the random numbers.")] = 1,
    first: Annotated[str, typer.Option(metavar="DATE", help="A day of the first quarter.")] = "2020-04-01",
    quarters: Annotated[int, typer.Option(help="How many quarters.")] = 12,
    growth: Annotated[float, typer.Option(help="Growth a year, as a fraction.")] = 0.08,
    dispersion: Annotated[float, typer.Option(help="Variance of a quarter's count as a multiple of its mean.")] = 1.5,
    data: Data = None,
) -> None:
    """Write an invented extract, to try things with; every row says synthetic, and no return is made of it."""
    import numpy as np

    from analysis.model.synthetic_cases import NEVER, SERVICES, Invention, invent
    from analysis.sources.location import find_data
    from analysis.sources.records.form import load_case_format
    from analysis.sources.records.synthetic import write_extract

    asked = Invention(cases, to_day("--first", first), quarters, growth, dispersion=dispersion)
    drawn = invent(asked, np.random.default_rng(seed))
    written = write_extract(drawn, SERVICES, load_case_format(find_data(data)), out, NEVER)
    print(f"{out}: {written} synthetic cases.")


def _seen_by(audience: str, counted, catalogue, folder: Path, rules, extract: str, is_file: bool):
    """The counts as an audience sees them; that the public sees them is kept first."""
    from analysis.pipeline.records_protected import Others, as_public, as_restricted, places_told
    from analysis.sources.figures import load_figures, load_unprotected_returns
    from analysis.sources.records.access_log import fingerprint
    from analysis.sources.records.told import note_told, told_by_extract

    if audience == "restricted":
        return as_restricted(counted)
    returned = load_unprotected_returns(folder)
    told = returned.figures if returned.order else load_figures(folder)
    if not is_file:
        everybody = counted.counts[counted.counts["by"].eq("")]
        extract = fingerprint(folder, None, extract + everybody.to_csv(index=False))
    if counted.synthetic:
        return as_public(counted, told, catalogue.services, rules)
    told_by = told_by_extract(folder)
    order = list(told_by)
    own = order.index(extract) if extract in told_by else len(order)
    others = Others(tuple(told_by[one] for one in order[:own]), tuple(told_by[one] for one in order[own + 1 :]))
    seen = as_public(counted, told, catalogue.services, rules, others)
    note_told(folder, extract, places_told(seen))
    return seen
