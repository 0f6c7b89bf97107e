"""The numbers that a pack stands for, as typed values with an id: for the manifest, and for people's words to cite."""

import pandas as pd

from analysis.pack.exhibits.demand import shown_series
from analysis.pack.exhibits.labels import add_labels
from analysis.pack.exhibits.projection import projected
from analysis.pack.manifest import Headline
from analysis.pipeline import Results
from analysis.wording.money import in_real_terms
from analysis.wording.numbers import CANNOT, number, people_estimated, pounds, signed_percent


def list_headlines(results: Results) -> list[Headline]:
    """Demand, its growth, the flow into open cases, money in real terms and expected need."""
    return [*_demand(results), *_growth(results), *_ahead(results), *_flows(results), *_money(results), *_need(results)]


def _demand(results: Results) -> list[Headline]:
    latest = shown_series(results).groupby("series", sort=False).tail(1)
    return [
        Headline(
            f"{row.service}-latest", f"{row.service_label}, {row.measure.lower()}, {row.period}",
            row.value, row.rate_low * row.exposure_months, row.rate_high * row.exposure_months,
            "people in the period", number(row.value), tuple(row.figures),
        )
        for row in latest.itertuples()
    ]  # fmt: skip


def _growth(results: Results) -> list[Headline]:
    return [
        Headline(
            f"{row.service}-growth", f"{row.service_label}, growth of demand a year",
            row.growth_per_year, row.low, row.high, "fraction a year",
            CANNOT if pd.isna(row.growth_per_year) else signed_percent(row.growth_per_year),
        )
        for row in add_labels(results.growth, results).itertuples()
    ]  # fmt: skip


def _ahead(results: Results) -> list[Headline]:
    last = projected(results).groupby(["era", "service", "area"], sort=False).tail(1)
    return [
        Headline(
            f"{row.service}-ahead", f"{row.service_label}, {row.measure.lower()}, {row.period}, projected",
            row.mean, row.lo95, row.hi95, "people in the period", number(row.mean),
        )
        for row in last.itertuples()
    ]  # fmt: skip


def _flows(results: Results) -> list[Headline]:
    latest = results.flows.sort_values("period_end").groupby(["era", "service", "area"], sort=False).tail(1)
    return [
        Headline(
            f"{row.service}-net-flow", f"{row.service_label}, accepted less left, {row.period}",
            row.net, float("nan"), float("nan"), "people in the period", number(row.net), tuple(row.figures),
        )
        for row in add_labels(latest, results).itertuples()
    ]  # fmt: skip


def _money(results: Results) -> list[Headline]:
    latest = results.funding[results.funding["months"].eq(12)].groupby("line", sort=False).tail(1)
    sums = [
        Headline(
            f"{row.line}-real", f"{row.stream}, {row.financial_year}, in {results.parameters.price_year} prices",
            row.amount_real_gbp, float("nan"), float("nan"), "gbp",
            in_real_terms(pounds(row.amount_real_gbp), results.money.no_index), (row.figure,),
        )
        for row in latest.itertuples()
    ]  # fmt: skip
    names = results.funding.groupby("line", sort=False)["stream"].last()
    changes = [
        Headline(
            f"{row.line}-real-change", f"{names[row.line]}, real change {row.first_year} to {row.last_year}",
            row.change_real, float("nan"), float("nan"), "fraction",
            in_real_terms(signed_percent(row.change_real, 1), results.money.no_index),
        )
        for row in results.funding_change.itertuples()
    ]  # fmt: skip
    return sums + changes


def _need(results: Results) -> list[Headline]:
    both = results.need[results.need["sex"].eq("all")] if len(results.need) else pd.DataFrame()
    return [
        Headline(
            f"need-{row.area.lower().replace(' ', '-')}", f"People expected in {row.area}",
            row.victims, row.low, row.high, "people", people_estimated(row.victims),
        )
        for row in both.itertuples()
    ]  # fmt: skip
