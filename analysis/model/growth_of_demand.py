"""How fast demand for each service grows a year, or why that cannot be told."""

from dataclasses import asdict

import pandas as pd

from analysis.model.trends import fit, pool_dispersion

DAYS_IN_YEAR = 365.25
SERVICE = ["era", "service", "area"]
SERIES = ["measure", "group"]


def fit_growth(counts: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Each row is a series that a service is shown by, with the fields of its `Trend`.

    counts: rows of demand with `stands_for_demand`; every series lies within one era, so no fit reaches over a break.
    The scatter beyond chance is borrowed from the other series of the same service, where they have three points.
    """
    rows = [
        dict(zip(SERVICE, key, strict=True)) | _fit_service(service, confidence)
        for key, service in counts.groupby(SERVICE, sort=False)
        if service["stands_for_demand"].any()
    ]
    return pd.DataFrame(rows)


def _fit_service(service: pd.DataFrame, confidence: float) -> dict:
    shown = service[service["stands_for_demand"]]
    others = [
        _fit_series(series, confidence)
        for _, series in service[~service["stands_for_demand"]].groupby(SERIES, sort=False)
    ]
    return asdict(_fit_series(shown, confidence, pool_dispersion(others)))


def _fit_series(series: pd.DataFrame, confidence: float, borrowed=None):
    middle = series["period_start"] + (series["period_end"] - series["period_start"]) / 2
    years = (middle - pd.Timestamp(0)).dt.days / DAYS_IN_YEAR
    return fit(
        series["value"].to_numpy(), series["exposure_months"].to_numpy(), years.to_numpy(),
        dispersion=borrowed, confidence=confidence,
    )  # fmt: skip
