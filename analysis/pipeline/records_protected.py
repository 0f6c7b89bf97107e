"""Counts of records as the public may see them: no count of a few people, nor anything that would tell of one.

Areas and groups are told whole or not at all, and what is told of the whole depends on no table that is asked for: so
tables that are asked for one after another are as safe as one. Of a quarter of which a paper, a return or another
extract has told, nothing is told a second time: two ways to round the same people would tell more than one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.model.disclosure import PRINTED, WITHHELD, Rules, told_counts, told_splits
from analysis.model.disclosure.figures import REASON, ROUNDED
from analysis.model.disclosure.rules import LOWEST_THRESHOLD
from analysis.model.records.measures import FAMILIES
from analysis.pipeline.records import EVERYBODY, Counted
from analysis.pipeline.records_courses import Told, family_of, tell_parts, tell_whole
from analysis.reference.areas import upper_tier_parts
from analysis.reference.systems import Service

# A change of the open cases and the exits tell how many were opened: that count is for those who may see every one.
NOT_PUBLIC = ("cases opened",)
TOLD_BY_ANOTHER = "value: not told again, since another extract has told of this quarter; see data/records/README.md"
TOLD_BEFORE = "value: not told again, since a paper or a return has told of this quarter; see `dsva figures`"
PLACE = ["service", "quarter"]


@dataclass(frozen=True)
class Others:
    """The services and quarters of which other extracts have told, extract by extract.

    earlier: before this one told anything, in the order in which they did, later: since then.
    """

    earlier: tuple[frozenset[tuple[str, str]], ...] = ()
    later: tuple[frozenset[tuple[str, str]], ...] = ()

    @property
    def all(self) -> tuple[frozenset[tuple[str, str]], ...]:
        """Of every other extract, the earlier ones first."""
        return (*self.earlier, *self.later)


NO_OTHERS = Others()


def as_restricted(counted: Counted) -> pd.DataFrame:
    """Every count as it is, with the columns of a public table."""
    return counted.counts.assign(disclosure=PRINTED, reason_missing="")


def as_public(
    counted: Counted,
    told: pd.DataFrame,
    services: tuple[Service, ...],
    rules: Rules,
    others: Others = NO_OTHERS,
) -> pd.DataFrame:
    """The counts with small ones withheld, the others rounded, and withheld too where they would tell of one.

    told: figures of all papers and returns that the public may know. others: of what other extracts have
    told. Of a service the public sees its own area and the councils in it; groups of people only for the
    whole service. Under a higher threshold all is withheld that is so under the lowest, so that two tables tell no more
    than one.
    """
    counts = counted.counts.assign(value=counted.counts["value"].astype(float))
    is_public = _is_public(counts, {service.id: service.area for service in services})
    in_figures = _told_before(counts, told)
    by_each = [pd.Series([place in one for place in _places(counts)], counts.index, dtype=bool) for one in others.all]
    in_others = sum(by_each, pd.Series(False, counts.index)).astype(bool)
    stages = [*by_each[: len(others.earlier)], ~in_others & ~in_figures]
    shown = is_public & ~in_others & _is_told(counts, in_figures, stages, rules)
    if rules.threshold > LOWEST_THRESHOLD:
        shown &= _is_told(counts, in_figures, stages, replace(rules, threshold=LOWEST_THRESHOLD))
    protected = counts.assign(
        value=pd.Series(rules.round(counts["value"].to_numpy()), counts.index).where(shown),
        disclosure=np.where(shown, ROUNDED, WITHHELD),
        reason_missing=np.select([shown, in_figures, in_others], ["", TOLD_BEFORE, TOLD_BY_ANOTHER], REASON),
    )
    return protected[is_public].drop(columns=["whole", "is_told_of"]).reset_index(drop=True)


def places_told(public: pd.DataFrame) -> set[tuple[str, str]]:
    """The services and quarters of which a public table tells or says that something is withheld for its sake."""
    return set(_places(public[~public["reason_missing"].isin([TOLD_BEFORE, TOLD_BY_ANOTHER])]))


def _places(counts: pd.DataFrame) -> list[tuple[str, str]]:
    return list(counts[PLACE].itertuples(index=False, name=None))


def _is_told(counts: pd.DataFrame, in_figures: pd.Series, stages: Sequence[pd.Series], rules: Rules) -> pd.Series:
    """Whether each count is told, of each service by itself."""
    own = [
        _tell_service(rows, in_figures[rows.index], [stage[rows.index] for stage in stages], rules)
        for _, rows in counts.groupby("service")
    ]
    return pd.concat([pd.Series(False, counts.index[:0]), *own]).reindex(counts.index).astype(bool)


def _tell_service(counts: pd.DataFrame, in_figures: pd.Series, stages: Sequence[pd.Series], rules: Rules) -> pd.Series:
    """What is told of a service, stage by stage: what earlier extracts told is decided again as it was then.

    in_figures, stages: whether the quarter of each count was told by a paper or a return, by each extract in turn.
    """
    number = counts["period_end"].rank(method="dense").astype(int)
    told, exact = pd.Series(False, counts.index), pd.Series(False, counts.index)
    # What a paper or a return tells of the whole may be known exactly, where it is no small count.
    everybody = counts["by"].eq("") & counts["whole"]
    known = in_figures & everybody & ~rules.is_small(counts["value"].to_numpy())
    told, exact = told | known, exact | known
    fixed = set(number[in_figures])
    for stage in stages:
        if fresh := set(number[stage]) - fixed:
            so_far = number.le(max(fresh | fixed))
            _tell_stage(
                counts[so_far], number[so_far], told, exact, fresh, fixed | _between(number, fresh, fixed), rules
            )
            fixed |= fresh
    return told & ~in_figures


def _between(number: pd.Series, fresh: set[int], fixed: set[int]) -> set[int]:
    """Quarters among the others that this stage does not tell of."""
    return set(number[number.le(max(fresh | fixed))]) - fresh


def _tell_stage(
    counts: pd.DataFrame, number: pd.Series, told: pd.Series, exact: pd.Series, fresh: set[int], fixed: set[int],
    rules: Rules,
) -> None:  # fmt: skip
    """Decides the fresh quarters: the whole of the service first, then each table of areas or groups beside it.

    told, exact: of each count, completed here.
    """
    everybody, is_fresh = counts["by"].eq("") & counts["whole"], number.isin(fresh)
    of_all, parts = counts[everybody], counts["is_told_of"] & ~everybody
    told[of_all.index[is_fresh[everybody]]] = _told_of_everybody(of_all, rules)[is_fresh[everybody]]
    whole = _wide(of_all, counts["value"], number)
    decided = Told(_wide(of_all, told, number), _wide(of_all, exact, number))
    of_whole = tell_whole(whole, decided, fixed, rules)
    told[of_all.index], exact[of_all.index] = (_long(of_all, wide, number) for wide in (of_whole.told, of_whole.exact))
    by_themselves = _told_of_parts(counts[parts], of_all, told[of_all.index], rules)
    told[by_themselves.index[is_fresh[parts]]] = by_themselves[is_fresh[parts]]
    splits = {"": counts["by"].eq("") & ~counts["whole"]}
    splits |= {by: counts["by"].eq(by) & counts["whole"] for by in counts["by"].unique() if by}
    for by, rows in splits.items():
        places = dict(list(counts[rows].groupby("group" if by else "area")))
        if places:
            own = {name: _wide(one, counts["value"], number) for name, one in places.items()}
            safe = tell_parts(
                own, {name: _wide(one, told, number) for name, one in places.items()}, whole, of_whole, fixed, rules
            )
            for name, one in places.items():
                told[one.index] = _long(one, safe[name], number)


def _wide(rows: pd.DataFrame, values: pd.Series, number: pd.Series) -> pd.DataFrame:
    """Values of one place, a row for each quarter and a column for each measure."""
    named = pd.DataFrame({"quarter": number[rows.index], "measure": rows["measure"], "value": values[rows.index]})
    return named.pivot(index="quarter", columns="measure", values="value")


def _long(rows: pd.DataFrame, wide: pd.DataFrame, number: pd.Series) -> pd.Series:
    found = [bool(wide.loc[number[place], rows.loc[place, "measure"]]) for place in rows.index]
    return pd.Series(found, rows.index, dtype=bool)


def _is_public(counts: pd.DataFrame, area: dict[str, str]) -> pd.Series:
    """Whether the public may know of a count at all; adds `whole` to the counts: the whole area of the service."""
    own = counts["service"].map(area)
    counts["whole"] = counts["area"].eq(own)
    council = [place in upper_tier_parts(whole) for place, whole in zip(counts["area"], own, strict=True)]
    of_areas = pd.Series(council, counts.index, dtype=bool) & counts["group"].eq(EVERYBODY)
    counts["is_told_of"] = (counts["whole"] | of_areas) & ~counts["measure"].isin(NOT_PUBLIC)
    return counts["is_told_of"]


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
    together = joined["measure"].map(family_of)
    cells = joined.assign(
        split=joined["service"] + "|" + joined["quarter"] + "|" + column + "|" + together,
        total=joined["service"] + "|" + joined["quarter"] + "|" + column + "|" + joined["measure"],
        count=joined["value"],
    )
    return told_splits(cells, rules).set_axis(counts.index)


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
    return pd.Series([key in before for key in _places(counts)], counts.index, dtype=bool)
