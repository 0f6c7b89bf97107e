"""Money by financial year, in the prices of the day and in the prices of one year."""

import numpy as np
import pandas as pd

from analysis.errors import MissingDeflator
from analysis.reference.periods import financial_year_bounds

MONTHS_IN_YEAR = 12
FIRST_MONTH_OF_FINANCIAL_YEAR = 4


def spread(lines: pd.DataFrame) -> pd.DataFrame:
    """Funding lines laid out over the financial years that they cover.

    lines: each row is a funding line; `amount_gbp`, `basis` (per-year or whole-term), `financial_year` ("" where the
    line is not for one stated year), `start` and `end` (NaT where not published).
    Returns a row for each line and financial year, with `financial_year`, `months` covered in it and `amount_gbp` of
    those months. A yearly price counts by twelfths in a year that it covers in part; a whole-term sum is spread evenly
    over the months of its term. A line with neither a year nor both dates is left out: nothing is guessed
    (`without_term` lists those).
    """
    stated = lines[_has_year(lines)].assign(months=MONTHS_IN_YEAR)
    dated = lines[~_has_year(lines) & _has_term(lines)]
    rows = [_months_by_year(line) for _, line in dated.iterrows()]
    return pd.concat([stated, *rows], ignore_index=True) if rows else stated.reset_index(drop=True)


def without_term(lines: pd.DataFrame) -> pd.DataFrame:
    """The funding lines whose year and term are both unpublished: no financial year can be given to them."""
    return lines[~_has_year(lines) & ~_has_term(lines)].reset_index(drop=True)


def real_terms(amounts: pd.DataFrame, deflators: pd.Series, *, price_year: str) -> pd.DataFrame:
    """Amounts in the prices of one financial year.

    amounts: each row is a funding line in a financial year; `amount_gbp` is nominal.
    deflators: index by `financial_year`, any base.
    Returns the same rows with `amount_real_gbp` added, in pounds of `price_year`.
    Raises MissingDeflator when `price_year` or a year of `amounts` has none: no year is extrapolated.

    Method: HM Treasury, GDP deflators at market prices, user guide.
    """
    known = deflators.dropna()
    missing = sorted({price_year, *amounts["financial_year"]} - set(known.index))
    if missing:
        raise MissingDeflator(
            f"No deflator for {', '.join(missing)}; the release has {known.index.min()} to {known.index.max()}."
        )
    factor = known[price_year] / amounts["financial_year"].map(known)
    return amounts.assign(amount_real_gbp=amounts["amount_gbp"] * factor)


def change_between(amounts: pd.DataFrame) -> pd.DataFrame:
    """How far each funding line moved from its first full financial year to its last, nominal and real.

    amounts: rows of `spread` with `line`, `amount_gbp` and `amount_real_gbp`; part years are passed over.
    Returns a row for each line with two full years or more: `first_year`, `last_year`, the four amounts, and
    `change_nominal` and `change_real` as fractions of the first.
    """
    full = amounts[amounts["months"] == MONTHS_IN_YEAR].sort_values("financial_year")
    ends = full.groupby("line", sort=False).agg(
        first_year=("financial_year", "first"),
        last_year=("financial_year", "last"),
        first_gbp=("amount_gbp", "first"),
        last_gbp=("amount_gbp", "last"),
        first_real_gbp=("amount_real_gbp", "first"),
        last_real_gbp=("amount_real_gbp", "last"),
    )
    ends = ends[ends["first_year"] != ends["last_year"]].reset_index()
    return ends.assign(
        change_nominal=ends["last_gbp"] / ends["first_gbp"] - 1,
        change_real=ends["last_real_gbp"] / ends["first_real_gbp"] - 1,
    )


def add_year_bounds(lines: pd.DataFrame, money: pd.DataFrame) -> pd.DataFrame:
    """Money with the first and last day of its financial year, and the lines that have no year, their days missing.

    lines: all funding lines; money: rows of `spread` of them.
    """
    undated = lines[~lines["id"].isin(money["id"])].assign(year_start=pd.NaT, year_end=pd.NaT)
    bounds = [financial_year_bounds(year) for year in money["financial_year"]]
    dated = money.assign(
        year_start=pd.to_datetime([first for first, _ in bounds]), year_end=pd.to_datetime([last for _, last in bounds])
    )
    return pd.concat([dated, undated], ignore_index=True)


def real_change(ends: pd.DataFrame, deflators: pd.Series) -> pd.Series:
    """How far each line moved in real terms by an index, as a fraction of its first year; no price year matters.

    ends: rows of `change_between`. Missing where the index has not both years.
    """
    first, last = (ends[year].map(deflators).astype(float) for year in ("first_year", "last_year"))
    return ends["last_gbp"] / ends["first_gbp"] * first / last - 1


def _has_year(lines: pd.DataFrame) -> pd.Series:
    return lines["financial_year"].ne("")


def _has_term(lines: pd.DataFrame) -> pd.Series:
    return lines["start"].notna() & lines["end"].notna()


def _months_by_year(line: pd.Series) -> pd.DataFrame:
    months = pd.period_range(line["start"], line["end"], freq="M")
    first_year = np.where(months.month >= FIRST_MONTH_OF_FINANCIAL_YEAR, months.year, months.year - 1)
    counted = pd.Series(first_year).value_counts().sort_index()
    share = counted / (MONTHS_IN_YEAR if line["basis"] == "per-year" else len(months))
    rows = pd.DataFrame([line.to_dict()] * len(counted))
    return rows.assign(
        financial_year=[f"{year}-{(year + 1) % 100:02d}" for year in counted.index],
        months=counted.to_numpy(),
        amount_gbp=line["amount_gbp"] * share.to_numpy(),
    )
