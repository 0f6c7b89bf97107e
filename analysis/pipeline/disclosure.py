"""What the public may see: returns are protected before anything is made of them, so that nothing made says more."""

from dataclasses import replace

import pandas as pd

from analysis.model.disclosure import PRINTED, Rules, protect_figures, refer_to_papers
from analysis.reference.indicators import Indicators
from analysis.sources.catalogue import Catalogue
from analysis.sources.figures import Returned
from analysis.sources.known import Known

COLUMNS = ["figure", "action", "reason"]
# What of a figure the public may see otherwise than it came.
SEEN = ["value", "value_low", "value_high", "value_printed", "reason_missing", "note", "disclosure"]


def protect(known: Known, audience: str, withhold_up_to: int) -> tuple[Known, pd.DataFrame]:
    """What is known as the audience may see it, and each row of what was done: a figure, an action and a reason.

    withhold_up_to: counts from 1 to this are withheld. A restricted audience sees every count as it came; then nothing
    was done.
    """
    if audience != "public":
        return replace(known, figures=known.figures.assign(disclosure=PRINTED)), pd.DataFrame(columns=COLUMNS)
    seen, audit = as_the_public(known.figures, known.returned, known.catalogue, known.indicators, Rules(withhold_up_to))
    return replace(known, figures=seen, returned=Returned()), audit


def as_the_public(
    figures: pd.DataFrame, returned: Returned, catalogue: Catalogue, indicators: Indicators, rules: Rules
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures as the public may see them, and what was done to those of returns.

    returned: every return that ever came, with the papers. All of it is decided anew each time, whatever the figures
    are of, so that every pack shows the same of a figure.
    """
    if not returned.order:
        return figures.assign(disclosure=PRINTED), pd.DataFrame(columns=COLUMNS)
    parts = {measure.id: measure.parts for measure in catalogue.measures if measure.parts}
    parts |= {total.whole: total.parts for total in indicators.sums}
    done = protect_figures(returned.figures, parts, own=returned.order, rules=rules, withheld=returned.withheld)
    audit = done.audit[done.audit["figure"].isin(figures["id"])].reset_index(drop=True)
    decided = done.figures.set_index("id")
    own = figures["source"].isin(returned.order)
    seen = figures.assign(disclosure=PRINTED)
    for name in SEEN:
        seen[name] = seen[name].mask(own, figures["id"].map(decided[name]))
    return seen, audit


def leave_to_papers(known: Known) -> Known:
    """What is known without the small printed counts that `delicate.yml` lists: for a page that is open to all."""
    rules = [(one.measures, one.groups, one.below) for one in known.catalogue.delicate]
    return replace(known, figures=refer_to_papers(known.figures, rules))
