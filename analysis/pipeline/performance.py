"""Performance: shares of people, targets, promises, one dashboard over the system, and what watches its risks."""

from dataclasses import dataclass

import pandas as pd

from analysis.model import performance
from analysis.pipeline.need import Assessment
from analysis.reference.indicators import Indicators
from analysis.sources.known import Known

POOLED = "pooled-percent"
OF_A_MEAN = ("inconsistent", "notable")


@dataclass(frozen=True)
class Dashboard:
    """How services do: each table is described where the model makes it.

    elements: each row is a key indicator of a service, or a service of which nothing was published.
    targets: each row is a printed share beside its target; outcomes_known: each row is a service in a period: of how
    many who left the outcome is known.
    promises: each row is what a contract promises beside a count that bears on it.
    priorities, risks: each row is an entry of the register beside an indicator that watches it.
    """

    elements: pd.DataFrame
    targets: pd.DataFrame
    outcomes_known: pd.DataFrame
    promises: pd.DataFrame
    priorities: pd.DataFrame
    risks: pd.DataFrame


def count_flows(counts: pd.DataFrame, indicators: Indicators) -> pd.DataFrame:
    """People coming into open cases and leaving them, for each service that publishes both."""
    return performance.net_flow(counts, entries=indicators.flows.entries, exits=indicators.flows.exits)


def list_shares(indicators: Indicators) -> pd.DataFrame:
    """Each row is an indicator that is worked out: its two measures."""
    rows = [(one.id, one.numerator, one.denominator) for one in indicators.shares]
    return pd.DataFrame(rows, columns=["indicator", "numerator", "denominator"])


def add_printed(
    shares: pd.DataFrame, known: Known, findings: pd.DataFrame | None = None, confidence: float = 0.95
) -> pd.DataFrame:
    """The shares with those that papers print; `printed` tells which.

    A printed share has limits only where its count stands beside it and some number of people fits both (`base_least`,
    `base_most`); findings: tells which percentages are means of others, from which nothing follows.
    """
    measures = [one.measure for one in known.indicators.printed]
    asked = pd.DataFrame([(one.id, one.measure) for one in known.indicators.printed], columns=["indicator", "measure"])
    printed = performance.printed_shares(known.figures, asked)
    limited = performance.add_implied_limits(printed, known.figures, measures, _means(findings), confidence)
    return pd.concat([shares.assign(printed=False), limited.assign(printed=True)], ignore_index=True)


def measure_performance(
    counts: pd.DataFrame, shares: pd.DataFrame, assessment: Assessment, known: Known, confidence: float
) -> Dashboard:
    """The dashboard from everything known; counts: counted flows with their sums; shares: with the printed ones."""
    asked = known.indicators
    polarity = {card.id: card.polarity for card in asked.cards}
    printed = shares[shares["printed"]]
    elements = performance.build_dashboard(
        known.services, counts, known.figures, shares, asked.counts, polarity, confidence
    )
    promises = performance.check_promises(known.figures, asked.promises, confidence)
    published = _count_published(elements, promises, assessment)
    labels = {card.id: card.label for card in asked.cards}
    has_target = [one.id for one in asked.printed if one.target]
    of_outcomes = [one.id for one in asked.printed if one.measure == asked.known_outcome.share]
    known_of = printed[printed["indicator"].isin(of_outcomes)]
    outcomes = performance.share_known(known_of, counts, asked.known_outcome.exits, confidence)
    published[asked.known_outcome.id] = int(outcomes["share"].notna().sum())
    return Dashboard(
        elements=elements,
        targets=performance.check_targets(printed[printed["indicator"].isin(has_target)], polarity),
        outcomes_known=outcomes,
        promises=promises,
        priorities=performance.watch_register("priority", known.catalogue.priorities, labels, published),
        risks=performance.watch_register("risk", known.catalogue.risks, labels, published),
    )


def _means(findings: pd.DataFrame | None) -> set[str]:
    """The percentages that are means of others: the first figure of such a finding."""
    if findings is None or findings.empty:
        return set()
    rows = findings[findings["rule"].eq(POOLED) & findings["grade"].isin(OF_A_MEAN)]
    return {ids[0] for ids in rows["figures"] if ids}


def _count_published(elements: pd.DataFrame, promises: pd.DataFrame, assessment: Assessment) -> dict[str, int]:
    """How many published numbers each indicator has; what a standard asks for is a rule and none of them."""
    with_value = (
        elements.loc[elements["latest"].notna(), "indicator"],
        promises.loc[promises["value"].notna(), "promise"],
        assessment.ladder.loc[assessment.ladder["value"].notna(), "rung"],
        assessment.reach.loc[assessment.reach["value"].notna(), "indicator"],
        assessment.profiles.loc[assessment.profiles["count"].notna(), "indicator"],
    )
    return pd.concat(with_value).value_counts().to_dict()
