"""`dsva boards`: boards, meetings and their packs."""

from typing import Annotated, Literal

import typer

from analysis.commands.options import Data, Reports


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
