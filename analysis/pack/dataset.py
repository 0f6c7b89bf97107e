"""Tables of numbers to CSV files and one file that says what they hold."""

import json
from datetime import date
from math import inf
from pathlib import Path

import pandas as pd

from analysis.pack.parts import Column, FrontMatter, Table

METADATA = "metadata.json"
UNBOUNDED = "An empty cell beside a number may be a limit that nothing bounds."
TYPES = {"b": "boolean", "i": "integer", "u": "integer", "f": "number", "M": "date"}


def write_dataset(tables: list[Table], front: FrontMatter, folder: Path) -> list[Path]:
    """The paths of a CSV file for each table and of `metadata.json` (CSV on the Web), written into `folder`.

    Values are written as they are: numbers in full, dates as ISO, a missing value empty, and so a limit that nothing
    bounds, of which the metadata tell. Text is not altered, whatever it begins with; the workbook is the file to open
    in Excel.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table in tables:
        path = folder / f"{table.name}.csv"
        frame = table.rows[[column.name for column in table.columns]].replace([inf, -inf], float("nan"))
        frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", date_format="%Y-%m-%d")
        paths.append(path)
    metadata = folder / METADATA
    metadata.write_text(_to_json(_describe(tables, front)), "utf-8", newline="\n")
    return [*paths, metadata]


def _describe(tables: list[Table], front: FrontMatter) -> dict:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "dc:title": front.title,
        "dc:publisher": front.board,
        "dc:description": front.summary,
        "dc:date": front.meeting.isoformat(),
        "dsva:evidencePublishedBy": front.as_of.isoformat(),
        "tables": [_describe_table(table) for table in tables],
    }


def _describe_table(table: Table) -> dict:
    described = {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:source": table.source,
        "dc:license": table.licence,
        "notes": list(table.notes),
        "dsva:rows": len(table.rows),
        "tableSchema": {"columns": [_describe_column(column, table.rows[column.name]) for column in table.columns]},
    }
    return {key: value for key, value in described.items() if value not in ("", [])}


def _describe_column(column: Column, values: pd.Series) -> dict:
    described = {
        "name": column.name,
        "titles": column.label,
        "datatype": _datatype(values),
        "dsva:unit": column.unit,
        "dc:description": " ".join(filter(None, [column.description, UNBOUNDED if _has_unbounded(values) else ""])),
        "null": "",
    }
    return {key: value for key, value in described.items() if value or key == "null"}


def _has_unbounded(values: pd.Series) -> bool:
    return values.dtype.kind == "f" and bool(values.isin([inf, -inf]).any())


def _datatype(values: pd.Series) -> str:
    if values.dtype == object and len(values) and all(isinstance(value, date) for value in values.dropna()):
        return "date"
    return TYPES.get(values.dtype.kind, "string")


def _to_json(content: dict) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
