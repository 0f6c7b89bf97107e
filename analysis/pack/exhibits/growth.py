"""Exhibits of growth: every estimate beside the others of its kind, and what each one weighs."""

from collections.abc import Collection
from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import short
from analysis.pipeline import Results
from analysis.pipeline.growth_evidence import without_growth_evidence
from analysis.wording.ahead import log_interval, log_percent
from analysis.wording.numbers import confidence_label, number, percent, period
from analysis.wording.titles import services as titles

LABEL_LENGTH = 44
# Behind the name of an estimate in whose time the way of recording changed; the table names the event.
STAR = " *"


def growth_forest(results: Results, excluded: Collection[str] = ()) -> Exhibit:
    """Every estimate of growth a year with its interval, kinds apart, and what each kind says together.

    excluded: ids of documents or of estimates that do not count; they stay in the picture, in grey.
    Raises BadArgument for an id that is neither (`growth_sources`, `estimate_labels` list them).
    """
    results = without_growth_evidence(results, excluded) if excluded else results
    rows = labelled(results)
    confidence = confidence_label(results.parameters.confidence)
    return Exhibit(
        name="growth_forest",
        title=titles.growth(results.growth_synthesis),
        caption=(
            f"Each line is an estimate with its {confidence} interval, on a scale of ratios; grey ones do not count: "
            "the table says why. Kinds are never mixed. A summary is an average where three or more estimates are "
            "independent, else a range with no middle. Lines longer than the picture are cut. A star: the way of "
            "recording changed in that time; the table names what changed."
        ),
        alternative_text=" ".join(_spoken(row) for row in rows.itertuples()),
        table=_table(rows, confidence, estimate_labels(results)) if len(rows) else pd.DataFrame(),
        panels=partial(charts.forest_panels, _for_paper(shown_growth(results))) if len(rows) else None,
        columns=1,
        figures=tuple(claim.figure for claim in results.catalogue.growth_evidence if claim.figure),
    )


def growth_influence(results: Results) -> Exhibit:
    """What each kind of evidence would say without each of its estimates."""
    names, syntheses = estimate_labels(results), results.growth_synthesis
    several = syntheses.loc[syntheses["estimates"].gt(1), "kind"] if len(syntheses) else []
    rows = results.growth_influence
    rows = rows[rows["kind"].isin(several)] if len(rows) else rows
    table = pd.DataFrame(
        {
            "Kind": rows["kind"],
            "Without": rows["left_out"].map(names),
            "Average a year": ["none: a range" if row.form == "range" else log_percent(row.mean)
                               for row in rows.itertuples()],
            "Interval": [log_interval(row.low, row.high) for row in rows.itertuples()],
        }
    ) if len(rows) else pd.DataFrame()  # fmt: skip
    return Exhibit(
        name="growth_influence",
        title="Growth without each estimate",
        caption="The same synthesis with one estimate left out: a finding that rests on one of them shows here.",
        alternative_text="",
        table=table,
    )


def growth_sources(results: Results) -> dict[str, str]:
    """What a reader may switch off: the id of each document that gives an estimate of growth, and its name."""
    given = {estimate.source for estimate in results.growth_estimates}
    return {one.id: f"{one.title} ({one.body})" for one in results.catalogue.documents if one.id in given}


def labelled(results: Results) -> pd.DataFrame:
    """The estimates with the `label` that readers know each by."""
    rows = results.growth_evidence
    return rows.assign(label=rows["estimate"].map(estimate_labels(results))) if len(rows) else rows


def estimate_labels(results: Results) -> dict[str, str]:
    """The name of each estimate: that of the register, or the service and area of a trend."""
    services = results.services.set_index("service")["service_label"]
    trends = {
        f"{row.era}/{row.service}/{row.area}": f"{short(services.get(row.service, row.service))} ({row.area})"
        for row in results.growth.itertuples()
    }
    return {claim.id: claim.label for claim in results.catalogue.growth_evidence} | trends


def shown_growth(results: Results) -> pd.DataFrame:
    """What a forest draws, as `charts.forest_panels` takes it: the estimates of each kind, then its summary."""
    rows, parts = labelled(results), []
    for one in results.growth_synthesis.itertuples():
        name = "Average" if one.form == "random effects" else "Range"
        summary = {"label": name, "log_growth": one.mean, "low": one.low, "high": one.high, "counted": True}
        own = rows[rows["kind"].eq(one.kind)].assign(summary=False)
        added = pd.DataFrame([summary | {"summary": True}]) if one.estimates > 1 else own.head(0)
        parts.append(pd.concat([own, added], ignore_index=True).assign(panel=one.kind.capitalize()))
    drawn = pd.concat(parts, ignore_index=True)
    columns = ["panel", "label", "log_growth", "low", "high", "counted", "summary", "recording"]
    return drawn.assign(label=drawn["label"].map(short), recording=drawn["recording"].fillna(""))[columns]


def _for_paper(drawn: pd.DataFrame) -> pd.DataFrame:
    """The same with names that a page has room for, and a star where the way of recording changed."""
    stars = drawn["recording"].map(lambda changed: STAR if changed else "")
    return drawn.assign(label=drawn["label"].map(_cut) + stars).drop(columns="recording")


def _spoken(row) -> str:
    counted = "" if row.counted else ", not counted"
    changed = f"; in its time recording changed ({row.recording})" if row.recording else ""
    return f"{row.label}: {log_percent(row.log_growth)} a year, {log_interval(row.low, row.high)}{counted}{changed}."


def _table(rows: pd.DataFrame, confidence: str, names: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Kind": rows["kind"],
            "Estimate": rows["label"],
            "A year": rows["log_growth"].map(log_percent),
            f"{confidence} interval, or range assumed": [log_interval(row.low, row.high) for row in rows.itertuples()],
            "Window": [_window(row) for row in rows.itertuples()],
            "Weight": [percent(weight) if weight > 0 else "none" for weight in rows["weight"]],
            "Counted": ["yes" if row.counted else f"no. {_named(row.reason, names)}" for row in rows.itertuples()],
            "Error from": [f"assumption, {row.rating}" if row.basis == "assumption" else "counts"
                           for row in rows.itertuples()],
            "Recording changed": [row.recording or "nothing known" for row in rows.itertuples()],
        }
    )  # fmt: skip


def _named(reason: str, names: dict[str, str]) -> str:
    """A reason with the names that readers know in place of ids."""
    for name, label in names.items():
        reason = reason.replace(f" {name} ", f' "{label}" ')
    return reason


def _window(row) -> str:
    if pd.notna(row.start):
        return period(row.start, row.end)
    if row.window_stated:
        return f"{number(row.years_high)} years, dates not stated"
    return f"{number(row.years_low)} to {number(row.years_high)} years (assumed), dates not stated"


def _cut(label: str) -> str:
    return label if len(label) <= LABEL_LENGTH else f"{label[: LABEL_LENGTH - 1].rstrip()}…"
