"""Rule `common-base`: the denominators that fit all percentages of one table in one period, or that none does."""

import numpy as np
import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.denominators import DOWN, NO_LIMIT, UP, denominators, ordinary_denominators
from analysis.model.forensics.findings import CORROBORATED, INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.percents import with_counts

MOST_BASES_SHOWN = 10  # a set of denominators larger than this corroborates nothing worth saying
FEWEST_PERCENTAGES = 2
FEWEST_FOR_SUPPORT = 3
TABLE_KEYS = ["source", "table", "first_day", "last_day", "area"]


def find_common_bases(frame: pd.DataFrame) -> list[Finding]:
    """Findings on tables of percentages: their one base, or that there is none, with the largest sets that agree."""
    in_table = frame[(frame["table"] != "") & (frame["unit"] == "percent") & frame["is_exact"] & frame["is_first"]]
    pairs = with_counts(frame)
    pairs = pairs[pairs["is_first"] & (pairs["table"] != "")]
    if pairs.empty:
        return []
    bases = ordinary_denominators(pairs["count"], pairs["value"], pairs["decimals"]).set_index(pairs.index)
    pairs = pairs.assign(least=bases["least"], most=bases["most"])
    sound = pairs[pairs["least"] <= pairs["most"]]  # one that fits no base at all is the business of percent-of-count
    grouped = sound.groupby(TABLE_KEYS, dropna=False, sort=False)
    limits = grouped.agg(least=("least", "max"), most=("most", "min"), size=("least", "size"))
    worth = (limits["size"] >= FEWEST_PERCENTAGES) & (limits["least"] > limits["most"])
    worth |= (limits["size"] >= FEWEST_FOR_SUPPORT) & (limits["most"] - limits["least"] < MOST_BASES_SHOWN)
    number = grouped.ngroup()
    wanted = sound[number.map(worth.reset_index(drop=True))].groupby(number, sort=False)
    without_count = in_table[in_table["percent_of"] == ""]
    return [found for _, table in wanted for found in _describe(table, without_count)]


def _describe(table: pd.DataFrame, without_count: pd.DataFrame) -> list[Finding]:
    rows = table.to_dict("records")
    name = _name(rows[0])
    least, most = int(table["least"].max()), int(table["most"].min())
    if least <= most:
        return _describe_one_base(rows, name, least, most, without_count)
    for rounding in (DOWN, UP):
        bases = denominators(table["count"], table["value"], table["decimals"], rounding)
        if bases["least"].max() <= bases["most"].min():
            return [_rounded_one_way(rows, name, rounding, int(bases["least"].max()), int(bases["most"].min()))]
    sets = _agreeing_sets(rows)
    agreeing = "; ".join(
        f"{len(one)} fit a base of {text.span(_least(one), _most(one))} ({', '.join(_shown(row) for row in one)})" for one in sets
    )
    sentence = f"The {len(rows)} percentages of {name} have no common base: {agreeing}."
    return [find("common-base", INCONSISTENT, _with_counts_of(rows), sentence, _intervals(rows), name)]


def _describe_one_base(rows: list[dict], name: str, least: int, most: int, without_count: pd.DataFrame) -> list[Finding]:
    same = without_count
    for key in TABLE_KEYS:
        value = rows[0][key]
        same = same[same[key].isna() if value != value else same[key] == value]
    bases = [base for base in range(least, most + 1) if all(_gives(base, row) for row in same.to_dict("records"))]
    bare = same.to_dict("records")
    if not bases:
        shown = text.listed(text.percent(row["value"], row["decimals"]) for row in bare)
        sentence = (
            f"The {len(rows)} percentages of {name} that stand beside a count fit a base of {text.span(least, most)}, "
            f"but no whole number out of that gives {shown}, printed in the same table."
        )
        return [find("common-base", INCONSISTENT, [*_with_counts_of(rows), *bare], sentence, _intervals(rows), name)]
    shown = text.span(bases[0], bases[-1]) if len(bases) == bases[-1] - bases[0] + 1 else text.listed(bases, "or")
    sentence = f"All {len(rows)} percentages of {name} that stand beside a count fit one base: {shown}."
    return [find("common-base", CORROBORATED, _with_counts_of(rows), sentence, _intervals(rows), name)]


def _rounded_one_way(rows: list[dict], name: str, rounding: str, least: int, most: int) -> Finding:
    sentence = (
        f"The {len(rows)} percentages of {name} have a common base ({text.span(least, most)}) only if every one of them "
        f"was rounded {rounding}."
    )
    return find("common-base", NOTABLE, _with_counts_of(rows), sentence, _intervals(rows), name)


def _agreeing_sets(rows: list[dict]) -> list[list[dict]]:
    """The largest set of percentages that share a base, then the largest of the rest, until none is left."""
    sets, rest = [], list(rows)
    while rest:
        # The best base is always the least base of some percentage: sets only gain members where one begins.
        best = max((row["least"] for row in rest), key=lambda base: sum(row["least"] <= base <= row["most"] for row in rest))
        inside = [row for row in rest if row["least"] <= best <= row["most"]]
        sets.append(inside)
        rest = [row for row in rest if not row["least"] <= best <= row["most"]]
    return sets


def _gives(base: int, row: dict) -> bool:
    """Whether some whole number out of this base is printed as this percentage."""
    scale = 100 * 10 ** row["decimals"]
    near = int(np.floor(row["value"] * base / 100))
    target = round(row["value"] * 10 ** row["decimals"])
    return any(abs(scale * count - target * base) * 2 <= base for count in (near, near + 1) if 0 <= count <= base)


def _least(rows: list[dict]) -> int:
    return max(row["least"] for row in rows)


def _most(rows: list[dict]) -> int:
    return min(row["most"] for row in rows)


def _shown(row: dict) -> str:
    return f"{text.percent(row['value'], row['decimals'])} of {text.number(row['count'])}"


def _intervals(rows: list[dict]) -> str:
    parts = [
        f"{text.percent(row['value'], row['decimals'])} ({text.number(row['count'])}): "
        + text.span(row["least"], min(row["most"], NO_LIMIT))
        for row in rows
    ]
    return "; ".join(parts)


def _with_counts_of(rows: list[dict]) -> list[dict]:
    counts = [{"id": row["percent_of"], "source": row["source"]} for row in rows]
    return [*rows, *counts]


def _name(row: dict) -> str:
    when = text.period(row["period_start"], row["period_end"])
    return f"the table {row['table']}{f', {when}' if when else ''}"
