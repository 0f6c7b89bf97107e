"""Titles of money: what is known ahead, who pays, what it comes to for a person, a resident, a year."""

import pandas as pd

from analysis.wording.numbers import count_of, interval, percent, pounds, pounds_and_pence
from analysis.wording.titles import first_up, in_words, is_or_are, some_of


def quarters(quarters: pd.Series, known: pd.Series) -> str:
    """Until when pounds are known; `known`: pounds by quarter, missing where nothing was published."""
    if not known.notna().any():
        return f"No pounds are known for any of the {in_words(len(known))} quarters ahead"
    until = quarters[known.notna()].iloc[-1]
    return f"Pounds are known for {some_of(int(known.notna().sum()), len(known), 'quarter')} ahead, the last {until}"


def contracts(past: int, open_ended: int, of: int) -> str:
    """How many contracts are past their printed end, and how many have none."""
    ended = first_up(some_of(past, of, "contract or post", "contracts and posts"))
    none = count_of(open_ended, "has no printed end", "have no printed end") if open_ended else "every one has an end"
    return f"{ended} {is_or_are(past, of)} past the printed end; {none}"


def partners(rows: pd.DataFrame) -> str:
    """Who pays which part; `rows` of `money.shares`, where a partner without a name is all the others."""
    named = rows[rows["partner"].ne("") & rows["share"].notna()]
    if named.empty:
        return "Who pays how much of a joint sum was not published"
    first = named.iloc[0]
    more = f"; {count_of(len(named) - 1, 'more part is', 'more parts are')} known" if len(named) > 1 else ""
    return f"{first['partner']} pays {percent(first['share'])} of one joint sum, the {first['stream']}{more}"


def by_person(known: int, of: int) -> str:
    """For how many services money and people can be set beside each other."""
    return f"What a person's support costs can be worked out for {some_of(known, of, 'service or system', 'services')}"


def by_head(per_resident: pd.Series) -> str:
    """Pounds for each resident, at least and at most."""
    known = per_resident.dropna()
    if known.empty:
        return "Money for each resident cannot be worked out"
    low, high = pounds_and_pence(known.min()), pounds_and_pence(known.max())
    return f"A year's sum is {interval(low, high)} for each resident of its area, by line and year"


def by_index(rows: pd.DataFrame, columns: list[str]) -> str:
    """How far the choice of a price index moves a year's sum; `columns`: the sum by each index."""
    real = rows[columns].dropna()
    if real.empty:
        return "By price index, nothing can be compared: no index was published"
    widest = (real.max(axis=1) / real.min(axis=1) - 1).max()
    return f"Which price index is taken moves a year's sum by up to {percent(widest, 1)}"


def undated(amounts: pd.Series) -> str:
    """How many sums have no year, and the largest."""
    if amounts.empty:
        return "Every published sum has a year"
    said = first_up(count_of(len(amounts), "published sum has", "published sums have"))
    largest = f"; the largest is {pounds(amounts.max())}" if amounts.notna().any() else ""
    return f"{said} no year, so {'it stands' if len(amounts) == 1 else 'they stand'} in no total{largest}"
