"""What the public may see: returns are protected before anything is made of them, so that nothing made says more."""

from dataclasses import replace

import pandas as pd

from analysis.model.disclosure import PRINTED, Rules, protect_figures
from analysis.parameters import Parameters
from analysis.sources.known import Known
from analysis.sources.returns.store import PREFIX


COLUMNS = ["figure", "action", "reason"]
# Which of the two it was would itself tell that a count is small or is not.
WHY = {
    "withheld": "a small count, or one from which a small count could be worked out",
    "rounded": "rounded to the nearest 5, or made anew of rounded counts",
    "published": "printed in a public paper",
}


def protect(known: Known, parameters: Parameters) -> tuple[Known, pd.DataFrame]:
    """What is known as the audience may see it, and each row of what was done: a figure, an action and a reason.

    A restricted audience sees every count as it came; then nothing was done.
    """
    if parameters.audience != "public":
        return replace(known, figures=known.figures.assign(disclosure=PRINTED)), pd.DataFrame(columns=COLUMNS)
    figures = pd.concat([known.replaced, known.figures], ignore_index=True)
    returns = {source for source in figures["source"] if source.startswith(PREFIX)}
    parts = {measure.id: measure.parts for measure in known.catalogue.measures if measure.parts}
    parts |= {total.whole: total.parts for total in known.indicators.sums}
    done = protect_figures(figures, parts, own=returns, rules=Rules(parameters.withhold_up_to))
    seen = done.figures.iloc[len(known.replaced) :].reset_index(drop=True)
    audit = done.audit[done.audit["figure"].isin(known.figures["id"])].reset_index(drop=True)
    return replace(known, figures=seen, replaced=pd.DataFrame()), audit.assign(reason=audit["action"].map(WHY))
