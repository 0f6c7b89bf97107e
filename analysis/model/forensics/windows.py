"""Rule `date`, periods side by side: series whose periods overlap, leave gaps or are of unequal length."""

import itertools
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.findings import NOTABLE, Finding, find
from analysis.model.forensics.printed import as_records
from analysis.reference.periods import months_between

SAME_LENGTH = 1.15  # quarters run from 90 to 92 days and months from 28 to 31: below this ratio they are of one length
FEWEST_FOR_A_GAP = 3  # two figures years apart are two figures; three make a series that can have a gap


def find_windows(frame: pd.DataFrame) -> list[Finding]:
    """Findings on series whose periods overlap, leave gaps or differ in length; one for each pattern in a paper."""
    patterns: dict[tuple, list[dict]] = {}
    for rows in periods_by_series(frame):
        leaves = without_wholes(rows)
        for kind, involved in (("overlap", _overlaps(rows)), ("gap", _gaps(leaves)), ("length", _unequal(leaves))):
            if involved:
                shape = tuple((row["first_day"], row["last_day"], _months(row)) for row in involved)
                patterns.setdefault((involved[0]["source"], kind, shape), []).append(involved)
    return [_WORDS[kind](series) for (_, kind, _), series in patterns.items()]


def periods_by_series(frame: pd.DataFrame) -> Iterator[list[dict]]:
    """The figures of each series that are counted over a period, by first day, the longest first."""
    known = frame[(frame["measure"] != "") & frame["is_first"] & (frame["flow"] != "stock") & frame["value"].notna()]
    known = known[known["last_day"] > known["first_day"]]
    known = known[known.groupby("series")["series"].transform("size") > 1]
    known = known.sort_values(["series", "first_day", "last_day"], ascending=[True, True, False])
    edges = np.flatnonzero(np.diff(known["series"].to_numpy(), prepend=-1, append=-1))
    records = as_records(known)
    for begin, end in itertools.pairwise(edges):
        yield records[begin:end]


def without_wholes(rows: list[dict]) -> list[dict]:
    """The rows whose period contains no other row's period: quarters without their year."""
    leaves = []
    for row in reversed(rows):  # by first day backwards, the shortest first: what a row contains has been seen
        contains = any(
            row["first_day"] <= leaf["first_day"] and leaf["last_day"] <= row["last_day"]
            for leaf in reversed(leaves)
            if leaf["first_day"] <= row["last_day"]
        )
        if not contains:
            leaves.append(row)
    return leaves[::-1]


def _overlaps(rows: list[dict]) -> list[dict]:
    open_rows: list[dict] = []
    for row in rows:
        while open_rows and open_rows[-1]["last_day"] < row["first_day"]:
            open_rows.pop()
        if open_rows and open_rows[-1]["last_day"] < row["last_day"] and open_rows[-1]["first_day"] < row["first_day"]:
            return [open_rows[-1], row]
        open_rows.append(row)
    return []


def _gaps(leaves: list[dict]) -> list[dict]:
    for before, after in itertools.pairwise(leaves):
        days = after["first_day"] - before["last_day"] - 1
        is_short = days < (before["last_day"] - before["first_day"]) / 2
        if days > 0 and (len(leaves) >= FEWEST_FOR_A_GAP or is_short):
            return [before, after]
    return []


def _unequal(leaves: list[dict]) -> list[dict]:
    lengths = [_months(row) for row in leaves]
    return leaves if lengths and min(lengths) > 0 and max(lengths) / min(lengths) > SAME_LENGTH else []


def _months(row: dict) -> float:
    """Months a figure covers: as operated where that is printed, else the length of its period."""
    given = row["exposure_months"]
    return given if given == given else months_between(row["period_start"], row["period_end"])


def _all_rows(series: list[list[dict]]) -> list[dict]:
    return [row for rows in series for row in rows]


def _about(series: list[list[dict]]) -> str:
    names = list(dict.fromkeys(text.name(rows[0]) for rows in series))
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more series"


def _describe_overlap(series: list[list[dict]]) -> Finding:
    before, after = series[0]
    days = before["last_day"] - after["first_day"] + 1
    first, second = (text.period(row["period_start"], row["period_end"]) for row in (before, after))
    sentence = f"Two periods of {_about(series)} overlap by {text.number(days)} days: {first}, and {second}."
    shown = f"{text.day(before['period_end'])} is after {text.day(after['period_start'])}"
    return find("date", NOTABLE, _all_rows(series), sentence, shown, f"overlap: {_about(series)}")


def _describe_gap(series: list[list[dict]]) -> Finding:
    before, after = series[0]
    days = after["first_day"] - before["last_day"] - 1
    sentence = (
        f"Between two periods of {_about(series)} no figure covers {text.number(days)} days, from "
        f"{text.day(before['period_end'])} to {text.day(after['period_start'])}."
    )
    shown = (
        f"{text.day(after['period_start'])} − {text.day(before['period_end'])} = {text.number(days + 1)} days, not 1"
    )
    return find("date", NOTABLE, _all_rows(series), sentence, shown, f"gap: {_about(series)}")


def _describe_lengths(series: list[list[dict]]) -> Finding:
    months = [f"{_month_text(_months(row))} from {text.day(row['period_start'])}" for row in series[0]]
    caution = (
        "Only counts per month can be compared." if series[0][0]["unit"] != "percent" else "They do not weigh the same."
    )
    sentence = f"Periods of unequal length stand side by side in {_about(series)}: {text.listed(months)}. {caution}"
    shown = " : ".join(text.number(_months(row)) for row in series[0])
    return find("date", NOTABLE, _all_rows(series), sentence, f"months {shown}", f"unequal periods: {_about(series)}")


def _month_text(months: float) -> str:
    return f"{text.number(months)} {'month' if months == 1 else 'months'}"


_WORDS: dict[str, Callable[[list[list[dict]]], Finding]] = {
    "overlap": _describe_overlap,
    "gap": _describe_gap,
    "length": _describe_lengths,
}
