"""What is said of need and performance."""

import pandas as pd

from analysis.pack.exhibits.labels import add_labels, all_figures
from analysis.pack.statements import trust
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.reference.periods import months_between
from analysis.wording import need as need_words
from analysis.wording import sentences
from analysis.wording.numbers import count_of, join, percent

HALF_A_MONTH = 0.5


def of_need(results: Results) -> list[Statement]:
    """People expected in the board's area and in each council of it, or why nobody can be expected."""
    rows = results.need[results.need["sex"].eq("all")]
    if rows.empty:
        return [Statement(need_words.cannot_be_estimated(_newest_reason(results)))]
    order = ["Leicester", "Leicestershire", "Rutland", "LLR"]
    survey_year = rows["survey_year"].iloc[0]
    by_area = rows.set_index("area")
    places = tuple((source, "") for source in (rows["source"].iloc[0], *_populations(results)))
    return [
        Statement(sentences.need_sentence(area, by_area.loc[area], f"{survey_year:%B %Y}"), places=places)
        for area in order
        if area in by_area.index
    ]


def of_performance(results: Results) -> list[Statement]:
    """For each indicator and service, all its published periods together as counted, or each as printed."""
    known = {card.id: card for card in results.indicators.cards}
    pooled = add_labels(results.performance_pooled, results)
    printed = add_labels(results.performance[results.performance["printed"]], results)
    return [_as_counted(known[row.indicator], row, results.parameters.confidence) for row in pooled.itertuples()] + [
        _as_printed(known[indicator], service, rows, results)
        for (indicator, service), rows in printed.groupby(["indicator", "service_label"], sort=False)
    ]


def _populations(results: Results) -> list[str]:
    return results.rods.loc[results.rods["rod"].eq("population"), "source"].tolist()


def _newest_reason(results: Results) -> str:
    """Why the newest survey year that has a percentage cannot be used here; empty without one."""
    rows = results.assessment.expected
    refused = rows[rows["reason"].str.startswith("Cannot")]
    return "" if refused.empty else refused.sort_values("survey_year")["reason"].iloc[-1]


def _as_counted(indicator, row, confidence: float) -> Statement:
    subject = f"{row.service_label}, {indicator.label.lower()}, {row.period}"
    text = " ".join([sentences.share_sentence(subject, row, confidence), *indicator.caveats])
    return Statement(text, tuple(dict.fromkeys(row.figures)))


def _as_printed(indicator, service: str, rows, results: Results) -> Statement:
    last = rows.sort_values("period_end").iloc[-1]
    operated = results.figures.set_index("id")["exposure_months"]
    values = join([_value_printed(row, operated) for row in rows.itertuples()])
    target = "" if pd.isna(last.target) else f" The target for {last.period} was {percent(last.target)}."
    subject = f"{service}, {indicator.label.lower()}"
    figures = all_figures(rows["figures"])
    warnings = trust.of_percentages(figures, results)
    text = " ".join([f"{subject}: {values}, as printed.{target}", *indicator.caveats, warnings])
    return Statement(text.strip(), figures)


def _value_printed(row, operated: pd.Series) -> str:
    """A printed share with its period, and how many months of it the service was working where it was not all."""
    months = operated.get(row.figures[0])
    labelled = months_between(row.period_start, row.period_end)
    short = pd.notna(months) and labelled - months > HALF_A_MONTH
    worked = f" (only {count_of(months, 'month')} of operation)" if short else ""
    return f"{percent(row.share)} in {row.period}{worked}"
