"""Totals and parts of them that stand among counts: of measures, as printed, of areas, of groups and of periods."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis.reference.areas import AREAS

PLACE = ["era", "service", "measure", "group", "area", "period_start", "period_end"]
EVERYBODY = "all"


@dataclass(frozen=True)
class Claim:
    """A total with parts of it that are stated; `missing` is the place of the only part that is not."""

    whole: str
    parts: tuple[str, ...]
    missing: tuple = ()
    about_people: bool = False


class Row(NamedTuple):
    """A count, as far as totals and parts are about it; `id`, `part_of` and `subset_of` name printings or places."""

    cell: str
    count: float
    id: str
    part_of: str
    subset_of: str
    era: str
    service: str
    measure: str
    group: str
    area: str
    period_start: pd.Timestamp
    period_end: pd.Timestamp


def list_claims(counts: pd.DataFrame, parts: dict[str, tuple[str, ...]]) -> list[Claim]:
    """Every total among counts with those of its parts that are there, whether or not they add up.

    counts: each row is a count with the columns of `Row`, one row for each place. parts: the measures that each measure
    is made of.
    """
    rows = rows_of(counts)
    return [*_of_measures(rows, parts), *_as_printed(rows), *_of_areas(rows), *_of_groups(rows), *_of_periods(rows)]


def rows_of(counts: pd.DataFrame) -> list[Row]:
    """The counts row by row: groups of a few rows are made a thousand times, which tables are slow at."""
    return [Row(*row) for row in counts[list(Row._fields)].itertuples(index=False)]


def alike_but(rows: Iterable[Row], *columns: str) -> dict[tuple, list[Row]]:
    """The rows by their place, these columns of it left out."""
    kept = [name for name in PLACE if name not in columns]
    found: dict[tuple, list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(getattr(row, name) for name in kept), []).append(row)
    return found


def _of_measures(rows: list[Row], parts: dict[str, tuple[str, ...]]) -> Iterator[Claim]:
    together = alike_but(rows, "measure")
    for whole, members in parts.items():
        yield from _of_members(together, "measure", whole, members)


def _of_areas(rows: list[Row]) -> Iterator[Claim]:
    together = alike_but(rows, "area")
    for area in AREAS.values():
        for members in _ways_to_divide(area.parts):
            yield from _of_members(together, "area", area.name, members)


def _ways_to_divide(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The parts of an area, and the same with some of them taken together where that is an area too."""
    yield parts
    for other in AREAS.values():
        if other.parts and set(other.parts) < set(parts):
            yield (*(part for part in parts if part not in other.parts), other.name)


def _of_members(together: dict[tuple, list[Row]], column: str, whole: str, members: tuple[str, ...]) -> Iterator[Claim]:
    """A total in one column with those of its members that are stated, wherever the other columns agree."""
    for rows in together.values():
        cell = {getattr(row, column): row.cell for row in rows}
        stated = tuple(cell[member] for member in members if member in cell)
        if whole in cell and stated:
            absent = [member for member in members if member not in cell]
            yield Claim(cell[whole], stated, _place(rows[0], column, absent[0]) if len(absent) == 1 else ())


def _place(row: Row, column: str, name: str) -> tuple:
    return tuple(name if other == column else getattr(row, other) for other in PLACE)


def _as_printed(rows: list[Row]) -> Iterator[Claim]:
    cell = {row.id: row.cell for row in rows if row.id}
    parts: dict[str, list[str]] = {}
    for row in rows:
        if row.part_of in cell:
            parts.setdefault(cell[row.part_of], []).append(row.cell)
    yield from (Claim(whole, tuple(cells), about_people=True) for whole, cells in parts.items())
    for row in rows:
        if row.subset_of in cell:
            yield Claim(cell[row.subset_of], (row.cell,), about_people=True)


def _of_groups(rows: list[Row]) -> Iterator[Claim]:
    """Everybody and each group, so that the others cannot be had by subtraction; groups that make up all, together."""
    for here in alike_but(rows, "group").values():
        everybody = [row for row in here if row.group == EVERYBODY]
        others = [row for row in here if row.group != EVERYBODY]
        if everybody:
            whole = everybody[0]
            yield from (Claim(whole.cell, (one.cell,), about_people=True) for one in others)
            if len(others) > 1 and sum(one.count for one in others) == whole.count:
                yield Claim(whole.cell, tuple(one.cell for one in others), about_people=True)


def _of_periods(rows: list[Row]) -> Iterator[Claim]:
    """A longer period and the shorter ones within it that do not overlap, whether or not they fill it."""
    dated = [row for row in rows if pd.notna(row.period_start) and pd.notna(row.period_end)]
    for here in alike_but(dated, "period_start", "period_end").values():
        # The earliest end first, and of one end the shortest.
        ordered = sorted(here, key=lambda row: (row.period_end, -row.period_start.value))
        for whole in ordered if len(here) > 1 else ():
            inside = [
                row
                for row in ordered
                if whole.period_start <= row.period_start
                and row.period_end <= whole.period_end
                and row.cell != whole.cell
            ]
            if inside:
                yield Claim(whole.cell, tuple(_without_overlap(inside)))


def _without_overlap(periods: list[Row]) -> Iterator[str]:
    """The cells of as many periods as can stand side by side, the earliest end first."""
    last = None
    for row in periods:
        if last is None or row.period_start > last:
            last = row.period_end
            yield row.cell
