"""What may stand in a scenario file at all: plain, small YAML, with no tags, no references and no depths."""

import re

import yaml

from analysis.errors import Fault
from analysis.sources.reading import Entry, parse_yaml

LARGEST_BYTES = 64 * 1024
DEEPEST = 4
MOST_NODES = 2_000
# What YAML reads otherwise than people do: 010 is eight, 1:30 is ninety, 0x10 is sixteen, 1_000 a thousand.
ODD_NUMBER = re.compile(r"[-+]?(0[0-9]+|0[xob][0-9a-f]+|[0-9]+(_[0-9]+)+|[0-9]+(:[0-9]+)+)(\.[0-9]*)?", re.IGNORECASE)


def read_entry(text: str, name: str) -> tuple[Entry | None, list[Fault]]:
    """The named values of a scenario's text, each with its line, or None with the fault that stopped it.

    Tags (which could name code or files), references (which could grow without end) and numbers that YAML reads
    otherwise than people do are refused before anything is built.
    """
    if len(text.encode("utf-8", "replace")) > LARGEST_BYTES:
        return None, [Fault(name, None, None, "the file is too large", f"expected at most {LARGEST_BYTES // 1024} kB")]
    try:
        faults = _forbidden(text, name)
    except yaml.YAMLError:
        faults = []  # what is no YAML has its sentence and its line from the reader below
    content, unreadable = (None, faults) if faults else parse_yaml(text, name)
    if unreadable:
        return None, unreadable
    if not isinstance(content, Entry):
        expected = "expected named values, such as «label: Funding as it is»"
        return None, [Fault(name, 1, None, "no fields", expected)]
    return content, []


def _forbidden(text: str, name: str) -> list[Fault]:
    depth = nodes = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return [Fault(name, line, None, f"a YAML reference ({event.anchor})", "expected each value written out")]
        if getattr(event, "tag", None):
            return [Fault(name, line, None, f"a YAML tag ({event.tag})", "expected plain text and numbers, no tags")]
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and ODD_NUMBER.fullmatch(event.value):
            return [Fault(name, line, None, event.value, "expected a plain number, such as 10 or 1000")]
        if depth > DEEPEST or nodes > MOST_NODES:
            return [Fault(name, line, None, "too deep or too long", "expected the fields of one scenario")]
    return []
