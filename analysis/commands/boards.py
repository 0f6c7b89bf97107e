"""`dsva boards`: boards, meetings and their packs."""

from typing import Annotated, Literal

import typer

from analysis.commands.options import Data, Reports


def boards(
    format: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print.")] = "table",
    due: Annotated[
        bool, typer.Option("--due", help="Only coming meetings without a pack, or with newer data.")
    ] = False,
    within: Annotated[int, typer.Option(metavar="DAYS", help="How far ahead --due looks.")] = 30,
    data: Data = None,
    reports: Reports = None,
) -> None:
    """List the boards, their meetings, and whether each has a pack."""
    from analysis import published, terminal
    from analysis.sources.catalogue import load_catalogue
    from analysis.sources.location import find_data, find_reports

    if due:
        _print_due(find_data(data), find_reports(reports), within, format)
        return
    listed = load_catalogue(find_data(data)).boards
    terminal.print_boards(listed, published.list_packs(find_reports(reports)), format)


def _print_due(data, reports, within: int, format: str) -> None:
    from dataclasses import asdict
    from datetime import date

    from analysis import terminal
    from analysis.run.due import list_due

    found = list_due(data, reports, date.today(), within)
    if format == "json":
        print(terminal.to_json([asdict(one) for one in found]), end="")
    elif found:
        columns = {"board": "Board", "date": "Meeting", "days": "Days ahead", "reason": "Why"}
        terminal.print_table([asdict(one) for one in found], columns, right=("days",))
    else:
        print(f"No meeting within {within} days lacks a pack or has newer data than its pack.")
