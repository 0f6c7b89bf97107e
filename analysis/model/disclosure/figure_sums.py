"""The sums that a reader of figures knows, and the counts that nobody states but that join them."""

from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.model.disclosure.claims import PLACE, Claim, alike_but, list_claims, rows_of
from analysis.model.disclosure.rules import Rules
from analysis.model.disclosure.sums import Sum

NOT_PRINTED = {"id": "", "part_of": "", "subset_of": ""}


def figure_sums(
    counts: pd.DataFrame, parts: dict[str, tuple[str, ...]], rules: Rules
) -> tuple[list[Sum], pd.DataFrame]:
    """The sums that hold among counts, and the cells that nobody states but that join them.

    counts: rows as `list_claims` takes them. parts: the measures that each measure is made of.
    Returns the sums, and rows with `cell`, `count` and `known`: `unstated` for what can be had by subtraction and is
    a small count, so that it must be protected too, else `unnamed`. A sum that these counts do not obey joins nothing.
    """
    rows = counts
    # What is found by adding or subtracting may be the part or the total of another sum.
    while len(found := _unstated(rows, parts)):
        rows = pd.concat([rows, found.assign(**NOT_PRINTED)], ignore_index=True)
    count = dict(zip(rows["cell"], rows["count"], strict=True))
    sums, rests = [], dict(rows.loc[~rows["cell"].isin(counts["cell"]), ["cell", "count"]].to_numpy())
    for claim, left in _kept(list_claims(rows, parts), count):
        rest = (f"rest of {claim.whole} without {claim.parts}",) if left else ()
        rests |= dict.fromkeys(rest, left)
        sums.append(Sum(claim.whole, (*claim.parts, *rest), about_people=claim.about_people))
    beside = pd.DataFrame(list(rests.items()), columns=["cell", "count"]).astype({"count": float})
    known = pd.Series(rules.is_small(beside["count"].to_numpy()), dtype=bool).map({True: "unstated", False: "unnamed"})
    return list(dict.fromkeys(sums)), beside.assign(known=known)


def place_name(place: Iterable[object]) -> str:
    """The columns of `PLACE`, and a count after them, as one name."""
    return "|".join(map(str, place))


def _kept(claims: list[Claim], count: dict[str, float]) -> Iterator[tuple[Claim, float]]:
    """The claims that the counts obey, each with what the total holds beside its parts."""
    for claim in claims:
        left = count[claim.whole] - sum(count[part] for part in claim.parts)
        if left >= 0 and claim.whole not in claim.parts:
            yield claim, left


def _unstated(rows: pd.DataFrame, parts: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """Counts at places that no row has: the one missing part of a total, and a total whose parts are all there."""
    count = dict(zip(rows["cell"], rows["count"], strict=True))
    missing = [(*claim.missing, left) for claim, left in _kept(list_claims(rows, parts), count) if claim.missing]
    found = pd.DataFrame([*missing, *_totals(rows, parts)], columns=[*PLACE, "count"]).drop_duplicates(PLACE)
    fresh = found[~pd.MultiIndex.from_frame(found[PLACE]).isin(pd.MultiIndex.from_frame(rows[PLACE]))]
    return fresh.assign(cell=[place_name(row) for row in fresh.to_numpy()])


def _totals(rows: pd.DataFrame, parts: dict[str, tuple[str, ...]]) -> Iterator[tuple]:
    """The totals whose parts are all there, as a place and a count."""
    together = alike_but(rows_of(rows), "measure")
    for whole, members in parts.items():
        for here in together.values():
            count = {row.measure: row.count for row in here}
            if all(member in count for member in members):
                place = here[0]._replace(measure=whole)
                yield (*(getattr(place, name) for name in PLACE), sum(count[member] for member in members))
