"""`dsva replay` and `dsva explain`: a pack made again, and why a number changed."""

import sys
from typing import Annotated, Literal

import typer

from analysis.commands.options import Data, Reports

Format = Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to print.")]
SHOWN_FIGURES = 40
DIFFERS = 1


def replay(
    pack: Annotated[str, typer.Argument(help="Board and meeting of the pack, such as lscsb/2023-09-29.")],
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
    jobs: Annotated[int, typer.Option(help="Notebooks side by side.")] = 2,
    data: Data = None,
    reports: Reports = None,
) -> None:
    """Make a pack again from its manifest and say whether it is identical, else what differs and what moved.

    Exit code 0: identical; 1: it differs. The pack on the shelf stays as it is.
    """
    from analysis import terminal
    from analysis.run.replaying import replay as make_again
    from analysis.sources.location import find_data, find_reports

    found = make_again(pack, data=find_data(data), reports=find_reports(reports), jobs=jobs)
    if format == "json":
        told = {"pack": found.pack, "identical": found.is_identical, "files": found.files, "altered": found.altered}
        print(terminal.to_json(told | {"moved": found.moved, "figures": found.figures.to_dict("records")}), end="")
    else:
        _print_replay(found)
    if not found.is_identical:
        sys.exit(DIFFERS)


def explain(
    old: Annotated[str, typer.Argument(help="The earlier pack, such as ldalpb/2023-06-30.")],
    new: Annotated[str, typer.Argument(help="The later pack, such as lscsb/2023-09-29.")],
    format: Format = "table",
    data: Data = None,
    reports: Reports = None,
) -> None:
    """Say why each headline figure changed from one pack to another: the parts sum to the whole change."""
    from analysis import terminal
    from analysis.run.looking_back import explain_packs
    from analysis.run.replaying import require_known
    from analysis.sources.location import find_data, find_reports

    earlier, later = require_known(find_reports(reports), (old, new))
    changes = explain_packs(earlier, later, find_data(data))
    if format == "csv":
        print(terminal.to_csv(changes.to_dict("records"), list(changes.columns)), end="")
    elif format == "json":
        print(terminal.to_json(changes.to_dict("records")), end="")
    else:
        _print_changes(changes)


def _print_replay(found) -> None:
    if found.is_identical:
        print(f"{found.pack}: identical.")
        return
    same = "the same figures, but not the same files" if found.figures.empty else "it differs"
    print(f"{found.pack}: {same}.")
    for row in found.figures.head(SHOWN_FIGURES).itertuples():
        print(f"  {row.figure}: {row.then} then, {row.now} now")
    if len(found.figures) > SHOWN_FIGURES:
        print(f"  and {len(found.figures) - SHOWN_FIGURES} more; `--format json` lists all")
    if found.altered:
        print(f"Not as the run wrote them: {', '.join(found.altered)}.")
    print(f"Files that differ: {', '.join(found.files) or 'none'}.")
    for kind, listed in found.moved.items():
        print(f"Moved since: {kind} ({', '.join(listed)}).")
    if not found.moved:
        print("Neither code, data, parameters nor versions moved.")


def _print_changes(changes) -> None:
    from analysis import terminal
    from analysis.model.explanation import CAUSES
    from analysis.wording.changes import amount, change

    moved = changes[changes[list(CAUSES)].ne(0).any(axis=1)]
    causes = [cause for cause in CAUSES if moved[cause].ne(0).any()]
    rows = [
        {"label": row["label"], "then": amount(row["then"], row["unit"]), "now": amount(row["now"], row["unit"])}
        | {cause: _told(row, cause, change) for cause in causes}
        for row in moved.to_dict("records")
    ]
    headings = {"label": "Figure", "then": "Then", "now": "Now"} | {cause: cause.capitalize() for cause in causes}
    if rows:
        terminal.print_table(rows, headings, right=tuple(headings)[1:])
    print(f"{len(changes) - len(moved)} of {len(changes)} headline figures are as they were.")
    print("New periods are real change. The parts sum to the change; «new» and «gone» stand with their cause.")


def _told(row: dict, cause: str, change) -> str:
    return row["state"] if row[cause] != row[cause] else change(row[cause], row["unit"])
