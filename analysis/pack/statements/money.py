"""What is said of money: how each line moved in real terms, what has no year, where the question can be answered."""

from analysis.pack.exhibits.labels import era_labels, short
from analysis.pack.exhibits.money import money_basis, real_basis
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording import money as words
from analysis.wording import sentences
from analysis.wording.numbers import (
    DEFLATOR_NAMES,
    count_of,
    join,
    pounds,
    pounds_short,
    round_pounds,
    signed_percent,
)

SECOND_HAND = {"second-hand": " (at second hand)"}
PRECISIONS = {"about": "about ", "over": "more than ", "under": "less than "}


def of_funding(results: Results) -> list[Statement]:
    """A statement for each line with two full years or more, and one for each line with one."""
    lines = results.funding.drop_duplicates("line").set_index("line")
    return [_of_change(row, lines.loc[row.line], results) for row in results.funding_change.itertuples()] + [
        _of_one_year(line, results) for line in _single_years(results)
    ]


def of_real_change(results: Results) -> list[Statement]:
    """One statement of how far each line with a series moved in real terms; a part is not told beside its whole."""
    lines = results.funding.drop_duplicates("line").set_index("line")
    whole = [row for row in results.funding_change.itertuples() if not lines.loc[row.line, "part_of"]]
    if not whole:
        return []
    no_index = results.money.no_index
    change = "change_nominal" if no_index else "change_real"
    moved = [
        f"{lines.loc[row.line, 'stream']} {signed_percent(getattr(row, change), 1)} from {row.first_year} to "
        f"{row.last_year}"
        for row in whole
    ]
    figures = results.funding.loc[results.funding["line"].isin([row.line for row in whole]), "figure"]
    shown_in = money_basis(results) if no_index else real_basis(results)
    text = f"In {shown_in}, the money changed as follows: {join(moved)}."
    return [Statement(text, tuple(dict.fromkeys(figures)))]


def of_undated(results: Results) -> list[Statement]:
    """A statement that names the sums to which no paper gives a year."""
    rows = results.funding_undated
    if rows.empty:
        return []
    sums = [
        f"{PRECISIONS.get(row.precision, '')}{pounds(row.amount_gbp)} ({row.stream}; {row.term_reason})"
        for row in rows.itertuples()
    ]
    many = count_of(len(rows), "sum").capitalize()
    text = f"{many}, in pounds of the day, can stand in no year and in no total: {join(sums)}."
    return [Statement(text, tuple(rows["figure"]))]


def of_coverage(results: Results) -> list[Statement]:
    """Whether demand and funding were published for the same service, area and years anywhere."""
    rows = results.coverage
    answered = rows[rows["verdict"].eq("both")]
    labels = era_labels(results)
    if answered.empty:
        first = (
            "Demand against funding cannot be calculated for any service: no paper gives both the people and the "
            "pounds of one service in one area and year."
        )
    else:
        where = [f"{labels[row.era]} ({row.area})" for row in answered.itertuples()]
        first = f"Demand and funding are both published for {join(where)}; elsewhere one or both are missing."
    near = rows[rows["verdict"].eq("both, not of the same service")]
    more = [
        f"{labels[row.era]} in {row.area}: demand is published by service and money for all of them together, so that "
        "the two can be set side by side but not divided."
        for row in near.itertuples()
    ]
    return [Statement(text) for text in (first, *more)]


def _of_change(row, line, results: Results) -> Statement:
    text = sentences.real_change_sentence(
        _name(line),
        row,
        DEFLATOR_NAMES[results.parameters.deflator],
        results.parameters.price_year,
        results.money.no_index,
    )
    figures = results.funding.loc[results.funding["line"].eq(row.line), "figure"]
    return Statement(text, tuple(dict.fromkeys(figures)))


def _single_years(results: Results) -> list:
    several = set(results.funding_change["line"])
    return [row for row in results.funding.itertuples() if row.line not in several and row.months == 12]


def _of_one_year(row, results: Results) -> Statement:
    about = PRECISIONS.get(row.precision, "")
    real = round_pounds(row.amount_real_gbp) if about else pounds_short(row.amount_real_gbp)
    in_prices = words.in_prices(
        f"{about}{real}", results.parameters.price_year, results.money.no_index, SECOND_HAND.get(row.kind, "")
    )
    text = (
        f"{_name(row)}, {row.area}, {row.financial_year}: {about}{pounds(row.amount_gbp)} in pounds of the day"
        f"{in_prices}."
    )
    return Statement(text, (row.figure,), () if row.figure else ((row.source, row.locator),))


def _name(line) -> str:
    return f"{line.stream} ({short(line.funder)})"
