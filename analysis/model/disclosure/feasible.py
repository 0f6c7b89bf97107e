"""What a reader can work out of the counts that are withheld, exactly: integer programmes over all that is known."""

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from analysis.model.disclosure.rules import Rules
from analysis.model.disclosure.sums import Sum

NEARLY = 1e-6  # what a solver in fractions may be off
INFEASIBLE = 2  # scipy.optimize.milp: no values meet all that is known
HIDDEN, SHOWN, PUBLIC, UNNAMED = "hidden", "shown", "public", "unnamed"


def open_cells(
    cells: pd.DataFrame, sums: list[Sum], rules: Rules, among: list[str] | None = None, *, ends_only: bool = False
) -> list[str]:
    """The withheld cells that a reader can bring to less than all of 1 to the threshold.

    cells: each row is a count with `cell`, `count` and `status`: `hidden`, `shown` (rounded), `public` (known exactly
    from a published paper) or `unnamed` (a total that nobody states). sums: what joins them; all their cells are in
    `cells`. among: the withheld cells to try, None for all; ends_only: try 1 and
    the threshold and nothing between, which is quicker and finds nearly every open cell.
    The reader is the strongest one: knows the rules and all sums.
    """
    # The ends first: they are where it fails.
    tried_values = (1, rules.threshold) if ends_only else (1, rules.threshold, *range(2, rules.threshold))
    low, high = _bounds(cells, rules)
    known = _constraints(cells["cell"].tolist(), sums)
    tried = cells["status"].eq(HIDDEN) & (cells["cell"].isin(among) if among is not None else True)
    hidden, names = np.flatnonzero(tried), cells["cell"].to_numpy()
    return [str(names[place]) for place in hidden if not _may_be_all(place, low, high, known, tried_values)]


def find_open(cells: pd.DataFrame, sums: list[Sum], rules: Rules, among: list[str]) -> list[str]:
    """As `open_cells` of the cells of `among`, by a few linear programmes: many cells are moved by one.

    What a programme brings to the threshold or above, and another to 1 or below, may be anything between, since tables
    between two that are possible are possible too. What none moves so far is asked for by itself.
    """
    low, high = _bounds(cells, rules)
    known = _constraints(cells["cell"].tolist(), sums)
    if known is None or not among:
        return []
    place = {name: number for number, name in enumerate(cells["cell"])}
    targets = np.array([place[name] for name in among])
    stuck = set(_not_moved(targets, rules.threshold, 1, low, high, known))
    stuck |= set(_not_moved(targets, 1, -1, low, high, known))
    names = cells["cell"].to_numpy()
    return open_cells(cells, sums, rules, [names[number] for number in sorted(stuck)], ends_only=True) if stuck else []


def _not_moved(
    targets: np.ndarray, goal: int, way: int, low: np.ndarray, high: np.ndarray, known: LinearConstraint
) -> np.ndarray:
    """The targets that were not brought to the goal: up to it where `way` is 1, down to it where it is -1."""
    left, size = targets, len(low)
    while len(left):
        # Beside each target a number that is no further than the target and no further than the goal.
        beside = np.arange(len(left))
        reach = csr_array(
            (
                np.r_[np.full(len(left), way), np.full(len(left), -way)],
                (np.r_[beside, beside], np.r_[left, size + beside]),
            ),
            shape=(len(left), size + len(left)),
        )
        wide = csr_array((known.A.data, known.A.indices, known.A.indptr), shape=(known.A.shape[0], size + len(left)))
        ends = (0, goal) if way > 0 else (goal, np.inf)
        answer = milp(
            np.r_[np.zeros(size), np.full(len(left), -way)],
            constraints=[LinearConstraint(wide, known.lb, known.ub), LinearConstraint(reach, 0, np.inf)],
            bounds=Bounds(np.r_[low, np.full(len(left), ends[0])], np.r_[high, np.full(len(left), ends[1])]),
        )
        if answer.x is None:
            return left
        still = left[way * answer.x[left] < way * goal - NEARLY]
        if len(still) == len(left):
            return left
        left = still
    return left


def _bounds(cells: pd.DataFrame, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and highest that each cell may be, before any sum is used."""
    count, status = cells["count"].to_numpy(float), cells["status"].to_numpy(str)
    low, high = rules.bounds_of_shown(rules.round(count))
    # A withheld cell may be nought: noughts are withheld too where they would tell of others.
    low = np.select([status == PUBLIC, status != SHOWN], [count, 0.0], low)
    return low, np.select([status == PUBLIC, status != SHOWN], [count, np.inf], high)


def _constraints(names: list[str], sums: list[Sum]) -> LinearConstraint | None:
    """Whole less parts: nought where the sum is exact, nought or more where parts are missing."""
    if not sums:
        return None
    place = {name: number for number, name in enumerate(names)}
    row, column, weight = [], [], []
    for number, one in enumerate(sums):
        for name, sign in ((one.whole, 1), *((part, -1) for part in one.parts)):
            row.append(number)
            column.append(place[name])
            weight.append(sign)
    matrix = csr_array((weight, (row, column)), shape=(len(sums), len(names)))
    return LinearConstraint(matrix, 0, [0 if one.exact else np.inf for one in sums])


def _may_be_all(
    place: int, low: np.ndarray, high: np.ndarray, known: LinearConstraint | None, values: tuple[int, ...]
) -> bool:
    if known is None:
        return True
    for value in values:
        fixed_low, fixed_high = low.copy(), high.copy()
        fixed_low[place] = fixed_high[place] = value
        answer = milp(
            np.zeros(len(low)), constraints=known, bounds=Bounds(fixed_low, fixed_high), integrality=np.ones(len(low))
        )
        if answer.status == INFEASIBLE:
            return False
    return True
