"""Exhibits of demand: each service against its own first period, and the flow into open cases."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import add_marks
from analysis.pack.exhibits.labels import add_labels, all_figures, short, two_lines
from analysis.pipeline import Results
from analysis.wording import sentences
from analysis.wording.numbers import confidence_label, count_of, interval, join, number
from analysis.wording.titles import services as titles


def demand_index(results: Results) -> Exhibit:
    """Each service's demand as an index on its own first comparable period, one panel a service."""
    rows = shown_series(results)
    confidence = confidence_label(results.parameters.confidence)
    drawn = rows.assign(panel=rows["service_label"] + "\n" + rows["measure"], period=rows["period"].map(two_lines))
    return Exhibit(
        name="demand_index",
        title=_title(rows),
        caption=(
            "Demand for each service by the month, as a percentage of its own first period (100). Bars are "
            f"{confidence} intervals of the ratio to that period: counting error only. No line, base or slope reaches "
            "from one contract into the next."
        ),
        alternative_text=" ".join(_spoken(part) for _, part in rows.groupby("series", sort=False)),
        table=add_marks(_demand_table(rows, confidence), rows["figures"], results),
        panels=partial(charts.index_panels, drawn) if len(rows) else None,
        figures=all_figures(rows["figures"]),
    )


def net_flow(results: Results) -> Exhibit:
    """People accepted and people leaving, period by period, for each service that publishes both."""
    rows = add_labels(results.flows, results)
    long = pd.concat(
        [
            rows.assign(flow_label="accepted", count=rows["entries"]),
            rows.assign(flow_label="left", count=rows["exits"]),
        ]
    )
    drawn = long.assign(panel=long["service_label"], period=long["period"].map(two_lines))
    return Exhibit(
        name="net_flow",
        title=titles.accepted_and_left(rows.groupby(["era", "service", "area"])["net"].sum()),
        caption="People accepted into each service and people leaving it, planned and unplanned, in each period.",
        alternative_text=" ".join(
            sentences.net_flow_sentence(label, list(part["net"]), list(part["period"]))
            for label, part in rows.groupby("service_label", sort=False)
        ),
        table=add_marks(_flow_table(rows), rows["figures"], results),
        panels=partial(charts.flow_panels, drawn) if len(rows) else None,
        figures=all_figures(rows["figures"]),
    )


def shown_series(results: Results) -> pd.DataFrame:
    """The series that services are shown by, labelled, where there are two periods or more; the newest come first."""
    chosen = results.demand[results.demand["stands_for_demand"]]
    periods = chosen.groupby(["era", "service", "area"])["value"].transform("size")
    latest = chosen.groupby("era")["period_end"].transform("max")
    newest_first = chosen[periods.ge(2)].assign(latest=latest).sort_values("latest", ascending=False, kind="stable")
    rows = add_labels(newest_first.drop(columns="latest"), results)
    labels = {measure.id: measure.label for measure in results.catalogue.measures}
    return rows.assign(
        series=rows["era"] + "/" + rows["service"] + "/" + rows["area"],
        measure=[short(labels.get(measure, measure)) for measure in rows["measure"]],
    )


def _title(rows: pd.DataFrame) -> str:
    verbs = [
        sentences.movement(part["index_low"].iloc[-1] / 100, part["index_high"].iloc[-1] / 100)
        for _, part in rows.groupby("series", sort=False)
    ]
    told = [
        f"{count_of(verbs.count(verb), 'service')} {verb}"
        for verb in ("rose", "fell", "stayed about the same")
        if verb in verbs
    ]
    untold = verbs.count(sentences.CANNOT_BE_TOLD)
    told += [f"for {count_of(untold, 'service')} it cannot be told"] if untold else []
    return f"Demand between the first and the last published period: {join(told)}"


def _spoken(part: pd.DataFrame) -> str:
    values = join([f"{number(row.value)} in {row.period}" for row in part.itertuples()])
    return f"{part['service_label'].iloc[0]}, {part['measure'].iloc[0].lower()}: {values}."


def _flow_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Service": rows["service_label"],
            "Period": rows["period"],
            "Accepted": rows["entries"].map(number),
            "Left": rows["exits"].map(number),
            "Accepted less left": rows["net"].map(number),
        }
    )


def _demand_table(rows: pd.DataFrame, confidence: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Service": rows["service_label"],
            "Counted": rows["measure"],
            "Period": rows["period"],
            "Months": rows["exposure_months"].map(number),
            "People": rows["value"].map(number),
            "A month": rows["rate_per_month"].map(partial(number, places=1)),
            "First period = 100": rows["index_value"].map(number),
            f"{confidence} interval": [
                "base" if pd.isna(low) else interval(number(low), number(high))
                for low, high in zip(rows["index_low"], rows["index_high"], strict=True)
            ],
        }
    )
