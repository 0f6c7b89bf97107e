"""Money by financial year: which years a sum stands in, and how a line moved between them."""

import pandas as pd

from analysis.reference.periods import (
    MONTHS_IN_YEAR,
    financial_year_bounds,
    financial_year_of,
    months_between,
    next_financial_year,
)

NO_TERM = "neither the year nor the whole term was published"
NO_BASIS = "whether the sum is for each year or for the whole term was not published"


def spread(lines: pd.DataFrame) -> pd.DataFrame:
    """Funding lines laid out over the financial years that they cover.

    lines: each row is a funding line; `amount_gbp`, `basis` (per-year, whole-term or not stated), `financial_year` (""
    where the line is not for one stated year), `start` and `end` (NaT where not published).
    Returns a row for each line and financial year, with `financial_year`, `months` covered in it and `amount_gbp` of
    those months. A yearly price counts by twelfths in a year that it covers in part; a whole-term sum is spread evenly
    over the months of its term. A line with neither a year nor both dates is left out, and so is one that does not say
    what its sum is for: nothing is guessed (`without_term` lists those).
    """
    stated = lines[_has_year(lines)].assign(months=float(MONTHS_IN_YEAR))
    dated = lines[~_has_year(lines) & _can_be_spread(lines)]
    rows = [_months_by_year(line) for _, line in dated.iterrows()]
    return pd.concat([stated, *rows], ignore_index=True) if rows else stated.reset_index(drop=True)


def without_term(lines: pd.DataFrame) -> pd.DataFrame:
    """The funding lines to which no financial year can be given; `term_reason` says why for each."""
    rows = lines[~_has_year(lines) & ~_can_be_spread(lines)].reset_index(drop=True)
    if "term_reason" not in rows:
        return rows
    unsaid = [NO_BASIS if known else NO_TERM for known in rows["start"].notna() & rows["end"].notna()]
    return rows.assign(term_reason=rows["term_reason"].where(rows["term_reason"].ne(""), unsaid))


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


def monthly_gbp(line: pd.Series) -> float:
    """What a line pays a month, in pounds of the day: a twelfth of a yearly sum, or its part of a whole term."""
    if line["financial_year"] or line["basis"] == "per-year":
        return line["amount_gbp"] / MONTHS_IN_YEAR
    return line["amount_gbp"] / months_between(line["start"], line["end"])


def term_of(line: pd.Series) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """First and last day that a line pays for, or None where no rule gives them."""
    if line["financial_year"]:
        first, last = financial_year_bounds(line["financial_year"])
        return pd.Timestamp(first), pd.Timestamp(last)
    known = pd.notna(line["start"]) and pd.notna(line["end"]) and line["basis"] != "not stated"
    return (line["start"], line["end"]) if known else None


def _has_year(lines: pd.DataFrame) -> pd.Series:
    return lines["financial_year"].ne("")


def _can_be_spread(lines: pd.DataFrame) -> pd.Series:
    return lines["start"].notna() & lines["end"].notna() & lines["basis"].ne("not stated")


def _months_by_year(line: pd.Series) -> pd.DataFrame:
    first, last, month = line["start"], line["end"], monthly_gbp(line)
    years, months = [financial_year_of(first)], []
    while financial_year_bounds(years[-1])[1] < last.date():
        years.append(next_financial_year(years[-1]))
    for year in years:
        opens, closes = (pd.Timestamp(day) for day in financial_year_bounds(year))
        months.append(months_between(max(first, opens), min(last, closes)))
    rows = pd.DataFrame([line.to_dict()] * len(years))
    return rows.assign(financial_year=years, months=months, amount_gbp=[month * covered for covered in months])
