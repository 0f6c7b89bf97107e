"""What is said of demand: each service against its own first period, its trend, the flow into open cases."""

import pandas as pd

from analysis.pack.exhibits.demand import shown_series
from analysis.pack.exhibits.labels import add_labels, all_figures
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording import sentences
from analysis.wording.numbers import count_of, join


def of_demand(results: Results) -> list[Statement]:
    """A statement for each service with two periods or more: first against last, then its trend."""
    return [_of_series(rows, results) for _, rows in shown_series(results).groupby("series", sort=False)]


def of_newest(results: Results) -> list[Statement]:
    """The statement of the largest series among those that reach furthest towards today."""
    series = shown_series(results)
    newest = series[series["period_end"].eq(series["period_end"].max())].nlargest(1, "value")
    return [_of_series(series[series["series"].isin(newest["series"])], results)] if len(newest) else []


def _of_series(rows: pd.DataFrame, results: Results) -> Statement:
    confidence = results.parameters.confidence
    growth = results.growth.set_index(["era", "service", "area"])
    first, last = rows.iloc[0], rows.iloc[-1]
    subject = f"{last.service_label} ({last.area}), {last.measure.lower()}"
    ends = sentences.counts_compared(subject, first, last, confidence)
    trend = sentences.growth_sentence(growth.loc[(last.era, last.service, last.area)], confidence)
    return Statement(f"{ends} {trend}", all_figures(rows["figures"]))


def of_silence(results: Results) -> list[Statement]:
    """A statement that names the services of which no demand series was published."""
    shown = set(shown_series(results)["service"])
    single = results.services[results.services["kind"].ne("aggregate")]
    silent = single[~single["service"].isin(shown)]
    if silent.empty:
        return []
    by_era = [
        f"{count_of(len(rows), 'service')} of the system «{era}»"
        for era, rows in silent.groupby("era_label", sort=False)
    ]
    return [Statement(f"No counts by period have been published for {join(by_era)}.")]


def of_open_cases(results: Results) -> list[Statement]:
    """A statement for each service that publishes both who came in and who left."""
    rows = add_labels(results.flows, results)
    return [
        Statement(
            sentences.net_flow_sentence(label, list(part["net"]), list(part["period"])), all_figures(part["figures"])
        )
        for label, part in rows.groupby("service_label", sort=False)
    ]
