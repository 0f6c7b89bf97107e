"""Figures as a public reader may see them: those of papers as printed, those of returns and extracts protected."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.model.disclosure.claims import PLACE
from analysis.model.disclosure.feasible import HIDDEN
from analysis.model.disclosure.figure_sums import figure_sums, place_name
from analysis.model.disclosure.release import release
from analysis.model.disclosure.rules import Rules
from analysis.model.disclosure.sums import Sum

PRINTED, ROUNDED, WITHHELD = "published", "rounded", "withheld"
REASON = "value: withheld, so that nobody can be known by it"
WHY = {
    WITHHELD: "a small count, or one from which a small count could be worked out",
    ROUNDED: "rounded to the nearest 5, or made anew of rounded counts",
    PRINTED: "printed in a public paper, not given, or no count of people",
}
MONEY = "gbp"
NOT_GIVEN = "value: not given by the provider"


@dataclass(frozen=True)
class Protected:
    """Figures that a public reader may see, and what was done to them.

    figures: each row is a figure with `disclosure`: `published`, `rounded` or `withheld`.
    audit: each row is a figure of a return or an extract: `figure`, `action` and `reason`, never its value. The reason
    does not say whether a withheld count is small itself or protects another: that would tell of the count.
    """

    figures: pd.DataFrame
    audit: pd.DataFrame


def protect_figures(
    figures: pd.DataFrame, parts: dict[str, tuple[str, ...]], *, own: Collection[str], rules: Rules
) -> Protected:
    """The figures with those of returns and extracts protected, so that nothing made of them says more.

    figures: the figures table. parts: the measures that each measure is made of. own: sources that are returns or
    extracts; all others are published papers and stay as they are.
    Counts are decided in the order in which they came, each vintage knowing what the ones before it have shown; a
    percentage is made anew of the counts that are shown, a length of time stands only on a shown count of people.
    """
    is_own = figures["source"].isin(list(own))
    if not is_own.any():
        unchanged = figures.assign(disclosure=PRINTED)
        return Protected(unchanged, _audit(unchanged.iloc[:0]))
    counts = _name_cells(figures, is_own)
    decided = _decide_by_day(counts, parts, rules)
    # What a provider wrote beside a number is for those who may see the number.
    written = {"note": "", "reason_missing": figures["value"].notna().map({True: "", False: NOT_GIVEN})}
    plain = figures.assign(
        **{name: figures[name].mask(is_own, text) for name, text in written.items() if name in figures}
    )
    protected = _apply(plain.assign(disclosure=PRINTED), counts, decided)
    protected = _remake_percentages(protected, is_own)
    protected = _withhold_lengths(protected, is_own)
    return Protected(protected, _audit(protected[is_own]))


def _name_cells(figures: pd.DataFrame, is_own: pd.Series) -> pd.DataFrame:
    """The exact counts, each named by its place and its value: the same value told twice is one cell."""
    exact = figures["unit"].eq("count") & figures["value"].notna() & figures["precision"].eq("exact")
    counts = figures[exact].assign(own=is_own[exact], count=figures.loc[exact, "value"])
    return counts.assign(cell=[place_name(row) for row in counts[[*PLACE, "count"]].to_numpy()])


def _decide_by_day(counts: pd.DataFrame, parts: dict[str, tuple[str, ...]], rules: Rules) -> pd.DataFrame:
    """Each row is a cell, decided on the day it first came, by all that was known by then."""
    decided = pd.DataFrame(columns=["cell", "count", "status", "shown", "reason", "open"])
    linked: dict[Sum, None] = {}
    unstated = pd.DataFrame(columns=["cell", "count", "known"])
    for day in sorted(counts.loc[counts["own"], "published"].unique()):
        known = counts[counts["published"] <= day]
        newest = known.sort_values("published", kind="stable").drop_duplicates(PLACE, keep="last")
        sums, beside = figure_sums(newest, parts, rules)
        linked |= dict.fromkeys(sums)
        unstated = pd.concat([unstated, beside], ignore_index=True).drop_duplicates("cell")
        unstated = unstated[~unstated["cell"].isin(known["cell"])]
        cells = pd.concat([_with_status(known, decided), unstated], ignore_index=True)
        decided = release(cells.astype({"count": float}), list(linked), rules)
    return decided


def _with_status(known: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """Each row is a cell with what is already known of it: printed in a paper, shown or withheld before, or nothing."""
    cells = known.groupby("cell", sort=False, as_index=False).agg(count=("count", "first"), own=("own", "all"))
    before = decided.set_index("cell")["status"].map({"hidden": "withheld", "shown": "shown"})
    earlier = cells["cell"].map(before).astype(object).fillna("")
    return cells.assign(known=earlier.where(cells["own"], "published"))[["cell", "count", "known"]]


def _apply(figures: pd.DataFrame, counts: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """The figures with own counts rounded or withheld; one that a paper printed with the same value stays as it is."""
    # A paper that came out after the last return has no row among the decided: nothing of it is changed.
    row_of = decided.set_index("cell").reindex(counts["cell"]).set_index(counts.index)
    own = counts["own"]
    hidden = own & row_of["status"].eq(HIDDEN)
    rounded = own & row_of["status"].eq("shown")
    value = figures["value"].copy()
    value[counts.index[rounded]] = row_of.loc[rounded, "shown"]
    shown = figures.assign(value=value)
    shown.loc[counts.index[rounded], "disclosure"] = ROUNDED
    shown.loc[counts.index[rounded], "value_printed"] = [f"{number:.0f}" for number in row_of.loc[rounded, "shown"]]
    return _withhold(shown, counts.index[hidden])


def _remake_percentages(figures: pd.DataFrame, is_own: pd.Series) -> pd.DataFrame:
    """Percentages of own sources from the counts as they are shown; withheld where one of the two is not."""
    own = figures[is_own & figures["unit"].eq("percent") & figures["value"].notna()]
    by_id = figures.set_index("id")["value"]
    top, base = (own[column].map(by_id).astype(float) for column in ("percent_of", "percent_base"))
    remade = 100 * top / base.where(base > 0)
    shown = figures.assign(value=remade.where(remade.notna()).combine_first(figures["value"]))
    shown.loc[remade.index[remade.notna()], "disclosure"] = ROUNDED
    shown.loc[remade.index[remade.notna()], "value_printed"] = ""
    return _withhold(shown, remade.index[remade.isna()])


def _withhold_lengths(figures: pd.DataFrame, is_own: pd.Series) -> pd.DataFrame:
    """Own figures in other units (days, weeks) are withheld unless a count of people in the same place is shown."""
    other = figures[is_own & ~figures["unit"].isin(["count", "percent", MONEY]) & figures["value"].notna()]
    place = [column for column in PLACE if column != "measure"]
    people = figures[figures["unit"].eq("count") & figures["value"].gt(0)]
    stated = pd.MultiIndex.from_frame(people[place])
    alone = ~pd.MultiIndex.from_frame(other[place]).isin(stated)
    inexact = is_own & figures["unit"].eq("count") & figures["precision"].ne("exact")
    return _withhold(figures, other.index[alone].union(figures.index[inexact]))


def _withhold(figures: pd.DataFrame, rows: pd.Index) -> pd.DataFrame:
    gone = figures.index.isin(rows)
    numbers = {
        name: figures[name].mask(gone, np.nan) for name in ("value", "value_low", "value_high") if name in figures
    }
    texts = {"value_printed": "[c]", "reason_missing": REASON, "disclosure": WITHHELD}
    return figures.assign(**numbers, **{name: figures[name].mask(gone, text) for name, text in texts.items()})


def _audit(own: pd.DataFrame) -> pd.DataFrame:
    reason = own["disclosure"].map(WHY)
    return pd.DataFrame({"figure": own["id"], "action": own["disclosure"], "reason": reason}).reset_index(drop=True)
