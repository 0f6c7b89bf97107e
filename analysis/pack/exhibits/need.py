"""Exhibits of need and performance: who is expected, how services do, for whom anything was published."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import add_marks
from analysis.pack.exhibits.labels import add_labels, all_figures, two_lines
from analysis.pipeline import Results
from analysis.wording.numbers import NOT_PUBLISHED, confidence_label, interval, long_date, number, percent

SEXES = {"female": "women", "male": "men", "all": "all"}
COUNCILS = ("Leicester", "Leicestershire", "Rutland")


def need(results: Results) -> Exhibit:
    """Victims that the national survey leads one to expect in each council area."""
    rows = results.need[results.need["area"].ne("England")].sort_values("area", key=_place_of_area, kind="stable")
    title = "People expected to have experienced domestic abuse in a year"
    if rows.empty:
        return Exhibit("need", title, "No survey estimate for both sexes.", "", pd.DataFrame())
    both = rows[rows["sex"].eq("all") & rows["area"].isin(COUNCILS)]
    survey = rows.iloc[0]
    return Exhibit(
        name="need",
        title=title,
        caption=(
            f"Synthetic estimates, not counts: residents aged {survey['age_base']} at the census of 2021 times the "
            f"share found by the Crime Survey for England and Wales in the year to {survey['survey_year']:%B %Y}. The "
            "range is an assumption: the survey's own interval was not among the published figures at hand."
        ),
        alternative_text=" ".join(
            f"{row.area}: {number(row.victims, -2)}, range {number(row.low, -2)} to {number(row.high, -2)}."
            for row in both.itertuples()
        ),
        table=_need_table(rows),
        panels=partial(charts.need_ranges, both),
        columns=1,
    )


def performance(results: Results) -> Exhibit:
    """The indicators of how services do, by period, with intervals and targets where they can be had."""
    labels = {card.id: card.label for card in results.indicators.cards}
    rows = add_labels(results.performance, results).assign(label=results.performance["indicator"].map(labels))
    counted = rows[~rows["printed"] & rows["share"].notna() & _has_series(rows)]
    confidence = confidence_label(results.parameters.confidence)
    return Exhibit(
        name="performance",
        title="How services do, with intervals",
        caption=(
            f"Shares of people with {confidence} intervals (Wilson). A share printed without the number of people "
            "behind it has no interval and stands in the table only."
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


def equality(results: Results) -> Exhibit:
    """For each protected characteristic, what the papers published, or that they published nothing."""
    figures = results.figures[results.figures["restates"].eq("")]
    found = [
        figures[figures["measure"].isin(one.measures) | figures["group"].isin(one.groups)]
        for one in results.catalogue.equality
    ]
    return Exhibit(
        name="equality",
        title="Protected characteristics in the published figures",
        caption="Characteristics of the Equality Act 2010 and the published figures that bear on each.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Characteristic": [one.characteristic for one in results.catalogue.equality],
                "Figures published": [number(len(rows)) if len(rows) else NOT_PUBLISHED for rows in found],
                "Meetings of the papers": [_meetings(rows) for rows in found],
            }
        ),
    )


def _need_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Area": rows["area"],
            "Sex": rows["sex"].map(SEXES),
            f"Residents {rows['age_base'].iloc[0]}": rows["residents"].map(number),
            "Share": [percent(value / 100, 1) for value in rows["percent"]],
            "People expected": rows["victims"].map(partial(number, places=-2)),
            "Assumed range": [
                interval(number(low, -2), number(high, -2)) for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
        }
    )


def _place_of_area(areas: pd.Series) -> pd.Series:
    """The three councils, what they make together, then the districts in the order of the alphabet."""
    first = {area: f" {place}" for place, area in enumerate((*COUNCILS, "Leicestershire and Rutland", "LLR"))}
    return areas.map(lambda area: first.get(area, area))


def _meetings(rows: pd.DataFrame) -> str:
    return ", ".join(long_date(day) for day in dict.fromkeys(rows["published"])) or "none"


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
                NOT_PUBLISHED if pd.isna(base) else f"{number(top)} of {number(base)}"
                for top, base in zip(rows["numerator"], rows["denominator"], strict=True)
            ],
            "Share": rows["share"].map(percent),
            f"{confidence} interval": [
                "cannot be given" if pd.isna(low) else interval(percent(low), percent(high))
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "Target": [percent(target) if pd.notna(target) else "none" for target in rows["target"]],
        }
    )
