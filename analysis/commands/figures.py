"""`dsva figures`: the published figures."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from analysis.arguments import to_day
from analysis.commands.options import AsOf, Audience, Data

if TYPE_CHECKING:
    import pandas as pd

    from analysis.sources.catalogue import Catalogue


def figures(
    era: Annotated[str | None, typer.Option(help="Only this era, such as dsva-2022.")] = None,
    service: Annotated[str | None, typer.Option(help="Only this service, such as da-locality.")] = None,
    measure: Annotated[str | None, typer.Option(help="Only this measure, such as «referrals accepted».")] = None,
    source: Annotated[str | None, typer.Option(help="Only this paper, such as lscsb-2023-09-29.")] = None,
    area: Annotated[str | None, typer.Option(help="Only this area, such as Leicester.")] = None,
    as_of: AsOf = None,
    audience: Audience = "public",
    format: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to print.")] = "table",
    data: Data = None,
) -> None:
    """List the published figures, each with its source and place."""
    from analysis import terminal
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.location import find_data
    from analysis.sources.selection import select_figures

    folder, known_by = find_data(data), to_day("--as-of", as_of)
    catalogue = load_catalogue(folder, known_by)
    chosen = {"era": era, "service": service, "measure": measure, "source": source, "area": area}
    selected = select_figures(_for(audience, folder, known_by, catalogue), catalogue, **chosen)
    terminal.print_figures(selected, catalogue.documents, format)


def _for(audience: str, folder: Path, known_by: date | None, catalogue: "Catalogue") -> "pd.DataFrame":
    """The figures as the audience may see them; without returns there is nothing to protect."""
    from analysis.sources.figures import load_unprotected_figures, load_unprotected_returns
    from analysis.sources.indicators import load_indicators
    from analysis.sources.returns.store import PREFIX

    figures = load_unprotected_figures(folder, known_by)
    if audience != "public" or not figures["source"].str.startswith(PREFIX).any():
        return figures
    from analysis.model.disclosure import Rules
    from analysis.pipeline.disclosure import as_the_public

    return as_the_public(figures, load_unprotected_returns(folder), catalogue, load_indicators(folder), Rules())[0]
