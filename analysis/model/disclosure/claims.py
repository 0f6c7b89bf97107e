"""Totals and parts of them that stand among counts: of measures, as printed, of areas, of groups and of periods."""

from collections.abc import Iterator
from dataclasses import dataclass

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


def list_claims(counts: pd.DataFrame, parts: dict[str, tuple[str, ...]]) -> list[Claim]:
    """Every total among counts with those of its parts that are there, whether or not they add up.

    counts: each row is a count with `cell`, `id`, `part_of`, `subset_of`, `count` and the columns of `PLACE`, one row
    for each place. parts: the measures that each measure is made of.
    """
    return [
        *_of_measures(counts, parts), *_as_printed(counts), *_of_areas(counts), *_of_groups(counts),
        *_of_periods(counts),
    ]  # fmt: skip


def _of_measures(counts: pd.DataFrame, parts: dict[str, tuple[str, ...]]) -> Iterator[Claim]:
    for whole, members in parts.items():
        yield from _of_members(counts, "measure", whole, members)


def _of_areas(counts: pd.DataFrame) -> Iterator[Claim]:
    for area in AREAS.values():
        for members in _ways_to_divide(area.parts):
            yield from _of_members(counts, "area", area.name, members)


def _ways_to_divide(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The parts of an area, and the same with some of them taken together where that is an area too."""
    yield parts
    for other in AREAS.values():
        if other.parts and set(other.parts) < set(parts):
            yield (*(part for part in parts if part not in other.parts), other.name)


def _of_members(counts: pd.DataFrame, column: str, whole: str, members: tuple[str, ...]) -> Iterator[Claim]:
    """A total in one column with those of its members that are stated, wherever the other columns agree."""
    keys = [name for name in PLACE if name != column]
    here = counts[counts[column].isin([whole, *members])]
    for _, rows in here.groupby(keys, sort=False, dropna=False):
        cell = dict(zip(rows[column], rows["cell"], strict=True))
        stated = tuple(cell[member] for member in members if member in cell)
        if whole in cell and stated:
            absent = [member for member in members if member not in cell]
            yield Claim(cell[whole], stated, _place(rows.iloc[0], column, absent[0]) if len(absent) == 1 else ())


def _place(row: pd.Series, column: str, name: str) -> tuple:
    return tuple(name if other == column else row[other] for other in PLACE)


def _as_printed(counts: pd.DataFrame) -> Iterator[Claim]:
    cell = dict(zip(counts["id"], counts["cell"], strict=True))
    for whole, rows in counts[counts["part_of"].ne("")].groupby("part_of", sort=False):
        if whole in cell:
            yield Claim(cell[whole], tuple(rows["cell"]), about_people=True)
    for row in counts[counts["subset_of"].ne("")].itertuples(index=False):
        if row.subset_of in cell:
            yield Claim(cell[row.subset_of], (row.cell,), about_people=True)


def _of_groups(counts: pd.DataFrame) -> Iterator[Claim]:
    """Everybody and each group, so that the others cannot be had by subtraction; groups that make up all, together."""
    keys = [column for column in PLACE if column != "group"]
    for _, rows in counts.groupby(keys, sort=False, dropna=False):
        count = dict(zip(rows["group"], rows["count"], strict=True))
        cell = dict(zip(rows["group"], rows["cell"], strict=True))
        others = tuple(name for group, name in cell.items() if group != EVERYBODY)
        if EVERYBODY in cell:
            yield from (Claim(cell[EVERYBODY], (one,), about_people=True) for one in others)
            if len(others) > 1 and sum(count.values()) == 2 * count[EVERYBODY]:
                yield Claim(cell[EVERYBODY], others, about_people=True)


def _of_periods(counts: pd.DataFrame) -> Iterator[Claim]:
    """A longer period and the shorter ones within it that do not overlap, whether or not they fill it."""
    keys = [column for column in PLACE if not column.startswith("period")]
    dated = counts[counts["period_start"].notna() & counts["period_end"].notna()]
    for _, rows in dated.groupby(keys, sort=False):
        periods = rows.sort_values(["period_end", "period_start"], ascending=[True, False])
        for whole in periods.itertuples(index=False) if len(rows) > 1 else ():
            inside = periods[
                periods["period_start"].ge(whole.period_start)
                & periods["period_end"].le(whole.period_end)
                & periods["cell"].ne(whole.cell)
            ]
            if len(inside):
                yield Claim(whole.cell, tuple(_without_overlap(inside)))


def _without_overlap(periods: pd.DataFrame) -> Iterator[str]:
    """The cells of as many periods as can stand side by side, the earliest end first."""
    last = None
    for row in periods.itertuples(index=False):
        if last is None or row.period_start > last:
            last = row.period_end
            yield row.cell
