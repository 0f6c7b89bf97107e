"""Tables for a terminal, CSV and JSON: what the commands print."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

# A column is dropped from the terminal's table, never from CSV or JSON, where the screen is too narrow for it.
NARROW = 120
NARROW_COLUMNS = {"id": "Figure", "what": "Measure", "period_end": "Until", "value_printed": "Printed"}
WIDE_COLUMNS = {
    "id": "Figure",
    "what": "Measure",
    "service": "Service",
    "area": "Area",
    "period_start": "From",
    "period_end": "Until",
    "value_printed": "Printed",
    "locator": "Where",
}
UNBROKEN = ("id", "date", "period_start", "period_end")


def to_csv(records: list[dict[str, Any]], columns: list[str]) -> str:
    """Records as CSV text: ISO days, whole numbers without `.0`, an empty cell for what is missing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([plain(record[column]) for column in columns] for record in records)
    return text.getvalue()


def to_json(value: Any) -> str:
    """A value as JSON text: ISO days, whole numbers without `.0`, null for a missing number or day."""
    return json.dumps(_for_json(value), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def plain(value: Any) -> str:
    """A cell as exact text: `2023-06-30`, `55`, `0.5`, and "" for what is missing."""
    value = _for_json(value)
    return "" if value is None else str(value)


def print_figures(figures, documents, format: str) -> None:
    """Print the figures: as tables by paper, or exactly, as CSV or JSON."""
    records = figures.to_dict("records")
    if format == "csv":
        print(to_csv(records, list(figures.columns)), end="")
    elif format == "json":
        print(to_json(records), end="")
    else:
        _print_papers(records, documents)


def print_boards(boards, packs, format: str) -> None:
    """Print the boards with their meetings: `pack` is none, draft or approved."""
    status = {(pack.board, pack.meeting): pack.status for pack in packs}
    listed = [_board_record(board, status) for board in boards]
    if format == "json":
        print(to_json(listed), end="")
        return
    rows = [{**board, **meeting} for board in listed for meeting in board["meetings"]]
    print_table(rows, {"id": "Board", "name": "Name", "date": "Meeting", "pack": "Pack"})


def check_record(faults, findings) -> dict[str, Any]:
    """What `dsva check --format json` says."""
    return {
        "valid": not faults,
        "faults": [{**asdict(fault), "sentence": fault.sentence()} for fault in faults],
        "findings": list(findings),
    }


def print_check(faults, findings, folder: Path) -> None:
    """Print the faults and findings as sentences, worst first, and how many there are."""
    for fault in faults:
        print(fault.sentence())
    for finding in findings:
        print(f"{finding['grade']}: {finding['sentence']}")
    shown = f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}"
    print(f"{folder}: {shown}, {len(findings)} findings." if faults else f"{folder}: valid, {len(findings)} findings.")


def print_table(
    records: list[dict[str, Any]], columns: dict[str, str], right: Iterable[str] = (), title: str = ""
) -> None:
    """Print records as a table: `columns` maps a column to its heading, `right` names those aligned right."""
    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False, collapse_padding=True)
    for column, heading in columns.items():
        numeric = column in right
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold", no_wrap=column in UNBROKEN)
    for record in records:
        # Text, not str: a paper's square brackets are not markup.
        table.add_row(*[Text(plain(record[column])) for column in columns])
    console().print(table)


def console(stderr: bool = False) -> Console:
    """The terminal to print on; as wide as COLUMNS says, else as it is."""
    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def _print_papers(records: list[dict[str, Any]], documents) -> None:
    titles = {document.id: document.title for document in documents}
    columns = NARROW_COLUMNS if console().width < NARROW else WIDE_COLUMNS
    for source, rows in groupby(records, key=itemgetter("source")):
        shown = [
            {**row, "what": row["measure"] + (f" ({row['group']})" if row["group"] != "all" else "")} for row in rows
        ]
        print_table(shown, columns, right=("value_printed",), title=f"{source}: {titles[source]}")
    noun = "figure" if len(records) == 1 else "figures"
    print(f"{len(records)} {noun}; `--format csv` has every column.")


def _board_record(board, status: dict[tuple[str, date], str]) -> dict[str, Any]:
    meetings = [
        {"date": meeting.date, "paper": meeting.paper, "pack": status.get((board.id, meeting.date), "none")}
        for meeting in board.meetings
    ]
    return {"id": board.id, "name": board.name, "body": board.body, "area": board.area, "meetings": meetings}


def _for_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _for_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_for_json(item) for item in value]
    if value is None or value != value:  # only NaN and NaT differ from themselves
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value.isoformat()[:10] if isinstance(value, date) else value
