"""Text files of `data/` as rows and entries that know their line; every fault of a file is collected, none raised."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import yaml

from analysis.errors import BadData, Fault

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Row:
    """One row of a CSV file: `line` is its first line as an editor counts it; `cells` by column."""

    line: int
    cells: dict[str, str]


class Entry(dict):
    """A mapping of a YAML file that knows the line it begins on and the line of each key."""

    line: int = 1
    key_lines: dict[str, int]


class _EntryLoader(yaml.CSafeLoader):
    """The safe loader, with lines kept and a key that stands twice refused."""

    def construct_entry(self, node: yaml.MappingNode) -> Entry:
        self._refuse_repeated_keys(node)
        self.flatten_mapping(node)
        entry = Entry()
        entry.line = node.start_mark.line + 1
        entry.key_lines = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _refusal("a name that is a list or a mapping", key_node)
            key = self.construct_object(key_node, deep=True)
            entry[key] = self.construct_object(value_node, deep=True)
            entry.key_lines[key] = key_node.start_mark.line + 1
        return entry

    def construct_day(self, node: yaml.ScalarNode) -> object:
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:  # the standard library's, without a line
            raise _refusal(f"{node.value} is not a day that exists", node) from None

    def construct_whole(self, node: yaml.ScalarNode) -> object:
        try:
            return self.construct_yaml_int(node)
        except ValueError:  # more digits than the language reads
            raise _refusal(f"a number of {len(node.value)} digits", node) from None

    def _refuse_repeated_keys(self, node: yaml.MappingNode) -> None:
        # Before anchors are merged in: an entry may override a key of its anchor, but not name one twice itself.
        own = [key_node for key_node, _ in node.value]
        for position, key_node in enumerate(own):
            if key_node.value in [earlier.value for earlier in own[:position]]:
                raise _refusal(f"the key {key_node.value} stands twice", key_node)


def _refusal(problem: str, node: yaml.Node) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)


_EntryLoader.add_constructor("tag:yaml.org,2002:map", _EntryLoader.construct_entry)
_EntryLoader.add_constructor("tag:yaml.org,2002:timestamp", _EntryLoader.construct_day)
_EntryLoader.add_constructor("tag:yaml.org,2002:int", _EntryLoader.construct_whole)


def read_text(folder: Path, name: str) -> tuple[str | None, list[Fault]]:
    """The text of a file of the data folder, or None with the fault that stopped it from being read."""
    try:
        return (folder / name).read_text(encoding="utf-8-sig"), []
    except FileNotFoundError:
        return None, [Fault(name, None, None, "the file is missing", "every file of the data folder is needed")]
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        expected = "expected text in UTF-8; save the file with that encoding"
        return None, [Fault(name, line, None, f"byte {fault.object[fault.start]:#04x} is not UTF-8", expected)]
    except OSError as fault:
        return None, [Fault(name, None, None, f"cannot be read ({fault.strerror})", "expected a readable file")]


def read_at_most(path: Path, largest_bytes: int) -> str:
    """The text of a file from elsewhere, in UTF-8; no more of it is read than may stand there.

    Raises BadData for a larger file, OSError and UnicodeDecodeError where it cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(largest_bytes + 1)
    if len(content) > largest_bytes:
        size = max(path.stat().st_size, len(content)) / MEGABYTE
        said, expected = f"{size:,.0f} MB", f"expected at most {largest_bytes / MEGABYTE:,.0f} MB of CSV"
        raise BadData([Fault(path.name, None, None, said, expected)])
    # As a file opened for text: however lines end, they end alike.
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def read_rows(folder: Path, name: str, columns: list[str]) -> tuple[list[Row], list[Fault]]:
    """The rows of a CSV file, and a fault for each missing or extra column and each row of the wrong length."""
    text, faults = read_text(folder, name)
    if text is None:
        return [], faults
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, line = [], 1
    try:
        header = next(reader, [])
        faults = _header_faults(name, header, columns)
        line = reader.line_num + 1
        for cells in reader:
            if cells and len(cells) != len(header):
                expected = f"expected {len(header)} cells, as in the first row; look for a missing or bare comma"
                faults.append(Fault(name, line, None, f"{len(cells)} cells", expected))
            elif cells:
                rows.append(Row(line, dict(zip(header, cells, strict=True))))
            line = reader.line_num + 1
    except csv.Error as fault:
        faults.append(Fault(name, line, None, f"not readable as CSV ({fault})", "expected quotes that open and close"))
    return rows, faults


def _header_faults(name: str, header: list[str], columns: list[str]) -> list[Fault]:
    missing = [
        Fault(name, 1, column, "the column is missing", f"expected the columns {', '.join(columns)}")
        for column in columns
        if column not in header
    ]
    extra = [
        Fault(
            name, 1, column or "(no name)", "not a column of this table", f"expected the columns {', '.join(columns)}"
        )
        for column in header
        if column not in columns
    ]
    twice = [
        Fault(name, 1, column, "the column stands twice", "expected each column once")
        for column in dict.fromkeys(header)
        if column in columns and header.count(column) > 1
    ]
    return missing + extra + twice


def read_yaml(folder: Path, name: str) -> tuple[object, list[Fault]]:
    """What a YAML file holds, with an Entry for each mapping, or None with the fault that stopped it."""
    text, faults = read_text(folder, name)
    return (None, faults) if text is None else parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> tuple[object, list[Fault]]:
    """What a YAML text holds, as `read_yaml` gives it; `name` is what its faults call it."""
    try:
        return yaml.load(text, Loader=_EntryLoader), []  # a safe loader: it makes no objects but Entry
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark else None
        return None, [Fault(name, line, None, f"not readable as YAML ({fault.problem})", "expected valid YAML")]
    except yaml.reader.ReaderError as fault:  # a character that no YAML may hold
        line = text.encode()[: fault.position].count(b"\n") + 1
        reason = str(fault).splitlines()[0]
        return None, [Fault(name, line, None, f"not readable as YAML ({reason})", "expected valid YAML")]
