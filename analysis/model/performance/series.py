"""The series that stand on the dashboard: each count and each share by period, whatever the papers print of it."""

import pandas as pd

from analysis.model.demand import covers_another

SERIES = ["era", "service", "group", "area"]
COLUMNS = [
    "indicator",
    "kind",
    *SERIES,
    "period_start",
    "period_end",
    "months",
    "value",
    "base",
    "low",
    "high",
    "target",
    "precision",
    "figures",
]
COUNT, HOURS, SHARE, PRINTED = "count", "hours", "share", "printed share"


def gather_series(counts: pd.DataFrame, figures: pd.DataFrame, shares: pd.DataFrame, asked) -> pd.DataFrame:
    """Each row is a point of a series on the dashboard, in the order of time.

    counts: counted flows with their sums; figures: the figures table; shares: the performance table; asked: records
    with `id` and `measure`, the counts that stand on the dashboard. A count without a published period stands alone.
    """
    tables = [_counted(counts, figures, one) for one in asked]
    return pd.concat([*tables, _of_shares(shares)], ignore_index=True).reindex(columns=COLUMNS)


def _counted(counts: pd.DataFrame, figures: pd.DataFrame, one) -> pd.DataFrame:
    measured = figures[figures["measure"].eq(one.measure) & figures["restates"].eq("") & figures["value"].notna()]
    rows = counts[counts["measure"].eq(one.measure)]
    # Some of those who are counted in the same words beside them are no service's own series.
    same = figures.loc[figures["measure"].eq(one.measure), "id"]
    rows = rows[~rows["subset_of"].isin(same)]
    other = measured[~measured["subset_of"].isin(same) & ~measured["id"].isin(_ids(rows))]
    # A total over the periods beside it, and a count of a service that has a series, are no points of their own.
    other = other[~covers_another(other, [*SERIES, "measure"])]
    has_series = pd.MultiIndex.from_frame(other[SERIES]).isin(pd.MultiIndex.from_frame(rows[SERIES]))
    other = other[~has_series].assign(figures=[(own,) for own in other.loc[~has_series, "id"]])
    kind = other["unit"].map({"hours": HOURS}).fillna(COUNT)
    points = pd.concat([rows.assign(kind=COUNT), other.assign(kind=kind)], ignore_index=True)
    return points.rename(columns={"exposure_months": "months"}).assign(indicator=one.id)


def _ids(rows: pd.DataFrame) -> set[str]:
    return {one for ids in rows["figures"] for one in ids}


def _of_shares(shares: pd.DataFrame) -> pd.DataFrame:
    single = shares[~covers_another(shares, ["indicator", *SERIES])]
    kind = single["printed"].map({True: PRINTED, False: SHARE})
    return single.rename(columns={"share": "value"}).assign(
        kind=kind, base=single["denominator"], count=single["numerator"]
    )
