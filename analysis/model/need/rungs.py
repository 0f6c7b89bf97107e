"""What each rung of the ladder counts for a service: all its published periods together, or its one figure."""

import pandas as pd

EVERYBODY = "all"
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
    "reason",
]


def count_rungs(counts: pd.DataFrame, figures: pd.DataFrame, services: pd.DataFrame, rungs) -> pd.DataFrame:
    """Each row is a rung of a service: what it counted, or why there is nothing.

    counts: rows of `demand.counted_flows` with its sums; figures: the figures table; services: each row is a service
    with `era`, `area` and `kind`; rungs: records with `id` and `measures`, best first.
    A service stands here when it publishes a rung at all; an era and area of which no service does has one row a rung
    with `service` empty. People counted in several periods are added up, services never.
    """
    measures = {measure for rung in rungs for measure in rung.measures}
    printed = _countable(figures, measures)
    tables = []
    for (era, area), own in services.groupby(["era", "area"], sort=False):
        publishing = [one for one in own["service"] if _has(counts, printed, measures, era, one, area)]
        for service in publishing or [""]:
            tables += [_rung(counts, printed, rung, era, area, service) for rung in rungs]
    return pd.DataFrame(tables, columns=COLUMNS)


def _countable(figures: pd.DataFrame, measures: set[str]) -> pd.DataFrame:
    chosen = figures["measure"].isin(measures) & figures["unit"].eq("count") & figures["restates"].eq("")
    return figures[chosen & figures["subset_of"].eq("") & figures["value"].notna()]


def _has(counts: pd.DataFrame, printed: pd.DataFrame, measures: set[str], era: str, service: str, area: str) -> bool:
    return any(
        (
            table["era"].eq(era)
            & table["service"].eq(service)
            & table["area"].eq(area)
            & table["measure"].isin(measures)
        ).any()
        for table in (counts, printed)
    )


def _rung(counts: pd.DataFrame, printed: pd.DataFrame, rung, era: str, area: str, service: str) -> dict:
    row = {"era": era, "area": area, "service": service, "rung": rung.id, "figures": (), "reason": ""}
    for measure in rung.measures if service else ():
        asked = {"era": era, "area": area, "service": service, "measure": measure}
        found = _pooled(_of(counts, asked)) or _latest(_of(printed, asked))
        if found:
            return row | {"measure": measure} | found
    return row | {"reason": "No data: nothing was published on this rung."}


def _of(table: pd.DataFrame, asked: dict[str, str]) -> pd.DataFrame:
    rows = table[(table[list(asked)] == pd.Series(asked)).all(axis=1)]
    everybody = rows[rows["group"].eq(EVERYBODY)]
    if len(everybody):
        return everybody
    return rows if rows["group"].nunique() == 1 else rows.head(0)


def _pooled(rows: pd.DataFrame) -> dict:
    if rows.empty:
        return {}
    return {
        "value": rows["value"].sum(),
        "months": rows["exposure_months"].sum(),
        "period_start": rows["period_start"].min(),
        "period_end": rows["period_end"].max(),
        "figures": tuple(dict.fromkeys(one for ids in rows["figures"] for one in ids)),
    }


def _latest(rows: pd.DataFrame) -> dict:
    if rows.empty:
        return {}
    last = rows.sort_values(["published", "period_end"], kind="stable").iloc[-1]
    kept = {name: last[name] for name in ("value", "period_start", "period_end")}
    return kept | {"months": float("nan"), "figures": (last["id"],)}
