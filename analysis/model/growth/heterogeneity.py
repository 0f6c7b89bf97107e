"""How much growth truly differs between the series of a synthesis."""

import numpy as np
from scipy.optimize import brentq, minimize_scalar


def cochran_q(estimates: np.ndarray, variances: np.ndarray, between: float = 0.0) -> float:
    """Cochran's Q with weights that allow for a variance between series (nought: the classic Q)."""
    weights = 1 / (variances + between)
    return float(np.sum(weights * (estimates - np.average(estimates, weights=weights)) ** 2))


def paule_mandel(estimates: np.ndarray, variances: np.ndarray) -> float:
    """The variance between series at which Q equals its degrees of freedom; nought where Q is below them.

    Method: Paule and Mandel (1982), Journal of Research of the National Bureau of Standards 87.
    """
    freedom = len(estimates) - 1
    if cochran_q(estimates, variances) <= freedom:
        return 0.0
    ceiling = np.ptp(estimates) ** 2 + variances.max()
    return float(brentq(lambda t: cochran_q(estimates, variances, t) - freedom, 0.0, ceiling, xtol=1e-14, rtol=1e-12))


def restricted_likelihood(estimates: np.ndarray, variances: np.ndarray) -> float:
    """The variance between series by restricted maximum likelihood, not below nought.

    Method: Viechtbauer (2005), Journal of Educational and Behavioral Statistics 30.
    """

    def loss(deviation: float) -> float:
        weights = 1 / (variances + deviation**2)
        spread = cochran_q(estimates, variances, deviation**2)
        return 0.5 * (spread - np.sum(np.log(weights)) + np.log(weights.sum()))

    ceiling = np.ptp(estimates) + np.sqrt(variances.max())
    best = minimize_scalar(loss, bounds=(0.0, ceiling), method="bounded", options={"xatol": 1e-10})
    return float(best.x**2) if best.fun < loss(0.0) else 0.0


def share_of_variance(variances: np.ndarray, between: float) -> float:
    """I squared: the fraction of the total variance that is true difference between series.

    Method: Higgins and Thompson (2002), Statistics in Medicine 21, with their typical within-series variance.
    """
    weights = 1 / variances
    typical = (len(variances) - 1) * weights.sum() / (weights.sum() ** 2 - np.sum(weights**2))
    return float(between / (between + typical))
