"""The data's part: every model of the grid run over many series at once, and stopped at chosen origins."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.model.projection import constants as c
from analysis.model.projection.responses import Responses


@dataclass(frozen=True)
class Stop:
    """What S series know at one origin, under G models.

    rows: (S,) positions of the series in the panel; count: points seen.
    means: (S, h, G) forecasts; variances: (S, G) noise variance; log_evidence: (S, G) log marginal likelihood.
    """

    rows: np.ndarray
    origin: int
    count: int
    means: np.ndarray
    variances: np.ndarray
    log_evidence: np.ndarray


def stops(values: np.ndarray, responses: Responses, counts_at_origins: np.ndarray) -> Iterator[Stop]:
    """Every origin of every series, in order of time; series that have an origin at the same count come together.

    values: (S, N), each series from its own start, padded at the end; scaled to variance about 1.
    counts_at_origins: (origins, S), points each series has seen at each origin, -1 for none.
    Reference: the filter is that of Hyndman et al. (2008), chapter 5; one pass serves all origins.
    """
    grid = responses.grid
    shape = (len(values), len(grid.level))
    level, slope, season = np.zeros(shape), np.zeros(shape), np.zeros((responses.period, *shape))
    squares, products = np.zeros(shape), np.zeros((responses.errors.shape[1], *shape))
    for time in range(counts_at_origins.max() + 1):
        for origin, counts in enumerate(counts_at_origins):
            rows = np.flatnonzero(counts == time)
            if len(rows):
                states = level[rows], slope[rows], season[:, rows]
                yield _stop(rows, origin, time, responses, states, squares[rows], products[:, rows])
        if time == values.shape[1]:
            break
        error = values[:, time, None] - (level + grid.damping * slope + season[time % responses.period])
        squares += error * error
        products += responses.errors[time][:, None] * error
        level = level + grid.damping * slope + grid.level * error
        slope = grid.damping * slope + grid.trend * error
        season[time % responses.period] += grid.season * error


def _stop(rows, origin: int, count: int, responses: Responses, states, squares, products) -> Stop:
    """Integrate the unknown first states out (conjugate normal-inverse-gamma, flat on the log of the noise)."""
    level, slope, season = states
    unknowns = np.einsum("gpq,qsg->psg", responses.inverse[count], products, optimize=True)
    left_over = np.maximum(squares - (unknowns * products).sum(0), 0) + c.SMALLEST_VARIANCE
    degrees = max(count - 1, 1)
    log_evidence = responses.log_evidence[count] - 0.5 * degrees * np.log(left_over)
    seasons_ahead = season[(count + np.arange(responses.horizon)) % responses.period].transpose(1, 0, 2)
    means = level[:, None] + responses.slopes_ahead * slope[:, None] + seasons_ahead
    means += np.einsum("hpg,psg->shg", responses.ahead[count], unknowns, optimize=True)
    return Stop(rows, origin, count, means, left_over / degrees, log_evidence)
