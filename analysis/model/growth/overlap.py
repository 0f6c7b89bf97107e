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
    """What the mean and its error would be if overlapping claims were all counted, by the correlation of their errors.

    Each row is a correlation: `correlation`, `mean`, `standard_error` of the log growth per year. The weights are those
    of independent claims, as a reader would weigh them who does not see the overlap; the error is what it really has.
    Claims about one series share its true growth, so the variance between series is theirs together.
    Nought is the false precision of counting twice. (Generalised least squares would weigh the less precise claim below
    nought under high correlation, and call that knowledge.)
    """
    values = np.array([estimate.log_growth_per_year for estimate in estimates])
    errors = np.array([estimate.standard_error for estimate in estimates])
    series = np.array([estimate.series for estimate in estimates])
    same = (series[:, None] == series[None, :]).astype(float)
    weights = 1 / (errors**2 + tau_squared)
    weights = weights / weights.sum()
    rows = []
    for correlation in correlations:
        shared = same * (correlation + (1 - correlation) * np.eye(len(values)))
        covariance = shared * np.outer(errors, errors) + tau_squared * same
        rows.append((correlation, float(weights @ values), float(np.sqrt(weights @ covariance @ weights))))
    return pd.DataFrame(rows, columns=["correlation", "mean", "standard_error"])


def _rank(estimate: Estimate) -> tuple[bool, bool, float, str]:
    return not estimate.window_stated, estimate.basis != "counts", estimate.standard_error, estimate.id
