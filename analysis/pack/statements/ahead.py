"""What is said of growth and of what may come, no stronger than the intervals allow."""

from collections.abc import Collection

import pandas as pd

from analysis.pack.exhibits.demand import shown_series
from analysis.pack.exhibits.growth import estimate_labels, growth_sources
from analysis.pack.exhibits.labels import add_labels, all_figures
from analysis.pack.exhibits.projection import SERVICE, projected, tests
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.pipeline.growth_evidence import without_growth_evidence
from analysis.wording import ahead
from analysis.wording.numbers import join


def of_growth(results: Results) -> list[Statement]:
    """Everything that is said of growth: each kind of evidence, overlaps, and what a scenario takes."""
    return [*of_growth_by_kind(results), *of_growth_counted(results)]


def of_growth_by_kind(results: Results) -> list[Statement]:
    """A statement for each kind of evidence, and what changed its recording."""
    evidence = results.growth_evidence
    if evidence.empty or not evidence["counted"].any():
        return [Statement(ahead.no_growth(list(dict.fromkeys(evidence.get("reason", ())))))]
    return [_of_kind(row, results) for row in results.growth_synthesis.itertuples()]


def of_growth_counted(results: Results) -> list[Statement]:
    """What counts once though claimed twice, and what a scenario takes; nothing where no evidence counts."""
    evidence = results.growth_evidence
    counted = len(evidence) and evidence["counted"].any()
    return [*_of_overlaps(results), *_of_choice(results)] if counted else []


def of_switch(results: Results, excluded: Collection[str]) -> list[Statement]:
    """What switching some of the evidence of growth off changes: each kind, and what a scenario takes.

    excluded: ids of documents or of estimates, as for `growth_forest`. Nothing where nothing is switched off.
    """
    if not excluded:
        return []
    after = without_growth_evidence(results, excluded)
    names = growth_sources(results) | estimate_labels(results)
    made = [Statement(f"Switched off: {join([names[one] for one in sorted(excluded)])}.")]
    now = {row.kind: row for row in after.growth_synthesis.itertuples()}
    for row in results.growth_synthesis.itertuples():
        made.append(Statement(f"{ahead.switched_kind(row, now[row.kind])}{_counting_now(row.kind, results, after)}"))
    return [*made, Statement(ahead.switched_choice(results.growth_choice, after.growth_choice))]


def _counting_now(kind: str, before: Results, after: Results) -> str:
    """Which estimates count now because the one that stood for the same counts is off."""
    counted = [set(_of(one.growth_evidence, kind).query("counted")["estimate"]) for one in (before, after)]
    new = [estimate_labels(before)[one] for one in sorted(counted[1] - counted[0])]
    return f" Counted now in its place: {join([ahead.quoted(one) for one in new])}." if new else ""


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
        made.append(Statement(f"{text} {ahead.sentence_of(tests(results)[key])}", all_figures(before["figures"])))
    return made + ([Statement(ahead.ASSUMED_AHEAD)] if made else []) + _of_totals(results) + _of_refusals(results)


def _of_totals(results: Results) -> list[Statement]:
    """What a service may bring over all of LLR where its areas can be added up, and why the others cannot."""
    shown = set(results.projection.loc[results.projection["reason"].eq(""), "service"])
    rows = add_labels(results.projection_totals[results.projection_totals["service"].isin(shown)], results)
    told = rows[rows["reason"].eq("")]
    made = [Statement(ahead.total_sentence(part.iloc[-1])) for _, part in told.groupby(["era", "service"], sort=False)]
    why = [f"{row.service_label} ({row.reason})" for row in rows[rows["reason"].ne("")].itertuples()]
    return made + ([Statement(f"No total for LLR can be added up of {join(why)}.")] if why else [])


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
    said += _of_recording(counted, estimate_labels(results))
    figures = {claim.id: claim.figure for claim in results.catalogue.growth_evidence}
    return Statement(" ".join(said), tuple(figures[one] for one in counted["estimate"] if figures.get(one)))


def _of_recording(counted: pd.DataFrame, names: dict[str, str]) -> list[str]:
    """What changed recording in the time of which estimates: one sentence for each set of events."""
    changed = counted[counted["recording"].ne("")]
    return [
        ahead.recording_sentence([names[one] for one in rows["estimate"]], events)
        for events, rows in changed.groupby("recording", sort=False)
    ]


def _of_overlaps(results: Results) -> list[Statement]:
    names, overlaps = estimate_labels(results), results.growth_overlaps
    if overlaps.empty:
        return []
    twice = results.growth_evidence[results.growth_evidence["reason"].str.startswith("The same counts")]
    return [
        Statement(
            ahead.overlap_sentence(
                join([ahead.quoted(names[one]) for one in rows["estimate"]]), kind, _of(overlaps, kind)
            )
        )
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
