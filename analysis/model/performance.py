"""How services do: shares of people, with their intervals, against the targets that were printed."""

import numpy as np
import pandas as pd

from analysis.model.rates import proportion_interval

KEYS = ["era", "service", "group", "area", "period_start", "period_end"]


def shares(figures: pd.DataFrame, indicators: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Each row is an indicator for a service in a period, as a share of people with Wilson limits.

    figures: the figures table. indicators: each row has `indicator` and the measures `numerator` and `denominator`.
    Returns `indicator`, the keys of the period, `numerator`, `denominator`, `share`, `low`, `high` (fractions) and
    `figures`, the ids that it was worked out from. A denominator of nought leaves the share missing.
    Raises BadArgument where a numerator exceeds its denominator.
    """
    counts = figures[figures["unit"].eq("count") & figures["restates"].eq("") & figures["value"].notna()]
    rows = [_one_indicator(counts, indicator) for indicator in indicators.itertuples(index=False)]
    table = pd.concat(rows, ignore_index=True)
    low, high = proportion_interval(table["numerator"], table["denominator"], confidence)
    share = table["numerator"] / table["denominator"].where(table["denominator"] > 0, np.nan)
    return table.assign(share=share, low=low, high=high)


def net_flow(figures: pd.DataFrame, *, entries: str, exits: tuple[str, ...]) -> pd.DataFrame:
    """Each row is a service in a period: the people who came in less those who left.

    entries: measure of those who came in; exits: measures that together are those who left.
    Returns the keys of the period, `entries`, `exits`, `net` (positive where open cases grew) and `figures`.
    Periods in which one of the measures is missing are left out.
    """
    counts = figures[figures["unit"].eq("count") & figures["restates"].eq("") & figures["value"].notna()]
    wide = counts[counts["measure"].isin([entries, *exits])].pivot_table(
        index=KEYS, columns="measure", values="value", aggfunc="first"
    )
    complete = wide.dropna().reset_index() if {entries, *exits} <= set(wide.columns) else wide.iloc[:0].reset_index()
    if complete.empty:
        return complete.reindex(columns=[*KEYS, "entries", "exits", "net"])
    left = complete[list(exits)].sum(axis=1)
    return complete[KEYS].assign(entries=complete[entries], exits=left, net=complete[entries] - left)


def _one_indicator(counts: pd.DataFrame, indicator) -> pd.DataFrame:
    columns = [*KEYS, "value", "id"]
    top = counts.loc[counts["measure"].eq(indicator.numerator), columns]
    bottom = counts.loc[counts["measure"].eq(indicator.denominator), columns]
    both = top.merge(bottom, on=KEYS, suffixes=("", "_base"), validate="1:1")
    return both[KEYS].assign(
        indicator=indicator.indicator,
        numerator=both["value"],
        denominator=both["value_base"],
        figures=list(zip(both["id"], both["id_base"], strict=True)),
    )
