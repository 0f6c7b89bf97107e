"""Money by head: pounds for each resident and each adult of the area that a sum is for."""

import pandas as pd

from analysis.reference.areas import AREAS, upper_tier_parts
from analysis.reference.periods import MONTHS_IN_YEAR, financial_year_bounds

ADULT_FROM_AGE = 16  # the age from which the statistics count adults, and the survey asks
FURTHEST = pd.Timedelta(days=366)
PART_OF_YEAR = "the sum is for a part of the year only"
PEOPLE = ["area", "reference_date", "residents", "adults", "population_sources"]


def people_by_area(totals: pd.DataFrame, census: pd.DataFrame) -> pd.DataFrame:
    """Each row is an area on a day: its residents and adults (16 and over), by release.

    totals: rows of `area`, `reference_date`, `persons`, `persons_16_plus`, `source`.
    census: rows by age band with `area`, `age_band`, `persons`, `reference_date`, `source`.
    Larger areas are added up where every council in them was counted on that day; adults stay missing where a source
    does not give them.
    """
    adult = census["age_band"].str.extract(r"^(\d+)")[0].astype(float).ge(ADULT_FROM_AGE)
    counted = census.assign(adults=census["persons"].where(adult, 0.0)).groupby(
        ["area", "reference_date", "source"], sort=False, as_index=False
    )
    bands = counted.agg(residents=("persons", "sum"), adults=("adults", "sum"))
    days = totals.rename(columns={"persons": "residents", "persons_16_plus": "adults"})
    single = pd.concat([days[bands.columns], bands], ignore_index=True)
    single = single.drop_duplicates(["area", "reference_date"], keep="last")
    single = single.assign(population_sources=[(source,) for source in single["source"]])
    larger = [_added_up(name, single) for name in AREAS if len(upper_tier_parts(name)) > 1]
    return pd.concat([single[PEOPLE], *larger], ignore_index=True)


def nearest_population(people: pd.DataFrame, area: str, financial_year: str) -> pd.Series | None:
    """The population of an area on the day nearest the middle of a financial year, or None further than a year away."""
    first, last = (pd.Timestamp(day) for day in financial_year_bounds(financial_year))
    own = people[people["area"].eq(area)]
    apart = (own["reference_date"] - (first + (last - first) / 2)).abs()
    near = own[apart <= FURTHEST]
    return None if near.empty else near.loc[apart[near.index].idxmin()]


def per_head(amounts: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Amounts for each resident and each adult, nominal and real, or the reason why there are none.

    amounts: rows of `real_terms` with `per_area`, the area whose people a sum is set against, and `months`.
    people: rows of `people_by_area`.
    Returns the rows with `residents`, `adults`, `population_date`, `population_sources`, the four amounts
    `per_resident_gbp`, `per_resident_real_gbp`, `per_adult_gbp`, `per_adult_real_gbp`, and `reason`.
    """
    chosen = pd.DataFrame([_denominator(row, people) for row in amounts.itertuples()], index=amounts.index)
    if amounts.empty:
        return amounts.assign(**{column: [] for column in _COLUMNS})
    rows = amounts.join(chosen)
    for basis, column in (("", "amount_gbp"), ("real_", "amount_real_gbp")):
        rows[f"per_resident_{basis}gbp"] = rows[column] / rows["residents"]
        rows[f"per_adult_{basis}gbp"] = rows[column] / rows["adults"]
    return rows


_COLUMNS = (
    "residents", "adults", "population_date", "population_sources", "reason", "per_resident_gbp", "per_adult_gbp",
    "per_resident_real_gbp", "per_adult_real_gbp",
)  # fmt: skip


def _denominator(row, people: pd.DataFrame) -> dict:
    nothing = {"residents": float("nan"), "adults": float("nan"), "population_date": pd.NaT, "population_sources": ()}
    if row.months != MONTHS_IN_YEAR:
        return nothing | {"reason": PART_OF_YEAR}
    found = nearest_population(people, row.per_area, row.financial_year)
    if found is None:
        why = f"no population of {row.per_area} at hand within a year of the middle of {row.financial_year}"
        return nothing | {"reason": why}
    return {
        "residents": found["residents"],
        "adults": found["adults"],
        "population_date": found["reference_date"],
        "population_sources": found["population_sources"],
        "reason": "" if pd.notna(found["adults"]) else "adults are not published for that day",
    }


def _added_up(name: str, single: pd.DataFrame) -> pd.DataFrame:
    councils = upper_tier_parts(name)
    parts = single[single["area"].isin(councils)]
    whole = parts.groupby("reference_date", as_index=False).agg(
        residents=("residents", "sum"),
        adults=("adults", lambda column: column.sum(skipna=False)),
        population_sources=("source", lambda column: tuple(sorted(set(column)))),
        councils=("area", "nunique"),
    )
    return whole[whole["councils"].eq(len(councils))].assign(area=name)[PEOPLE]
