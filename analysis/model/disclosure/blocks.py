"""Blocks of counts withheld, until a reader can work out none that is small."""

import pandas as pd

from analysis.model.disclosure.feasible import HIDDEN, UNNAMED, find_open
from analysis.model.disclosure.rules import Rules
from analysis.model.disclosure.sums import Sum


def small_hidden(cells: pd.DataFrame, rules: Rules) -> list[str]:
    """The withheld counts that must be free to be any of 1 to the threshold."""
    return cells.loc[cells["status"].eq(HIDDEN) & rules.is_small(cells["count"].to_numpy()), "cell"].tolist()


def withhold_blocks(cells: pd.DataFrame, sums: list[Sum], rules: Rules, must: list[str], *, sparing: bool) -> set[str]:
    """The blocks to withhold beside what is withheld already.

    cells: each row is a count with `cell`, `count`, `status` as `open_cells` takes it, `block`: what is told together,
    empty where nothing can be withheld; `rank`: which blocks go first, and `when`: a number, near ones go first.
    sums: totals and parts among cells. sparing: whether to look, at the end, for blocks that need not go.
    must: withheld cells that must be free to be any of 1 to the threshold; one that is open whatever goes is left so.
    """
    opened = find_open(cells, sums, rules, must)
    if opened:
        hopeless = set(find_open(_without(cells, set(cells["block"])), sums, rules, opened))
        must = [name for name in must if name not in hopeless]
        opened = [name for name in opened if name not in hopeless]
    gone: list[str] = []
    while opened:
        gone += _next_blocks(cells, opened, set(gone))
        opened = find_open(_without(cells, set(gone)), sums, rules, opened)
    for block in tuple(gone) if sparing else ():
        fewer = set(gone) - {block}
        if not find_open(_without(cells, fewer), sums, rules, must):
            gone.remove(block)
    return set(gone)


def _next_blocks(cells: pd.DataFrame, opened: list[str], gone: set[str]) -> list[str]:
    """For each opened cell the nearest block that is still told."""
    left = cells[cells["block"].ne("") & ~cells["block"].isin(gone) & ~cells["status"].isin([HIDDEN, UNNAMED])]
    blocks = left.groupby("block", as_index=False)[["rank", "when"]].first()
    at = cells.set_index("cell")["when"]
    chosen = {
        blocks.assign(far=(blocks["when"] - at[name]).abs()).sort_values(["far", "rank", "block"])["block"].iloc[0]
        for name in opened
    }
    return sorted(chosen)


def _without(cells: pd.DataFrame, blocks: set[str]) -> pd.DataFrame:
    gone = cells["block"].isin(blocks - {""}) & cells["status"].ne(UNNAMED)
    return cells.assign(status=cells["status"].mask(gone, HIDDEN))
