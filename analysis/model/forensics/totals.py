"""Rule `total`, over groups: printed parts against the printed total that they are part of."""

import numpy as np
import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.findings import IMPOSSIBLE, INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.printed import as_records, grouped, printed_number

ROUNDING = 1e-9  # of the size of the sum: what binary fractions may lose
BREAKDOWN_KEYS = ("first_day", "measure", "table", "service", "area", "locator")
SEVERAL = 1.5  # parts that come to more than this share of their total are more than one breakdown of it
FEWEST_PARTS = 2
ROUNDED_TO = 5  # a paper all of whose counts are multiples of five has rounded them
FEWEST_ROUNDED = 12  # with fewer counts, multiples of five may be chance


def find_totals(frame: pd.DataFrame) -> list[Finding]:
    """Findings on totals whose parts do not add up, and on figures that exceed the total they count some of."""
    parts = frame[(frame["part_of"] != "") & frame["is_first"]]
    joined = _beside_total(parts, frame, "part_of")
    sums = _sums(joined, ["whole"])
    suspects = sums.index[sums["gap"] > 0]
    rounded = rounded_sources(frame)
    suspected = joined[joined["whole"].isin(suspects)]
    row_of = dict(zip(suspects, as_records(frame.loc[suspects]), strict=True))
    found = []
    for (whole,), own_parts in grouped(as_records(suspected), ["whole"]).items():
        total = row_of[whole]
        for block in _breakdowns(own_parts, total):
            found += _describe(block, total, total["source"] in rounded)
    return found + _find_excess(frame)


def compare_sum(parts: list[dict], total: dict) -> tuple[float, float]:
    """How far a total lies outside what its parts allow, and how much of that rounding of measured units explains.

    Returns (gap, slack), both 0 or more, in the unit of the figures. Parts whose number is not known count as
    nought or more: they may explain a total above the sum, never one below it.
    """
    unknown = any(part["low"] != part["low"] for part in parts)
    low = sum(part["low"] for part in parts if part["low"] == part["low"])
    high = np.inf if unknown else sum(part["high"] for part in parts)
    gap = max(low - total["high"], total["low"] - high, 0.0)
    slack = sum(part["half_unit"] for part in parts) + total["half_unit"]
    return (gap if gap > ROUNDING * (1 + abs(low) + abs(total["low"])) else 0.0), slack


def _beside_total(parts: pd.DataFrame, frame: pd.DataFrame, column: str) -> pd.DataFrame:
    row_of = pd.Series(frame.index, index=frame["id"].to_numpy())
    whole = parts[column].map(row_of[~row_of.index.duplicated()])
    parts = parts[whole.notna()].assign(whole=whole.dropna().astype(int))
    total = frame.loc[parts["whole"], ["low", "high", "half_unit", "unit"]].add_prefix("total_").set_index(parts.index)
    joined = pd.concat([parts, total], axis=1)
    return joined[(joined["unit"] == joined["total_unit"]) & joined["total_low"].notna()]


def _sums(joined: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    known = joined.assign(is_unknown=joined["low"].isna(), low=joined["low"].fillna(0.0).clip(lower=None))
    known = known.assign(high=known["high"].mask(known["is_unknown"], np.inf))
    grouped = known.groupby(keys, sort=False)
    sums = grouped.agg(
        parts=("low", "size"), low=("low", "sum"), high=("high", "sum"), half_units=("half_unit", "sum"),
        total_low=("total_low", "first"), total_high=("total_high", "first"), total_half=("total_half_unit", "first"),
    )  # fmt: skip
    high = sums["high"].mask(sums["parts"] == 1, np.inf)  # one part alone leaves room for others not in the file
    size = sums[["low", "total_low"]].abs().max(axis=1)
    gap = np.maximum(sums["low"] - sums["total_high"], sums["total_low"] - high).clip(lower=0)
    return sums.assign(gap=gap.mask(gap <= ROUNDING * (1 + size), 0.0), slack=sums["half_units"] + sums["total_half"])


def _breakdowns(parts: list[dict], total: dict) -> list[list[dict]]:
    """The parts as one breakdown of their total, or as several where they are plainly several.

    One total may be printed by sex and again by age, every row naming it. The parts are several breakdowns only
    where they come to half as much again as the total and something tells them apart: a column, or their order.
    """
    known = sum(part["low"] for part in parts if part["low"] == part["low"])
    if total["low"] <= 0 or known < SEVERAL * total["low"] or len(parts) < 2 * FEWEST_PARTS:
        return [parts]
    candidates = [list(grouped(parts, [key]).values()) for key in BREAKDOWN_KEYS]
    candidates.append(_runs(parts, total["low"]))
    shares = [_share_that_fit(blocks, total) for blocks in candidates]
    best = max(range(len(shares)), key=lambda number: (shares[number], -len(candidates[number])))
    return candidates[best] if shares[best] > 0 else [parts]


def _runs(parts: list[dict], total: float) -> list[list[dict]]:
    """The parts cut in their order each time that they have come to the total."""
    run, runs = 0.0, [[]]
    for part in parts:
        if run >= total * (1 - ROUNDING):
            run = 0.0
            runs.append([])
        run += part["low"] if part["low"] == part["low"] else 0.0
        runs[-1].append(part)
    return runs


def _share_that_fit(blocks: list[list[dict]], total: dict) -> float:
    if len(blocks) < 2 or min(len(block) for block in blocks) < FEWEST_PARTS:
        return 0.0
    return sum(compare_sum(block, total)[0] == 0 for block in blocks) / len(blocks)


def rounded_sources(frame: pd.DataFrame) -> set[str]:
    """The sources that round every count they print to a multiple of five."""
    counts = frame[(frame["unit"] == "count") & (frame["value"] != 0) & frame["value"].notna()]
    is_multiple = (counts["value"] % ROUNDED_TO == 0).groupby(counts["source"])
    return set(is_multiple.all().index[is_multiple.all() & (is_multiple.size() >= FEWEST_ROUNDED)])


def _describe(rows: list[dict], total: dict, is_rounded: bool) -> list[Finding]:
    gap, slack = compare_sum(rows, total)
    if gap == 0:
        return []
    slack += ROUNDED_TO / 2 * (len(rows) + 1) * (is_rounded and total["unit"] == "count")
    grade = IMPOSSIBLE if all(row["is_exact"] for row in [*rows, total] if row["low"] == row["low"]) else INCONSISTENT
    grade = NOTABLE if gap <= slack else grade
    return [
        find(
            "total", grade, [*rows, total], _sentence(rows, total, gap, slack), sum_text(rows, total), text.dated(total)
        )
    ]


def sum_text(parts: list[dict], total: dict) -> str:
    """The parts, their sum and the printed total: «91 + 4 + 19 = 114; referrals accepted 115»."""
    values = [printed_number(row) for row in parts]
    known = [value for value in values if value == value]
    unknown = f", and {len(values) - len(known)} not known" if len(known) < len(values) else ""
    name = total["measure"] or total["id"]
    added = text.amount(sum(known), total["unit"])
    printed = text.amount(printed_number(total), total["unit"])
    return f"{text.plus(known, total['unit'])} = {added}{unknown}; {name} {printed}"


def _sentence(rows: list[dict], total: dict, gap: float, slack: float) -> str:
    unit = total["unit"]
    known = [printed_number(row) for row in rows if printed_number(row) == printed_number(row)]
    printed = printed_number(total)
    side = "less" if sum(known) < printed else "more"
    rounded = " Rounding of the printed figures could explain it." if gap <= slack else ""
    loose = any(not row["is_exact"] for row in [*rows, total])
    beyond = f', {text.amount(gap, unit)} beyond what "about" and "over" allow' if loose and sum(known) else ""
    return (
        f"The {len(rows)} parts printed of {text.dated(total)} add up to {text.amount(sum(known), unit)}, "
        f"{text.amount(abs(printed - sum(known)), unit)} {side} than the {text.amount(printed, unit)} "
        f"that is printed{beyond}.{rounded}"
    )


def _find_excess(frame: pd.DataFrame) -> list[Finding]:
    """Figures that count only some of a total and exceed it."""
    some = frame[(frame["subset_of"] != "") & frame["low"].notna()]
    joined = _beside_total(some, frame, "subset_of")
    above = joined[joined["low"] - joined["half_unit"] > joined["total_high"] + joined["total_half_unit"]]
    found = []
    for row in as_records(above):
        total = frame.loc[row["whole"]].to_dict()
        part, whole = text.amount(printed_number(row), row["unit"]), text.amount(printed_number(total), row["unit"])
        of = text.dated(total)
        sentence = f"{text.dated(row)} is printed as {part}, more than the {whole} of {of} that it counts some of."
        found.append(find("total", IMPOSSIBLE, [row, total], sentence, f"{part} > {whole}", text.dated(row)))
    return found
