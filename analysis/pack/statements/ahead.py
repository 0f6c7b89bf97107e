"""What is said of growth and of what may come, no stronger than the intervals allow."""

import pandas as pd

from analysis.pack.exhibits.demand import shown_series
from analysis.pack.exhibits.growth import estimate_labels
from analysis.pack.exhibits.labels import add_labels, all_figures
from analysis.pack.exhibits.projection import SERVICE, projected, tests
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording import ahead
from analysis.wording.numbers import join


def of_growth(results: Results) -> list[Statement]:
    """A statement for each kind of evidence, what changed its recording, overlaps, and what a scenario takes."""
    evidence = results.growth_evidence
    if evidence.empty or not evidence["counted"].any():
        return []
    made = [_of_kind(row, results) for row in results.growth_synthesis.itertuples()]
    return [*made, *_of_overlaps(results), *_of_choice(results)]


def of_projection(results: Results) -> list[Statement]:
    """A statement for each service that is projected, what they assume, and what could not be projected or tested."""
    rows = projected(results)
    seen = shown_series(results)
    made = []
    for key, part in rows.groupby(SERVICE, sort=False):
        before = seen[(seen[SERVICE] == list(key)).all(axis=1)]
        last, row = before.iloc[-1], part.iloc[-1]
        subject = f"{row.service_label} ({row.area}), {row.measure.lower()}"
        text = ahead.projection_sentence(subject, row, last.value, last.period)
        made.append(Statement(f"{text} Test: {tests(results)[key]}.", all_figures(before["figures"])))
    return made + ([Statement(ahead.ASSUMED_AHEAD)] if made else []) + _of_refusals(results)


def _of_refusals(results: Results) -> list[Statement]:
    refused = add_labels(results.projection[results.projection["reason"].ne("")], results)
    listed = [
        f"{join(list(rows['service_label']))} ({reason})" for reason, rows in refused.groupby("reason", sort=False)
    ]
    return [Statement(f"Not projected: {'; '.join(listed)}.")] if listed else []


def _of_kind(row, results: Results) -> Statement:
    estimates = results.growth_evidence[results.growth_evidence["kind"].eq(row.kind)]
    counted = estimates[estimates["counted"]]
    said = [ahead.growth_of_kind(row)]
    rated = counted.loc[counted["basis"].eq("assumption"), "rating"].unique()
    if len(rated):
        said.append(f"The errors of these estimates are assumed ({join(sorted(rated))}).")
    changes = list(dict.fromkeys(one for text in counted["recording"] if text for one in text.split("; ")))
    if changes:
        said.append(f"What is recorded changed in that time, so not all of it is need: {'; '.join(changes)}.")
    figures = {claim.id: claim.figure for claim in results.catalogue.growth_evidence}
    return Statement(" ".join(said), tuple(figures[one] for one in counted["estimate"] if figures.get(one)))


def _of_overlaps(results: Results) -> list[Statement]:
    names, overlaps = estimate_labels(results), results.growth_overlaps
    if overlaps.empty:
        return []
    twice = results.growth_evidence[results.growth_evidence["reason"].str.startswith("The same counts")]
    return [
        Statement(ahead.overlap_sentence(f"«{join(list(rows['estimate'].map(names)))}»", kind, _of(overlaps, kind)))
        for kind, rows in twice.groupby("kind", sort=False)
    ]


def _of(table: pd.DataFrame, kind: str) -> pd.DataFrame:
    return table[table["kind"].eq(kind)]


def _of_choice(results: Results) -> list[Statement]:
    choice = results.growth_choice
    if choice is None:
        return []
    taken = f"{ahead.log_percent(choice.central)} a year, within {ahead.log_interval(choice.low, choice.high)}"
    return [Statement(f"For a scenario: {choice.why[0].lower()}{choice.why[1:]} That is {taken}.")]
