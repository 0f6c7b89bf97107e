"""Rule `common-base`: the denominators that fit all percentages of one table in one period, or that none does."""

import numpy as np
import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.denominators import DOWN, NO_LIMIT, UP, denominators, ordinary_denominators
from analysis.model.forensics.findings import CORROBORATED, INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.percents import with_counts
from analysis.model.forensics.printed import as_records, grouped

MOST_BASES_SHOWN = 10  # a set of denominators larger than this corroborates nothing worth saying
FEWEST_PERCENTAGES = 2
FEWEST_FOR_SUPPORT = 3
ANY_PERCENTAGE = 10_000  # out of so many, some whole number gives any percentage of two decimals or fewer
TABLE_KEYS = ["source", "table", "first_day", "last_day", "area"]


def find_common_bases(frame: pd.DataFrame) -> list[Finding]:
    """Findings on tables of percentages: their one base, or that there is none, with the largest sets that agree."""
    in_table = frame[(frame["table"] != "") & (frame["unit"] == "percent") & frame["is_exact"] & frame["is_first"]]
    number = in_table.groupby(TABLE_KEYS, dropna=False, sort=False).ngroup()
    pairs = with_counts(frame)
    pairs = pairs[pairs.index.isin(in_table.index)]
    if pairs.empty:
        return []
    bases = ordinary_denominators(pairs["count"], pairs["value"], pairs["decimals"]).set_index(pairs.index)
    pairs = pairs.assign(number=number, least=bases["least"], most=bases["most"])
    sound = pairs[pairs["least"] <= pairs["most"]]  # one that fits no base at all is the business of percent-of-count
    limits = sound.groupby("number").agg(least=("least", "max"), most=("most", "min"), size=("least", "size"))
    bare = in_table.assign(number=number)[in_table["percent_of"] == ""]
    worth = _is_worth_saying(limits, limits.index.isin(bare["number"]))
    tables = grouped(as_records(sound[sound["number"].isin(limits.index[worth])]), ["number"])
    bare_of = grouped(as_records(bare[bare["number"].isin(limits.index[worth])]), ["number"])
    return [found for number, rows in tables.items() for found in _describe(rows, bare_of.get(number, []))]


def _is_worth_saying(limits: pd.DataFrame, has_bare: pd.Series) -> pd.Series:
    width = limits["most"] - limits["least"]
    has_none = (limits["size"] >= FEWEST_PERCENTAGES) & (width < 0)
    has_one = (limits["size"] >= FEWEST_FOR_SUPPORT) & (width < MOST_BASES_SHOWN)
    return has_none | has_one | (has_bare & (width >= 0) & (limits["least"] < ANY_PERCENTAGE))


def _describe(rows: list[dict], bare: list[dict]) -> list[Finding]:
    name = _name(rows[0])
    least, most = _least(rows), _most(rows)
    if least <= most:
        return _describe_one_base(rows, name, least, most, bare)
    printed = [[row[column] for row in rows] for column in ("count", "value", "decimals")]
    for rounding in (DOWN, UP):
        bases = denominators(*map(np.array, printed), rounding)
        if bases["least"].max() <= bases["most"].min():
            return [_rounded_one_way(rows, name, rounding, int(bases["least"].max()), int(bases["most"].min()))]
    sets = _agreeing_sets(rows)
    agreeing = "; ".join(
        f"{len(one)} fit a base of {text.span(_least(one), _most(one))} ({', '.join(_shown(row) for row in one)})"
        for one in sets
    )
    sentence = f"The {len(rows)} percentages of {name} have no common base: {agreeing}."
    return [find("common-base", INCONSISTENT, _with_counts_of(rows), sentence, _intervals(rows), name)]


def _describe_one_base(rows: list[dict], name: str, least: int, most: int, bare: list[dict]) -> list[Finding]:
    any_base = 100 * 10 ** max((row["decimals"] for row in bare), default=0)
    tried = np.arange(least, max(min(most, any_base, ANY_PERCENTAGE), min(most, least + MOST_BASES_SHOWN)) + 1)
    bases = tried[np.all([_gives(tried, row) for row in bare], axis=0)] if bare else tried
    if not len(bases) and most < min(any_base, ANY_PERCENTAGE):
        return [_no_base_for_bare(rows, bare, name, least, most)]
    if not 0 < most - least + 1 <= MOST_BASES_SHOWN:
        return []
    if len(rows) < FEWEST_FOR_SUPPORT or not len(bases):
        return []
    shown = text.span(bases[0], bases[-1]) if len(bases) == bases[-1] - bases[0] + 1 else text.listed(bases, "or")
    sentence = f"All {len(rows)} percentages of {name} that stand beside a count fit one base: {shown}."
    return [find("common-base", CORROBORATED, _with_counts_of(rows), sentence, _intervals(rows), name)]


def _no_base_for_bare(rows: list[dict], bare: list[dict], name: str, least: int, most: int) -> Finding:
    shown = text.listed(text.percent(row["value"], row["decimals"]) for row in bare)
    counted = text.listed(_shown(row) for row in rows)
    sentence = (
        f"In {name}, {counted} needs a base of {text.span(least, most)}, but no whole number out of that gives "
        f"{shown}, printed in the same table."
    )
    return find("common-base", INCONSISTENT, [*_with_counts_of(rows), *bare], sentence, _intervals(rows), name)


def _rounded_one_way(rows: list[dict], name: str, rounding: str, least: int, most: int) -> Finding:
    sentence = (
        f"The {len(rows)} percentages of {name} have a common base ({text.span(least, most)}) only if every one of "
        f"them was rounded {rounding}."
    )
    return find("common-base", NOTABLE, _with_counts_of(rows), sentence, _intervals(rows), name)


def _agreeing_sets(rows: list[dict]) -> list[list[dict]]:
    """The largest set of percentages that share a base, then the largest of the rest, until none is left."""
    sets, rest = [], list(rows)
    while rest:
        # The best base is always the least base of some percentage: sets only gain members where one begins.
        best = max(
            (row["least"] for row in rest), key=lambda base: sum(row["least"] <= base <= row["most"] for row in rest)
        )
        inside = [row for row in rest if row["least"] <= best <= row["most"]]
        sets.append(inside)
        rest = [row for row in rest if not row["least"] <= best <= row["most"]]
    return sets


def _gives(bases: np.ndarray, row: dict) -> np.ndarray:
    """For each base whether some whole number out of it is printed as this percentage."""
    scale = 100 * 10 ** row["decimals"]
    target = round(row["value"] * 10 ** row["decimals"])
    near = np.floor_divide(target * bases, scale)
    return np.any(
        [(abs(scale * count - target * bases) * 2 <= bases) & (count <= bases) for count in (near, near + 1)], axis=0
    )


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
