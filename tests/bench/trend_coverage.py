"""Coverage and width of the trend's intervals on simulated series, printed as a table.

    python tests/bench/trend_coverage.py [--repeats 400] [--seed 1]

Each row is a design: points, spacing, mean count and true extra variation (coefficient of variation beyond chance).
`coverage` counts every series with an interval, also where it says nothing; `of those kept` only what a reader would
see; `rate` is the coverage of the rate now; `ideal` is the Wald width of someone who knows the dispersion.
"""

import argparse
from itertools import product

import numpy as np
import pandas as pd

from analysis.model.trends import Dispersion, fit

YEARLY_GROWTH = 0.2
POINTS = ((3, 1.0), (3, 0.25), (4, 1.0), (4, 0.25), (6, 0.25), (8, 0.25), (12, 0.25), (40, 0.25))
MEANS = (1, 5, 50, 2000)
VARIATIONS = (0.0, 0.1, 0.3, 0.5)
BORROWED_DF = 6


def simulate(generator, years, exposure, mean, variation):
    """One series: negative binomial counts about a growing mean, with a growth of YEARLY_GROWTH in logs."""
    means = mean * exposure / exposure.mean() * np.exp(YEARLY_GROWTH * (years - years.mean()))
    if variation:
        means = means * generator.gamma(1 / variation**2, variation**2, len(means))
    return generator.poisson(means)


def measure(points, spacing, mean, variation, lend, repeats, generator):
    """Coverage, width and refusals of one design; the first period is a third as long as the others, as in 2012."""
    years = 2012 + spacing * np.arange(points)
    exposure = np.full(points, 12 * spacing)
    exposure[0] /= 3
    rows = []
    for _ in range(repeats):
        known = variation**2 * generator.chisquare(BORROWED_DF) / BORROWED_DF
        dispersion = Dispersion(known, BORROWED_DF) if lend else None
        counts = simulate(generator, years, exposure, mean, variation)
        trend = fit(counts, exposure, years, dispersion=dispersion, widest_span=np.inf)
        rows.append((1 + trend.low, 1 + trend.high, trend.rate_low, trend.rate_high, trend.dispersion))
    low, high, rate_low, rate_high, dispersion = np.array(rows).T
    low, high = np.log(np.maximum(low, 1e-30)), np.log(high)
    fitted = ~np.isnan(low)
    rate = mean / exposure.mean() * np.exp(YEARLY_GROWTH * (years[-1] - years.mean()))
    rate_inside = (rate_low <= rate) & (rate_high >= rate)
    inside = (low <= YEARLY_GROWTH) & (high >= YEARLY_GROWTH)
    kept = fitted & (high - low <= np.log(100))
    return {
        "points": points, "spacing": spacing, "mean": mean, "variation": variation, "lent": lend,
        "coverage": inside[fitted].mean(), "low misses": (high < YEARLY_GROWTH)[fitted].mean(),
        "rate": rate_inside[fitted].mean(),
        "width / ideal": np.median((high - low)[fitted]) / ideal_width(years, exposure, mean, variation),
        "kept": kept.mean(), "of those kept": inside[kept].mean() if kept.any() else np.nan,
        "dispersion": np.nanmedian(dispersion) if fitted.any() else np.nan,
        "true": 1 + average_mean(years, exposure, mean) * variation**2,
    }  # fmt: skip


def average_mean(years, exposure, mean):
    """The average expected count of a series."""
    return np.mean(mean * exposure / exposure.mean() * np.exp(YEARLY_GROWTH * (years - years.mean())))


def ideal_width(years, exposure, mean, variation):
    """Width of the 95% Wald interval with the means and the dispersion known."""
    means = mean * exposure / exposure.mean()
    weights = means / (1 + means * variation**2)
    centre = np.average(years, weights=weights)
    return 2 * 1.96 / np.sqrt(np.sum(weights * (years - centre) ** 2))


def main() -> None:
    """Print the table for every design."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    generator = np.random.default_rng(arguments.seed)
    designs = [
        (*size, mean, variation, lend)
        for size, mean, variation, lend in product(POINTS, MEANS, VARIATIONS, (False, True))
        # Below one extra event in fifty the variation cannot be seen, and 40 points need nothing lent.
        if (variation == 0 or mean * variation**2 >= 0.02) and not (lend and size[0] > 8)
    ]
    table = pd.DataFrame([measure(*design, arguments.repeats, generator) for design in designs])
    print(table.round(3).to_string(index=False))


if __name__ == "__main__":
    main()
