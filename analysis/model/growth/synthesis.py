"""Random-effects synthesis of independent estimates, or their range where they are too few."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.stats import chi2, norm, t

from analysis.errors import BadArgument
from analysis.model.growth.heterogeneity import cochran_q, paule_mandel, restricted_likelihood, share_of_variance

Method = Literal["PM", "REML"]
VARIANCE_BETWEEN = {"PM": paule_mandel, "REML": restricted_likelihood}
LEAST_ESTIMATES = 3


@dataclass(frozen=True)
class Synthesis:
    """What several estimates say together, in the unit they came in.

    kind: `random effects`, or `range` where there were fewer than three: then only low and high are known, from the
    lowest lower limit to the highest upper one. mean, standard_error, low, high: of the average series.
    prediction_low, prediction_high: where the true value of one more series would lie.
    tau_squared: variance between series; i_squared: its share of the total, a fraction; q, q_p_value: test of none.
    weights: of each estimate, adding to 1; estimates: how many; reason: why there is no synthesis, else empty.
    """

    kind: str
    estimates: int
    confidence: float
    method: str = ""
    mean: float = nan
    standard_error: float = nan
    low: float = nan
    high: float = nan
    prediction_low: float = nan
    prediction_high: float = nan
    tau_squared: float = nan
    i_squared: float = nan
    q: float = nan
    q_p_value: float = nan
    weights: tuple[float, ...] = ()
    reason: str = ""


def synthesise(
    estimates: ArrayLike, standard_errors: ArrayLike, method: Method = "PM", knha: bool = True, *,
    confidence: float = 0.95, never_narrower: bool = False,
) -> Synthesis:  # fmt: skip
    """The average of independent estimates with a Hartung-Knapp interval and a prediction interval.

    knha: False gives the classic normal interval. never_narrower: keep Hartung and Knapp's error at least the classic
    one, for few and like estimates (Roever, Knapp and Friede 2015, BMC Medical Research Methodology 15).
    Raises BadArgument for an unknown method or a standard error that is not above nought.
    Method: Hartung and Knapp (2001), Statistics in Medicine 20; prediction interval of Higgins, Thompson and
    Spiegelhalter (2009), JRSS A 172, with k - 1 degrees of freedom (Veroniki and others 2019, Res Synth Methods 10).
    """
    values, variances = _checked(estimates, standard_errors, method)
    if len(values) < LEAST_ESTIMATES:
        return _range(values, variances, confidence)
    between = VARIANCE_BETWEEN[method](values, variances)
    weights = 1 / (variances + between)
    mean = float(np.average(values, weights=weights))
    freedom = len(values) - 1
    error = _standard_error(values, variances, between, knha, never_narrower)
    quantile = float((t(freedom) if knha else norm).ppf((1 + confidence) / 2))
    reach = quantile * np.sqrt(between + error**2)
    q = cochran_q(values, variances)
    shares = tuple((weights / weights.sum()).tolist())
    return Synthesis(
        "random effects", len(values), confidence, _name(method, knha), mean, error,
        mean - quantile * error, mean + quantile * error, mean - float(reach), mean + float(reach),
        between, share_of_variance(variances, between), q, float(chi2.sf(q, freedom)), shares,
    )  # fmt: skip


def leave_one_out(
    labels: Sequence[str],
    estimates: ArrayLike,
    standard_errors: ArrayLike,
    method: Method = "PM",
    *,
    confidence: float = 0.95,
    never_narrower: bool = False,
) -> pd.DataFrame:
    """Each row is the synthesis without one estimate: `left_out`, `kind`, `mean`, `low`, `high`, `tau_squared`."""
    values, errors = np.asarray(estimates, dtype=float), np.asarray(standard_errors, dtype=float)
    rows = []
    for place, label in enumerate(labels):
        rest = synthesise(
            np.delete(values, place),
            np.delete(errors, place),
            method,
            confidence=confidence,
            never_narrower=never_narrower,
        )
        rows.append((label, rest.kind, rest.mean, rest.low, rest.high, rest.tau_squared))
    return pd.DataFrame(rows, columns=["left_out", "kind", "mean", "low", "high", "tau_squared"])


def _standard_error(values, variances, between: float, knha: bool, never_narrower: bool) -> float:
    classic = 1 / np.sum(1 / (variances + between))
    if not knha:
        return float(np.sqrt(classic))
    factor = cochran_q(values, variances, between) / (len(values) - 1)
    return float(np.sqrt((max(1.0, factor) if never_narrower else factor) * classic))


def _range(values: np.ndarray, variances: np.ndarray, confidence: float) -> Synthesis:
    number = ("no estimate", "one estimate", "two estimates")[len(values)]
    reason = f"Only {number}: a range, not a synthesis."
    if not len(values):
        return Synthesis("range", 0, confidence, reason=reason)
    reach = norm.ppf((1 + confidence) / 2) * np.sqrt(variances)
    low, high = float(np.min(values - reach)), float(np.max(values + reach))
    return Synthesis("range", len(values), confidence, low=low, high=high, reason=reason)


def _name(method: str, knha: bool) -> str:
    variance = {"PM": "Paule-Mandel", "REML": "restricted maximum likelihood"}[method]
    return f"{variance}, {'Hartung-Knapp' if knha else 'normal'} interval"


def _checked(estimates: ArrayLike, standard_errors: ArrayLike, method: str) -> tuple[np.ndarray, np.ndarray]:
    if method not in VARIANCE_BETWEEN:
        raise BadArgument(f"method: {method} is not known; expected PM or REML.")
    values, errors = np.asarray(estimates, dtype=float), np.asarray(standard_errors, dtype=float)
    if values.shape != errors.shape or values.ndim != 1 or not np.isfinite(values).all():
        raise BadArgument("estimates: not one number with one standard error each; expected two lists of one length.")
    if not (np.isfinite(errors) & (errors > 0)).all():
        raise BadArgument("standard_errors: hold a value not above nought; expected an error for each estimate.")
    return values, errors**2
