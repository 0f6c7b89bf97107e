"""`dsva figures`: the published figures."""

from typing import Annotated, Literal

import typer

from analysis.arguments import to_day
from analysis.commands.options import AsOf, Data


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
