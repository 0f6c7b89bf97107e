"""Prices: pounds of the day in the prices of one year, by any index, and indices beyond their release."""

import pandas as pd

from analysis.errors import BadArgument, MissingDeflator
from analysis.reference.periods import next_financial_year

ASSUMED = "assumed"


def real_terms(amounts: pd.DataFrame, deflators: pd.Series, *, price_year: str) -> pd.DataFrame:
    """Amounts in the prices of one financial year.

    amounts: each row is a funding line in a financial year; `amount_gbp` is nominal.
    deflators: index by `financial_year`, any base; without a single year, none had been published.
    Returns the same rows with `amount_real_gbp` added, in pounds of `price_year`; missing where no index was published.
    Raises MissingDeflator when `price_year` or a year of `amounts` has none: no year is extrapolated.

    Method: HM Treasury, GDP deflators at market prices, user guide.
    """
    known = deflators.dropna()
    if known.empty:
        return amounts.assign(amount_real_gbp=float("nan"))
    missing = sorted({price_year, *amounts["financial_year"]} - set(known.index))
    if missing:
        raise MissingDeflator(
            f"No deflator for {', '.join(missing)}; the release has {known.index.min()} to {known.index.max()}."
        )
    factor = known[price_year] / amounts["financial_year"].map(known)
    return amounts.assign(amount_real_gbp=amounts["amount_gbp"] * factor)


def deflators_ahead(
    deflators: pd.Series, yearly_inflation: float, years: int, status: pd.Series | None = None
) -> pd.DataFrame:
    """A price index with years after the end of its release, each marked as assumed.

    deflators: index by `financial_year`; yearly_inflation: a fraction a year, above -1; years: how many to add.
    status: «outturn» or «forecast» of the years of the release, where it says.
    Returns rows by `financial_year` with `deflator` and `status`; «assumed» for every year that was added. A year
    before the release stays unknown, and an index without a single year has nothing to be carried on from.
    """
    if not yearly_inflation > -1 or years < 0:
        raise BadArgument(f"yearly_inflation: {yearly_inflation} over {years} years; expected above -1 and 0 or more.")
    known = deflators.dropna()
    said = pd.Series("", index=known.index) if status is None else status.reindex(known.index)
    if known.empty:
        return pd.DataFrame({"deflator": known, "status": said}).rename_axis("financial_year")
    rows, year, value = [], known.index.max(), known[known.index.max()]
    for _ in range(years):
        year, value = next_financial_year(year), value * (1 + yearly_inflation)
        rows.append((year, value, ASSUMED))
    added = pd.DataFrame(rows, columns=["financial_year", "deflator", "status"]).set_index("financial_year")
    released = pd.DataFrame({"deflator": known, "status": said}).rename_axis("financial_year")
    return pd.concat([released, added]) if rows else released


def years_after_release(deflators: pd.Series, financial_years: pd.Series) -> int:
    """How many years must be added after a release so that it reaches the last of these years; none to no release."""
    known, last, count = deflators.dropna(), max(financial_years, default=""), 0
    year = known.index.max() if len(known) else last
    while year < last:
        year, count = next_financial_year(year), count + 1
    return count


def real_change(ends: pd.DataFrame, deflators: pd.Series) -> pd.Series:
    """How far each line moved in real terms by an index, as a fraction of its first year; no price year matters.

    ends: rows of `change_between`. Missing where the index has not both years.
    """
    first, last = (ends[year].map(deflators).astype(float) for year in ("first_year", "last_year"))
    return ends["last_gbp"] / ends["first_gbp"] * first / last - 1


def real_by_index(amounts: pd.DataFrame, indices: dict[str, pd.DataFrame], *, price_year: str) -> pd.DataFrame:
    """Amounts in the prices of one year by several indices side by side: one index alone misleads.

    indices: name of an index to its rows of `deflators_ahead`. Returns the rows with `real_<name>_gbp` and
    `<name>_status` for each index, missing where that index has not both years.
    """
    columns = {}
    for name, index in indices.items():
        own = amounts["financial_year"].map(index["deflator"]).astype(float)
        columns[f"real_{name}_gbp"] = amounts["amount_gbp"] * index["deflator"].get(price_year, float("nan")) / own
        columns[f"{name}_status"] = amounts["financial_year"].map(index["status"])
    return amounts.assign(**columns)
