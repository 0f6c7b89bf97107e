"""YAML registers of `data/` as frozen records; the record's fields are the schema of the entry."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from analysis.errors import BadData, Fault
from analysis.sources.reading import Entry, read_yaml

Record = TypeVar("Record")
NAMES = {
    str: "text (in quotes where it looks like a number or a date)",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a day as year-month-day, such as 2023-06-30",
    type(None): "nothing (null)",
}


def read_register(
    folder: Path, name: str, kind: type[Record], under: str = ""
) -> tuple[dict[int, Record], list[Fault]]:
    """The records of a register by the line on which each begins, and all faults of the file.

    under: the key of the file that holds the entries, "" where the file is the register itself. The entries are a
    list, or a mapping whose keys are their ids.
    """
    content, faults = read_yaml(folder, name)
    if faults:
        return {}, faults
    if under:
        content = content.get(under) if isinstance(content, Entry) else None
    entries, faults = _entries(content, name, under or None)
    records: dict[int, Record] = {}
    for line, entry in entries:
        record, wrong = build_record(kind, entry, line, name)
        faults += wrong
        if record is not None:
            records[line] = record
    return records, faults + _repeated_ids(records, name)


def load_register(folder: Path, name: str, kind: type[Record], under: str = "") -> tuple[Record, ...]:
    """The records of a register in its order; raises BadData with all faults of the file."""
    records, faults = read_register(folder, name, kind, under)
    if faults:
        raise BadData(faults)
    return tuple(records.values())


def _entries(content: Any, name: str, key: str | None) -> tuple[list[tuple[int, Entry]], list[Fault]]:
    if isinstance(content, Entry):
        named = [(content.key_lines[id], id, value) for id, value in content.items()]
    elif isinstance(content, list):
        named = [(getattr(value, "line", None), None, value) for value in content]
    else:
        expected = "expected a list of entries, each beginning with «- id:», or entries under their ids"
        return [], [Fault(name, None, key, "no entries", expected)]
    entries, faults = [], []
    for line, id, value in named:
        if isinstance(value, Entry):
            entries.append((line, _with_id(value, id)))
        else:
            faults.append(Fault(name, line, key, str(value), "expected an entry with named values"))
    return entries, faults


def _with_id(entry: Entry, id: str | None) -> Entry:
    if id is None:
        return entry
    named = Entry({"id": id, **entry})
    named.line, named.key_lines = entry.line, entry.key_lines
    return named


def build_record(kind: type[Record], entry: Entry, line: int, name: str) -> tuple[Record | None, list[Fault]]:
    """A record from the named values of a YAML mapping, and the faults of its keys and values."""
    hints = _hints(kind)
    faults = [
        Fault(
            name, entry.key_lines[key], str(key), "not a key of this register", f"expected some of {', '.join(hints)}"
        )
        for key in entry
        if key not in hints
    ]
    values = {}
    for field in fields(kind):
        has_default = field.default is not MISSING
        if field.name in entry and not (has_default and entry[field.name] is None):
            place = entry.key_lines.get(field.name, line), field.name
            values[field.name], wrong = _convert(entry[field.name], hints[field.name], name, *place)
            faults += wrong
        elif not has_default:
            faults.append(Fault(name, line, field.name, "the key is missing", "every entry of this register has it"))
    return (None, faults) if faults else (kind(**values), [])


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _convert(value: Any, hint: Any, name: str, line: int, key: str) -> tuple[Any, list[Fault]]:
    if get_origin(hint) is tuple:
        return _convert_list(value, get_args(hint)[0], name, line, key)
    if is_dataclass(hint):
        if isinstance(value, Entry):
            return build_record(hint, value, value.line, name)
        return None, [Fault(name, line, key, str(value), "expected named values")]
    allowed = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    if float in allowed and type(value) is int:
        return float(value), []
    if type(value) in allowed:
        return value.strip() if isinstance(value, str) else value, []
    expected = " or ".join(NAMES[kind] for kind in allowed)
    return None, [Fault(name, line, key, "nothing" if value is None else str(value), f"expected {expected}")]


def _convert_list(values: Any, item: Any, name: str, line: int, key: str) -> tuple[Any, list[Fault]]:
    if is_dataclass(item):
        entries, faults = _entries(values, name, key)
        built = [build_record(item, entry, entry_line, name) for entry_line, entry in entries]
    elif isinstance(values, list):
        faults, built = [], [_convert(value, item, name, line, key) for value in values]
    else:
        return (), [Fault(name, line, key, str(values), "expected a list")]
    return tuple(one for one, _ in built), faults + [fault for _, wrong in built for fault in wrong]


def _repeated_ids(records: dict[int, Any], name: str) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for line, record in records.items():
        if first.setdefault(record.id, line) != line:
            expected = f"row {first[record.id]} has this id already; expected each once"
            faults.append(Fault(name, line, "id", record.id, expected))
    return faults
