"""Exhibits of money: nominal and real, what ended when, and where demand and funding are both known."""

from datetime import date
from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import add_marks
from analysis.pack.exhibits.labels import era_labels, short
from analysis.pipeline import Results
from analysis.wording import money as words
from analysis.wording.numbers import (
    CANNOT,
    NOT_PUBLISHED,
    SMALL_NUMBERS,
    count_of,
    long_date,
    number,
    period,
    pounds,
    signed_percent,
)
from analysis.wording.titles import money as titles

THOUSAND = 1_000
PAST_END = "past its printed end"
KNOWN = {"both": "Yes", "both, not of the same service": "Not together", "neither": "No"}


def funding_real(results: Results) -> Exhibit:
    """Each funding line with two full years or more, in pounds of the day and in real terms."""
    lines = results.funding_change["line"]
    rows = results.funding[results.funding["line"].isin(lines) & results.funding["months"].eq(12)]
    year, no_index = results.parameters.price_year, results.money.no_index
    shown_in = money_basis(results) if no_index else f"pounds of the day, and {real_basis(results)}"
    return Exhibit(
        name="funding_real",
        title=_real_title(results.funding_change, no_index),
        caption=f"Each funding line by financial year: {shown_in}. Full years only.",
        alternative_text=" ".join(_spoken(row, results) for row in results.funding_change.itertuples()),
        table=add_marks(_money_table(rows, year, no_index), [(figure,) for figure in rows["figure"]], results),
        panels=partial(charts.money_panels, _by_basis(rows, year)) if len(rows) else None,
        figures=tuple(rows["figure"]),
    )


def _real_title(changes: pd.DataFrame, no_index: str) -> str:
    if no_index:
        return f"Money for the services, in pounds of the day: real terms {CANNOT}"
    if changes.empty:
        return "Money for the services, in pounds of the day and in real terms"
    fell = int(changes["change_real"].lt(0).sum())
    which = "all" if fell == len(changes) else f"{number(fell)} of"
    lines = count_of(len(changes), "funding line")
    return f"Money for the services: in real terms {which} {lines} with two full years bought less in the last one"


def coverage(results: Results) -> Exhibit:
    """Where the question can be answered at all: era by area, is demand known, is funding known."""
    rows = results.coverage.assign(era_label=results.coverage["era"].map(era_labels(results)))
    return Exhibit(
        name="coverage",
        title=_known_title(rows),
        caption=(
            "For each contract system and area: of how many services a demand series or a sum of money was published, "
            "and whether both are known of the same service in the same years."
        ),
        alternative_text=" ".join(
            f"{row.era_label}, {row.area}: {verdict_text(row.verdict)}." for row in rows.itertuples()
        ),
        table=pd.DataFrame(
            {
                "System": rows["era_label"],
                "Area": rows["area"],
                "Services": rows["services"].map(number),
                "Demand known": [_of(ids) for ids in rows["demand_services"]],
                "Funding known": [_of(ids) for ids in rows["funding_services"]],
                "Both, of one service": rows["verdict"].map(verdict_text),
            }
        ),
    )


def _known_title(rows: pd.DataFrame) -> str:
    both, of = int(rows["verdict"].eq("both").sum()), len(rows)
    if not of:
        return "Where demand and funding are both known"
    known = f"In {number(both)} of {number(of)} pairs" if both else f"In none of {number(of)} pairs"
    return f"{known} of system and area are demand and funding of the same service both known"


def undated_funding(results: Results) -> Exhibit:
    """The sums whose year or term no paper states: they can stand in no year, so in no trend."""
    rows = results.funding_undated
    return Exhibit(
        name="undated_funding",
        title=titles.undated(rows["amount_gbp"]),
        caption="Sums of money whose financial year or term was not published. They stand in no chart and in no total.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Funder": rows["funder"],
                "For": rows["stream"],
                "Area": rows["area"],
                "Pounds of the day": rows["amount_gbp"].map(pounds),
                "Why no year": rows["term_reason"],
            }
        ),
        figures=tuple(rows["figure"]),
    )


def contracts(results: Results) -> Exhibit:
    """The contracts and posts as the papers state them: who, for how long, and what is not stated."""
    rows = results.contracts
    statuses = [_status(row, results.parameters.as_of) for row in rows.itertuples()]
    return Exhibit(
        name="contracts",
        title=titles.contracts(statuses.count(PAST_END), int(rows["end"].isna().sum()), len(rows)),
        caption=(
            "Contracts and posts as the papers state them: an end that no paper prints is not given here. The status "
            "is that of its paper, unless the printed end has passed since."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "Contract or post": rows["title"],
                "Provider": rows["provider"].replace("", "not stated"),
                "Start": [_day(day) for day in rows["start"]],
                "End": [_day(day) for day in rows["end"]],
                "Term": [_term(years) for years in rows["term_years"]],
                "Status": statuses,
            }
        ),
    )


def _term(years: float) -> str:
    return "not stated" if pd.isna(years) else f"{years:g} {'year' if years == 1 else 'years'}"


def _status(row, day: date) -> str:
    """What the paper says of a contract; of one that its printed end has overtaken, that."""
    return PAST_END if pd.notna(row.end) and row.end.date() < day else row.status


def money_basis(results: Results) -> str:
    """What sums are shown in: pounds of the day, and real terms with their index and its release, or why not."""
    return words.basis(real_basis(results), results.money.no_index)


def real_basis(results: Results) -> str:
    """What «real» means in this run: the price year, the index and its release."""
    return words.real_basis(results.parameters.deflator, results.parameters.price_year, release(results))


def release(results: Results) -> str:
    """The price index release in words: «release of 31 March 2026, later than this meeting»."""
    if results.money.no_index:
        return "none published"
    row = results.rods.iloc[0]
    later = ", later than this meeting" if row["later_than_meeting"] else ""
    return f"release of {long_date(row['published'])}{later}"


def population_release(results: Results, sources: tuple[str, ...]) -> str:
    """The releases of a population in words: «release of 24 June 2020, later than this meeting»."""
    rows = results.rods[results.rods["source"].isin(sources)]
    said = [
        f"release of {long_date(row.published)}{', later than this meeting' if row.later_than_meeting else ''}"
        for row in rows.itertuples()
    ]
    return "; ".join(dict.fromkeys(said))


def verdict_text(verdict: str) -> str:
    """A verdict of the coverage matrix as a reader sees it."""
    return {
        "both": "yes",
        "both, not of the same service": "both known, not of one service and year",
        "demand only": "no: funding not published",
        "funding only": "no: demand not published as a series",
        "neither": "no: neither published",
    }[verdict]


def _day(day: pd.Timestamp) -> str:
    return "not stated" if pd.isna(day) else period(day, day)


def _of(ids: tuple[str, ...]) -> str:
    if ids == ("",):
        return "for no one service"
    return f"{SMALL_NUMBERS[len(ids)] if len(ids) < len(SMALL_NUMBERS) else len(ids)}" if ids else NOT_PUBLISHED


def _by_basis(rows: pd.DataFrame, price_year: str) -> pd.DataFrame:
    labels = rows["stream"].map(short)
    nominal = rows.assign(panel=labels, basis_label="pounds of the day", amount_thousands=rows["amount_gbp"] / THOUSAND)
    real = rows.assign(
        panel=labels, basis_label=f"{price_year} prices", amount_thousands=rows["amount_real_gbp"] / THOUSAND
    )
    return pd.concat([nominal, real[real["amount_thousands"].notna()]])


def _spoken(row, results: Results) -> str:
    stream = short(results.funding.loc[results.funding["line"].eq(row.line), "stream"].iloc[0])
    year, no_index = results.parameters.price_year, results.money.no_index
    real = f"{pounds(row.first_real_gbp)} and {pounds(row.last_real_gbp)} in {year} prices"
    change = f"{real}, a real change of {signed_percent(row.change_real, 1)}"
    return (
        f"{stream}, in pounds of the day: {pounds(row.first_gbp)} in {row.first_year} and {pounds(row.last_gbp)} in "
        f"{row.last_year}; {f'real terms {CANNOT}' if no_index else change}."
    )


def _money_table(rows: pd.DataFrame, price_year: str, no_index: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Funder": rows["funder"],
            "For": rows["stream"],
            "Year": rows["financial_year"],
            "Pounds of the day": rows["amount_gbp"].map(pounds),
            f"{price_year} prices": [
                words.in_real_terms(words.marked(pounds(sum_gbp), status), no_index)
                for sum_gbp, status in zip(rows["amount_real_gbp"], rows["deflator_status"], strict=True)
            ],
        }
    )
