"""Exhibits of room: open cases ahead, workers for last year's people, waits and what they take."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import add_labels
from analysis.pipeline import Results
from analysis.wording.capacity import LONGEST_WAIT_WEEKS, weeks, yearly_cases
from analysis.wording.numbers import confidence_label, interval, number, percent, period
from analysis.wording.titles import ahead as titles

SHOWN = (("open_cases", "Open cases", "people"), ("waiting", "Waiting list", "people"))
CHANCE = "Chance of a waiting list"
QUARTERS_SHOWN = 4


def waiting_ahead(results: Results) -> Exhibit:
    """Open cases, the waiting list and its chance by quarter, if the chosen scenario holds."""
    rows = chosen_quarters(results)
    confidence = confidence_label(results.parameters.confidence)
    label = results.scenarios.described[0].label
    return Exhibit(
        name="waiting_ahead",
        title=_ahead_title(rows, label, results.parameters.confidence),
        caption=(
            f"At the end of each quarter: the middle of {number(results.scenarios.paths)} futures and their "
            f"{confidence} "
            "interval. Workers, cases at once and length of support are assumed, not published; the annexes list "
            "them."
        ),
        alternative_text=" ".join(
            f"{row.period}: {number(row.open_cases)} open cases, {number(row.waiting)} waiting "
            f"({interval(number(row.waiting_low), number(row.waiting_high))}), chance of a list "
            f"{percent(row.chance_waiting)}."
            for row in rows.iloc[QUARTERS_SHOWN - 1 :: QUARTERS_SHOWN].itertuples()
        ),
        table=_ahead_table(rows, confidence) if len(rows) else pd.DataFrame(),
        panels=partial(charts.band_panels, _bands(rows)) if len(rows) else None,
        columns=3,
        figures=results.scenarios.base.figures,
    )


def smallest_caseloads(results: Results) -> Exhibit:
    """The fewest open cases that published flows allow."""
    rows = add_labels(results.capacity.published, results)
    return Exhibit(
        name="smallest_caseloads",
        title=_fewest_title(rows),
        caption=(
            "People cannot be fewer than none, so a service cannot have begun with fewer than left beyond those who "
            "came."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "Service": rows["service_label"],
                "Period": [period(row.start, row.end) for row in rows.itertuples()],
                "Accepted": rows["entries"].map(number),
                "Left": rows["exits"].map(number),
                "Accepted less left": rows["net"].map(number),
                "Open on the first day, at least": rows["opening_at_least"].map(number),
                "Open on the last day, at least": rows["closing_at_least"].map(number),
            }
        ),
        figures=tuple(dict.fromkeys(id for ids in results.flows["figures"] for id in ids)),
    )


def workers_for_cases(results: Results) -> Exhibit:
    """Workers who just hold last year's people, by length of support and cases at once."""
    rows = results.capacity.workers
    wide = rows.pivot(index="length_weeks", columns="caseload", values="workers") if len(rows) else rows
    opened = rows.drop_duplicates("length_weeks").set_index("length_weeks")["open_cases"] if len(rows) else rows
    return Exhibit(
        name="workers_for_cases",
        title=titles.workers(rows["workers"].min(), rows["workers"].max())
        if len(rows)
        else "Workers for last year's people",
        caption=(
            "If support lasts so many weeks and a worker carries so many cases at once; nobody waits and nobody is "
            "idle. None of these numbers is published for the service."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "If support lasts": [f"{number(one)} weeks" for one in wide.index],
                "Cases open at once": [number(opened[one]) for one in wide.index],
                **{f"Workers, {number(one)} cases each": [number(cell) for cell in wide[one]] for one in wide.columns},
            }
        )
        if len(rows)
        else pd.DataFrame(),
    )


def cases_at_once(results: Results) -> Exhibit:
    """What the advisers' yearly standard means at once, by length of support."""
    rows = results.capacity.at_once
    return Exhibit(
        name="cases_at_once",
        title=_at_once_title(rows),
        caption="A yearly number becomes a caseload only through how long each case lasts: cases a year × weeks ÷ 52.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "If support lasts": [f"{number(one)} weeks" for one in rows["length_weeks"]],
                "Cases at once": [interval(number(row.cases_low), number(row.cases_high)) for row in rows.itertuples()],
            }
        ),
    )


def steady_states(results: Results) -> Exhibit:
    """Where numbers of places lead if as many people kept coming for ever."""
    rows = results.capacity.steady
    return Exhibit(
        name="steady_states",
        title=_settled_title(rows),
        caption=(
            "Erlang's formula for people who come by chance and lengths of support that vary as much as they can; "
            "those at high risk go first. A list without end never settles; one with a wait of ten years or more is as "
            "good as without end."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "Places": [number(row.places) for row in rows.itertuples()],
                "Taken on average": [percent(min(row.busy, 1)) for row in rows.itertuples()],
                "Find no free place": [percent(row.must_wait) for row in rows.itertuples()],
                "Waiting": [_settled_list(row) for row in rows.itertuples()],
                "Wait in weeks": [weeks(row.wait_weeks) for row in rows.itertuples()],
                "At high risk, start later than 24 hours": [
                    percent(row.late_at_high_risk, 1) for row in rows.itertuples()
                ],
            }
        )
        if len(rows)
        else pd.DataFrame(),
    )


def _ahead_title(rows: pd.DataFrame, label: str, confidence: float) -> str:
    last = next(rows.tail(1).itertuples(), None)
    return titles.waiting(label, last, confidence) if last else titles.if_holds(label, "open cases and the list ahead")


def _fewest_title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Open cases: the fewest that the published flows allow"
    row = rows.loc[rows["closing_at_least"].idxmax()]
    return titles.open_cases(row["service_label"], row["closing_at_least"], period(row["start"], row["end"]))


def _at_once_title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Cases at once"
    return titles.at_once(yearly_cases(rows.iloc[0]), rows["cases_low"].min(), rows["cases_high"].max())


def _settled_title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Where it would settle, if as many people kept coming"
    settles = rows["settles"] & rows["wait_weeks"].lt(LONGEST_WAIT_WEEKS)
    return titles.places(rows.loc[settles, "places"].min(), rows.loc[~settles, "places"].max())


def _settled_list(row) -> str:
    if not row.settles:
        return "without end"
    return number(row.waiting) if row.wait_weeks < LONGEST_WAIT_WEEKS else "as good as without end"


def chosen_quarters(results: Results) -> pd.DataFrame:
    """The quarters ahead of the chosen scenario, with their `period`."""
    rows = results.scenarios.quarters
    own = rows[rows["scenario"].eq(results.scenarios.chosen)]
    if own.empty:
        return own
    return own.assign(period=[period(row.quarter_start, row.quarter_end) for row in own.itertuples()])


def _bands(rows: pd.DataFrame) -> pd.DataFrame:
    # A year is named by its first quarter: a name for each quarter has no room.
    first = (rows["quarter"] - 1) % QUARTERS_SHOWN == 0
    places = rows["quarter_start"].dt.year.astype(str).where(first, "")
    parts = [
        pd.DataFrame({"panel": title, "ylabel": unit, "period": places, "middle": rows[name],
                      "low": rows[f"{name}_low"], "high": rows[f"{name}_high"]})
        for name, title, unit in SHOWN
    ]  # fmt: skip
    chance = 100 * rows["chance_waiting"]
    parts.append(pd.DataFrame({"panel": CHANCE, "ylabel": "per cent", "period": places, "middle": chance,
                               "low": chance, "high": chance}))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _ahead_table(rows: pd.DataFrame, confidence: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Quarter": rows["period"],
            "Open cases": rows["open_cases"].map(number),
            "Waiting": rows["waiting"].map(number),
            f"Waiting, {confidence} interval": [
                interval(number(row.waiting_low), number(row.waiting_high)) for row in rows.itertuples()
            ],
            "Wait in weeks": rows["wait_weeks"].map(weeks),
            "Chance of a list": rows["chance_waiting"].map(percent),
            "Chance of one by then": rows["chance_waiting_by_then"].map(percent),
            "Chance of too long a wait": rows["chance_too_long"].map(percent),
        }
    )
