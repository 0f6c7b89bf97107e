"""A short series drawn towards the evidence, as far as its own precision is poor."""

from dataclasses import dataclass

from scipy.stats import norm

from analysis.errors import BadArgument


@dataclass(frozen=True)
class Shrunk:
    """An estimate after it has heard the evidence: mean, standard error, limits, and the fraction that is its own."""

    mean: float
    standard_error: float
    low: float
    high: float
    own_weight: float


def shrink(
    estimate: float, standard_error: float, evidence_mean: float, evidence_deviation: float, confidence: float = 0.95
) -> Shrunk:
    """The precision-weighted mean of a series' own growth and the evidence for series like it.

    All in one unit (log growth per year). evidence_deviation: how much the true growth of such a series differs from
    evidence_mean, the root of tau squared plus the squared standard error of the mean, never that error alone.
    An infinite standard error, a series that says nothing, takes the evidence as it is.
    Method: normal-normal empirical Bayes; Efron and Morris (1975), JASA 70.
    """
    if not (standard_error > 0 and evidence_deviation > 0):
        raise BadArgument("standard_error, evidence_deviation: one is not above nought; expected two positive numbers.")
    own_weight = 1 / (1 + (standard_error / evidence_deviation) ** 2)
    mean = evidence_mean if own_weight == 0 else own_weight * float(estimate) + (1 - own_weight) * evidence_mean
    error = evidence_deviation * (1 - own_weight) ** 0.5
    reach = float(norm.ppf((1 + confidence) / 2)) * error
    return Shrunk(mean, error, mean - reach, mean + reach, own_weight)
