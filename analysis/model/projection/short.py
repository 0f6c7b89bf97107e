"""Three to seven points: futures simulated from a small Bayesian model that borrows what it cannot see."""

from dataclasses import dataclass

import numpy as np

from analysis.model.projection import constants as c


@dataclass(frozen=True)
class ShortForecast:
    """Futures of S short series: `draws` (S, draws, h) in rising order for each step; `correlations` (S, h, h).

    correlations is None unless asked for.
    """

    draws: np.ndarray
    correlations: np.ndarray | None

    def take(self, rows: np.ndarray) -> "ShortForecast":
        """Some of the series, in the order of `rows`."""
        return ShortForecast(self.draws[rows], None if self.correlations is None else self.correlations[rows])

    def centre(self) -> np.ndarray:
        """The medians (S, h): means of simulated growth are ruled by the few draws that explode."""
        return np.median(self.draws, axis=1)

    def quantile(self, probability: np.ndarray | float) -> np.ndarray:
        """Value (..., S, h) that the future stays below with this probability."""
        last = self.draws.shape[1] - 1
        place = np.clip(np.ceil(np.asarray(probability) * (last + 1)).astype(int) - 1, 0, last)
        rows, steps = np.arange(len(self.draws))[:, None], np.arange(self.draws.shape[2])
        return self.draws[rows, place, steps]


def simulate(
    series: list[np.ndarray], horizon: int, generators: list[np.random.Generator], *, with_correlations: bool = False
) -> ShortForecast:
    """Futures of short series, one generator each; a longer horizon begins with the futures of a shorter one.

    Model: the log of the value (the value itself where some are negative) is a level, plus growth a period, plus
    noise; the level goes on walking, so that later points count more (discounting: West and Harrison 1997, Bayesian
    Forecasting and Dynamic Models, section 2.4). Growth is normal around none, the noise has a prior worth a few
    points; both then follow from the conjugate normal-inverse-gamma posterior (Gelman et al., Bayesian Data Analysis,
    chapter 14). Counts are drawn as Poisson around what the noise beyond Poisson leaves.
    """
    draws = np.array([_draw(values, horizon, generator) for values, generator in zip(series, generators, strict=True)])
    correlations = np.array([_correlation(futures) for futures in draws]) if with_correlations else None
    return ShortForecast(np.sort(draws, axis=1), correlations)


def _draw(values: np.ndarray, horizon: int, generator: np.random.Generator) -> np.ndarray:
    generator, by_step = generator.spawn(2)
    if (values < 0).any():
        scale = max(np.std(values, ddof=1), c.LEAST_RELATIVE_NOISE * np.abs(values).max())
        return scale * _walk(values / scale, 1.0, horizon, generator)
    is_count = (values == np.rint(values)).all()
    if is_count and not values.any():  # all zero: a rate with Jeffreys' prior
        rates = generator.gamma(0.5, 1 / len(values), c.SHORT_DRAWS)
        return by_step.poisson(rates, (horizon, c.SHORT_DRAWS)).T.astype(float)
    unit = 0.5 if is_count else 0.5 * values[values > 0].min(initial=1.0)
    zeros = unit if (values == 0).any() else 0.0
    by_chance = 1 / max(values.mean(), 0.5) if is_count else 0.0
    logs = _walk(np.log(values + zeros), np.sqrt(c.SHORT_NOISE**2 + by_chance), horizon, generator, by_chance=by_chance)
    futures = np.exp(np.minimum(logs, np.log(values.max()) + c.LOG_CEILING))
    futures = np.maximum(futures - zeros, 0)
    return _count(futures, by_step) if is_count else futures


def _count(rates: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Poisson counts (draws, h) around rates, step by step; where chance is nothing to the size, the rate rounded."""
    drawn = generator.poisson(np.minimum(rates, c.RATE_WITHOUT_CHANCE).T).T
    return np.where(rates < c.RATE_WITHOUT_CHANCE, drawn, np.rint(rates))


def _walk(
    values: np.ndarray, usual_noise: float, horizon: int, generator: np.random.Generator, by_chance: float = 0.0
) -> np.ndarray:
    """Draws (draws, h) of the future; `by_chance` is the variance that a Poisson draw will add afterwards."""
    times = np.arange(len(values)) - (len(values) - 1.0)
    design = np.column_stack([np.ones(len(values)), times])
    weighted = (c.SHORT_DISCOUNT**-times)[:, None] * design
    precision = weighted.T @ design + np.diag([0.0, (usual_noise / c.SHORT_GROWTH_SD) ** 2])
    covariance = np.linalg.inv(precision)
    estimate = covariance @ weighted.T @ values
    left_over = len(values) / weighted[:, 0].sum() * max(weighted.T[0] @ (values - design @ estimate) ** 2, 0.0)
    degrees = len(values) - 1 + c.SHORT_NOISE_DEGREES
    variance = (left_over + c.SHORT_NOISE_DEGREES * usual_noise**2) / generator.chisquare(degrees, c.SHORT_DRAWS)
    noise = np.sqrt(variance)[:, None]
    states = estimate + noise * generator.multivariate_normal(np.zeros(2), covariance, c.SHORT_DRAWS)
    steps, shocks = generator.standard_normal((horizon, 2, c.SHORT_DRAWS)).transpose(1, 2, 0)
    walk = c.SHORT_WANDER * np.cumsum(steps, axis=1)
    around = np.sqrt(np.maximum(variance - by_chance, 0))[:, None] * (walk + shocks)
    return states[:, :1] + states[:, 1:] * np.arange(1, horizon + 1) + around


def _correlation(draws: np.ndarray) -> np.ndarray:
    """Rank correlations (h, h) of the steps."""
    ranks = np.argsort(np.argsort(draws, axis=0, kind="stable"), axis=0, kind="stable").astype(float)
    return np.corrcoef(ranks, rowvar=False).reshape(draws.shape[1], draws.shape[1])
