"""Open cases and a waiting list, step by step on thousands of paths at once; people are whole and none is lost.

Each step lasts a sixth of a quarter, about two weeks. In it people exit, people come, and people start where places are
free, high risk first. Exits are chance: each case ends in a step with the chance step over length of support, so that
lengths are as in the queues of Erlang and the mean time in support is exact. The chance is drawn by the square-root
transform of a count (Anscombe 1948), because it keeps what matters for comparing scenarios with the same draws: on
each path, more open cases never give fewer exits, nor fewer cases left, so that more places never lengthen the list.
As many exit on average as should; where fewer than two are expected in a step, rounding to whole people makes them
scatter up to a quarter more.
"""

from dataclasses import dataclass

import numpy as np

STEPS_A_QUARTER = 6
WEEKS_A_QUARTER = 52.1775 / 4
STEP_WEEKS = WEEKS_A_QUARTER / STEPS_A_QUARTER
ROUNDING_VARIANCE = 1 / 12
FEWEST_EXPECTED = 0.2  # in a step: below this the spread stays as it is here, so that more expected never means fewer
LARGEST_EXACT = 2**23  # whole people are exact in 32 bits up to here; more take 64


@dataclass(frozen=True)
class Flows:
    """What happened, each array by quarter and path: flows over the quarter, stocks at its end.

    came: people accepted; exits; starts; open_cases; waiting_high, waiting_other: the waiting list by risk.
    opening_cases, opening_waiting: by path, on the first day.
    """

    came: np.ndarray
    exits: np.ndarray
    starts: np.ndarray
    open_cases: np.ndarray
    waiting_high: np.ndarray
    waiting_other: np.ndarray
    opening_cases: np.ndarray
    opening_waiting: np.ndarray

    @property
    def waiting(self) -> np.ndarray:
        """The whole waiting list."""
        return self.waiting_high + self.waiting_other


@dataclass
class _Service:
    """The service between two steps; its arrays are changed in place, which is what makes a slider answer at once."""

    open_cases: np.ndarray
    high: np.ndarray
    other: np.ndarray
    came: np.ndarray
    came_high: np.ndarray


@dataclass(frozen=True)
class Chances:
    """What one step needs: the exit chance of each path and its root, and the two terms of the transform."""

    root: np.ndarray
    spread: np.ndarray
    shift: np.ndarray
    high_share: np.ndarray


@dataclass(frozen=True)
class Arrivals:
    """What a step's arrivals need, by quarter and path: twice the root of those expected, and the transform's terms.

    Rounding to whole people adds a twelfth to a variance (Sheppard 1898): the spread is less by as much.
    """

    root: np.ndarray
    spread: np.ndarray
    shift: np.ndarray


def run_queue(
    rate: np.ndarray,
    places: np.ndarray,
    *,
    length_weeks: np.ndarray,
    high_share: np.ndarray,
    opening_cases: np.ndarray,
    opening_waiting: np.ndarray,
    chance_entries: np.ndarray,
    chance_exits: np.ndarray,
) -> Flows:
    """The flows of a service whose cases at once are limited.

    rate: people expected in each quarter; places: cases at once; both by quarter and path (or one path for all).
    length_weeks (more than `STEP_WEEKS`), high_share (fraction), opening_cases, opening_waiting: by path.
    chance_entries, chance_exits: standard normal numbers by step and path.
    Cases open above the places stay; nobody starts until there is room.
    """
    kind = np.float32 if max(rate.max() * len(rate), opening_cases.max()) < LARGEST_EXACT else np.float64
    shape = len(rate), np.broadcast_shapes(rate.shape[1:], places.shape[1:], chance_exits.shape[1:])[0]
    chances = _chances(length_weeks, high_share, kind)
    service = _open(opening_cases, opening_waiting, shape[1], kind)
    begun = service.open_cases.copy(), service.other.copy()
    made = np.empty((6, *shape), kind)
    arrivals, limits = _arrivals(rate, kind), np.floor(places).astype(kind)
    for quarter in range(len(rate)):
        came, exits, starts = service.came.copy(), np.zeros(shape[1], kind), np.zeros(shape[1], kind)
        for step in range(quarter * STEPS_A_QUARTER, (quarter + 1) * STEPS_A_QUARTER):
            exits += _leave(service.open_cases, chance_exits[step], chances)
            _come(service, arrivals, quarter, chance_entries[step], chances)
            starts += _start(service, limits[quarter])
        made[:, quarter] = service.came - came, exits, starts, service.open_cases, service.high, service.other
    return Flows(*made, *begun)


def _arrivals(rate: np.ndarray, kind: type) -> Arrivals:
    expected = rate / STEPS_A_QUARTER
    variance = 1 - ROUNDING_VARIANCE / np.maximum(expected, FEWEST_EXPECTED)
    terms = 2 * np.sqrt(expected), np.sqrt(variance), 0.5 - variance / 4
    return Arrivals(*(one.astype(kind) for one in terms))


def _chances(length_weeks: np.ndarray, high_share: np.ndarray, kind: type) -> Chances:
    chance = STEP_WEEKS / np.asarray(length_weeks, dtype=float)
    shift = (1 - chance) / 4
    return Chances(
        np.sqrt(chance).astype(kind), np.sqrt(shift).astype(kind), (0.5 - shift).astype(kind),
        np.asarray(high_share).astype(kind),
    )  # fmt: skip


def _open(cases: np.ndarray, waiting: np.ndarray, paths: int, kind: type) -> _Service:
    whole = [np.floor(np.broadcast_to(one, (paths,)) + 0.5).astype(kind) for one in (cases, waiting)]
    return _Service(whole[0], np.zeros(paths, kind), whole[1], np.zeros(paths, kind), np.zeros(paths, kind))


def _leave(open_cases: np.ndarray, chance: np.ndarray, chances: Chances) -> np.ndarray:
    """Take those who exit in a step out of the open cases."""
    exits = np.sqrt(open_cases)
    exits *= chances.root
    exits += np.multiply(chances.spread, chance, dtype=exits.dtype)
    np.maximum(exits, 0, out=exits)
    np.square(exits, out=exits)
    exits += chances.shift
    np.maximum(np.floor(exits, out=exits), 0, out=exits)
    np.minimum(exits, open_cases, out=exits)
    open_cases -= exits
    return exits


def _come(service: _Service, arrivals: Arrivals, quarter: int, chance: np.ndarray, chances: Chances) -> None:
    """Put those who come in a step on the list, high risk apart."""
    came = np.multiply(arrivals.spread[quarter], chance, dtype=arrivals.root.dtype)
    came += arrivals.root[quarter]
    np.maximum(came, 0, out=came)
    np.square(came, out=came)
    came *= 0.25
    came += arrivals.shift[quarter]
    np.floor(came, out=came)
    service.came += came
    high = np.floor(service.came * chances.high_share)
    high -= service.came_high
    service.came_high += high
    service.high += high
    came -= high
    service.other += came


def _start(service: _Service, places: np.ndarray) -> np.ndarray:
    """Start people where places are free, high risk first."""
    free = places - service.open_cases
    np.maximum(free, 0, out=free)
    high = np.minimum(service.high, free)
    service.high -= high
    free -= high
    other = np.minimum(service.other, free)
    service.other -= other
    high += other
    service.open_cases += high
    return high
