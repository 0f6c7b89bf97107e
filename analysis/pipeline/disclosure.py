"""What the public may see: returns are protected before anything is made of them, so that nothing made says more."""

from dataclasses import replace

import pandas as pd

from analysis.model.disclosure import PRINTED, Rules, protect_figures
from analysis.parameters import Parameters
from analysis.reference.indicators import Indicators
from analysis.sources.catalogue import Catalogue
from analysis.sources.known import Known
from analysis.sources.returns.store import PREFIX

COLUMNS = ["figure", "action", "reason"]


def protect(known: Known, parameters: Parameters) -> tuple[Known, pd.DataFrame]:
    """What is known as the audience may see it, and each row of what was done: a figure, an action and a reason.

    A restricted audience sees every count as it came; then nothing was done.
    """
    if parameters.audience != "public":
        return replace(known, figures=known.figures.assign(disclosure=PRINTED)), pd.DataFrame(columns=COLUMNS)
    rules = Rules(parameters.withhold_up_to)
    seen, audit = as_the_public(known.figures, known.replaced, known.catalogue, known.indicators, rules)
    return replace(known, figures=seen, replaced=known.replaced.iloc[:0]), audit


def as_the_public(
    figures: pd.DataFrame, replaced: pd.DataFrame, catalogue: Catalogue, indicators: Indicators, rules: Rules
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The figures as the public may see them, and what was done to those of returns.

    replaced: figures of returns that were corrected since, which earlier packs may have shown.
    """
    parts = {measure.id: measure.parts for measure in catalogue.measures if measure.parts}
    parts |= {total.whole: total.parts for total in indicators.sums}
    every = pd.concat([replaced, figures], ignore_index=True) if len(replaced) else figures
    returns = {source for source in every["source"] if source.startswith(PREFIX)}
    done = protect_figures(every, parts, own=returns, rules=rules)
    audit = done.audit[done.audit["figure"].isin(figures["id"])].reset_index(drop=True)
    seen = done.figures.iloc[len(replaced) :].reset_index(drop=True)
    return seen, audit
