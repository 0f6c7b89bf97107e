"""How many people a survey would lead one to expect in an area: synthetic estimates, labelled as such."""

import pandas as pd

COLUMNS = ["area", "sex", "residents", "percent", "victims", "low", "high"]


def newest_estimate(prevalence: pd.DataFrame, series: tuple[str, ...]) -> pd.Series | None:
    """The newest survey estimate that gives both sexes, within the first series that has one; None where none has.

    Series differ in age base, fieldwork and questions: one is never carried on by another.
    """
    usable = prevalence.dropna(subset=["women_percent", "men_percent"])
    for name in series:
        found = usable[usable["series"].eq(name)].sort_values("year_ending")
        if not found.empty:
            return found.iloc[-1]
    return None


def residents_in_age_base(population: pd.DataFrame, bands: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """Residents of each area by sex within each age base of the survey.

    population: each row is an area, sex and age band with `persons`.
    bands: the census age bands that make up each age base of the survey.
    Returns a row for each area, sex and age base, with `residents`.
    """
    parts = [
        population[population["age_band"].isin(members)]
        .groupby(["area", "sex"], as_index=False, sort=False)["persons"]
        .sum()
        .rename(columns={"persons": "residents"})
        .assign(age_base=age_base)
        for age_base, members in bands.items()
    ]
    return pd.concat(parts, ignore_index=True)


def expect(
    population: pd.DataFrame,
    survey: pd.Series | None,
    *,
    bands: dict[str, tuple[str, ...]],
    larger_areas: dict[str, tuple[str, ...]],
    relative_error: dict[str, float],
) -> pd.DataFrame:
    """People expected by area and sex from one survey estimate; no rows without an estimate or residents.

    survey: a row of the prevalence table (`newest_estimate`); bands: census age bands of each age base;
    larger_areas: areas to add as the sum of their parts. Returns the rows of `expected_victims` with `age_base`,
    `survey_year` and `source`.
    """
    if survey is None or population.empty:
        return pd.DataFrame(columns=COLUMNS)
    residents = residents_in_age_base(population, {survey["age_base"]: bands[survey["age_base"]]})
    by_sex = pd.DataFrame({"sex": ["female", "male"], "percent": [survey["women_percent"], survey["men_percent"]]})
    expected = expected_victims(add_areas(residents, larger_areas), by_sex, relative_error=relative_error)
    return expected.assign(age_base=survey["age_base"], survey_year=survey["year_ending"], source=survey["source"])


def expected_victims(
    residents: pd.DataFrame, prevalence: pd.DataFrame, *, relative_error: dict[str, float]
) -> pd.DataFrame:
    """People expected to have experienced domestic abuse in the last year, by area and sex, with a range.

    residents: rows of `residents_in_age_base` for the survey's age base.
    prevalence: each row is a sex with `percent`, the survey's estimate for England and Wales.
    relative_error: half-width of the range as a fraction of the estimate, by sex: a rated assumption, since the
    survey's own interval was not published with the figures at hand.
    Returns a row for each area and sex and for each area's `all`: `residents`, `percent`, `victims`, `low`, `high`.
    The sexes' errors are taken to move together, so the range of `all` is the sum of theirs: wide rather than narrow.
    """
    merged = residents.merge(prevalence[["sex", "percent"]], on="sex", validate="m:1")
    victims = merged["residents"] * merged["percent"] / 100
    error = merged["sex"].map(relative_error)
    by_sex = merged.assign(victims=victims, low=victims * (1 - error), high=victims * (1 + error))
    both = by_sex.groupby("area", as_index=False, sort=False)[["residents", "victims", "low", "high"]].sum()
    both = both.assign(sex="all", percent=100 * both["victims"] / both["residents"])
    return pd.concat([by_sex, both], ignore_index=True)[COLUMNS]


def add_areas(residents: pd.DataFrame, parts: dict[str, tuple[str, ...]]) -> pd.DataFrame:
    """Residents with larger areas added as the sum of their parts; an area with a part missing is left out."""
    sums = []
    for area, members in parts.items():
        inside = residents[residents["area"].isin(members)]
        if set(members) == set(inside["area"]):
            keys = [column for column in residents.columns if column not in ("area", "residents")]
            sums.append(inside.groupby(keys, as_index=False, sort=False)["residents"].sum().assign(area=area))
    return pd.concat([residents, *sums], ignore_index=True)
