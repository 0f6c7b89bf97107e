"""Published counts of people as series: what was received, at what rate, against its own first period."""

import pandas as pd

from analysis.model.rates import poisson_interval
from analysis.model.trends import change

SERIES = ["era", "service", "measure", "group", "area"]
PERIOD = ["period_start", "period_end"]
# What a series keeps of its figures once it is measured: the rest stands in the figures table, by their ids.
INDEXED = [
    "exposure_months", "value", "rate_per_month", "rate_low", "rate_high", "index_value", "index_low", "index_high",
    "base_start", "base_end", "source", "published", "figures",
]  # fmt: skip


def counted_flows(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures that count events over a known period: each row is one count with its exposure.

    figures: the figures table. Second printings of a figure, shares, stocks, bounds («over 8000») and totals that
    cover the other periods of their series are left out; so is a count whose period or exposure was not published.
    """
    countable = figures[
        figures["unit"].eq("count")
        & figures["flow"].eq("flow")
        & figures["precision"].eq("exact")
        & figures["restates"].eq("")
        & figures["value"].notna()
        & figures["exposure_months"].gt(0)
        & figures[PERIOD].notna().all(axis=1)
    ]
    return countable[~covers_another(countable, SERIES)].sort_values([*SERIES, *PERIOD], ignore_index=True)


def add_sum(counts: pd.DataFrame, *, whole: str, parts: tuple[str, ...]) -> pd.DataFrame:
    """The counts with the measure `whole` added wherever all its parts are published and it is not itself.

    So *received* is accepted and not accepted together: acceptance is rationed by supply, and accepted alone is not
    demand. `figures` names the ids of the parts behind each new row, and the row's own id behind every other.
    """
    counts = counts if "figures" in counts else counts.assign(figures=[(own,) for own in counts["id"]])
    keys = [key for key in SERIES if key != "measure"] + PERIOD
    pieces = counts[counts["measure"].isin(parts)]
    sums = pieces.groupby(keys, sort=False, as_index=False).agg(
        value=("value", "sum"), exposure_months=("exposure_months", "first"), figures=("figures", "sum"),
        found=("measure", "nunique"), source=("source", "first"), published=("published", "first"),
    )  # fmt: skip
    complete = sums[sums["found"].eq(len(parts))].drop(columns="found").assign(measure=whole, id="")
    published = counts.loc[counts["measure"].eq(whole), keys]
    fresh = complete.merge(published, on=keys, how="left", indicator=True, validate="1:1")
    added = fresh[fresh["_merge"].eq("left_only")].drop(columns="_merge")
    return pd.concat([counts, added], ignore_index=True)


def add_rates(counts: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """The counts with `rate_per_month` and its exact Poisson limits `rate_low`, `rate_high`.

    Method: Garwood (1936); the limits are about the chance of a count, not about who was turned away or never called.
    """
    low, high = poisson_interval(counts["value"].to_numpy(), confidence)
    months = counts["exposure_months"].to_numpy()
    return counts.assign(rate_per_month=counts["value"] / months, rate_low=low / months, rate_high=high / months)


def add_index(counts: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """The counts with `index_value`: their monthly rate as a percentage of the first period of the same series.

    Every series has its own base and none reaches beyond its era. `index_low` and `index_high` are exact limits of
    the ratio of the two rates (`model.trends.change`); the base itself has none. `base_start`, `base_end`: its period.
    """
    ordered = counts.sort_values([*SERIES, *PERIOD], ignore_index=True)
    firsts = ordered.groupby(SERIES, sort=False)[["value", "exposure_months", *PERIOD]].transform("first")
    is_base = ordered["period_start"].eq(firsts["period_start"])
    ratios = pd.DataFrame(
        [
            _ratio(base, later, same, confidence)
            for base, later, same in zip(
                firsts[["value", "exposure_months"]].itertuples(index=False),
                ordered[["value", "exposure_months"]].itertuples(index=False),
                is_base,
                strict=True,
            )
        ],
        columns=["index_value", "index_low", "index_high"],
        index=ordered.index,
    )
    indexed = ordered.join(100 * ratios).assign(base_start=firsts["period_start"], base_end=firsts["period_end"])
    return indexed[[*SERIES, *PERIOD, *(column for column in INDEXED if column in indexed)]]


def _ratio(base, later, is_base: bool, confidence: float) -> tuple[float, float, float]:
    if is_base:
        return 1.0, float("nan"), float("nan")
    moved = change(base.value, base.exposure_months, later.value, later.exposure_months, confidence=confidence)
    return moved.ratio, moved.low, moved.high


def covers_another(counts: pd.DataFrame, series: list[str]) -> pd.Series:
    """Whether a row's period holds the whole of another, shorter period of the same series: then it is a total.

    series: the columns that make a series.
    """
    pairs = counts.reset_index().merge(counts, on=series, suffixes=("", "_other"), validate="m:m")
    inside = (
        pairs["period_start"].le(pairs["period_start_other"])
        & pairs["period_end"].ge(pairs["period_end_other"])
        & (pairs["period_end"] - pairs["period_start"]).gt(pairs["period_end_other"] - pairs["period_start_other"])
    )
    return pd.Series(counts.index.isin(pairs.loc[inside, "index"]), index=counts.index)


def is_preferred(counts: pd.DataFrame, measures: list[str]) -> pd.Series:
    """Whether a row belongs to the series that its service is shown by.

    measures: the measures that may stand for demand, best first; a service is shown by the first that it has.
    """
    rank = counts["measure"].map({measure: place for place, measure in enumerate(measures)})
    whole = counts["group"].eq("all") & rank.notna()
    best = rank.where(whole).groupby([counts["era"], counts["service"], counts["area"]]).transform("min")
    return whole & rank.eq(best)
