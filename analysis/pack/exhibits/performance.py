"""Exhibits of how services do: shares by period, targets, known outcomes, promises."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.cells import NONE, base, count, limits, months_of, share_limits, sized
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import add_marks
from analysis.pack.exhibits.labels import add_labels, all_figures, service_names, two_lines
from analysis.pipeline import Results
from analysis.wording.numbers import NOT_PUBLISHED, confidence_label, number, percent
from analysis.wording.titles import services as titles

FEWEST_DRAWN = 10
FINAL_PAYMENTS = "final payment when requirements are "


def performance(results: Results) -> Exhibit:
    """The indicators of how services do, by period, with intervals and targets where they can be had."""
    labels = {card.id: card.label for card in results.indicators.cards}
    rows = add_labels(results.performance, results).assign(label=results.performance["indicator"].map(labels))
    counted = rows[~rows["printed"] & rows["share"].notna() & _has_series(rows)]
    counted = counted[_is_of_enough(counted)]
    confidence = confidence_label(results.parameters.confidence)
    return Exhibit(
        name="performance",
        title=titles.performance(int(rows["low"].notna().sum()), len(rows)),
        caption=(
            f"Shares of people with {confidence} intervals (Wilson). A share printed without the number of people "
            "behind it stands in the table only; it has an interval where its count allows one base or a few. "
            "Series of fewer than ten people in some period are not drawn."
        ),
        alternative_text=" ".join(
            f"{label}, {service}: "
            + ", ".join(f"{percent(row.share)} in {row.period}" for row in part.itertuples())
            + "."
            for (label, service), part in counted.groupby(["label", "service_label"], sort=False)
        ),
        table=add_marks(_share_table(rows, confidence), rows["figures"], results),
        panels=partial(charts.share_panels, _drawn(counted)) if len(counted) else None,
        figures=all_figures(rows["figures"]),
    )


def targets(results: Results) -> Exhibit:
    """The indicators reported to the City Mayor: as printed, and what their interval tells of their targets."""
    labels = {card.id: card.label for card in results.indicators.cards}
    rows = results.dashboard.targets
    table = pd.DataFrame(
        {
            "Indicator": rows["indicator"].map(labels),
            "Period": months_of(rows),
            "People": [_of(*ids) for ids in zip(rows["numerator"], rows["base_least"], rows["base_most"], strict=True)],
            "Share as printed": rows["share"].map(percent),
            f"{confidence_label(results.parameters.confidence)} interval": [
                share_limits(*pair) for pair in zip(rows["low"], rows["high"], strict=True)
            ],
            "Target": [NONE if pd.isna(target) else percent(target) for target in rows["target"]],
            "As printed": [side or NONE for side in rows["as_printed"]],
            "Status": [status or "no target" for status in rows["status"]],
            "Remark": rows["reason"],
        }
    )
    return Exhibit(
        name="targets",
        title=titles.verdicts(rows["status"], "Targets of the indicators reported to the City Mayor"),
        caption=(
            "Met, or not met, only where the whole interval lies on that side of the target. The third indicator "
            "reported, the number of victims engaged in support, has no target and stands on the dashboard. "
            f"{_payment_rule(results)}"
        ).strip(),
        alternative_text="",
        table=add_marks(table, rows["figures"], results),
        figures=all_figures(rows["figures"]),
    )


def outcomes_known(results: Results) -> Exhibit:
    """Of how many who left a service the outcome is known."""
    rows = results.dashboard.outcomes_known
    table = pd.DataFrame(
        {
            "Service": rows["service"].map(service_names(results)),
            "Period": months_of(rows),
            "Positive closures": rows["positive"].map(count),
            "Share as printed": rows["positive_share"].map(percent),
            "Outcomes known": [base(*pair) for pair in zip(rows["known_least"], rows["known_most"], strict=True)],
            "People who left": rows["exits"].map(count),
            "Known, of those who left": [_with_limits(row) for row in rows.itertuples()],
            "Remark": rows["reason"],
        }
    )
    return Exhibit(
        name="outcomes_known",
        title=titles.outcomes_known(rows["share"]),
        caption=(
            "The number of known outcomes is worked out from the positive closures and their printed percentage; a "
            "good share of a few says little of all who left."
        ),
        alternative_text="",
        table=add_marks(table, rows["figures"], results),
        figures=all_figures(rows["figures"]),
    )


def promises(results: Results) -> Exhibit:
    """What contracts promise beside what was counted."""
    labels = {card.id: card.label for card in results.indicators.cards}
    rows = results.dashboard.promises
    table = pd.DataFrame(
        {
            "Promise": rows["promise"].map(labels),
            "Service": rows["service"].map(service_names(results)),
            "Promised": [_promised(row) for row in rows.itertuples()],
            "Counted": [
                NONE if pd.isna(row.value) else f"{number(row.value)} {row.measure}" for row in rows.itertuples()
            ],
            "Over at most": [
                NONE if pd.isna(months) else f"{sized(months)} months" for months in rows["months_at_most"]
            ],
            "At least, in a year": [NONE if pd.isna(value) else sized(value) for value in rows["yearly_at_least"]],
            "Status": rows["status"],
            "Remark": rows["reason"],
        }
    )
    return Exhibit(
        name="promises",
        title=titles.verdicts(rows["status"], "Promises of contracts against what was counted"),
        caption=(
            "A count without a printed last day covers at most the time up to its paper: its yearly number is at least "
            "the one shown. A promise is met, or not met, only where that and its interval leave no other answer."
        ),
        alternative_text="",
        table=add_marks(table, rows["figures"], results),
        figures=all_figures(rows["figures"]),
    )


def _payment_rule(results: Results) -> str:
    """What part of the money hangs on results, as printed; nothing where no paper prints a rule."""
    figures = results.figures[
        results.figures["restates"].eq("") & results.figures["measure"].str.startswith(FINAL_PAYMENTS)
    ]
    parts = [f"{number(row.value)}% when {row.measure.removeprefix(FINAL_PAYMENTS)}" for row in figures.itertuples()]
    return f"The final payment depends on the requirements: {', '.join(parts)}." if parts else ""


def _promised(row) -> str:
    unit = "" if row.unit == "count" else f" {row.unit}"
    span = "" if pd.isna(row.promised_months) else f" in {number(row.promised_months)} months"
    return f"{NOT_PUBLISHED if pd.isna(row.promised) else number(row.promised)}{unit}{span}"


def _of(part: float, least: float, most: float) -> str:
    if pd.isna(part):
        return NOT_PUBLISHED
    return f"{number(part)} of {base(least, most)}" if pd.notna(least) else number(part)


def _with_limits(row) -> str:
    return NONE if pd.isna(row.share) else f"{percent(row.share)} ({share_limits(row.low, row.high)})"


def _is_of_enough(rows: pd.DataFrame) -> pd.Series:
    """Whether a series is of ten people or more in every period: a picture of fewer shows little but chance."""
    return rows.groupby(["indicator", "era", "service", "area"])["denominator"].transform("min").ge(FEWEST_DRAWN)


def _has_series(rows: pd.DataFrame) -> pd.Series:
    keys = ["indicator", "era", "service", "area"]
    return rows.groupby(keys)["period_start"].transform("nunique").ge(2)


def _drawn(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        panel=rows["label"] + "\n" + rows["service_label"],
        period=rows["period"].map(two_lines),
        percent=100 * rows["share"],
        percent_low=100 * rows["low"],
        percent_high=100 * rows["high"],
        target_percent=100 * rows["target"],
    )


def _share_table(rows: pd.DataFrame, confidence: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Indicator": rows["label"],
            "Service": rows["service_label"],
            "Period": rows["period"],
            "People": [
                f"{number(top)} of {number(whole)}" if pd.notna(whole) else _of(top, least, most)
                for top, whole, least, most in zip(
                    rows["numerator"], rows["denominator"], rows["base_least"], rows["base_most"], strict=True
                )
            ],
            "Share": rows["share"].map(percent),
            f"{confidence} interval": [
                "cannot be given" if pd.isna(low) else limits(low, high, percent)
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "Target": [percent(target) if pd.notna(target) else "none" for target in rows["target"]],
        }
    )
