"""Profiles of need: how many of those asked have a need, of how many that is, and whether it changed."""

from itertools import pairwise

import pandas as pd

from analysis.model.need.bases import OF_A_TOTAL, PRINTED, Base, bases_of, pair_with_counts
from analysis.model.rates import difference_of_proportions, proportion_interval

KEYS = ["era", "service", "group", "area", "period_start", "period_end"]
CLEAR = 0.998  # OHID's second level: three standard errors
COLUMNS = [
    "indicator",
    *KEYS,
    "measure",
    "count",
    "printed_percent",
    "base_least",
    "base_most",
    "base_from",
    "share",
    "low",
    "high",
    "reason",
    "figures",
    "source",
]
CHANGE_COLUMNS = [
    "indicator",
    "era",
    "service",
    "group",
    "area",
    "first_start",
    "first_end",
    "last_start",
    "last_end",
    "difference",
    "low",
    "high",
    "p_value",
    "told",
    "clear",
    "reason",
    "figures",
]


def list_profiles(figures: pd.DataFrame, profiles, confidence: float) -> pd.DataFrame:
    """Each row is a need in a period: its count, the people it may be of, and its share with limits over all of those.

    figures: the figures table; profiles: records with `id`, `count` and `share`, the measures that count the need and
    print it as a share. Limits are Wilson's, the lower with the most people it may be of, the upper with the least. A
    share printed without a count, or a count without a base, has no limits and the reason why.
    """
    first = figures[figures["restates"].eq("")]
    # All needs together: the percentages of one table share their base.
    pairs = pair_with_counts(first, [one.share for one in profiles])
    bases = bases_of(pairs)
    doubtful = _doubtful_totals(first, pairs, bases)
    tables = [_of_one(first, profile, pairs, bases, doubtful, confidence) for profile in profiles]
    return pd.DataFrame([row for rows in tables for row in rows], columns=COLUMNS)


def compare_profiles(table: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Each row is a need in two periods that follow each other: the difference of its shares and an exact test.

    table: rows of `list_profiles`. Over all bases that fit, the widest limits and the largest p-value are taken; `told`
    is `rose`, `fell` or `cannot be told`, `clear` whether it holds at 99.8% too.
    """
    rows = []
    for _, own in table.groupby(["indicator", "era", "service", "group", "area"], sort=False):
        ordered = own.sort_values("period_start").to_dict("records")
        rows += [_compare(one, other, confidence) for one, other in pairwise(ordered)]
    return pd.DataFrame(rows, columns=CHANGE_COLUMNS)


def _of_one(
    figures: pd.DataFrame, profile, pairs: pd.DataFrame, bases: dict[str, Base], doubtful: set[str], confidence: float
) -> list[dict]:
    counts = figures[figures["measure"].eq(profile.count) & figures["unit"].eq("count")]
    shares = figures[figures["measure"].eq(profile.share) & figures["unit"].eq("percent")]
    values = figures.set_index("id")["value"]
    rows = [_counted(row, pairs, bases, values, doubtful, confidence) for row in counts.to_dict("records")]
    bare = shares[~shares["percent_of"].isin(set(counts["id"]))]
    return [{"indicator": profile.id} | row for row in (*rows, *map(_printed_alone, bare.to_dict("records")))]


def _printed_alone(figure: dict) -> dict:
    share = {"printed_percent": figure["value"], "share": figure["value"] / 100}
    return _row(figure) | share | {"reason": "No count is printed, so no interval."}


def _doubtful_totals(figures: pd.DataFrame, pairs: pd.DataFrame, bases: dict[str, Base]) -> set[str]:
    """The printed totals that cannot be a base: of their measure and service, one does not give its percentage."""
    wrong = [row.base_id for row in pairs.itertuples() if row.base_id and bases[row.id].origin != PRINTED]
    kinds = figures.loc[figures["id"].isin(wrong), ["measure", "service", "group"]].apply(tuple, axis=1)
    same = figures[["measure", "service", "group"]].apply(tuple, axis=1).isin(set(kinds))
    return set(figures.loc[same, "id"])


def _counted(
    row: dict, pairs: pd.DataFrame, bases: dict, values: pd.Series, doubtful: set[str], confidence: float
) -> dict:
    made = _row(row) | {"count": row["value"]}
    if pd.isna(row["value"]):
        return made | {"reason": row["reason_missing"] or "The count is missing."}
    own = pairs[pairs["id"].eq(row["id"])]
    if len(own):
        made |= {"printed_percent": own["printed"].iloc[0], "figures": (row["id"], own["share_id"].iloc[0])}
    base = bases.get(row["id"]) or _base_of_total(values.get(row["subset_of"]), row["subset_of"] in doubtful)
    if not base.reason and row["value"] > base.most:
        base = Base(reason="More people are counted than there are in the base.")
    if base.reason:
        return made | {"reason": base.reason}
    low, _ = proportion_interval(row["value"], base.most, confidence)
    _, high = proportion_interval(row["value"], max(base.least, row["value"]), confidence)
    middle = (base.least + base.most) / 2
    share = row["value"] / middle if middle else float("nan")
    known = {"base_least": base.least, "base_most": base.most, "base_from": base.origin}
    return made | known | {"share": share, "low": low, "high": high, "reason": "" if middle else "Nobody was asked."}


def _base_of_total(total: float | None, is_doubtful: bool) -> Base:
    if total is None or pd.isna(total):
        return Base(reason="Neither a percentage nor a base is printed.")
    if is_doubtful:
        return Base(reason="The base is in doubt: where a percentage of it is printed, the two do not agree.")
    return Base(total, total, OF_A_TOTAL)


def _row(figure: dict) -> dict:
    kept = {key: figure[key] for key in (*KEYS, "measure", "source")}
    return kept | {"figures": (figure["id"],), "reason": ""}


def _compare(one: dict, other: dict, confidence: float) -> dict:
    row = {key: one[key] for key in ("indicator", "era", "service", "group", "area")}
    row |= {"first_start": one["period_start"], "first_end": one["period_end"], "reason": ""}
    row |= {
        "last_start": other["period_start"],
        "last_end": other["period_end"],
        "figures": one["figures"] + other["figures"],
    }
    if pd.isna(one.get("low", float("nan"))) or pd.isna(other.get("low", float("nan"))):
        return row | {"told": "cannot be told", "clear": False, "reason": "One of the two shares has no interval."}
    found, sure = (_widest(one, other, level) for level in (confidence, max(CLEAR, confidence)))
    told = "rose" if found[1] > 0 else "fell" if found[2] < 0 else "cannot be told"
    named = dict(zip(("difference", "low", "high", "p_value"), found, strict=True))
    return row | named | {"told": told, "clear": told != "cannot be told" and (sure[1] > 0 or sure[2] < 0)}


def _widest(one: dict, other: dict, confidence: float) -> tuple[float, float, float, float]:
    """Difference, limits and p-value over the corners of the bases: the widest and the largest."""
    corners = [
        difference_of_proportions(one["count"], first, other["count"], last, confidence)
        for first in {one["base_least"], one["base_most"]}
        for last in {other["base_least"], other["base_most"]}
    ]
    return (
        other["share"] - one["share"],
        min(corner.low for corner in corners),
        max(corner.high for corner in corners),
        max(corner.p_value for corner in corners),
    )
