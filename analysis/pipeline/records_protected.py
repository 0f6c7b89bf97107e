"""Counts of records as the public may see them: no count of a few people, nor anything that would tell of one.

Everybody in a whole service is decided first, beside all that papers and returns have told. Its areas and its groups
are told after that, each split whole or not at all: so tables that are asked for one after another are as safe as one.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.model.disclosure import PRINTED, Rules, protect_figures, told_splits
from analysis.model.disclosure.figures import REASON, ROUNDED, WITHHELD
from analysis.model.records.measures import FAMILIES
from analysis.pipeline.records import EVERYBODY, Counted
from analysis.reference.areas import upper_tier_parts
from analysis.reference.columns import DATE_TYPE
from analysis.reference.indicators import Indicators
from analysis.sources.catalogue import Catalogue
from analysis.sources.returns.store import PREFIX

SOURCE = "extract"
# A change of the open cases and the exits tell how many were opened: that count is for those who may see every one.
NOT_PUBLIC = ("cases opened",)
KEY = ["service", "measure", "area", "quarter"]


@dataclass(frozen=True)
class PublicEvidence:
    """What the public knows already: figures of papers and returns, those that were corrected since, and the registers."""

    figures: pd.DataFrame
    replaced: pd.DataFrame
    catalogue: Catalogue
    indicators: Indicators


def as_restricted(counted: Counted) -> pd.DataFrame:
    """Every count as it is, with the columns of a public table."""
    return counted.counts.assign(disclosure=PRINTED, reason_missing="")


def as_public(counted: Counted, known: PublicEvidence, rules: Rules) -> pd.DataFrame:
    """The counts with small ones withheld, the others rounded, and withheld too where they would tell of one.

    Of a service the public sees its own area and the councils in it; groups of people only for the whole service.
    """
    counts = counted.counts.assign(value=counted.counts["value"].astype(float))
    area = {service.id: service.area for service in known.catalogue.services}
    whole = counts["area"].eq(counts["service"].map(area))
    council = [place in upper_tier_parts(area[service]) for service, place in counts[["service", "area"]].to_numpy()]
    council = pd.Series(council, counts.index, dtype=bool) & ~whole & counts["by"].eq("")
    told = (whole | council) & ~counts["measure"].isin(NOT_PUBLIC)
    everybody = _protect_everybody(counts[told & whole & counts["by"].eq("")], known, rules)
    splits = counts[told].drop(everybody.index)
    return pd.concat([everybody, _protect_splits(splits, everybody, rules)]).sort_index().reset_index(drop=True).drop(columns="exact")


def _protect_everybody(counts: pd.DataFrame, known: PublicEvidence, rules: Rules) -> pd.DataFrame:
    """Counts of everybody, decided beside all that was told of the same services."""
    own = counts.assign(
        id=[f"{SOURCE}-{place}" for place in range(len(counts))], source=SOURCE, precision="exact", value_printed="",
        published=_day_told(counts, known.figures), **_relations(counts, known.catalogue),
        **{name: pd.to_datetime(counts[name]).astype(DATE_TYPE) for name in ("period_start", "period_end")},
    )  # fmt: skip
    told = [frame for frame in (known.replaced, known.figures) if len(frame)]
    told = [frame[frame["service"].isin(counts["service"])] for frame in told]
    every = pd.concat([*told, own.reindex(columns=known.figures.columns)], ignore_index=True)
    texts = every.select_dtypes(["object", "string"]).columns
    every[texts] = every[texts].fillna("")
    parts = {measure.id: measure.parts for measure in known.catalogue.measures if measure.parts}
    parts |= {total.whole: total.parts for total in known.indicators.sums}
    returns = {source for source in every["source"] if source.startswith(PREFIX)}
    done = protect_figures(every, parts, own={*returns, SOURCE}, rules=rules).figures
    seen = done[done["source"].eq(SOURCE)].set_index(counts.index)
    shown = {name: seen[name] for name in ("value", "disclosure", "reason_missing")}
    return counts.assign(exact=counts["value"], **shown)


def _day_told(counts: pd.DataFrame, figures: pd.DataFrame) -> pd.Timestamp:
    """The day on which the counts are told: after everything else that is known."""
    last = pd.Timestamp(counts["period_end"].max()) if len(counts) else pd.Timestamp.min
    return max(last, figures["published"].max())


def _relations(counts: pd.DataFrame, catalogue: Catalogue) -> dict[str, list[str]]:
    """For each count the id of the one that it is a part or some of, where measures.yml does not say so by itself."""
    stated = {part for measure in catalogue.measures for part in measure.parts}
    ids = {key: f"{SOURCE}-{place}" for place, key in enumerate(counts[KEY].itertuples(index=False, name=None))}
    relations: dict[str, list[str]] = {"part_of": [], "subset_of": []}
    for service, measure, *rest in counts[KEY].itertuples(index=False, name=None):
        whole, parts = next(((whole, parts) for whole, parts in FAMILIES if measure in parts), ("", ()))
        found = "" if measure in stated else ids.get((service, whole, *rest), "")
        relations["part_of"].append(found if len(parts) > 1 else "")
        relations["subset_of"].append(found if len(parts) == 1 else "")
    return relations


def _protect_splits(counts: pd.DataFrame, everybody: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Counts of areas and of groups, under those of everybody in the whole service."""
    family = {measure: whole for whole, parts in FAMILIES for measure in (whole, *parts)} | {"positive case closures": "exits", "cases closed": "exits"}
    place = ["service", "measure", "quarter"]
    exact = everybody.assign(total_hidden=everybody["disclosure"].eq(WITHHELD), total_count=everybody["exact"])
    joined = counts.merge(exact[[*place, "total_hidden", "total_count"]], on=place, how="left", validate="m:1")
    column = counts["by"].mask(counts["by"].eq(""), "area")
    names = [counts[name].to_numpy() for name in ("service", "quarter")]
    together = counts["measure"].map(lambda name: family.get(name, name)).to_numpy()
    cells = joined.assign(
        split=list(zip(*names, column, together, strict=True)),
        total=list(zip(*names, column, counts["measure"], strict=True)),
        count=counts["value"].to_numpy(),
    )
    told = told_splits(cells, rules).to_numpy()
    shown = pd.Series(rules.round(counts["value"].to_numpy()), counts.index)
    return counts.assign(
        value=shown.where(told),
        disclosure=np.where(told, ROUNDED, WITHHELD),
        reason_missing=np.where(told, "", REASON),
    )
