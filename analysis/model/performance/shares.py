"""How services do: shares of people, with their intervals, against the targets that were printed."""

import numpy as np
import pandas as pd

from analysis.model.rates import proportion_interval

KEYS = ["era", "service", "group", "area", "period_start", "period_end"]
NOBODY = "Nobody was counted in the base."
TOO_MANY = "More people are counted than there are in the base, by mistake or by rounding."
TOO_MANY_IN_ONE = "In one of its periods more people are counted than there are in the base, by mistake or by rounding."


def shares(counts: pd.DataFrame, indicators: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Each row is an indicator for a service in a period, as a share of people with Wilson limits.

    counts: rows of `demand.counted_flows` with its sums.
    indicators: each row has `indicator` and the measures `numerator` and `denominator`.
    Returns `indicator`, the keys of the period, `numerator`, `denominator`, `share`, `low`, `high` (fractions),
    `reason` and `figures`, the ids that it was worked out from. A base of nobody, or one smaller than its part, leaves
    the share missing, with the reason.
    """
    rows = [_one_indicator(counts, indicator) for indicator in indicators.itertuples(index=False)]
    table = pd.concat(rows, ignore_index=True)
    return _add_intervals(table, confidence, table["numerator"].gt(table["denominator"]), TOO_MANY)


def pool_periods(shares_by_period: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Each row is an indicator for a service over all its periods together: people pooled, never shares averaged.

    shares_by_period: rows of `shares`. Returns the same columns, with the first day of the first period, the last day
    of the last, and `periods`, how many were pooled. With one impossible period among them there is no share.
    """
    keys = ["indicator", *[key for key in KEYS if not key.startswith("period")]]
    pooled = shares_by_period.groupby(keys, sort=False, as_index=False).agg(
        period_start=("period_start", "min"), period_end=("period_end", "max"), periods=("period_start", "nunique"),
        numerator=("numerator", "sum"), denominator=("denominator", "sum"), figures=("figures", "sum"),
        impossible=("reason", lambda reasons: reasons.eq(TOO_MANY).any()),
    )  # fmt: skip
    impossible = pooled.pop("impossible").astype(bool)
    return _add_intervals(pooled, confidence, impossible, TOO_MANY_IN_ONE)


def printed_shares(figures: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Each row is a share as a paper prints it, with its target where one stood; no base, so no interval.

    figures: the figures table. indicators: each row has `indicator` and `measure`.
    Returns `indicator`, the keys of the period, `share` and `target` as fractions (target missing where none stood)
    and `figures`, the ids that it was read from.
    """
    shares_printed = figures[figures["unit"].eq("percent") & figures["restates"].eq("") & figures["value"].notna()]
    chosen = shares_printed.merge(indicators, on="measure", validate="m:1")
    targets = figures.loc[figures["target_of"].ne(""), ["target_of", "value", "id"]].drop_duplicates("target_of")
    both = chosen.merge(
        targets, left_on="id", right_on="target_of", how="left", suffixes=("", "_target"), validate="1:1"
    )
    ids = [
        (own, *([target] if isinstance(target, str) else []))
        for own, target in zip(both["id"], both["id_target"], strict=True)
    ]
    return both[["indicator", *KEYS]].assign(share=both["value"] / 100, target=both["value_target"] / 100, figures=ids)


def net_flow(counts: pd.DataFrame, *, entries: str, exits: str) -> pd.DataFrame:
    """Each row is a service in a period: the people who came in less those who left.

    counts: rows of `demand.counted_flows` with its sums; entries, exits: the measures of those who came and went.
    Returns the keys of the period, `entries`, `exits`, `net` (positive where open cases grew) and `figures`.
    A period in which either is unpublished is left out.
    """
    came, left = counts[counts["measure"].eq(entries)], counts[counts["measure"].eq(exits)]
    columns = [*KEYS, "value", "figures"]
    both = came[columns].merge(left[columns], on=KEYS, suffixes=("", "_left"), validate="1:1")
    return both[KEYS].assign(
        entries=both["value"], exits=both["value_left"], net=both["value"] - both["value_left"],
        figures=both["figures"] + both["figures_left"],
    )  # fmt: skip


def _one_indicator(counts: pd.DataFrame, indicator) -> pd.DataFrame:
    columns = [*KEYS, "value", "figures"]
    top = counts.loc[counts["measure"].eq(indicator.numerator), columns]
    bottom = counts.loc[counts["measure"].eq(indicator.denominator), columns]
    both = top.merge(bottom, on=KEYS, suffixes=("", "_base"), validate="1:1")
    return both[KEYS].assign(
        indicator=indicator.indicator,
        numerator=both["value"],
        denominator=both["value_base"],
        figures=both["figures"] + both["figures_base"],
    )


def _add_intervals(table: pd.DataFrame, confidence: float, impossible: pd.Series, why: str) -> pd.DataFrame:
    usable = table["denominator"].where(table["denominator"].gt(0) & ~impossible)
    low, high = proportion_interval(table["numerator"].where(usable.notna()), usable, confidence)
    reason = np.select([impossible, usable.isna()], [why, NOBODY], default="")
    return table.assign(share=table["numerator"] / usable, low=low, high=high, reason=reason)
