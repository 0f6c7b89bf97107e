"""Adults of an area on the days for which somebody counted or estimated them."""

import pandas as pd

from analysis.model.need.survey_years import years_apart

CHILD_BAND = "0-15"


def adults_by_day(
    population: pd.DataFrame, totals: pd.DataFrame, larger_areas: dict[str, tuple[str, ...]]
) -> pd.DataFrame:
    """Each row is an area and a day: its residents from 16, and where they were counted.

    population: residents by area, sex and age band on census day; totals: residents by area and reference date, with
    `persons_16_plus` where it was published; larger_areas: areas to add as the sum of their parts.
    """
    keys = ["area", "reference_date", "source"]
    adults = population[population["age_band"].ne(CHILD_BAND)]
    counted = adults.groupby(keys, as_index=False, sort=False)["persons"].sum().rename(columns={"persons": "adults"})
    estimated = totals.dropna(subset=["persons_16_plus"]).rename(columns={"persons_16_plus": "adults"})
    known = pd.concat([counted, estimated[[*keys, "adults"]]], ignore_index=True)
    known = known.drop_duplicates(["area", "reference_date"])
    sums = [
        inside.groupby(["reference_date", "source"], as_index=False)["adults"].sum().assign(area=area)
        for area, parts in larger_areas.items()
        for _, inside in known[known["area"].isin(parts)].groupby("reference_date")
        if set(inside["area"]) == set(parts)
    ]
    return pd.concat([known, *sums], ignore_index=True)


def find_adults(
    adults: pd.DataFrame, area: str, day: pd.Timestamp, longest_gap_years: float
) -> tuple[pd.Series | None, str]:
    """The count of an area's adults that lies nearest to a day, and "" ; or None and the reason why there is none.

    A count further from the day than the gap does not stand for it.
    """
    own = adults[adults["area"].eq(area)]
    if own.empty:
        return None, f"No count of the adults of {area} was published."
    if pd.isna(day):
        return None, "The period was not published, so no count of adults belongs to it."
    gaps = own["reference_date"].map(lambda counted: years_apart(counted, day))
    if gaps.min() > longest_gap_years:
        nearest = own.loc[gaps.idxmin(), "reference_date"]
        return None, (
            f"Cannot be calculated: no local adult count within {longest_gap_years:g} years of {day:%B %Y}; the "
            f"nearest is of {nearest:%-d %B %Y}."
        )
    return own.loc[gaps.idxmin()], ""
