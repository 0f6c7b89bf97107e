"""The rules of disclosure control: which counts are withheld, and how the others are rounded."""

from dataclasses import dataclass

import numpy as np

from analysis.errors import BadArgument

LOWEST_THRESHOLD = 7  # OpenSAFELY: counts of 1 to 7 are redacted, then the rest rounded to the nearest 5
ROUNDED_TO = 5


@dataclass(frozen=True)
class Rules:
    """Counts of 1 to `limit` are withheld, all others rounded to the nearest `rounded_to`; nought stays nought.

    `limit` is the threshold, or the largest count that is shown as the threshold would be: a shown count then tells as
    much under every threshold, and two packs with different ones tell no more than one.
    Raises BadArgument for a threshold below 7: it can be raised, never lowered.
    Method: OpenSAFELY, statistical disclosure control of outputs.
    """

    threshold: int = LOWEST_THRESHOLD
    rounded_to: int = ROUNDED_TO

    def __post_init__(self) -> None:
        if self.threshold < LOWEST_THRESHOLD:
            raise BadArgument(
                f"threshold: {self.threshold} would show counts under 8; expected {LOWEST_THRESHOLD} or more."
            )
        if self.rounded_to < ROUNDED_TO or self.rounded_to % 2 == 0:
            raise BadArgument(f"rounded_to: {self.rounded_to} is not a step; expected an odd number from {ROUNDED_TO}.")

    @property
    def limit(self) -> int:
        """The largest count that is withheld for itself."""
        return int(self.round(np.array(self.threshold))) + (self.rounded_to - 1) // 2

    def is_small(self, counts: np.ndarray) -> np.ndarray:
        """Whether each count must be withheld for itself."""
        return (counts >= 1) & (counts <= self.limit)

    def round(self, counts: np.ndarray) -> np.ndarray:
        """Each count as it is shown: to the nearest step; an odd step has no ties."""
        return self.rounded_to * np.round(np.asarray(counts, float) / self.rounded_to)

    def bounds_of_shown(self, shown: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The lowest and highest count that a shown one may be, to a reader who knows these rules."""
        half = (self.rounded_to - 1) / 2
        low = np.where(shown > 0, np.maximum(shown - half, self.limit + 1), 0)
        return low, np.where(shown > 0, shown + half, 0)
