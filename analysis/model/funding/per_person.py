"""Money for each person supported: only where people and pounds are of one service, area and year."""

import pandas as pd

from analysis.model.rates import poisson_interval
from analysis.reference.periods import MONTHS_IN_YEAR, financial_year_bounds, financial_year_of, months_between

NO_SERVICE = "the sum is for no one service"
NO_PEOPLE = "no paper publishes how many people it served in a full year"
OTHER_YEARS = "people are published for other years only"
OTHER_SERVICES = "people are published by service, money for all of them together"
MORE_THAN_SERVICE = "the sum also pays for {}"
PART_OF_YEAR = "people are published for {:g} of the {:g} months that the money is for"
KEYS = ["era", "service", "area"]
NEVER_ADDED = ("forecast", "second-hand")
COLUMNS = [
    *KEYS, "financial_year", "amount_gbp", "amount_real_gbp", "people", "people_low", "people_high", "unit_cost_gbp",
    "unit_cost_low_gbp", "unit_cost_high_gbp", "unit_cost_real_gbp", "reason", "measure", "figures",
]  # fmt: skip


def service_years(amounts: pd.DataFrame, demand: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Each row is a service in a full financial year with money: the pounds for each person, or why there are none.

    amounts: rows of `real_terms` with `era`, `service`, `area`, `part_of`, `kind`, `also_covers`, `months`, `figure`.
    A sum that is part of another, a forecast beside a budget, and a sum at second hand are never added.
    demand: each row is a count in a period of the series that a service is shown by; `era`, `service`, `area`,
    `measure`, `period_start`, `period_end`, `exposure_months`, `value`, `figures`.
    Returns COLUMNS: people are those of periods that fill the year without rest; their limits are exact limits of a
    count (Garwood), and those of the cost follow from them. Pounds are of the day, `unit_cost_real_gbp` of the price
    year.
    """
    own = amounts[amounts["months"].eq(MONTHS_IN_YEAR) & amounts["part_of"].eq("") & ~amounts["kind"].isin(NEVER_ADDED)]
    rows = [
        _one_year(dict(zip([*KEYS, "financial_year"], key, strict=True)), lines, demand, confidence)
        for key, lines in own.groupby([*KEYS, "financial_year"], sort=False)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def people_by_year(demand: pd.DataFrame) -> pd.DataFrame:
    """Each row is a service in a financial year that its periods fill without rest: `people` and the figures' ids.

    `months` tells how much of the year was published where the periods do not fill it; `people` is then missing.
    """
    inside = demand[_years(demand["period_start"]) == _years(demand["period_end"])]
    grouped = inside.assign(financial_year=_years(inside["period_start"])).groupby(
        [*KEYS, "measure", "financial_year"], sort=False
    )
    rows = [
        dict(zip([*KEYS, "measure", "financial_year"], key, strict=True)) | _filled(key[-1], periods)
        for key, periods in grouped
    ]
    return pd.DataFrame(rows, columns=[*KEYS, "measure", "financial_year", "people", "months", "figures"])


def _years(days: pd.Series) -> pd.Series:
    return days.map(lambda day: financial_year_of(day.date()))


def _filled(financial_year: str, periods: pd.DataFrame) -> dict:
    """Whether the periods lie end to end over the whole year, each worked in full."""
    ordered = periods.sort_values("period_start")
    first, last = (pd.Timestamp(day) for day in financial_year_bounds(financial_year))
    starts, ends = ordered["period_start"].tolist(), ordered["period_end"].tolist()
    follow = [end + pd.Timedelta(days=1) for end in ends[:-1]] == starts[1:]
    lengths = [months_between(start, end) for start, end in zip(starts, ends, strict=True)]
    worked = ordered["exposure_months"].sum()
    whole = follow and starts[0] == first and ends[-1] == last and worked == sum(lengths) == MONTHS_IN_YEAR
    return {
        "people": ordered["value"].sum() if whole else float("nan"),
        "months": worked,
        "figures": ordered["figures"].sum(),
    }


def _one_year(key: dict, lines: pd.DataFrame, demand: pd.DataFrame, confidence: float) -> dict:
    known = people_by_year(demand[demand[KEYS].eq(pd.Series(key)[KEYS]).all(axis=1)])
    year = known[known["financial_year"].eq(key["financial_year"])]
    reason = _reason(key, lines, year, demand)
    people = year["people"].iloc[0] if len(year) and not reason else float("nan")
    low, high = poisson_interval(people, confidence)
    paid, real = lines["amount_gbp"].sum(), lines["amount_real_gbp"].sum()
    counted = people if people else float("nan")
    return key | {
        "amount_gbp": paid, "amount_real_gbp": real, "people": people, "people_low": low, "people_high": high,
        "unit_cost_gbp": paid / counted, "unit_cost_low_gbp": paid / high if high else float("nan"),
        "unit_cost_high_gbp": paid / low if low else float("nan"), "unit_cost_real_gbp": real / counted,
        "reason": reason, "measure": year["measure"].iloc[0] if len(year) else "",
        "figures": tuple(lines["figure"]) + (year["figures"].iloc[0] if len(year) else ()),
    }  # fmt: skip


def _reason(key: dict, lines: pd.DataFrame, year: pd.DataFrame, demand: pd.DataFrame) -> str:
    """Why pounds and people cannot be divided; "" where they can."""
    also = [one for one in lines["also_covers"] if one]
    if not key["service"]:
        return NO_SERVICE
    if also:
        return MORE_THAN_SERVICE.format(also[0])
    if year.empty:
        near = demand[demand["era"].eq(key["era"]) & demand["area"].eq(key["area"])]
        return NO_PEOPLE if near.empty else OTHER_YEARS if key["service"] in set(near["service"]) else OTHER_SERVICES
    if pd.isna(year["people"].iloc[0]):
        return PART_OF_YEAR.format(year["months"].iloc[0], MONTHS_IN_YEAR)
    return "" if year["people"].iloc[0] > 0 else "nobody was counted"
