"""Open cases and a waiting list, step by step on thousands of paths at once; people are whole and none is lost.

Each step lasts a sixth of a quarter, about two weeks. In it people exit, people come, and people start where places are
free, high risk first. Exits are chance: each case ends in a step with the chance step over length of support, so that
lengths are as in the queues of Erlang and the mean time in support is exact. The chance is drawn by the square-root
transform of a count (Anscombe 1948), because it keeps what matters for comparing scenarios with the same draws: on
each path, more open cases never give fewer exits, nor fewer cases left, so that more places never lengthen the list.
"""

from dataclasses import dataclass

import numpy as np

STEPS_A_QUARTER = 6
WEEKS_A_QUARTER = 52.1775 / 4
STEP_WEEKS = WEEKS_A_QUARTER / STEPS_A_QUARTER
CHANCE_UNIT = 0.25  # of a standard deviation: draws come as whole multiples of it
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
    chance_entries, chance_exits: standard normal numbers by step and path, in units of `CHANCE_UNIT`, any kind.
    Cases open above the places stay; nobody starts until there is room.
    """
    kind = np.float32 if max(rate.max() * len(rate), opening_cases.max()) < LARGEST_EXACT else np.float64
    shape = len(rate), np.broadcast_shapes(rate.shape[1:], places.shape[1:], chance_exits.shape[1:])[0]
    chances = _chances(length_weeks, high_share, kind)
    service = _open(opening_cases, opening_waiting, shape[1], kind)
    begun = service.open_cases.copy(), service.other.copy()
    made = np.empty((6, *shape), kind)
    roots, limits = _roots(rate, kind), np.floor(places).astype(kind)
    for quarter in range(len(rate)):
        came, exits, starts = service.came.copy(), np.zeros(shape[1], kind), np.zeros(shape[1], kind)
        for step in range(quarter * STEPS_A_QUARTER, (quarter + 1) * STEPS_A_QUARTER):
            exits += _leave(service.open_cases, chance_exits[step], chances)
            _come(service, roots[quarter], chance_entries[step], chances)
            starts += _start(service, limits[quarter])
        made[:, quarter] = service.came - came, exits, starts, service.open_cases, service.high, service.other
    return Flows(*made, *begun)


def _roots(rate: np.ndarray, kind: type) -> np.ndarray:
    """The root of the people expected in a step, doubled, in the unit of the draws."""
    return (2 / CHANCE_UNIT * np.sqrt(rate / STEPS_A_QUARTER)).astype(kind)


def _chances(length_weeks: np.ndarray, high_share: np.ndarray, kind: type) -> Chances:
    chance = STEP_WEEKS / np.asarray(length_weeks, dtype=float)
    shift = (1 - chance) / 4
    return Chances(
        np.sqrt(chance).astype(kind), (CHANCE_UNIT * np.sqrt(shift)).astype(kind), (0.5 - shift).astype(kind),
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


def _come(service: _Service, root: np.ndarray, chance: np.ndarray, chances: Chances) -> None:
    """Put those who come in a step on the list, high risk apart."""
    came = np.add(root, chance, dtype=root.dtype)
    np.maximum(came, 0, out=came)
    np.square(came, out=came)
    came *= CHANCE_UNIT**2 / 4
    came += 0.25  # half a person for rounding, less the quarter that the transform adds to the mean
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
