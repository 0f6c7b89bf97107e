"""Ids that must exist: every source, era, service, measure, area and figure that a row or an entry names."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from typing import Any

from analysis.errors import Fault
from analysis.reference.areas import AREAS
from analysis.reference.schemas import RELATIONS
from analysis.sources.catalogue import REGISTERS
from analysis.sources.contents import Contents

# What stands for a published document where there is none.
UNPUBLISHED_SOURCES = ("own judgement", "common knowledge")
# Columns and keys that hold an id, and of what.
NAMED = {
    "source": "source",
    "paper": "source",
    "era": "era",
    "eras": "era",
    "service": "service",
    "services": "service",
    "area": "area",
    "areas": "area",
    "figure": "figure",
    "figures": "figure",
    "conflict": "conflict",
    "measures": "measure",
    "recording": "break",
    **dict.fromkeys(("error", "shortest", "longest", "partly_from"), "assumption"),
    **dict.fromkeys(RELATIONS, "figure"),
}
# Columns of the same name that hold something else.
EXCEPTIONS = {
    ("funding.csv", "part_of"): "funding line",
    ("funding.csv", "replaced_by"): "funding line",
    **dict.fromkeys([("payment_rules.yml", name) for name in ("met", "partly_met", "not_met")], "measure"),
    ("measures.yml", "parts"): "measure",
    ("measures.yml", "percent_of"): "measure",
    ("measures.yml", "base"): "measure",
    ("return_forms.yml", "measure"): "measure",
    ("return_forms.yml", "base_of"): "measure",
    ("return_forms.yml", "like"): "service",
    ("reference/contracts_2022.csv", "service"): "",
}
SEPARATED = ("figures",)


def unknown_ids(contents: Contents) -> list[Fault]:
    """A fault for each id that no register or table has."""
    known = _known_ids(contents)
    return [
        Fault(file, line, column, id, _expected(kind, id, known[kind]))
        for file, line, column, id, kind in _named_ids(contents)
        # A register that could not be read has its own fault; without it everything would be unknown.
        if known[kind] and id not in known[kind]
    ]


def _known_ids(contents: Contents) -> dict[str, set[str]]:
    services = {service.id for era in contents.registers["eras"].values() for service in era.services}
    return {
        "source": contents.ids("documents") | set(UNPUBLISHED_SOURCES),
        "era": contents.ids("eras"),
        "service": services,
        "measure": contents.ids("measures"),
        "conflict": contents.ids("conflicts"),
        "break": contents.ids("breaks"),
        "assumption": contents.ids("assumptions"),
        "area": set(AREAS),
        "figure": set(contents.printed()["id"]),
        "funding line": set(contents.tables["funding.csv"]["id"]),
    }


def _named_ids(contents: Contents) -> Iterator[tuple[str, int, str, str, str]]:
    for file, frame in contents.tables.items():
        for column in frame.columns:
            kind = _kind(file, column)
            # Which areas a column may hold is in its schema.
            if kind not in ("", "area"):
                yield from ((file, line, column, id, kind) for line, id in _cells(frame[column], column))
    for name, records in contents.registers.items():
        file = REGISTERS[name][0]
        for line, record in records.items():
            yield from ((file, line, key, id, kind) for key, id, kind in _keys(record, file))


def _cells(column, name: str) -> Iterator[tuple[int, str]]:
    for line, text in column.items():
        for id in text.split() if name in SEPARATED else [text]:
            if id:
                yield line, id


def _keys(record: Any, file: str) -> Iterator[tuple[str, str, str]]:
    for field in fields(record):
        value = getattr(record, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if is_dataclass(item):
                yield from _keys(item, file)
            elif _kind(file, field.name) and item:
                yield field.name, item, _kind(file, field.name)


def _kind(file: str, column: str) -> str:
    if file.startswith("figures/") and column == "measure":
        return "measure"
    return EXCEPTIONS.get((file, column), NAMED.get(column, ""))


def _expected(kind: str, id: str, known: set[str]) -> str:
    nearest = get_close_matches(id, sorted(known), 1, 0.6)
    article = "an" if kind[0] in "aeiou" else "a"
    guess = f" (perhaps {nearest[0]})" if nearest else ""
    return f"expected the id of {article} {kind} that exists{guess}" if kind != "area" else f"expected an area{guess}"
