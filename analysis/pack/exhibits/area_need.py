"""Exhibit of one area: every indicator of its need, or why it is not shown."""

from functools import partial

import pandas as pd

from analysis.pack.exhibits.cells import NONE, base, limits, sized, span, span_of_count, text
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import SURVEYS, ids_as_words
from analysis.pipeline import Results
from analysis.pipeline.need import sheet_of_area
from analysis.reference.areas import find_area
from analysis.wording.numbers import number, people_estimated, percent, places_of_percent
from analysis.wording.titles import services as titles

SHARE, STANDARD = "share of people", "asked for"
EXPECTED = "people expected in the year"
SEXES = {"female": "women", "male": "men", "all": "everybody"}


def area_need(results: Results, area: str) -> Exhibit:
    """Every indicator of need of an area, by name or code; a wrong one raises BadArgument with the nearest."""
    found = find_area(area)
    rows = sheet_of_area(results.assessment, results.indicators, found)
    named = f"{found.name}{f' ({found.code})' if found.code else ''}"
    return Exhibit(
        name="area_need",
        title=titles.area_need(named, int(rows["status"].eq("shown").sum()), len(rows)),
        caption=(
            "Each indicator with its interval, or the reason why it is not shown. Expected victims are synthetic "
            "estimates with an assumed range; standards are rules, not estimates."
        ),
        alternative_text="",
        table=list_cells(rows, ids_as_words(results.services)),
    )


def list_cells(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The sheet of an area in words; what is not shown of one service, or of one indicator, for one reason is together.

    names: what readers call a service or a system, by its id.
    """
    worded = pd.DataFrame(
        {
            "Indicator": rows["label"],
            "Of whom": [_about(about, names) for about in rows["about"]],
            "Period": [_period(row) for row in rows.itertuples()],
            "Value": [_value(row) for row in rows.itertuples()],
            "Remark": rows["reason"].map(text),
        }
    )
    worded = _sexes_beside(worded, rows["about"])
    is_shown = rows["status"].eq("shown")[worded.index]
    hidden = _together(_together(worded[~is_shown], "Period"), "Indicator")
    return pd.concat([worded[is_shown], hidden]).sort_index().reset_index(drop=True)


def _sexes_beside(cells: pd.DataFrame, about: pd.Series) -> pd.DataFrame:
    """The rows with what is expected of women and of men as a remark on everybody's row of the same survey year."""
    of_sex = about.str.split(",").str[0].isin(["female", "male"]) & cells["Remark"].eq("")
    told = cells["Of whom"].str.split(",").str[0] + " " + cells["Value"]
    year = cells["Of whom"].str.partition(", ")[2] + cells["Period"]
    beside = told[of_sex].groupby(year[of_sex]).agg("; ".join)
    everybody = about.str.startswith("all, survey") & year.isin(beside.index)
    return cells.assign(Remark=cells["Remark"].mask(everybody, year.map(beside)))[~of_sex]


def _together(cells: pd.DataFrame, column: str) -> pd.DataFrame:
    """Rows that differ in one column alone as one row with all that stands in it, at the place of the first."""
    keys = [name for name in cells.columns if name != column]
    listed = cells.groupby(keys, sort=False)[column].agg(lambda values: ", ".join(dict.fromkeys(values)))
    first = cells.drop_duplicates(keys)
    return first.assign(**{column: listed.loc[pd.MultiIndex.from_frame(first[keys])].to_numpy()})


def _about(about: str, names: dict[str, str]) -> str:
    """Ids in what a row is about by the words of readers: a part that is one, or the last word of a part."""
    words = SURVEYS | names
    parts = []
    for part in about.split(", "):
        head, _, last = part.rpartition(" ")
        plain = f"{head} {words[last]}" if head and last in words else part
        parts.append(SEXES.get(part) or words.get(part, plain))
    return ", ".join(parts)


def _period(row) -> str:
    if row.unit == STANDARD:
        return f"census of {row.period_end:%Y}" if pd.notna(row.period_end) else NONE
    counted = pd.notna(row.value) or pd.notna(row.numerator)
    return (span_of_count if counted else span)(row.period_start, row.period_end)


def _value(row) -> str:
    if row.status != "shown":
        return row.status
    if row.unit == SHARE:
        return _share(row)
    if pd.isna(row.value):
        return limits(row.low, row.high)
    if row.unit == EXPECTED:
        return f"{people_estimated(row.value)} ({limits(row.low, row.high, people_estimated)})"
    value = sized(row.value) if row.unit == STANDARD else f"{number(row.value)} {row.unit}"
    if pd.isna(row.rate_per_1000_adults):
        return value
    rate = f"{sized(row.rate_per_1000_adults)} ({limits(row.rate_low, row.rate_high)})"
    return f"{value}; {rate} per 1,000 adults a year"


def _share(row) -> str:
    counted = "" if pd.isna(row.numerator) else number(row.numerator)
    of = "" if pd.isna(row.denominator) else f" of {base(row.denominator, row.denominator_most)}"
    if pd.isna(row.value):
        return counted
    write = partial(percent, places=places_of_percent(row.value))
    limited = "" if pd.isna(row.low) else f", {limits(row.low, row.high, write)}"
    return f"{counted}{of} ({write(row.value)}{limited})" if counted else f"{write(row.value)} as printed"
