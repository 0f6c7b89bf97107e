"""What every look into an extract takes on the command line, said once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.options import Data


@dataclass(frozen=True)
class Look:
    """A look into an extract: which, who asks, by what engine with how much memory, and until when it reaches."""

    extract: Annotated[str, typer.Argument(help="An extract, .csv or .parquet; with PostgreSQL the name of a table.")]
    role: Annotated[str, typer.Option("--role", envvar="DSVA_ROLE", help="Who asks, for the access log.")] = ""
    engine: Annotated[
        str, typer.Option("--engine", help="duckdb, local[*], spark://host:port or postgresql://user@host/database.")
    ] = "duckdb"
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Last day that the extract covers; else yesterday.")
    ] = None
    memory: Annotated[str, typer.Option("--memory", help="Memory that the engine may use; beyond it, it spills.")] = (
        "4GB"
    )
    spill: Annotated[
        Path | None, typer.Option("--spill", help="Where it may spill; else DSVA_SPILL, else a private folder.")
    ] = None
    data: Data = None


def looks_into_an_extract(command: Callable) -> Callable:
    """The command with every field of its `look` as an argument or option of its own: typer reads the signature."""
    of_look = signature(Look).parameters
    own = [one for one in signature(command).parameters.values() if one.name != "look"]

    @wraps(command)
    def run(**given: object) -> None:
        look = Look(**{name: given.pop(name) for name in of_look})
        command(look=look, **given)

    first, *others = of_look.values()
    # By name only: the order is that of the help, and may have a default before what has none.
    listed = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in (first, *own, *others)]
    run.__signature__ = signature(command).replace(parameters=listed)
    return run
