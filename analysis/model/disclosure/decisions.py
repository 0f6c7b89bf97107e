"""Counts decided in the order in which they came: each source knows what those before it have shown."""

from collections.abc import Sequence

import pandas as pd

from analysis.model.disclosure.claims import PLACE
from analysis.model.disclosure.figure_sums import figure_sums, place_name
from analysis.model.disclosure.release import release
from analysis.model.disclosure.rules import Rules
from analysis.model.disclosure.sums import Sum, group_linked

EMPTY = pd.DataFrame(columns=["cell", "count", "status", "shown", "reason", "open"])


def name_cells(figures: pd.DataFrame, is_own: pd.Series) -> pd.DataFrame:
    """The exact counts, each named by its place and its value: the same value told twice is one cell.

    is_own: whether each figure is of a return or an extract. Returns the rows with `own`, `count` and `cell`; `id`,
    `part_of` and `subset_of` name places, so that a relation outlives the printing that stated it. The count behind a
    percentage is some of the count that is its base.
    """
    exact = figures["unit"].eq("count") & figures["value"].notna() & figures["precision"].eq("exact")
    counts = figures[exact].assign(own=is_own[exact], count=figures.loc[exact, "value"])
    place = pd.Series([place_name(row) for row in counts[PLACE].to_numpy()], counts.index)
    place_of = dict(zip(counts["id"], place, strict=True))
    shares = figures[figures["unit"].eq("percent") & figures["percent_of"].ne("") & figures["percent_base"].ne("")]
    base_of = dict(zip(shares["percent_of"], shares["percent_base"], strict=True))
    subset_of = counts["subset_of"].where(counts["subset_of"].ne(""), counts["id"].map(base_of))
    relations = {"part_of": counts["part_of"].map(place_of), "subset_of": subset_of.map(place_of)}
    stated = {name: told.groupby(place).transform("first").fillna("") for name, told in relations.items()}
    cell = [place_name(row) for row in counts[[*PLACE, "count"]].to_numpy()]
    return counts.assign(cell=cell, id=place, **stated)


def decide(
    counts: pd.DataFrame, parts: dict[str, tuple[str, ...]], rules: Rules, own: Sequence[str], withheld: set[str]
) -> pd.DataFrame:
    """Each row is a cell with what the public may see of it, decided when its source came.

    counts: as `name_cells` gives them. parts: the measures that each measure is made of. own: sources in the order in
    which they came; a paper is known once it was published by the day of one of them. withheld: cells that stay so.
    Returns the columns of `release`. Services are decided apart: no sum reaches from one to another.
    """
    told = counts[counts["own"]].groupby("source")["service"].unique()
    together = group_linked(counts.loc[counts["own"], "service"], [Sum(one[0], tuple(one[1:])) for one in told])
    decided = [_decide_services(counts[counts["service"].isin(one)], parts, rules, own, withheld) for one in together]
    return pd.concat([EMPTY, *(one for one in decided if len(one))], ignore_index=True)


def _decide_services(
    counts: pd.DataFrame, parts: dict[str, tuple[str, ...]], rules: Rules, own: Sequence[str], withheld: set[str]
) -> pd.DataFrame:
    """The same for services that no return joins to another."""
    decided = EMPTY
    linked: dict[Sum, None] = {}
    unstated = pd.DataFrame(columns=["cell", "count", "known"])
    reached = pd.Timestamp.min
    for number, source in enumerate(own, 1):
        fresh = counts["source"].eq(source)
        if not fresh.any():
            continue
        reached = max(reached, counts.loc[fresh, "published"].max())
        came = counts["source"].isin(own[:number])
        known = counts[came | (~counts["own"] & counts["published"].le(reached))]
        for newest in _one_for_each_place(known, source):
            sums, beside = figure_sums(newest, parts, rules)
            linked |= dict.fromkeys(sums)
            unstated = pd.concat([unstated, beside], ignore_index=True).drop_duplicates("cell")
        unstated = unstated[~unstated["cell"].isin(known["cell"])]
        cells = pd.concat([_with_status(known, decided, withheld), unstated], ignore_index=True)
        decided = release(cells.astype({"count": float}), list(linked), rules)
    return decided


def _one_for_each_place(known: pd.DataFrame, source: str) -> list[pd.DataFrame]:
    """The counts with one row for each place: that of the newest source and, where a paper has another, that too."""
    by_day = known.sort_values("published", kind="stable")
    is_new = by_day["source"].eq(source)
    own_last = pd.concat([by_day[~is_new], by_day[is_new]]).drop_duplicates("id", keep="last")
    papers_last = pd.concat([by_day[by_day["own"]], by_day[~by_day["own"]]]).drop_duplicates("id", keep="last")
    differ = set(own_last["cell"]) != set(papers_last["cell"])
    return [own_last, papers_last] if differ else [own_last]


def _with_status(known: pd.DataFrame, decided: pd.DataFrame, withheld: set[str]) -> pd.DataFrame:
    """Each row is a cell with what is already known of it: printed in a paper, shown or withheld before, or nothing."""
    cells = known.groupby("cell", sort=False, as_index=False).agg(count=("count", "first"), own=("own", "all"))
    before = dict(zip(decided["cell"], decided["status"].map({"hidden": "withheld", "shown": "shown"}), strict=True))
    before |= dict.fromkeys(withheld, "withheld")
    earlier = cells["cell"].map(before).astype(object).fillna("")
    return cells.assign(known=earlier.where(cells["own"], "published"))[["cell", "count", "known"]]
