"""Counts of records as the public may see them: no count of a few people, nor anything that would tell of one.

Counts, their areas and their groups are told whole or not at all, so tables that are asked for one after another are
as safe as one. Of a quarter of which a paper or a return has told, nothing is told a second time: two ways to round the
same people would tell more than one.
"""

import numpy as np
import pandas as pd

from analysis.model.disclosure import PRINTED, WITHHELD, Rules, told_counts, told_splits
from analysis.model.disclosure.figures import REASON, ROUNDED
from analysis.model.records.measures import FAMILIES
from analysis.pipeline.records import EVERYBODY, Counted
from analysis.reference.areas import upper_tier_parts
from analysis.reference.systems import Service

# A change of the open cases and the exits tell how many were opened: that count is for those who may see every one.
NOT_PUBLIC = ("cases opened",)
TOLD_BEFORE = "value: not told again, since a paper or a return has told of this quarter; see `dsva figures`"
PLACE = ["service", "quarter"]


def as_restricted(counted: Counted) -> pd.DataFrame:
    """Every count as it is, with the columns of a public table."""
    return counted.counts.assign(disclosure=PRINTED, reason_missing="")


def as_public(counted: Counted, told: pd.DataFrame, services: tuple[Service, ...], rules: Rules) -> pd.DataFrame:
    """The counts with small ones withheld, the others rounded, and withheld too where they would tell of one.

    told: figures of all papers and returns that the public may know. Of a service the public sees its own area and the
    councils in it; groups of people only for the whole service.
    """
    counts = counted.counts.assign(value=counted.counts["value"].astype(float))
    counts = counts[_is_public(counts, {service.id: service.area for service in services})]
    everybody = counts["by"].eq("") & counts["whole"]
    is_told = pd.Series(False, counts.index)
    is_told[everybody] = _told_of_everybody(counts[everybody], rules)
    is_told[~everybody] = _told_of_parts(counts[~everybody], counts[everybody], is_told[everybody], rules)
    before = _told_before(counts, told)
    shown = is_told & ~before
    return counts.assign(
        value=pd.Series(rules.round(counts["value"].to_numpy()), counts.index).where(shown),
        disclosure=np.where(shown, ROUNDED, WITHHELD),
        reason_missing=np.select([shown, before], ["", TOLD_BEFORE], REASON),
    ).drop(columns="whole").reset_index(drop=True)  # fmt: skip


def _is_public(counts: pd.DataFrame, area: dict[str, str]) -> pd.Series:
    """Whether the public may know of a count at all; adds `whole` to the counts: the whole area of the service."""
    own = counts["service"].map(area)
    counts["whole"] = counts["area"].eq(own)
    council = [place in upper_tier_parts(whole) for place, whole in zip(counts["area"], own, strict=True)]
    of_areas = pd.Series(council, counts.index, dtype=bool) & counts["group"].eq(EVERYBODY)
    return (counts["whole"] | of_areas) & ~counts["measure"].isin(NOT_PUBLIC)


def _told_of_everybody(counts: pd.DataFrame, rules: Rules) -> pd.Series:
    wide = counts.pivot(index=PLACE, columns="measure", values="value")
    told = told_counts(wide, FAMILIES, rules).stack()
    return pd.Series([bool(told[key]) for key in counts[[*PLACE, "measure"]].itertuples(index=False)], counts.index)


def _told_of_parts(counts: pd.DataFrame, whole: pd.DataFrame, is_told: pd.Series, rules: Rules) -> pd.Series:
    """Counts of areas and of groups, under those of everybody in the whole service."""
    key = [*PLACE, "measure"]
    totals = whole[key].assign(total_count=whole["value"], total_hidden=~is_told)
    joined = counts.merge(totals, on=key, how="left", validate="m:1")
    column = joined["by"].mask(joined["by"].eq(""), "area")
    together = joined["measure"].map(_family_of)
    cells = joined.assign(
        split=joined["service"] + "|" + joined["quarter"] + "|" + column + "|" + together,
        total=joined["service"] + "|" + joined["quarter"] + "|" + column + "|" + joined["measure"],
        count=joined["value"],
    )
    return told_splits(cells, rules).set_axis(counts.index)


def _family_of(measure: str) -> str:
    """The count that a measure is in the end a part of, or itself."""
    above = next((whole for whole, parts in FAMILIES if measure in parts), "")
    return _family_of(above) if above else measure


def _told_before(counts: pd.DataFrame, told: pd.DataFrame) -> pd.Series:
    """Whether a figure of the service speaks of days of the quarter of a count."""
    dated = told[told["unit"].eq("count") & told["period_start"].notna() & told["period_end"].notna()]
    spans = {service: rows[["period_start", "period_end"]].to_numpy() for service, rows in dated.groupby("service")}
    places = counts[["service", "quarter", "period_end"]].drop_duplicates()
    start = pd.to_datetime(places["period_end"]) - pd.offsets.QuarterBegin(startingMonth=1)
    before = {
        (place.service, place.quarter)
        for place, first in zip(places.itertuples(), start, strict=True)
        if any(one[0] <= pd.Timestamp(place.period_end) and one[1] >= first for one in spans.get(place.service, ()))
    }
    return pd.Series(
        [key in before for key in counts[PLACE].itertuples(index=False, name=None)], counts.index, dtype=bool
    )
