"""Exhibit of one area: every indicator of its need, or why it is not shown."""

from functools import partial

import pandas as pd

from analysis.pack.exhibits.cells import limits, share_limits, sized, span, text
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import service_names
from analysis.pipeline import Results
from analysis.pipeline.need import sheet_of_area
from analysis.reference.areas import find_area
from analysis.wording.numbers import number, percent

SHARE = "share of people"
EXPECTED = "people expected in the year"
HUNDREDS = -2  # no survey knows more places
SEXES = {"female": "women", "male": "men", "all": "everybody"}


def area_need(results: Results, area: str) -> Exhibit:
    """Every indicator of need of an area, by name or code; a wrong one raises BadArgument with the nearest."""
    found = find_area(area)
    rows = sheet_of_area(results.assessment, results.indicators, found)
    return Exhibit(
        name="area_need",
        title=f"Need in {found.name}{f' ({found.code})' if found.code else ''}",
        caption=(
            "Each indicator with its interval, or the reason why it is not shown. Expected victims are synthetic "
            "estimates with an assumed range; standards are rules, not estimates."
        ),
        alternative_text="",
        table=list_cells(rows, service_names(results)),
    )


def list_cells(rows: pd.DataFrame, names: dict[str, str] | None = None) -> pd.DataFrame:
    """The sheet of an area in words; rows that are not shown for one reason stand together.

    names: what readers call a service, by its id.
    """
    worded = pd.DataFrame(
        {
            "Indicator": rows["label"],
            "Of whom": [_about(about, names or {}) for about in rows["about"]],
            "Period": [span(start, end) for start, end in zip(rows["period_start"], rows["period_end"], strict=True)],
            "Value": [_value(row) for row in rows.itertuples()],
            "Remark": rows["reason"].map(text),
        }
    )
    shown = rows["status"].eq("shown")
    key = ["Indicator", "Of whom", "Value", "Remark"]
    hidden = worded[~shown].groupby(key, sort=False)["Period"].agg(lambda periods: ", ".join(dict.fromkeys(periods)))
    first = worded[~shown].drop_duplicates(key)
    together = first.assign(Period=hidden.loc[pd.MultiIndex.from_frame(first[key])].to_numpy())
    return pd.concat([worded[shown], together]).sort_index().reset_index(drop=True)


def _about(about: str, names: dict[str, str]) -> str:
    first, _, rest = about.partition(", ")
    plain = SEXES.get(first) or names.get(first, first)
    return f"{plain}, {rest}" if rest else plain


def _value(row) -> str:
    if row.status != "shown":
        return row.status
    if row.unit == SHARE:
        return _share(row)
    if pd.isna(row.value):
        return limits(row.low, row.high)
    if row.unit == EXPECTED:
        return f"{number(row.value, HUNDREDS)} ({limits(row.low, row.high, partial(number, places=HUNDREDS))})"
    exact = pd.isna(row.low) or row.low == row.high
    value = sized(row.value) if exact else f"{sized(row.value)} ({limits(row.low, row.high)})"
    if pd.isna(row.rate_per_1000_adults):
        return value
    rate = f"{sized(row.rate_per_1000_adults)} ({limits(row.rate_low, row.rate_high)})"
    return f"{value}; {rate} per 1,000 adults a year"


def _share(row) -> str:
    counted = "" if pd.isna(row.numerator) else number(row.numerator)
    of = "" if pd.isna(row.denominator) else f" of {number(row.denominator)}"
    if pd.isna(row.value):
        return counted
    limited = "" if pd.isna(row.low) else f", {share_limits(row.low, row.high)}"
    return f"{counted}{of} ({percent(row.value)}{limited})" if counted else f"{percent(row.value)} as printed"
