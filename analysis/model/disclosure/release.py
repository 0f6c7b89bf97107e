"""Which counts are shown: small ones withheld, and others with them until none can be worked out."""

from collections.abc import Iterator

import pandas as pd

from analysis.model.disclosure.feasible import HIDDEN, PUBLIC, SHOWN, UNNAMED, open_cells
from analysis.model.disclosure.rules import Rules
from analysis.model.disclosure.sums import Sum, group_linked

SMALL, EVERYBODY, PROTECTING = "small", "everybody is in one part", "protects another"
BEFORE, UNSTATED = "withheld before", "the rest of a total"
STATUS_OF = {
    "published": PUBLIC, "shown": SHOWN, "withheld": HIDDEN, "unstated": HIDDEN, "unnamed": UNNAMED, "": SHOWN,
}  # fmt: skip


def release(cells: pd.DataFrame, sums: list[Sum], rules: Rules) -> pd.DataFrame:
    """Each row is a cell with what a public table may say of it.

    cells: each row is a count with `cell` (unique), `count` (whole, nought or more) and `known`: `published` where a
    paper printed it, `shown` or `withheld` where an earlier release did so, `unnamed` for a total that nobody states,
    `unstated` for a small count that nobody states and that must stay unknown, else empty.
    sums: totals and parts among them; each must hold of the counts.
    Returns the cells in their order with `status` (`hidden`, `shown`, `public`, `unnamed`), `shown` (the rounded count,
    NaN where hidden) and `reason`. What was shown before stays shown, so only new counts are withheld to protect.
    A withheld count that papers and earlier releases open by themselves is marked `open` True: nothing can mend that.
    """
    decided = [
        _protect(cells[cells["cell"].isin(group)].reset_index(drop=True), _within(sums, set(group)), rules)
        for group in group_linked(cells["cell"], sums)
    ]
    empty = cells.assign(status="", reason="", open=False)
    whole = pd.concat(decided, ignore_index=True) if decided else empty
    ordered = cells[["cell"]].merge(whole, on="cell", validate="1:1")
    exact = ordered["status"].eq(PUBLIC)
    shown = ordered["count"].where(exact, rules.round(ordered["count"])).astype(float)
    return ordered.assign(shown=shown.where(ordered["status"].isin([SHOWN, PUBLIC])))


def _within(sums: list[Sum], group: set[str]) -> list[Sum]:
    return [one for one in sums if one.whole in group]


def _protect(cells: pd.DataFrame, sums: list[Sum], rules: Rules) -> pd.DataFrame:
    """One linked group of cells, decided."""
    cells = _withhold_everybody(_withhold_small(cells, rules), sums)
    for quickly in (True, False):
        opened = open_cells(cells, sums, rules, ends_only=quickly)
        while opened and (chosen := next(_companions(cells, sums, opened), None)):
            cells = _withhold(cells, {chosen}, PROTECTING)
            # Whatever else is withheld, a cell that was safe stays safe: only these can be open now.
            opened = open_cells(cells, sums, rules, [*opened, chosen], ends_only=quickly)
    return _show_the_known(cells, sums, rules, opened)


def _show_the_known(cells: pd.DataFrame, sums: list[Sum], rules: Rules, opened: list[str]) -> pd.DataFrame:
    """The cells with `open`; a large new count that earlier releases tell anyway is shown where that opens no other."""
    small = set(cells.loc[rules.is_small(cells["count"].to_numpy()), "cell"])
    for name in opened:
        place = cells["cell"].eq(name)
        if cells.loc[place, "known"].iloc[0] == "" and not small & set(opened):
            told = cells.assign(status=cells["status"].mask(place, SHOWN), reason=cells["reason"].mask(place, ""))
            still = open_cells(told, sums, rules)
            if set(still) < set(opened):
                cells, opened = told, still
    return cells.assign(open=cells["cell"].isin(opened))


def _withhold_small(cells: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    reason = cells["known"].map({"withheld": BEFORE, "unstated": UNSTATED}).astype(object).fillna("")
    cells = cells.assign(status=cells["known"].map(STATUS_OF), reason=reason)
    small = rules.is_small(cells["count"].to_numpy()) & cells["known"].eq("").to_numpy()
    return _withhold(cells, set(cells.loc[small, "cell"]), SMALL)


def _withhold_everybody(cells: pd.DataFrame, sums: list[Sum]) -> pd.DataFrame:
    """Parts that say what people are like are withheld where one of them holds everybody: it tells of each person."""
    count = dict(zip(cells["cell"], cells["count"], strict=True))
    telling = {
        part
        for one in sums
        if one.about_people and one.exact and len(one.parts) > 1 and count[one.whole] > 0
        if any(count[part] == count[one.whole] for part in one.parts)
        for part in one.parts
    }
    return _withhold(cells, telling, EVERYBODY)


def _withhold(cells: pd.DataFrame, names: set[str], reason: str) -> pd.DataFrame:
    """The cells with these withheld, where nothing earlier has shown them."""
    fresh = cells["cell"].isin(names) & cells["status"].eq(SHOWN) & cells["known"].eq("")
    return cells.assign(status=cells["status"].mask(fresh, HIDDEN), reason=cells["reason"].mask(fresh, reason))


def _companions(cells: pd.DataFrame, sums: list[Sum], opened: list[str]) -> Iterator[str]:
    """Cells that may be withheld beside an opened one, the best first: near it, a part, and small."""
    free = cells[cells["status"].eq(SHOWN) & cells["known"].eq("")]
    count = dict(zip(free["cell"], free["count"], strict=True))
    wholes = {one.whole for one in sums}
    for near in _by_distance(sums, opened):
        yield from sorted(near & set(count), key=lambda cell: (count[cell] == 0, cell in wholes, count[cell], cell))


def _by_distance(sums: list[Sum], start: list[str]) -> Iterator[set[str]]:
    """The cells that one sum joins to the start, then those that two do, and so on."""
    seen = edge = set(start)
    while edge:
        joined = {cell for one in sums for cell in (one.whole, *one.parts) if edge & {one.whole, *one.parts}}
        edge = joined - seen
        seen = seen | edge
        yield edge
