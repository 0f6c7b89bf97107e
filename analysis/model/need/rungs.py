"""What each rung of the ladder counts for a service: all its published periods together, or its one figure."""

import pandas as pd

EVERYBODY = "all"
NOTHING = "No data: nothing was published on this rung."
PLACE = ["era", "area", "service"]
COLUMNS = [
    "era",
    "area",
    "service",
    "rung",
    "measure",
    "value",
    "months",
    "period_start",
    "period_end",
    "figures",
    "source",
    "reason",
]


def count_rungs(counts: pd.DataFrame, figures: pd.DataFrame, services: pd.DataFrame, rungs) -> pd.DataFrame:
    """Each row is a rung of a service: what it counted, or why there is nothing.

    counts: rows of `demand.counted_flows` with its sums; figures: the figures table; services: each row is a service
    with `era`, `area` and `kind`; rungs: records with `id` and `measures`, best first.
    A service stands here when it publishes a rung at all; an era and area of which no service does has one row a rung
    with `service` empty. People counted in several periods are added up, services never. A rung of which there are
    figures without a value keeps the reason of the latest.
    """
    measures = {measure for rung in rungs for measure in rung.measures}
    counted = _by_place(counts[counts["measure"].isin(measures)])
    countable = _countable(figures, measures)
    printed = _by_place(countable[countable["value"].notna()])
    missing = _by_place(countable[countable["value"].isna()])
    publishing = {key[:3] for key in (*counted, *printed, *missing)}
    rows = []
    for (era, area), own in services.groupby(["era", "area"], sort=False):
        named = [one for one in own["service"] if (era, area, one) in publishing]
        tables = (counted, printed, missing)
        rows += [_rung(*tables, rung, (era, area, service)) for service in named or [""] for rung in rungs]
    return pd.DataFrame(rows, columns=COLUMNS)


def _countable(figures: pd.DataFrame, measures: set[str]) -> pd.DataFrame:
    chosen = figures["measure"].isin(measures) & figures["unit"].eq("count") & figures["restates"].eq("")
    return figures[chosen & figures["subset_of"].eq("")]


def _by_place(table: pd.DataFrame) -> dict[tuple[str, ...], pd.DataFrame]:
    """The rows of each era, area, service and measure: those of everybody, or of the one group that there is."""
    return {key: _of_everybody(rows) for key, rows in table.groupby([*PLACE, "measure"], sort=False)}


def _of_everybody(rows: pd.DataFrame) -> pd.DataFrame:
    everybody = rows[rows["group"].eq(EVERYBODY)]
    if len(everybody):
        return everybody
    return rows if rows["group"].nunique() == 1 else rows.head(0)


def _rung(counted: dict, printed: dict, missing: dict, rung, place: tuple[str, str, str]) -> dict:
    row = dict(zip(PLACE, place, strict=True)) | {"rung": rung.id, "figures": (), "reason": ""}
    for measure in rung.measures:
        key = (*place, measure)
        found = _pooled(counted.get(key)) or _latest(printed.get(key))
        if found:
            return row | {"measure": measure} | found
    return row | {"reason": _why_nothing(missing, rung, place)}


def _why_nothing(missing: dict, rung, place: tuple[str, str, str]) -> str:
    """Why a rung has no number: nothing was published, or its figures have no value, for a reason of their own."""
    for measure in rung.measures:
        rows = missing.get((*place, measure))
        if rows is not None and len(rows):
            reason = rows.sort_values("published", kind="stable")["reason_missing"].iloc[-1].removeprefix("value: ")
            return f"No data: {reason}." if reason else NOTHING
    return NOTHING


def _pooled(rows: pd.DataFrame | None) -> dict:
    if rows is None or rows.empty:
        return {}
    return {
        "value": rows["value"].sum(),
        "months": rows["exposure_months"].sum(),
        "period_start": rows["period_start"].min(),
        "period_end": rows["period_end"].max(),
        "figures": tuple(dict.fromkeys(one for ids in rows["figures"] for one in ids)),
        "source": ", ".join(dict.fromkeys(rows["source"])),
    }


def _latest(rows: pd.DataFrame | None) -> dict:
    if rows is None or rows.empty:
        return {}
    last = rows.sort_values(["published", "period_end"], kind="stable").iloc[-1]
    kept = {name: last[name] for name in ("value", "period_start", "period_end", "source")}
    return kept | {"months": float("nan"), "figures": (last["id"],)}
