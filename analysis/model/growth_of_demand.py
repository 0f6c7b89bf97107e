"""How fast demand for each service grows a year, or why that cannot be told."""

from collections.abc import Mapping
from dataclasses import asdict

import pandas as pd

from analysis.model.trends import Trend, fit_series, pool_dispersion

SERVICE = ["era", "service", "area"]
SERIES = ["measure", "group"]


def fit_growth(counts: pd.DataFrame, parts: Mapping[str, frozenset[str]], confidence: float) -> pd.DataFrame:
    """Each row is a series that a service is shown by, with the fields of its `Trend`.

    counts: rows of demand with `stands_for_demand`; every series lies within one era, so no fit reaches over a break.
    parts: the measures that each measure is made of. The scatter beyond chance is borrowed from the other series of
    the same service, but not from parts of the shown one, nor from sums that we added (`figures` names several): they
    share the scatter of what they are made of and would be counted twice.
    """
    rows = [
        dict(zip(SERVICE, key, strict=True)) | asdict(_fit_service(service, parts, confidence))
        for key, service in counts.groupby(SERVICE, sort=False)
        if service["stands_for_demand"].any()
    ]
    return pd.DataFrame(rows)


def _fit_service(service: pd.DataFrame, parts: Mapping[str, frozenset[str]], confidence: float) -> Trend:
    shown = service[service["stands_for_demand"]]
    related = parts.get(shown["measure"].iloc[0], frozenset())
    others = service[~service["stands_for_demand"] & ~service["measure"].isin(related) & ~_is_sum(service)]
    lenders = [fit_series(series, confidence=confidence) for _, series in others.groupby(SERIES, sort=False)]
    return fit_series(shown, dispersion=pool_dispersion(lenders), confidence=confidence)


def _is_sum(counts: pd.DataFrame) -> pd.Series:
    """Whether a count was added up here from several printed ones."""
    return counts["figures"].map(len).gt(1) if "figures" in counts else pd.Series(False, index=counts.index)
