"""The sums that a reader of figures knows: parts of measures, printed parts, areas, groups and periods."""

from collections.abc import Iterator

import pandas as pd

from analysis.model.disclosure.sums import Sum
from analysis.model.forensics.tiling import tilings
from analysis.reference.areas import AREAS

PLACE = ["era", "service", "measure", "group", "area", "period_start", "period_end"]
EVERYBODY = "all"
EPOCH = pd.Timestamp(1970, 1, 1)


def figure_sums(counts: pd.DataFrame, parts: dict[str, tuple[str, ...]]) -> tuple[list[Sum], pd.DataFrame]:
    """The sums that hold among counts, and the totals that nobody states but that join them.

    counts: each row is a count with `cell`, `id`, `part_of`, `subset_of`, `count` and the columns of `PLACE`, one row
    for each place. parts: the measures that each measure is made of.
    Returns the sums, and rows like `counts` for totals that are the sum of stated parts. A sum that these counts do not
    obey joins nothing.
    """
    unnamed = _add_unnamed(counts, parts)
    whole = pd.concat([counts, unnamed], ignore_index=True) if len(unnamed) else counts
    claimed = [
        *_of_measures(whole, parts), *_as_printed(whole), *_of_areas(whole), *_of_groups(whole), *_of_periods(whole),
    ]  # fmt: skip
    count = dict(zip(whole["cell"], whole["count"], strict=True))
    held = [one for claim in claimed if (one := _as_it_holds(claim, count)) is not None]
    return list(dict.fromkeys(held)), unnamed


def _as_it_holds(claim: Sum, count: dict[str, float]) -> Sum | None:
    left = count[claim.whole] - sum(count[part] for part in claim.parts)
    if left < 0 or claim.whole in claim.parts:
        return None
    # Parts that happen to be all of a total are taken for all: a reader may guess so.
    return Sum(claim.whole, claim.parts, exact=left == 0, about_people=claim.about_people)


def _add_unnamed(counts: pd.DataFrame, parts: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """Totals over measures that are not stated while all their parts are, from the lowest up."""
    made, known = [], counts
    keys = [column for column in PLACE if column != "measure"]
    for _ in parts:  # each round may complete the parts of a higher total
        fresh = []
        for whole, members in parts.items():
            pieces = known[known["measure"].isin(members)]
            sums = pieces.groupby(keys, as_index=False, sort=False, dropna=False).agg(
                count=("count", "sum"), found=("measure", "nunique")
            )
            sums = sums[sums["found"].eq(len(members))].assign(measure=whole)
            stated = pd.MultiIndex.from_frame(known[PLACE])
            sums = sums[~pd.MultiIndex.from_frame(sums[PLACE]).isin(stated)]
            if members and len(sums):
                fresh.append(sums.drop(columns="found"))
        if not fresh:
            break
        rows = pd.concat(fresh, ignore_index=True).assign(id="", part_of="", subset_of="", known="unnamed")
        made.append(rows.assign(cell=["unnamed " + "|".join(map(str, row)) for row in rows[PLACE].to_numpy()]))
        known = pd.concat([known, made[-1]], ignore_index=True)
    return pd.concat(made, ignore_index=True) if made else counts.iloc[:0]


def _of_measures(counts: pd.DataFrame, parts: dict[str, tuple[str, ...]]) -> Iterator[Sum]:
    keys = [column for column in PLACE if column != "measure"]
    for _, rows in counts.groupby(keys, sort=False, dropna=False):
        cell = dict(zip(rows["measure"], rows["cell"], strict=True))
        for whole in set(parts) & set(cell):
            if members := tuple(cell[part] for part in parts[whole] if part in cell):
                yield Sum(cell[whole], members)


def _as_printed(counts: pd.DataFrame) -> Iterator[Sum]:
    cell = dict(zip(counts["id"], counts["cell"], strict=True))
    for whole, rows in counts[counts["part_of"].ne("")].groupby("part_of", sort=False):
        if whole in cell:
            yield Sum(cell[whole], tuple(rows["cell"]), about_people=True)
    for row in counts[counts["subset_of"].ne("")].itertuples(index=False):
        if row.subset_of in cell:
            yield Sum(cell[row.subset_of], (row.cell,), about_people=True)


def _of_areas(counts: pd.DataFrame) -> Iterator[Sum]:
    keys = [column for column in PLACE if column != "area"]
    for _, rows in counts.groupby(keys, sort=False, dropna=False):
        cell = dict(zip(rows["area"], rows["cell"], strict=True))
        for whole in cell:
            if whole in AREAS and (members := tuple(cell[part] for part in AREAS[whole].parts if part in cell)):
                yield Sum(cell[whole], members)


def _of_groups(counts: pd.DataFrame) -> Iterator[Sum]:
    keys = [column for column in PLACE if column != "group"]
    for _, rows in counts.groupby(keys, sort=False, dropna=False):
        cell = dict(zip(rows["group"], rows["cell"], strict=True))
        if EVERYBODY in cell:
            others = tuple(name for group, name in cell.items() if group != EVERYBODY)
            yield from (Sum(cell[EVERYBODY], (one,), about_people=True) for one in others)
            if len(others) > 1:
                yield Sum(cell[EVERYBODY], others, about_people=True)


def _of_periods(counts: pd.DataFrame) -> Iterator[Sum]:
    keys = [column for column in PLACE if not column.startswith("period")]
    dated = counts[counts["period_start"].notna() & counts["period_end"].notna()]
    days = {column: (dated[column] - EPOCH).dt.days for column in ("period_start", "period_end")}
    framed = dated.assign(
        series=dated.groupby(keys, sort=False).ngroup(),
        first_day=days["period_start"], last_day=days["period_end"], value=dated["count"],
    )  # fmt: skip
    for whole, members in tilings(framed):
        yield Sum(framed.loc[whole, "cell"], tuple(framed.loc[members, "cell"]))
