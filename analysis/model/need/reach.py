"""Whom the specialist services reach: counts, and shares where the paper states of how many."""

import pandas as pd

from analysis.model.rates import proportion_interval

# What a figure must be about to tell of people reached: the concepts of the measures register.
CONCEPTS = ("contact", "referral", "accepted", "engaged", "supported", "waiting", "not accepted")
COLUMNS = [
    "indicator",
    "era",
    "service",
    "group",
    "area",
    "measure",
    "period_start",
    "period_end",
    "value",
    "precision",
    "base",
    "base_measure",
    "share",
    "low",
    "high",
    "reason",
    "figures",
    "source",
]
NO_BASE = "No denominator is stated."


def list_reach(figures: pd.DataFrame, services: pd.DataFrame, measures, groups, confidence: float) -> pd.DataFrame:
    """Each row is a count of a specialist service, or a service for a group of which nothing was published.

    figures: the figures table; services: those known; measures: the register, whose `concept` tells what counts people;
    groups: records with `id`, `services` and `groups` (as figures name them).
    A share stands only where the paper states the figure that the count is a part of.
    """
    about = {measure.id: measure.concept for measure in measures}
    of_people = figures["unit"].eq("count") & figures["restates"].eq("") & figures["measure"].map(about).isin(CONCEPTS)
    people = figures[of_people]
    by_id = figures.set_index("id")
    rows = []
    for one in groups:
        own = people[people["service"].isin(one.services) | people["group"].isin(one.groups)]
        rows += [{"indicator": one.id} | _reached(figure, by_id, confidence) for figure in own.to_dict("records")]
        silent = services[services["service"].isin(one.services) & ~services["service"].isin(own["service"])]
        rows += [{"indicator": one.id} | _nothing(service) for service in silent.to_dict("records")]
    return pd.DataFrame(rows, columns=COLUMNS)


def _reached(figure: dict, by_id: pd.DataFrame, confidence: float) -> dict:
    names = ("era", "service", "group", "area", "measure", "period_start", "period_end", "value", "precision", "source")
    row = {name: figure[name] for name in names} | {"figures": (figure["id"],), "reason": NO_BASE}
    whole = figure["part_of"] or figure["subset_of"]
    if pd.isna(figure["value"]):
        return row | {"reason": figure["reason_missing"] or "The count is missing."}
    if whole not in by_id.index:
        return row
    base = by_id.loc[whole, "value"]
    row |= {"base": base, "base_measure": by_id.loc[whole, "measure"], "figures": (figure["id"], whole)}
    if pd.isna(base) or base <= 0 or figure["value"] > base:
        return row | {"reason": "The stated denominator is missing, nought, or smaller than the count."}
    low, high = proportion_interval(figure["value"], base, confidence)
    return row | {"share": figure["value"] / base, "low": low, "high": high, "reason": ""}


def _nothing(service: dict) -> dict:
    kept = {name: service[name] for name in ("era", "service", "area", "source")}
    return kept | {"group": "all", "measure": "", "figures": (), "reason": "Nothing was published."}
