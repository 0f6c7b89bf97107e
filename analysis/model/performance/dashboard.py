"""One table over all parts of the system: the latest value of each key indicator, what came before, and its target."""

import pandas as pd

from analysis.model.disclosure import WITHHELD
from analysis.model.performance.changes import change_of
from analysis.model.performance.series import COUNT, HOURS, PRINTED, SERIES, SHARE, gather_series
from analysis.model.rates import compare_with, poisson_interval
from analysis.model.trends.polarity import judge

__all__ = ["COLUMNS", "COUNT", "HELD_BACK", "HOURS", "NOTHING", "PRINTED", "SHARE", "build_dashboard"]

COLUMNS = [
    "era",
    "service",
    "area",
    "group",
    "indicator",
    "kind",
    "polarity",
    "latest_start",
    "latest_end",
    "latest_months",
    "latest",
    "latest_precision",
    "latest_low",
    "latest_high",
    "previous_start",
    "previous_end",
    "previous_months",
    "previous",
    "change_kind",
    "change",
    "change_low",
    "change_high",
    "told",
    "verdict",
    "change_reason",
    "sparkline",
    "sparkline_starts",
    "target",
    "status",
    "status_reason",
    "later_withheld",
    "reason",
    "figures",
]
NOTHING = "Nothing published."
HELD_BACK = "Withheld, so that nobody can be known by it."
NO_TARGET = "No target is printed."
JUDGED = {"rose": "increasing", "fell": "decreasing"}


def build_dashboard(
    services: pd.DataFrame,
    counts: pd.DataFrame,
    figures: pd.DataFrame,
    shares: pd.DataFrame,
    asked,
    polarity,
    confidence: float,
) -> pd.DataFrame:
    """Each row is a key indicator of a service, or a service of which nothing was published.

    services: each row is a service known by the date; counts, figures, shares: as `gather_series` takes them; asked:
    the counts that stand on the dashboard; polarity: for each indicator, the direction that is good.
    Counts carry exact Poisson limits and change as a ratio of monthly rates; shares Wilson limits and change as a
    difference. `sparkline` holds the values of the series per month (counts) or as they are (shares). `later_withheld`
    tells that counts of the service after the latest period are withheld from the public.
    """
    points = gather_series(counts, figures, shares, asked)
    rows = []
    for service in services.to_dict("records"):
        own = points[points["era"].eq(service["era"]) & points["service"].eq(service["service"])]
        withheld = _last_withheld(figures, service)
        made = [
            _one(series, polarity[indicator], confidence, withheld)
            for (indicator, *_), series in own.groupby(["indicator", *SERIES], sort=False)
        ]
        named = {name: service[name] for name in ("era", "service", "area")}
        silent = {"reason": NOTHING if pd.isna(withheld) else HELD_BACK, "later_withheld": False}
        rows += made or [named | silent | {"sparkline": (), "sparkline_starts": (), "figures": ()}]
    return pd.DataFrame(rows, columns=COLUMNS)


def _last_withheld(figures: pd.DataFrame, service: dict) -> pd.Timestamp:
    """The last day of the latest figure of a service that the public may not see; missing where there is none."""
    if "disclosure" not in figures:
        return pd.NaT
    own = figures["era"].eq(service["era"]) & figures["service"].eq(service["service"])
    return figures.loc[own & figures["disclosure"].eq(WITHHELD), "period_end"].max()


def _one(series: pd.DataFrame, polarity: str, confidence: float, withheld: pd.Timestamp) -> dict:
    ordered = series.sort_values(["period_start", "period_end"], na_position="first", kind="stable").to_dict("records")
    latest, previous = ordered[-1], ordered[-2] if len(ordered) > 1 else None
    low, high = _limits(latest, confidence)
    changed = change_of(previous, latest, confidence)
    direction = JUDGED.get(changed["told"], "")
    return {
        **{name: latest[name] for name in ("era", "service", "area", "group", "indicator", "kind")},
        "polarity": polarity, "latest_start": latest["period_start"], "latest_end": latest["period_end"],
        "latest_months": latest["months"], "latest": latest["value"], "latest_low": low, "latest_high": high,
        "latest_precision": latest["precision"] if latest["kind"] in (COUNT, HOURS) else "exact",
        "later_withheld": bool(pd.notna(withheld) and withheld > latest["period_end"]),
        **_previous(previous), **changed, "verdict": judge(direction, polarity) if direction else "",
        "sparkline": tuple(_per_month(point) for point in ordered),
        "sparkline_starts": tuple(point["period_start"] for point in ordered), "reason": "",
        **_against_target(latest, low, high, polarity), "figures": _ids(ordered[-2:]),
    }  # fmt: skip


def _limits(point: dict, confidence: float) -> tuple[float, float]:
    if point["kind"] != COUNT:
        return point["low"], point["high"]
    # A number at a date, or «over 300», is no count over a known period: chance bounds nothing of it.
    return poisson_interval(point["value"], confidence) if pd.notna(point["months"]) else (float("nan"), float("nan"))


def _per_month(point: dict) -> float:
    has_months = point["kind"] in (COUNT, HOURS) and pd.notna(point["months"])
    return point["value"] / point["months"] if has_months else point["value"]


def _previous(point: dict | None) -> dict:
    if point is None:
        return {"previous": float("nan"), "previous_start": pd.NaT, "previous_end": pd.NaT}
    return {
        "previous": point["value"], "previous_start": point["period_start"], "previous_end": point["period_end"],
        "previous_months": point["months"],
    }  # fmt: skip


def _against_target(latest: dict, low: float, high: float, polarity: str) -> dict:
    if pd.isna(latest["target"]):
        return {"status": "", "status_reason": NO_TARGET}
    found = compare_with(latest["target"], low, high, polarity)
    return {"target": latest["target"], "status": found.status, "status_reason": found.reason}


def _ids(points: list[dict]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for point in points for one in point["figures"]))
