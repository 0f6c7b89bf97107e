"""Rule `repeat`: the same unlikely count in two neighbouring periods of one series."""

from math import comb, prod

import numpy as np
import pandas as pd
from scipy.special import ive

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.findings import NOTABLE, Finding, find
from analysis.model.forensics.printed import as_records
from analysis.model.forensics.totals import rounded_sources

UNLIKELY = 0.05  # one in twenty: for one count alone this is met from 32 upwards


def find_repeats(frame: pd.DataFrame) -> list[Finding]:
    """Findings on exact counts of people or events that are printed twice running.

    Two independent Poisson counts of one mean m are equal with chance exp(-2m) I0(2m), about 1 / (2 sqrt(pi m)); real
    counts spread wider, so this is the most it can be. Parts of one whole that repeat together count together: their
    chances multiply, times the ways to choose them.
    Reference: J. G. Skellam (1946), Journal of the Royal Statistical Society 109(3), 296: the difference of two
    counts.
    """
    pairs = _neighbours(frame)
    equal = pairs[(pairs["value"] == pairs["next_value"]) & (pairs["value"] > 0)]
    if equal.empty:
        return []
    equal = equal.assign(chance=ive(0, 2 * equal["value"]))
    together, taken = _together(pairs, equal)
    alone = equal[(equal["chance"] <= UNLIKELY) & ~equal.index.isin(taken)]
    compared = pairs.groupby("source").size()
    return together + [_describe([row], row["chance"], compared[row["source"]], frame) for row in as_records(alone)]


def _neighbours(frame: pd.DataFrame) -> pd.DataFrame:
    """Each row is a count with the next of its series, whose period begins the day after its own ends."""
    is_counted = frame["unit"].isin(["count", "visits"]) & frame["is_exact"] & frame["is_first"]
    is_counted &= (frame["flow"] != "stock") & (frame["measure"] != "") & (frame["last_day"] > frame["first_day"])
    counts = frame[is_counted & ~frame["source"].isin(rounded_sources(frame))]
    counts = counts.drop_duplicates(["series", "first_day"], keep=False) if _is_ambiguous(counts) else counts
    counts = counts.assign(row=counts.index, other_id=counts["id"])
    after = counts[["series", "first_day", "last_day", "value", "row", "part_of", "other_id"]]
    after = after.assign(last_day=after["first_day"] - 1).drop(columns="first_day")
    after = after.rename(
        columns={"value": "next_value", "row": "next_row", "part_of": "next_part_of", "other_id": "next_id"}
    )
    pairs = counts.merge(
        after.drop_duplicates(["series", "last_day"], keep=False), on=["series", "last_day"], validate="m:1"
    )
    return pairs


def _is_ambiguous(counts: pd.DataFrame) -> bool:
    """Whether some series gives one period twice: its rows are told apart by something that we were not given."""
    return bool(counts.duplicated(["series", "first_day", "last_day"]).any())


def _together(pairs: pd.DataFrame, equal: pd.DataFrame) -> tuple[list[Finding], list[int]]:
    siblings = ["source", "part_of", "next_part_of"]
    sizes = pairs[pairs["part_of"] != ""].groupby(siblings).size()
    found, taken = [], []
    among = equal[(equal["part_of"] != "") & (equal["part_of"] != equal["next_part_of"])]
    for key, rows in among.groupby(siblings, sort=False):
        if len(rows) > 1:
            chance = min(prod(rows["chance"]) * comb(int(sizes[key]), len(rows)), 1.0)
            if chance <= UNLIKELY:
                found.append(_describe_together(as_records(rows), chance, int(sizes[key])))
                taken += list(rows.index)
    return found, taken


def _describe(rows: list[dict], chance: float, compared: int, frame: pd.DataFrame) -> Finding:
    row = rows[0]
    later = frame.loc[row["next_row"]].to_dict()
    count = text.number(row["value"])
    sentence = (
        f"{text.name(row)} is {count} in both {text.period(row['period_start'], row['period_end'])} and "
        f"{text.period(later['period_start'], later['period_end'])}. Two such counts are equal by chance at most "
        f"{_one_in(chance)}; {text.number(compared)} neighbouring pairs of this paper were compared."
    )
    return find("repeat", NOTABLE, [row, later], sentence, _arithmetic(rows, chance), text.name(row))


def _describe_together(rows: list[dict], chance: float, of: int) -> Finding:
    names = text.listed(f"{text.name(row)} ({text.number(row['value'])})" for row in rows)
    first = rows[0]
    when = text.period(first["period_start"], first["period_end"])
    sentence = (
        f"{len(rows)} of {of} parts are the same in the period after {when}: "
        f"{names}. Together that happens by chance at most {_one_in(chance)}."
    )
    later = [{"id": row["next_id"], "source": row["source"]} for row in rows if "next_id" in row]
    return find("repeat", NOTABLE, [*rows, *later], sentence, _arithmetic(rows, chance), text.name(first))


def _arithmetic(rows: list[dict], chance: float) -> str:
    equal = " and ".join(f"{text.number(row['value'])} = {text.number(row['value'])}" for row in rows)
    return f"{equal}; chance {chance:.3f}"


def _one_in(chance: float) -> str:
    return f"about once in {text.number(np.floor(1 / chance), 0)}"
