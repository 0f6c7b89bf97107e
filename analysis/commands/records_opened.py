"""An extract opened for a command: its look logged, an engine started, everything in it checked."""

from contextlib import contextmanager
from datetime import date, datetime

import typer

from analysis.arguments import to_day
from analysis.commands.records_look import Look
from analysis.errors import BadArgument


@contextmanager
def opened(look: Look, asked: str):
    """An engine with a checked extract, its form, the registers, the last day covered, the data folder and the hash of
    the extract; logged."""
    from analysis.model.records.identifiers import column_tells
    from analysis.pipeline.records import check_records
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.location import find_data
    from analysis.sources.records.access_log import accessed, fingerprint
    from analysis.sources.records.engines import file_of, open_engine, warning_of_age
    from analysis.sources.records.form import load_case_format

    folder, now = find_data(look.data), datetime.now()
    form, catalogue, day = load_case_format(folder), load_catalogue(folder), _covered(look.until, now.date())
    file = file_of(look.extract, look.engine)
    mark = fingerprint(folder, file, "" if file else look.extract)
    who, kept = look.role or _account(), form.days_kept("access_log_days")
    with (
        accessed(folder, who=who, asked=asked, extract=mark, now=now, days_kept=kept),
        open_engine(
            look.extract, form, look.engine, memory=look.memory, spill=look.spill, column_tells=column_tells
        ) as engine,
    ):
        check_records(engine, name_of(look), form, catalogue, day)
        yield engine, form, catalogue, day, folder, mark
    if warning := warning_of_age(file, now, form.days_kept("extract_days")):
        typer.echo(f"dsva: {warning}", err=True)


def _covered(until: str | None, today: date) -> date:
    day = to_day("--until", until)
    if day is not None and day > today:
        raise BadArgument(f"--until: {day} is still to come; expected {today} or earlier.")
    return day or today


def name_of(look: Look) -> str:
    """What sentences call an extract: the name of its file, or its table."""
    from analysis.sources.records.engines import file_of

    file = file_of(look.extract, look.engine)
    return file.name if file else look.extract


def _account() -> str:
    """The account of this machine, where no role is named."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
