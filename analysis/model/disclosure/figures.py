"""Figures as a public reader may see them: those of papers as printed, those of returns and extracts protected."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.model.disclosure.claims import PLACE
from analysis.model.disclosure.decisions import decide, name_cells
from analysis.model.disclosure.feasible import HIDDEN, PUBLIC
from analysis.model.disclosure.rules import LOWEST_THRESHOLD, Rules

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
    figures: pd.DataFrame,
    parts: dict[str, tuple[str, ...]],
    *,
    own: Sequence[str],
    rules: Rules,
    withheld: Collection[str] = (),
) -> Protected:
    """The figures with those of returns and extracts protected, so that nothing made of them says more.

    figures: the figures table. parts: the measures that each measure is made of. own: sources that are returns or
    extracts, in the order in which they came; all others are published papers and stay as they are. withheld: ids of
    figures that stay withheld whatever else is known.
    Counts are decided source by source, each knowing what the ones before it have shown: what was shown once is shown
    in every later pack. Under a higher threshold all is withheld that is so under the lowest. A percentage is made anew
    of the counts that are shown, a length of time stands only on a shown count of people.
    """
    is_own = figures["source"].isin(list(own))
    if not is_own.any():
        unchanged = figures.assign(disclosure=PRINTED)
        return Protected(unchanged, _audit(unchanged.iloc[:0]))
    counts = name_cells(figures, is_own)
    kept = set(counts.loc[figures["id"].isin(list(withheld)), "cell"])
    if rules.threshold > LOWEST_THRESHOLD:
        lowest = decide(counts, parts, replace(rules, threshold=LOWEST_THRESHOLD), own, kept)
        kept |= set(lowest.loc[lowest["status"].eq(HIDDEN), "cell"])
    decided = decide(counts, parts, rules, own, kept)
    # What a provider wrote beside a number is for those who may see the number.
    written = {"note": "", "reason_missing": figures["value"].notna().map({True: "", False: NOT_GIVEN})}
    plain = figures.assign(
        **{name: figures[name].mask(is_own, text) for name, text in written.items() if name in figures}
    )
    protected = _apply(plain.assign(disclosure=PRINTED), counts, decided, rules)
    protected = _remake_percentages(protected, is_own)
    protected = _withhold_lengths(protected, is_own)
    return Protected(protected, _audit(protected[is_own]))


def _apply(figures: pd.DataFrame, counts: pd.DataFrame, decided: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """The figures with own counts rounded or withheld.

    One that a paper printed with the same value is treated like the others: shown as it is, it would tell by its
    absence where a return differs from a paper.
    """
    # A paper that came out after the last return has no row among the decided: nothing of it is changed.
    status = counts["cell"].map(decided.set_index("cell")["status"])
    small = pd.Series(rules.is_small(counts["count"].to_numpy()), counts.index)
    hidden = counts["own"] & (status.eq(HIDDEN) | (status.eq(PUBLIC) & small))
    rounded = counts.index[counts["own"] & ~hidden]
    value, printed, disclosure = (figures[name].copy() for name in ("value", "value_printed", "disclosure"))
    value[rounded] = rules.round(counts.loc[rounded, "count"])
    printed[rounded] = [f"{number:.0f}" for number in value[rounded]]
    disclosure[rounded] = ROUNDED
    shown = figures.assign(value=value, value_printed=printed, disclosure=disclosure)
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
