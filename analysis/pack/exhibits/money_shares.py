"""Exhibits of money divided: by price index, by partner, by head, by person, and by the rule of payment by results."""

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import add_marks
from analysis.pack.exhibits.labels import add_labels, all_figures, era_labels, short
from analysis.pack.exhibits.money import money_basis, population_release
from analysis.pipeline import Results
from analysis.wording import money as words
from analysis.wording.numbers import (
    DEFLATOR_NAMES,
    confidence_label,
    interval,
    number,
    percent,
    period,
    pounds,
    pounds_and_pence,
)
from analysis.wording.titles import money as titles
from analysis.wording.titles import services as service_titles

INDICES = ("gdp", "cpi", "cpih")


def funding_by_index(results: Results) -> Exhibit:
    """Every line in every year, in pounds of the day and in real terms by three indices side by side."""
    rows, year = results.money.by_index, results.parameters.price_year
    real = {
        f"{year} prices by {DEFLATOR_NAMES[name]}": [
            words.in_real_terms(words.marked(pounds(sum_gbp), status), results.money.no_index)
            for sum_gbp, status in zip(rows[f"real_{name}_gbp"], rows[f"{name}_status"], strict=True)
        ]
        for name in INDICES
    }
    years = [words.part_year(row.financial_year, row.months) for row in rows.itertuples()]
    side_by_side = (
        f"Pounds of the day, and the same in {year} prices by each index: one index alone misleads, since the GDP "
        "deflator jumped in 2020-21. «assumed» marks a year after the end of a release, «forecast» one that the "
        "release itself forecasts."
    )
    return Exhibit(
        name="funding_by_index",
        title=titles.by_index(rows, [f"real_{name}_gbp" for name in INDICES]),
        caption=f"In {money_basis(results)}." if results.money.no_index else side_by_side,
        alternative_text="",
        table=pd.DataFrame(
            {"For": rows["stream"], "Year": years, "Pounds of the day": rows["amount_gbp"].map(pounds)} | real
        ),
        figures=tuple(dict.fromkeys(figure for figure in rows["figure"] if figure)),
    )  # fmt: skip


def partners(results: Results) -> Exhibit:
    """Who pays how much of a joint sum; what is not divided stays together."""
    rows = results.money.shares
    return Exhibit(
        name="partners",
        title=titles.partners(rows),
        caption="A year's sum in pounds of the day. What no paper divides is not divided here.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Joint sum": rows["stream"],
                "Partner": rows["partner"].replace("", "all others together"),
                "Pounds of the day, a year": rows["amount_gbp"].map(pounds),
                "Share": [percent(share, 1) for share in rows["share"]],
                "Note": [why or "–" for why in rows["reason"]],
            }
        ),
        figures=all_figures(rows["figures"]),
    )


def by_head(results: Results) -> Exhibit:
    """Pounds for each resident and each adult, with the population that they are set against."""
    rows, year = results.money.by_head, results.parameters.price_year
    known = rows[rows["residents"].notna()]
    return Exhibit(
        name="by_head",
        title=titles.by_head(known["per_resident_gbp"]),
        caption=(
            f"{_day_and_year(results)}; adults are people "
            "of 16 and over. Full years with a population of a day within a year of their middle; the other years have "
            "none at hand. Populations before and after the census of 2021 are of different bases: not for a trend."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "For": known["stream"],
                "Year": known["financial_year"],
                "Set against": [
                    f"{row.per_area}, {period(row.population_date, row.population_date)} "
                    f"({population_release(results, row.population_sources)})"
                    for row in known.itertuples()
                ],
                "A resident (day)": known["per_resident_gbp"].map(pounds_and_pence),
                "An adult (day)": known["per_adult_gbp"].map(pounds_and_pence),
                f"A resident ({year})": _real_pence(known["per_resident_real_gbp"], results),
                f"An adult ({year})": _real_pence(known["per_adult_real_gbp"], results),
            }
        ),
        figures=tuple(dict.fromkeys(figure for figure in known["figure"] if figure)),
    )


def _day_and_year(results: Results) -> str:
    if results.money.no_index:
        return f"In {money_basis(results)}"
    parameters = results.parameters
    return f"Pounds of the day and {parameters.price_year} prices ({DEFLATOR_NAMES[parameters.deflator]})"


def _real_pence(amounts: pd.Series, results: Results) -> list[str]:
    return [words.in_real_terms(pounds_and_pence(one), results.money.no_index) for one in amounts]


def by_person(results: Results) -> Exhibit:
    """Pounds for each person supported and the standstill cost, or why neither can be calculated."""
    rows = add_labels(results.money.by_person, results)
    grouped = rows.groupby(["era", "service", "area", "reason"], sort=False)
    confidence = confidence_label(results.parameters.confidence)
    return Exhibit(
        name="by_person",
        title=titles.by_person(int(grouped["reason"].first().eq("").sum()), grouped.ngroups),
        caption=(
            "Only where people and pounds are of one service, area and year. Pounds of the day; the interval is that "
            f"of the count of people ({confidence}). The cost of abuse to society is no price of a service and enters "
            "nowhere."
        ),
        alternative_text="",
        table=pd.DataFrame(
            [
                {
                    "System": era_labels(results).get(era, era),
                    "Service": part["service_label"].iloc[0] or "no one service",
                    "Area": area,
                    "Years": words.span_of_years(part["financial_year"].tolist()),
                    "Pounds of the day for each person": _unit_costs(part, why, results.parameters.confidence),
                    "Standing still": _standstill(results, (era, service, area)),
                }
                for (era, service, area, why), part in grouped
            ]
        ),
        figures=all_figures(rows["figures"]),
    )  # fmt: skip


def payment(results: Results) -> Exhibit:
    """What the indicators of the payment rule would have earned, as a share of the funding, or why nobody can say."""
    rows = results.money.payment
    if rows.empty:
        return Exhibit("payment", "Payment by results", "", "", pd.DataFrame())
    rows = add_labels(rows, results)
    table = _payment_table(rows)
    return Exhibit(
        name="payment",
        title=service_titles.payment(int(rows["payment_share"].notna().sum()), len(rows)),
        caption=f"{_terms(results).what}, under assumed criteria. {_terms(results).caveat}",
        alternative_text="",
        table=add_marks(table, rows["figures"], results),
        figures=(*results.money.payment_rule.figures, *all_figures(rows["figures"])),
    )


def _payment_table(rows: pd.DataFrame) -> pd.DataFrame:
    values = zip(rows["value"], rows["target"], rows["unit"], strict=True)
    printed = [(words.in_unit(value, unit), words.in_unit(target, unit)) for value, target, unit in values]
    limits = zip(rows["low"], rows["high"], strict=True)
    required = zip(rows["requirement"], rows["reason"], strict=True)
    return pd.DataFrame(
        {
            "Indicator": rows["measure"].str.capitalize(),
            "Period": rows["period"],
            "Printed": [value for value, _ in printed],
            "Interval": [
                "cannot be given" if pd.isna(low) else interval(f"{number(low)}%", f"{number(high)}%")
                for low, high in limits
            ],
            "Target": [
                target if known else "none" for (_, target), known in zip(printed, rows["target"].notna(), strict=True)
            ],
            "Requirement": [f"{said}: {why}" if why else said for said, why in required],
            "Share of the funding": [percent(share) if pd.notna(share) else "–" for share in rows["payment_share"]],
        }
    )


def _terms(results: Results):
    return results.catalogue.payment_rules[0]


def _unit_costs(part: pd.DataFrame, why: str, confidence: float) -> str:
    if why:
        return f"cannot be calculated: {why}"
    return "; ".join(
        f"{row.financial_year}: {words.unit_cost(row, confidence)} of {number(row.people)} ({short(row.measure)})"
        for row in part.itertuples()
    )


def _standstill(results: Results, key: tuple[str, str, str]) -> str:
    table = results.money.standstill
    era, service, area = key
    own = table[table["era"].eq(era) & table["service"].eq(service) & table["area"].eq(area)]
    known = own[own["reason"].eq("")]
    if known.empty:
        return "cannot be calculated"
    return "; ".join(words.standstill(row, results.parameters.confidence) for row in known.itertuples())
