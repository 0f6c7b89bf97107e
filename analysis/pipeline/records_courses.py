"""What is withheld beside small counts of records, because of what every case goes through.

A reader adds and subtracts across measures and quarters: referrals received less accepted leave few that were not.
First the whole service is made safe, then each table by areas or groups beside it: what is told of the whole never
depends on the tables that are asked for, so that these are as safe together as one by one.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.model.disclosure import (
    HIDDEN,
    PUBLIC,
    SHOWN,
    UNNAMED,
    Rules,
    Sum,
    find_open,
    small_hidden,
    withhold_blocks,
)  # fmt: skip
from analysis.model.records.courses import OPENED, cell_name, list_course, list_wholes
from analysis.model.records.measures import FAMILIES

WHOLE = "whole"
# The order in which counts give way: stocks and people before flows, demand last.
RANKS = (
    "people supported", "people on the waiting list", "caseload", "exits", "referrals not accepted",
    "referrals accepted", "referrals received",
)  # fmt: skip
Wide = pd.DataFrame  # each row is a quarter, by its number, each column a measure


@dataclass(frozen=True)
class Told:
    """What is told of a whole service: `told` for each quarter and measure; `exact`: which a reader may know exactly
    without opening another, so that parts may be shown which narrow them."""

    told: Wide
    exact: Wide


def family_of(measure: str) -> str:
    """The count that a measure is in the end a part of, or itself."""
    above = next((whole for whole, parts in FAMILIES if measure in parts), "")
    return family_of(above) if above else measure


def tell_whole(counts: Wide, of_whole: Told, fixed: set[int], rules: Rules) -> Told:
    """What can be told of a whole service, of what is told for itself.

    of_whole: whether each count and its parts are safe by themselves, and which are known exactly already. fixed:
    quarters that are decided: nothing that is withheld here can mend what they open.
    """
    cells, sums = _cells(WHOLE, counts, of_whole.told, fixed, of_whole.exact)
    must = small_hidden(cells, rules)
    gone = withhold_blocks(cells, sums, rules, must, sparing=True)
    cells = _withhold(cells, gone)
    still = set(find_open(cells, sums, rules, must))
    exact = _known_exactly(cells, sums, rules, [name for name in must if name not in still])
    told = _wide(cells[cells["status"].isin([SHOWN, PUBLIC])], counts)
    return Told(told, _wide(cells[cells["cell"].isin(exact)], counts))


def tell_parts(
    counts: dict[str, Wide], told: dict[str, Wide], whole: Wide, of_whole: Told, fixed: set[int], rules: Rules
) -> dict[str, Wide]:
    """What can be told of the areas, or of the groups of a column, of what is told for itself.

    counts: of each place, also of those that are never told, whose `told` is False throughout. fixed: quarters that are
    decided.
    """
    told = _without_narrow(counts, told, whole, of_whole, fixed, rules)
    parts = [_cells(place, counts[place], told[place], fixed) for place in counts]
    wholes = list_wholes(list(counts), WHOLE, {WHOLE: whole} | counts)
    cells_of_whole, sums_of_whole = _cells(WHOLE, whole, of_whole.told, fixed, of_whole.exact)
    sums = [*sums_of_whole, *(one for _, own in parts for one in own), *wholes]
    cells = pd.concat([cells_of_whole.assign(block=""), *(own for own, _ in parts)], ignore_index=True)
    is_whole = cells["cell"].isin(cells_of_whole["cell"])
    of_parts = small_hidden(cells[~is_whole], rules)
    # Nobody can know more of the whole than all of it, whatever other tables say: so each table stands by itself.
    strict = cells.assign(status=cells["status"].mask(is_whole & cells["status"].eq(SHOWN), PUBLIC))
    gone = withhold_blocks(strict, sums, rules, of_parts, sparing=False)
    # Some are open to whoever knew all of the whole exactly; they are looked at as it is told.
    fair = _withhold(cells, gone)
    gone |= withhold_blocks(fair, sums, rules, small_hidden(cells, rules), sparing=False)
    shown = _withhold(cells, gone)
    shown = shown[shown["status"].isin([SHOWN, PUBLIC]) & ~is_whole]
    return {place: _wide(shown, counts[place], place) for place in counts}


def _withhold(cells: pd.DataFrame, blocks: set[str]) -> pd.DataFrame:
    return cells.assign(status=cells["status"].mask(cells["block"].isin(blocks - {""}), HIDDEN))


def _cells(
    place: str, counts: Wide, told: Wide, fixed: set[int], exact: Wide | None = None
) -> tuple[pd.DataFrame, list[Sum]]:
    unnamed, sums = list_course(place, counts)
    rows = []
    for measure in counts:
        family = family_of(measure)
        rank = RANKS.index(family) if family in RANKS else len(RANKS)
        for quarter, count in counts[measure].items():
            block = "" if measure == OPENED or quarter in fixed else f"{family}|{quarter}"
            status = SHOWN if told.loc[quarter, measure] and measure != OPENED else HIDDEN
            if status == SHOWN and exact is not None and exact.loc[quarter, measure]:
                status = PUBLIC
            rows.append((cell_name(place, measure, quarter), float(count), status, block, rank, quarter))
    named = {row[0] for row in rows}
    rows += [(name, value, UNNAMED, "", 0, 0) for name, value in unnamed.items()]
    # Flows that no case has are noughts that nobody asked for.
    silent = {cell for one in sums for cell in (one.whole, *one.parts)} - named - set(unnamed)
    rows += [(name, 0.0, PUBLIC, "", 0, 0) for name in sorted(silent)]
    return pd.DataFrame(rows, columns=["cell", "count", "status", "block", "rank", "when"]), sums


def _known_exactly(cells: pd.DataFrame, sums: list[Sum], rules: Rules, must: list[str]) -> set[str]:
    """The told cells that a reader may know exactly: all, or those of as many measures and quarters as can be."""
    before = set(cells.loc[cells["status"].eq(PUBLIC), "cell"])
    told = cells[cells["status"].eq(SHOWN)]

    def is_safe(names: set[str]) -> bool:
        status = cells["status"].mask(cells["cell"].isin(names), PUBLIC)
        return not find_open(cells.assign(status=status), sums, rules, must)

    if is_safe(set(told["cell"])):
        return before | set(told["cell"])
    known = before
    for _, own in told.sort_values(["rank", "when"], ascending=[False, True]).groupby("rank", sort=False):
        if is_safe(known | set(own["cell"])):
            known = known | set(own["cell"])
            continue
        for _, block in own.groupby("block", sort=False):
            if is_safe(known | set(block["cell"])):
                known = known | set(block["cell"])
    return known


def _without_narrow(
    counts: dict[str, Wide], told: dict[str, Wide], whole: Wide, of_whole: Told, fixed: set[int], rules: Rules
) -> dict[str, Wide]:
    """Parts without those that, added up, would tell more of the whole than it may."""
    low = {place: _bounds(wide, told[place], rules)[0] for place, wide in counts.items()}
    high = {place: _bounds(wide, told[place], rules)[1] for place, wide in counts.items()}
    of_low, of_high = _bounds(whole, of_whole.told, rules)
    narrow = (sum(low.values()) > of_low) | (sum(high.values()) < of_high)
    wrong = (narrow & ~of_whole.exact & of_whole.told).mul(~whole.index.isin(list(fixed)), axis="index")
    by_family = wrong.T.groupby(family_of).any().T
    return {
        place: wide & ~pd.DataFrame({name: by_family[family_of(name)] for name in wide}) for place, wide in told.items()
    }


def _bounds(counts: Wide, told: Wide, rules: Rules) -> tuple[Wide, Wide]:
    low, high = rules.bounds_of_shown(rules.round(counts.to_numpy(float)))
    shape = {"index": counts.index, "columns": counts.columns}
    return (
        pd.DataFrame(low, **shape).where(told, 0.0),
        pd.DataFrame(high, **shape).where(told, np.inf),
    )


def _wide(cells: pd.DataFrame, counts: Wide, place: str = WHOLE) -> Wide:
    names = set(cells["cell"])
    return pd.DataFrame(
        {measure: [cell_name(place, measure, quarter) in names for quarter in counts.index] for measure in counts},
        index=counts.index,
    )
