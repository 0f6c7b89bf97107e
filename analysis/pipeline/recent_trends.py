"""The published series in one table of points, and what standard markers say of each."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from analysis.model.demand import covers_another
from analysis.model.limits import areas_meet
from analysis.model.projected_demand import CUTTING
from analysis.model.recent_trends import ABOUT, POINT, SERIES, mark_series
from analysis.pipeline.evidence import known_breaks
from analysis.reference.registers import Break
from analysis.sources.known import Known

NATIONAL = "England and Wales"
# Columns of the survey's table and who they are about.
SURVEYED = {"persons_percent": "everyone", "women_percent": "women", "men_percent": "men"}
# What the police record; cases of a conference or beds of a refuge are in the same table and not cut with it.
RECORDED = ("crimes", "incidents")
KINDS = {
    "demand": "counts of services",
    "share": "shares of services",
    "police": "police and partners",
    "survey": "survey",
}


def mark_published(series: pd.DataFrame, shares: pd.DataFrame, known: Known) -> pd.DataFrame:
    """Each row is a published series with its markers: demand, shares of services, police, survey.

    series: the demand table; shares: the performance table. More referrals is neither good nor bad; a share has the
    polarity of its indicator, and the survey's share is better when lower.
    """
    points = pd.concat(
        [_of_demand(series), _of_shares(shares, known), _of_police(known.police), _of_survey(known.prevalence)],
        ignore_index=True,
    )
    return mark_series(points, _cuts(points, known_breaks(known.catalogue)))


def _of_demand(series: pd.DataFrame) -> pd.DataFrame:
    rows = series[series["stands_for_demand"]]
    about = {"kind": KINDS["demand"], "value_type": "count", "polarity": "neither"}
    return _points(rows.assign(name=rows["measure"], value=rows["rate_per_month"], count=rows["value"], **about))


def _of_shares(shares: pd.DataFrame, known: Known) -> pd.DataFrame:
    polarity = {card.id: card.polarity for card in known.indicators.cards}
    label = {card.id: card.label for card in known.indicators.cards}
    # A share printed for all periods together beside each of them is no point of the series.
    rows = shares[~covers_another(shares, ["indicator", "era", "service", "group", "area"])]
    counted = {"count": rows["numerator"], "value": rows["share"]}
    about = {"kind": KINDS["share"], "value_type": "proportion", "polarity": rows["indicator"].map(polarity)}
    return _points(rows.assign(name=rows["indicator"].map(label), **counted, **about))


def _of_police(police: pd.DataFrame) -> pd.DataFrame:
    """Counts of the police and of the bodies beside them; no population by year was published, so they are no rates."""
    shares = police["measure"].str.startswith("percent ")
    value_type = shares.map({True: "proportion", False: "count"})
    place = {
        "era": "",
        "service": "",
        "group": "all",
        "kind": KINDS["police"],
        "polarity": "neither",
        "value_type": value_type,
    }
    return _points(police.assign(name=police["measure"], **place))


def _of_survey(prevalence: pd.DataFrame) -> pd.DataFrame:
    ends = prevalence["year_ending"]
    span = {"period_start": ends - pd.DateOffset(years=1) + pd.Timedelta(days=1), "period_end": ends}
    place = {"era": prevalence["series"], "area": NATIONAL, "service": "", "group": "all", "kind": KINDS["survey"]}
    about = {"value_type": "proportion", "polarity": "lower is better"}
    parts = [
        prevalence.assign(name=who, value=prevalence[column] / 100, **span, **place, **about)
        for column, who in SURVEYED.items()
    ]
    both = _points(pd.concat(parts, ignore_index=True))
    return both[both["value"].notna()]


def _points(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.reindex(columns=[*SERIES, *ABOUT, *POINT])


def _cuts(points: pd.DataFrame, breaks: Iterable[Break]) -> list[tuple[str, str, str, date]]:
    """The dated breaks that cut each series, as `mark_series` takes them."""
    dated = [one for one in breaks if one.date]
    places = points[["kind", "era", "name", "area"]].drop_duplicates().to_dict("records")
    return [
        (place["kind"], place["era"] or place["name"], place["area"], one.date)
        for place in places
        for one in dated
        if _is_cut(place, one)
    ]


def _is_cut(place: Mapping[str, str], one: Break) -> bool:
    if one.areas and not any(areas_meet(place["area"], area) for area in one.areas):
        return False
    if place["kind"] == KINDS["police"]:
        return "police" in one.series and any(word in place["name"] for word in RECORDED)
    if place["kind"] == KINDS["survey"]:
        return place["era"] in one.series
    return not one.series and one.kind in CUTTING and (not one.eras or place["era"] in one.eras)
