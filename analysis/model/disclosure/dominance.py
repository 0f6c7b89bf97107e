"""Sums over people in which one person weighs too much."""

import numpy as np

FEWEST_PEOPLE = 8  # a mean over fewer is a small count in another dress
LARGEST_SHARE = 0.5
TWO_LARGEST_SHARE = 0.7


def is_dominated(amounts: np.ndarray, *, fewest: int = FEWEST_PEOPLE) -> bool:
    """True where a total or a mean of these amounts would tell of one person or two: then it is withheld.

    amounts: one nonnegative amount for each person, such as days of waiting.
    True below `fewest` people, where the largest is more than half of the total, or the two largest more than 70%.
    Method: Hundepool and others, Statistical Disclosure Control (2012), (n, k) dominance.
    """
    known = np.sort(np.asarray(amounts, float))[::-1]
    total = known.sum()
    if len(known) < fewest:
        return True
    return bool(total > 0 and (known[0] > LARGEST_SHARE * total or known[:2].sum() > TWO_LARGEST_SHARE * total))
