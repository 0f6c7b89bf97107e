"""`dsva check`: what is wrong with the data, and what the papers get wrong."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from analysis.commands.options import Audience, Data
from analysis.errors import BadData, Fault


def check(
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="For people or for programs.")] = "text",
    figures: Annotated[
        Path | None, typer.Option("--figures", metavar="FILE.csv", help="Test the figures of this file instead.")
    ] = None,
    audience: Audience = "public",
    data: Data = None,
) -> None:
    """Validate the data folder and reconcile the printed figures.

    Faults end with exit code 1. Findings say what the papers get wrong: they never change it. With --figures the same
    tests run on any file in the format of data/figures/; it may name part_of, percent_of, table and flow.
    """
    from analysis import terminal
    from analysis.sources.location import find_data

    folder = figures or find_data(data)
    faults, findings = _test_file(figures) if figures else _test_folder(folder, audience)
    if format == "json":
        print(terminal.to_json(terminal.check_record(faults, findings)), end="")
    else:
        terminal.print_check(faults, findings, folder)
    if faults:
        raise typer.Exit(1)


def _test_file(path: Path) -> tuple[list[Fault], list[dict]]:
    """The faults of a file of figures; without one, what its figures say about themselves."""
    from analysis.model.forensics import examine
    from analysis.sources.figures_file import load_figures_file

    try:
        return [], examine(load_figures_file(path)).to_dict("records")
    except BadData as wrong:
        return wrong.faults, []


def _test_folder(folder: Path, audience: str) -> tuple[list[Fault], list[dict]]:
    """The faults of the data folder; without one, what its printed figures say about themselves."""
    from analysis.model.forensics import examine
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.figures import load_claims, load_figures, load_unprotected_figures
    from analysis.sources.money import load_contracts
    from analysis.sources.validation import check_data

    faults = check_data(folder)
    if faults:
        return faults, []
    catalogue = load_catalogue(folder)
    # A finding shows its arithmetic, and that of a return is for those who may see it.
    figures = load_figures(folder) if audience == "public" else load_unprotected_figures(folder)
    found = examine(figures, catalogue.measures, load_claims(folder), load_contracts(folder), catalogue.conflicts)
    return [], found.to_dict("records")
