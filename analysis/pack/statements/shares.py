"""What is said of money divided: by partner, by head, by person and by the rule of payment by results."""

import pandas as pd

from analysis.pack.exhibits.labels import add_labels
from analysis.pack.exhibits.money import population_release
from analysis.pack.statements.money import PRECISIONS, SECOND_HAND
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording import money as words
from analysis.wording.numbers import (
    SMALL_NUMBERS,
    count_of,
    join,
    long_date,
    number,
    percent,
    pounds,
    pounds_and_pence,
)

DETERMINABLE = ("met", "partly met", "not met")
CALCULATOR = "A calculator that takes your own cost of a person stands in the app and in the scenario notebook."


def of_partners(results: Results) -> list[Statement]:
    """Who pays how much of each joint sum; what nobody publishes is said to be unknown."""
    rows = results.money.shares
    return [_of_joint_sum(part) for _, part in rows.groupby("whole", sort=False)]


def of_alike(results: Results) -> list[Statement]:
    """Sums that look like each other, and that are not joined."""
    return [_of_resemblance(row) for row in results.money.alike.itertuples()]


def of_heads(results: Results) -> list[Statement]:
    """The newest sum by head of each line of an area, and the years that have no population."""
    rows = results.money.by_head
    whole = rows[rows["part_of"].eq("") | rows["per_area"].ne(rows["area"])]
    known = whole[whole["residents"].notna() & whole["kind"].ne("forecast")].sort_values("financial_year")
    said = [_of_head(row, results) for row in known.groupby("line", sort=False).tail(1).itertuples()]
    missing = rows[rows["residents"].isna() & rows["months"].eq(12)]
    if missing.empty:
        return said
    years = join(sorted(set(missing["financial_year"])))
    adults = "Adults are people of 16 and over. " if said else ""
    return [*said, Statement(f"{adults}No population of a day near enough is at hand for money of {years}.")]


def of_persons(results: Results) -> list[Statement]:
    """Pounds for each person and the cost of standing still, or why neither can be calculated."""
    rows, confidence = add_labels(results.money.by_person, results), results.parameters.confidence
    known = rows[rows["reason"].eq("")]
    said = [
        Statement(
            f"{row.service_label}, {row.area}, {row.financial_year}, in pounds of the day: "
            f"{words.unit_cost(row, confidence)} of {number(row.people)} people.",
            tuple(row.figures),
        )
        for row in known.itertuples()
    ]
    costs = add_labels(results.money.standstill, results)
    said += [
        Statement(f"Standing still, {row.service_label}: {words.standstill(row, confidence)}.", tuple(row.figures))
        for row in costs[costs["reason"].eq("")].itertuples()
    ]
    return [*said, *_of_no_cost(rows[rows["reason"].ne("")], not len(known))]


def of_payment(results: Results) -> list[Statement]:
    """What the indicators of the payment rule would have earned; no pounds."""
    rows, rule = results.money.payment, results.money.payment_rule
    if rule is None:
        return []
    terms = results.catalogue.payment_rules[0]
    bar = next(one for one in results.catalogue.assumptions if one.id == terms.partly_from)
    judged = add_labels(rows[rows["requirement"].isin(DETERMINABLE)], results)
    first = (
        f"{terms.what} were paid in full ({percent(rule.met)}) where requirements were met, by half "
        f"({percent(rule.partly_met)}) where they were partly met, and not otherwise. {terms.caveat} Under assumed "
        f"criteria (a printed target reached earns {percent(rule.met)}, {percent(bar.value)} of it "
        f"{percent(rule.partly_met)}; quality {bar.quality} of 5):"
    )
    earned = [
        f"{row.measure}, {row.period}, {words.in_unit(row.value, row.unit)} against a target of "
        f"{words.in_unit(row.target, row.unit)}, would have earned {percent(row.payment_share)}"
        for row in judged.itertuples()
    ]
    silent = len(rows) - len(judged)
    rest = f" For {number(silent)} of {number(len(rows))} printed values no target stood: not determinable."
    figures = tuple(dict.fromkeys(figure for ids in judged["figures"] for figure in ids))
    text = f"{first} {'; '.join(earned) or 'none can be judged'}.{rest if silent else ''}"
    return [Statement(text, (*rule.figures, *figures))]


def _of_joint_sum(part) -> Statement:
    named, rest = part[part["partner"].ne("")], part[part["partner"].eq("")]
    whole = part["amount_gbp"].sum()
    paid = [
        f"{row.partner} pays {pounds(row.amount_gbp)}, {percent(row.share, 1)} of {pounds(whole)}"
        for row in named.itertuples()
    ]
    left = [
        f" The other {pounds(row.amount_gbp)} ({percent(row.share, 1)}) are not guessed: {row.reason}."
        for row in rest.itertuples()
    ]
    figures = tuple(dict.fromkeys(figure for ids in part["figures"] for figure in ids if figure))
    return Statement(f"{part['stream'].iloc[0]}, a year, in pounds of the day: {join(paid)}.{''.join(left)}", figures)


def _of_resemblance(row) -> Statement:
    times = SMALL_NUMBERS[row.times] if row.times < len(SMALL_NUMBERS) else number(row.times)
    product = f"{times.capitalize()} times {pounds(row.product_gbp / row.times)}" if row.times > 1 else "A sum"
    return Statement(
        f"{product} ({row.stream}) is {pounds(row.product_gbp)}, which looks like {pounds(row.other_gbp)} "
        f"({row.other_stream}), both in pounds of the day. No paper connects the two, and they are not joined.",
        row.figures,
    )


def _of_head(row, results: Results) -> Statement:
    year, about = results.parameters.price_year, PRECISIONS.get(row.precision, "")
    in_prices = words.in_prices(
        f"{about}{_each(row, 'real_')}", year, results.money.no_index, SECOND_HAND.get(row.kind, "")
    )
    text = (
        f"{row.stream}, {row.financial_year}, by people of {row.per_area} on {long_date(row.population_date)} "
        f"({population_release(results, row.population_sources)}): {about}{_each(row, '')} in pounds of the day"
        f"{in_prices}."
    )
    return Statement(text, (row.figure,) if row.figure else (), () if row.figure else ((row.source, row.locator),))


def _each(row, basis: str) -> str:
    resident, adult = (getattr(row, f"per_{who}_{basis}gbp") for who in ("resident", "adult"))
    if pd.isna(adult):
        return f"{pounds_and_pence(resident)} a resident"
    return f"{pounds_and_pence(resident)} a resident and {pounds_and_pence(adult)} an adult"


def _of_no_cost(rows, nowhere: bool) -> list[Statement]:
    if rows.empty:
        return []
    reasons = [
        f"{label or 'grants'} ({area}): {why}"
        for label, area, why in rows[["service_label", "area", "reason"]].drop_duplicates().itertuples(index=False)
    ]
    head = (
        "Neither the money for each person supported nor the cost of standing still can be calculated"
        if nowhere
        else f"For {count_of(len(reasons), 'other')} neither can be calculated"
    )
    return [Statement(f"{head}. {'. '.join(one[:1].upper() + one[1:] for one in reasons)}. {CALCULATOR}")]
