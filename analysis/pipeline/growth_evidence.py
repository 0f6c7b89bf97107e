"""Growth: what is known of it, kind by kind, and the same with some of it switched off."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.errors import BadArgument
from analysis.model import growth
from analysis.model.growth.evidence import SWITCHED_OFF
from analysis.model.growth_of_demand import fit_growth
from analysis.pipeline.evidence import known_breaks
from analysis.pipeline.results import Results
from analysis.reference.registers import Assumption
from analysis.reference.systems import parts_below
from analysis.sources.known import Known

GROWTH_DIFFERENCE = "growth-difference-between-series"


def weigh_growth(series: pd.DataFrame, known: Known, confidence: float) -> dict[str, object]:
    """All that is known of growth, kind by kind, and what a scenario takes: the fields `growth…` of Results."""
    catalogue, breaks = known.catalogue, known_breaks(known.catalogue)
    trends = fit_growth(series, parts_below(catalogue.measures), confidence)
    assumed = {assumption.id: assumption for assumption in catalogue.assumptions}
    printed = growth.printed_estimates(catalogue.growth_evidence, known.figures, known.police, assumed, breaks)
    estimates = (*printed, *growth.trend_estimates(trends, series, breaks))
    return {"growth": trends, "growth_estimates": estimates} | _weigh(
        trends, estimates, catalogue.assumptions, confidence, {}
    )


def without_growth_evidence(results: Results, excluded: Collection[str]) -> Results:
    """The results as they would be if some of the evidence of growth did not count; nothing else is worked out anew.

    excluded: ids of documents, or of single estimates; quick enough for a switch in a page.
    Raises BadArgument for an id that is neither.
    """
    known = {one for estimate in results.growth_estimates for one in (estimate.id, estimate.source)}
    for one in excluded:
        if one not in known:
            raise BadArgument(f"{one}: no evidence of growth by this date; expected one of {', '.join(sorted(known))}.")
    switched = dict.fromkeys(sorted(excluded), SWITCHED_OFF)
    assumptions, confidence = results.catalogue.assumptions, results.parameters.confidence
    return replace(results, **_weigh(results.growth, results.growth_estimates, assumptions, confidence, switched))


def _weigh(
    trends: pd.DataFrame,
    estimates: Sequence[growth.Estimate],
    assumptions: Iterable[Assumption],
    confidence: float,
    switched: Mapping[str, str],
) -> dict[str, object]:
    """The fields of Results that follow from the estimates; `switched`: ids that do not count, with the reason."""
    difference = next(one.value for one in assumptions if one.id == GROWTH_DIFFERENCE)
    evidence = growth.gather(estimates, excluded={**growth.too_short(estimates), **switched}, confidence=confidence)
    return {
        "growth_evidence": growth.list_estimates(evidence, estimates),
        "growth_synthesis": growth.list_syntheses(evidence),
        "growth_influence": growth.list_influence(evidence),
        "growth_overlaps": growth.list_overlaps(evidence),
        "growth_drawn": growth.draw_towards(trends, estimates, difference, confidence, switched),
        "growth_choice": growth.choose_growth(evidence, assumed_difference=difference),
    }
