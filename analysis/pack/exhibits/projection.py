"""The exhibit of demand ahead: a fan for each service that can be projected."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.demand import shown_series
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import add_labels, all_figures, short, two_lines
from analysis.pipeline import Results
from analysis.wording.ahead import ASSUMED_AHEAD
from analysis.wording.numbers import interval, number, percent

SERVICE = ["era", "service", "area"]


def demand_fan(results: Results) -> Exhibit:
    """What may be counted in the year after each series, with its prediction intervals."""
    rows = projected(results)
    seen = shown_series(results).merge(rows[SERVICE].drop_duplicates(), on=SERVICE)
    return Exhibit(
        name="demand_fan",
        title=_title(rows),
        caption=f"Counts of each service, and what may follow them in the year after. {ASSUMED_AHEAD}",
        alternative_text=" ".join(
            f"{row.service_label}, {row.period}: {number(row.mean)}, 95% prediction interval {number(row.lo95)} to "
            f"{number(row.hi95)}."
            for row in rows.itertuples()
        ),
        table=_table(rows, results) if len(rows) else pd.DataFrame(),
        panels=partial(charts.fan_panels, _drawn(seen, rows)) if len(rows) else None,
        columns=1,
        figures=all_figures(seen["figures"]) if len(seen) else (),
    )


def projected(results: Results) -> pd.DataFrame:
    """The projected periods, labelled; none where nothing could be projected."""
    rows = results.projection[results.projection["reason"].eq("")]
    labels = {measure.id: measure.label for measure in results.catalogue.measures}
    return add_labels(rows, results).assign(measure=[short(labels.get(one, one)) for one in rows["measure"]])


def tests(results: Results) -> dict[tuple[str, str, str], str]:
    """How well projections of a service's past did, in words, by era, service and area."""
    return {
        key: rows["reason"].iloc[0] if rows["reason"].iloc[0] else _tested(rows)
        for key, rows in results.back_test.groupby(SERVICE, sort=False)
    }


def _tested(rows: pd.DataFrame) -> str:
    said = [f"{percent(row.coverage)} of them in the {row.level:g}% interval" for row in rows.itertuples()]
    widest = rows.iloc[-1]
    return (
        f"tested on {number(widest.forecasts)} forecasts of its past: {', '.join(said)}; interval score "
        f"{number(widest.interval_score, 2)} against {number(widest.naive_interval_score, 2)} of last year repeated; "
        f"mean error {number(widest.mean_error, 2)}"
    )


def _title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Demand a year ahead"
    last = rows.groupby(SERVICE, sort=False).tail(1).nlargest(1, "hi95").iloc[0]
    return (
        f"Demand ahead is nearly unknown: {last.service_label}, {number(last.lo95)} to {number(last.hi95)} in "
        f"{last.period}"
        if last.hi95 >= 4 * max(last.lo95, 1)
        else f"Demand ahead: {last.service_label}, {number(last.lo95)} to {number(last.hi95)} in {last.period}"
    )


def _drawn(seen: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    parts = []
    for key, ahead in rows.groupby(SERVICE, sort=False):
        before = seen[(seen[SERVICE] == list(key)).all(axis=1)]
        last = before.index == before.index[-1]
        opened = {name: before["value"].where(last) for name in ("mean", "lo80", "hi80", "lo95", "hi95")}
        panel = f"{ahead['service_label'].iloc[0]}: {ahead['measure'].iloc[0].lower()}"
        both = pd.concat([before.assign(observed=before["value"], **opened), ahead.assign(observed=float("nan"))])
        parts.append(both.assign(panel=panel))
    drawn = pd.concat(parts, ignore_index=True)
    return drawn.assign(period=drawn["period"].map(two_lines))


def _table(rows: pd.DataFrame, results: Results) -> pd.DataFrame:
    tested = tests(results)
    return pd.DataFrame(
        {
            "Service": rows["service_label"],
            "Period": rows["period"],
            "Middle": rows["mean"].map(number),
            "80% prediction interval": [interval(number(row.lo80), number(row.hi80)) for row in rows.itertuples()],
            "95% prediction interval": [interval(number(row.lo95), number(row.hi95)) for row in rows.itertuples()],
            "Tested on its past": [tested[key] for key in rows[SERVICE].itertuples(index=False, name=None)],
        }
    )
