"""Claims about the same counts count once; what counting them all would change."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.model.growth.estimate import Estimate

CORRELATIONS = (0.0, 0.25, 0.5, 0.75, 0.95)


def one_per_series(estimates: Sequence[Estimate]) -> tuple[list[Estimate], dict[str, str]]:
    """One estimate for each underlying series, and why each of the others was set aside, by id.

    Kept is the one whose window is stated, then the one with counts behind it, then the more precise, then by id.
    """
    kept: list[Estimate] = []
    set_aside: dict[str, str] = {}
    for estimate in sorted(estimates, key=_rank):
        twin = next((other for other in kept if other.series == estimate.series), None)
        if twin is None:
            kept.append(estimate)
        else:
            set_aside[estimate.id] = f"The same counts as {twin.id} ({estimate.series}): counted once."
    order = [estimate.id for estimate in estimates]
    return sorted(kept, key=lambda estimate: order.index(estimate.id)), set_aside


def overlap_effect(
    estimates: Sequence[Estimate], tau_squared: float, correlations: Sequence[float] = CORRELATIONS
) -> pd.DataFrame:
    """What the mean would be if overlapping claims were all counted, by the correlation of their errors.

    Each row is a correlation: `correlation`, `mean`, `standard_error` of the log growth per year. Claims about one
    series share its true growth, so the variance between series is theirs together; nought treats their errors as
    independent, which is too precise.
    Method: generalised least squares with errors correlated within a series.
    """
    values = np.array([estimate.log_growth_per_year for estimate in estimates])
    errors = np.array([estimate.standard_error for estimate in estimates])
    series = np.array([estimate.series for estimate in estimates])
    same = (series[:, None] == series[None, :]).astype(float)
    rows = []
    for correlation in correlations:
        shared = same * (correlation + (1 - correlation) * np.eye(len(values)))
        inverse = np.linalg.inv(shared * np.outer(errors, errors) + tau_squared * same)
        precision = inverse.sum()
        rows.append((correlation, float(inverse.sum(axis=0) @ values / precision), float(precision**-0.5)))
    return pd.DataFrame(rows, columns=["correlation", "mean", "standard_error"])


def _rank(estimate: Estimate) -> tuple[bool, bool, float, str]:
    return not estimate.window_stated, estimate.basis != "counts", estimate.standard_error, estimate.id
