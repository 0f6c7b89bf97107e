"""The ladder from all victims to a good result: each rung as a count and a rate, and beside the rung above it."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.model.need.adults import find_adults
from analysis.model.need.ratios import beside
from analysis.model.need.rungs import COLUMNS as RUNG_COLUMNS
from analysis.model.need.rungs import count_rungs
from analysis.model.need.survey_years import DAYS_IN_A_YEAR, HALF_A_YEAR, years_apart
from analysis.model.rates import rate_interval
from analysis.reference.areas import is_whole_force

COLUMNS = [
    *RUNG_COLUMNS,
    *("value_low", "value_high", "residents", "adults", "adults_date"),
    *("rate", "rate_low", "rate_high", "rate_reason"),
    *("above", "ratio", "ratio_low", "ratio_high", "ratio_kind", "ratio_reason"),
]
PER_THOUSAND, MONTHS_IN_A_YEAR = 1000, 12


@dataclass(frozen=True)
class Window:
    """The time that a ladder is about: of its counts, or of its era where it has none; either end may be missing."""

    start: pd.Timestamp
    end: pd.Timestamp
    of_counts: bool

    @property
    def middle(self) -> pd.Timestamp:
        """The day in the middle; only for a window of counts, whose ends are known."""
        return self.start + (self.end - self.start) / 2

    def is_near(self, day: pd.Timestamp, longest_gap_years: float) -> bool:
        """Whether a yearly number around this day may stand beside the counts, or belongs to the era."""
        if self.of_counts:
            return years_apart(day, self.middle) <= longest_gap_years
        # The years just before an era count as near; a missing end excludes nothing.
        return not (day < self.start - pd.Timedelta(days=longest_gap_years * DAYS_IN_A_YEAR) or day > self.end)


@dataclass(frozen=True)
class Rods:
    """What counts of people are set against.

    expected: rows of `expect_by_year`; police: the police table; police_area: the area it counts;
    adults: rows of `adults_by_day`; longest_gap_years: how far apart in time a count and its rod may lie.
    eras: first and last day of each era, either missing where it is not known: it stands where no service counted.
    """

    expected: pd.DataFrame
    police: pd.DataFrame
    police_area: str
    adults: pd.DataFrame
    longest_gap_years: float
    eras: dict[str, tuple[pd.Timestamp, pd.Timestamp]]


def build_ladder(
    counts: pd.DataFrame,
    figures: pd.DataFrame,
    services: pd.DataFrame,
    rungs,
    parts: dict,
    rods: Rods,
    confidence: float,
) -> pd.DataFrame:
    """Each row is a rung for an era, an area and a service: count, rate, and ratio to the rung above it that has one.

    rungs: records with `id`, `kind` (`estimated`, `police`, `service`) and `measures`; parts: for each measure, the
    measures that it is made of. Adds to `count_rungs`: `value_low`, `value_high` (the range of an estimate), `adults`,
    `adults_date`, `rate` with limits (per 1,000 adults a year), `rate_reason`, `above`, `ratio` with limits and
    `ratio_kind` (`share` where both count the same people, else `ratio`). The police rung stands for the whole force
    area alone.
    """
    kinds = {rung.id: rung.kind for rung in rungs}
    made = count_rungs(counts, figures, services, rungs)
    finders: dict[str, Callable] = {"estimated": _estimate, "police": _police}
    rows = []
    for (era, _, _), ladder in made.groupby(["era", "area", "service"], sort=False):
        window = _window(ladder, rods.eras.get(era, (pd.NaT, pd.NaT)))
        steps = [
            row | finders[kinds[row["rung"]]](row, window, rods, rungs) if kinds[row["rung"]] in finders else row
            for row in ladder.to_dict("records")
        ]
        rows += _set_side_by_side([_with_rate(row, rods, confidence) for row in steps], parts, figures, confidence)
    return pd.DataFrame(rows, columns=COLUMNS)


def police_reason(area: str) -> str:
    """Why a figure of the police force does not stand for a part of its area, or for another place."""
    return (
        "Not shown: police figures are the force's, one number for Leicester, Leicestershire and Rutland together, so "
        f"none stands for {area}."
    )


def _window(ladder: pd.DataFrame, era: tuple[pd.Timestamp, pd.Timestamp]) -> Window:
    """The time that the services' rungs cover; where no period was published, the time of the era."""
    dated = ladder.dropna(subset=["period_start", "period_end"])
    if dated.empty:
        return Window(*era, of_counts=False)
    return Window(dated["period_start"].min(), dated["period_end"].max(), of_counts=True)


def _estimate(row: dict, window: Window, rods: Rods, rungs) -> dict:
    rows = rods.expected[rods.expected["area"].eq(row["area"]) & rods.expected["sex"].eq("all")]
    middles = rows["survey_year"] - HALF_A_YEAR
    rows = rows[middles.map(lambda day: window.is_near(day, rods.longest_gap_years)).astype(bool)]
    usable = rows[rows["victims"].notna()]
    if usable.empty:
        return {"reason": _why_no_estimate(rows, row["area"])}
    one = usable.loc[_nearest(usable["survey_year"] - HALF_A_YEAR, window)]
    return {
        "value": one["victims"], "value_low": one["low"], "value_high": one["high"], "months": float(MONTHS_IN_A_YEAR),
        "period_start": one["survey_year"] - pd.DateOffset(years=1) + pd.Timedelta(days=1),
        "period_end": one["survey_year"], "residents": one["residents"], "source": one["source"], "reason": "",
    }  # fmt: skip


def _why_no_estimate(rows: pd.DataFrame, area: str) -> str:
    if rows.empty:
        return f"No data: no survey estimate for {area} near these counts had been published by this date."
    refused = rows[rows["reason"].str.startswith("Cannot")]
    return (refused if len(refused) else rows)["reason"].iloc[-1]


def _police(row: dict, window: Window, rods: Rods, rungs) -> dict:
    if not is_whole_force(row["area"]):
        return {"reason": police_reason(row["area"])}
    measures = next(rung.measures for rung in rungs if rung.id == row["rung"])
    known = rods.police[rods.police["area"].eq(rods.police_area) & rods.police["measure"].isin(measures)]
    years = known[(known["period_end"] - known["period_start"]).dt.days.between(364, 366)]
    years = years[[window.is_near(day - HALF_A_YEAR, rods.longest_gap_years) for day in years["period_end"]]]
    if years.empty:
        return {"reason": "No data: no police count of a year near these counts was published by this date."}
    one = years.loc[_nearest(years["period_end"] - HALF_A_YEAR, window)]
    kept = {name: one[name] for name in ("measure", "value", "period_start", "period_end", "source")}
    return kept | {"months": float(MONTHS_IN_A_YEAR), "reason": ""}


def _nearest(days: pd.Series, window: Window) -> object:
    """The label of the day nearest to the middle of the counts; where there are no counts, of the latest."""
    if not window.of_counts:
        return days.idxmax()
    return days.map(lambda day: years_apart(day, window.middle)).idxmin()


def _with_rate(row: dict, rods: Rods, confidence: float) -> dict:
    if pd.isna(row.get("value")):
        return row
    if pd.notna(row.get("residents")):
        scale = PER_THOUSAND / row["residents"]
        limits = {"rate": row["value"], "rate_low": row["value_low"], "rate_high": row["value_high"]}
        return row | {name: value * scale for name, value in limits.items()} | {"adults": row["residents"]}
    if pd.isna(row["months"]):
        return row | {"rate_reason": "The last day of the period was not published."}
    day = (row["period_start"] + (row["period_end"] - row["period_start"]) / 2).normalize()
    found, reason = find_adults(rods.adults, row["area"], day, rods.longest_gap_years)
    if found is None:
        return row | {"rate_reason": reason}
    thousands = found["adults"] / PER_THOUSAND * row["months"] / MONTHS_IN_A_YEAR
    low, high = rate_interval(row["value"], thousands, confidence)
    known = {"adults": found["adults"], "adults_date": found["reference_date"]}
    return row | known | {"rate": row["value"] / thousands, "rate_low": low, "rate_high": high, "rate_reason": ""}


def _set_side_by_side(rows: list[dict], parts: dict, figures: pd.DataFrame, confidence: float) -> list[dict]:
    """Each rung beside the nearest rung above it that has a count."""
    set_out, above = [], None
    for row in rows:
        has_count = pd.notna(row.get("value"))
        set_out.append(row | beside(row, above, parts, figures, confidence) if has_count and above else row)
        above = row if has_count else above
    return set_out
