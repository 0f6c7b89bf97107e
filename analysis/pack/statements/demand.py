"""What is said of demand: each service against its own first period, its trend, the flow into open cases."""

import pandas as pd

from analysis.pack.exhibits.demand import shown_series
from analysis.pack.exhibits.labels import add_labels, all_figures
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording import sentences
from analysis.wording.numbers import count_of, join, number

# From so many services on a reader will compare the number with the table of the paper.
MANY = 8


def of_demand(results: Results) -> list[Statement]:
    """A statement for each service with two periods or more: first against last, then its trend."""
    return _of_each(shown_series(results), results)


def of_newest_system(results: Results) -> list[Statement]:
    """A statement for each service of the newest system, with two periods or more: first against last, its trend."""
    series = shown_series(results)
    return _of_each(series[series["era"].eq(series["era"].iloc[0])], results) if len(series) else []


def of_earlier_systems(results: Results) -> list[Statement]:
    """The same for each service of the systems before."""
    series = shown_series(results)
    return _of_each(series[series["era"].ne(series["era"].iloc[0])], results) if len(series) else []


def _of_each(series: pd.DataFrame, results: Results) -> list[Statement]:
    return [_of_series(rows, results) for _, rows in series.groupby("series", sort=False)]


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


def of_markers(results: Results) -> list[Statement]:
    """How many published series have a recent-trend marker or process limits, and why the others have none."""
    rows = results.recent_trends
    return [Statement(sentences.markers_in_short(rows))] if len(rows) else []


def of_silence(results: Results) -> list[Statement]:
    """A statement that names the services of which no demand series was published."""
    shown = set(shown_series(results)["service"])
    single = results.services[results.services["kind"].ne("aggregate")]
    silent = single[~single["service"].isin(shown)]
    if silent.empty:
        return []
    by_era = [_silent(era, rows) for era, rows in silent.groupby("era_label", sort=False)]
    return [Statement(f"No counts by period have been published for {join(by_era)}.")]


def _silent(era: str, rows: pd.DataFrame) -> str:
    """How many services of a system are meant; where most stand in one table of a paper, how many of them do."""
    listed = rows.groupby(["source", "locator"], sort=False).size().max()
    if len(rows) > MANY and 1 < listed < len(rows):
        return (
            f"{count_of(len(rows), 'service or post', 'services and posts')} of the system {era} ({number(listed)} in "
            f"one table of its paper and {number(len(rows) - listed)} named elsewhere)"
        )
    return f"{count_of(len(rows), 'service')} of the system {era}"


def of_open_cases(results: Results) -> list[Statement]:
    """A statement for each service that publishes both who came in and who left."""
    rows = add_labels(results.flows, results)
    return [
        Statement(
            sentences.net_flow_sentence(label, list(part["net"]), list(part["period"])), all_figures(part["figures"])
        )
        for label, part in rows.groupby("service_label", sort=False)
    ]
