"""Disclosure control: what is withheld and rounded so that no small count of people can be worked out.

The promise, tested by attack: whoever knows every public table, every published paper and these rules can bring no
withheld count to less than all of 1 to the threshold.
"""

from analysis.model.disclosure.blocks import small_hidden, withhold_blocks
from analysis.model.disclosure.dominance import is_dominated
from analysis.model.disclosure.feasible import HIDDEN, PUBLIC, SHOWN, UNNAMED, find_open, open_cells
from analysis.model.disclosure.figures import PRINTED, WITHHELD, Protected, protect_figures
from analysis.model.disclosure.printed import SEE_THE_PAPER, refer_to_papers
from analysis.model.disclosure.release import release
from analysis.model.disclosure.rules import Rules
from analysis.model.disclosure.sums import Sum
from analysis.model.disclosure.whole_splits import told_counts, told_splits

__all__ = [
    "HIDDEN", "PRINTED", "PUBLIC", "SEE_THE_PAPER", "SHOWN", "UNNAMED", "WITHHELD", "Protected", "Rules", "Sum",
    "find_open", "is_dominated", "open_cells", "protect_figures", "refer_to_papers", "release", "small_hidden",
    "told_counts", "told_splits", "withhold_blocks",
]  # fmt: skip
