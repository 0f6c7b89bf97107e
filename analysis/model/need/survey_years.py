"""Expected need in the terms of every survey year, so that the breaks of the survey show; no year joins another."""

import pandas as pd

from analysis.model.need.expected import add_areas, expected_victims, residents_in_age_base

DAYS_IN_A_YEAR = 365.25
HALF_A_YEAR = pd.DateOffset(months=6)
PERCENT = {"female": "women_percent", "male": "men_percent"}
COLUMNS = [
    "series",
    "survey_year",
    "age_base",
    "area",
    "sex",
    "residents",
    "percent",
    "victims",
    "low",
    "high",
    "source",
    "reason",
]
NO_ADULTS = "Cannot be calculated: no count of local adults by sex and age had been published by this date."
NO_PERCENTAGE = "The survey has no percentage for this year in the figures at hand."


def years_apart(one: pd.Timestamp, other: pd.Timestamp) -> float:
    """How many years lie between two days, whichever comes first."""
    return abs((one - other).days) / DAYS_IN_A_YEAR


def near_enough(prevalence: pd.DataFrame, population: pd.DataFrame, longest_gap_years: float) -> pd.DataFrame:
    """The survey years whose middle lies no further than the gap from the day on which residents were counted."""
    if population.empty or prevalence.empty:
        return prevalence.head(0)
    counted = population["reference_date"].max()
    middle = prevalence["year_ending"] - HALF_A_YEAR
    return prevalence[[years_apart(day, counted) <= longest_gap_years for day in middle]]


def expect_by_year(
    population: pd.DataFrame,
    prevalence: pd.DataFrame,
    *,
    bands: dict[str, tuple[str, ...]],
    larger_areas: dict[str, tuple[str, ...]],
    relative_error: dict[str, float],
    longest_gap_years: float,
) -> pd.DataFrame:
    """Each row is a survey year, an area and a sex: the people expected with their range, or the reason why not.

    prevalence: each row is a survey year of a series; population: residents by area, sex and age band on one day.
    bands: census age bands of each age base; larger_areas: areas to add as the sum of their parts; relative_error:
    half-width of the range as a fraction, for `female`, `male` and `all`, the last where no percentage by sex was
    published. A year without local adults within the gap has one row an area, with the reason.
    """
    near = near_enough(prevalence, population, longest_gap_years).index
    councils = population["area"] if len(population) else [part for parts in larger_areas.values() for part in parts]
    areas = list(dict.fromkeys([*councils, *larger_areas]))
    tables = []
    for index, survey in prevalence.sort_values(["year_ending", "series"]).iterrows():
        known = {"series": survey["series"], "survey_year": survey["year_ending"], "age_base": survey["age_base"]}
        reason = _why_not(survey, population, index in near, longest_gap_years)
        if reason:
            made = pd.DataFrame({"area": areas, "sex": "all", "reason": reason})
        else:
            residents = residents_in_age_base(population, {survey["age_base"]: bands[survey["age_base"]]})
            made = _expected(add_areas(residents, larger_areas), survey, relative_error)
        tables.append(made.assign(**known, source=survey["source"]))
    if not tables:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(tables, ignore_index=True).reindex(columns=COLUMNS).fillna({"reason": ""})


def _expected(residents: pd.DataFrame, survey: pd.Series, relative_error: dict[str, float]) -> pd.DataFrame:
    by_sex = pd.DataFrame([{"sex": sex, "percent": survey[column]} for sex, column in PERCENT.items()])
    if by_sex["percent"].notna().all():
        return expected_victims(residents, by_sex, relative_error=relative_error)
    both = residents.groupby("area", as_index=False, sort=False)["residents"].sum().assign(sex="all")
    everybody = pd.DataFrame({"sex": ["all"], "percent": [survey["persons_percent"]]})
    made = expected_victims(both, everybody, relative_error=relative_error)
    return made.drop_duplicates(["area", "sex"])  # the sum over sexes repeats the one row


def _why_not(survey: pd.Series, population: pd.DataFrame, is_near: bool, longest_gap_years: float) -> str:
    has_percentage = survey[list(PERCENT.values())].notna().all() or pd.notna(survey["persons_percent"])
    if not has_percentage:
        return NO_PERCENTAGE
    if population.empty:
        return NO_ADULTS
    if not is_near:
        counted = population["reference_date"].max()
        return (
            f"Cannot be calculated: no local adult count within {longest_gap_years:g} years of the survey year; the "
            f"nearest by sex and age is of {counted:%-d %B %Y}."
        )
    return ""
