"""Rule `pooled-percent`: a percentage of a longer period against those of the periods that fill it."""

import numpy as np
import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.denominators import DOWN, NO_LIMIT, UP, denominators, ordinary_denominators
from analysis.model.forensics.findings import CORROBORATED, IMPOSSIBLE, INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.percents import with_counts
from analysis.model.forensics.printed import as_records
from analysis.model.forensics.tiling import tilings

NEARLY = 1e-9
MEAN, POOLED, EITHER, NEITHER = "mean", "pooled", "either", "neither"


def find_pooled(frame: pd.DataFrame) -> list[Finding]:
    """Findings on percentages of a whole period: pooled, or a mean of percentages, or neither.

    The pooled percentage is all counts over all bases; the base of a part is known as far as its printed percentage
    and count allow. Without counts it is only known to lie between the lowest and the highest part.
    """
    percents = frame[(frame["unit"] == "percent") & frame["is_exact"] & frame["is_first"] & (frame["measure"] != "")]
    percents = percents[percents["flow"] != "stock"].join(_bases(frame))
    row_of = dict(zip(percents.index, as_records(percents), strict=True))
    found, kinds = [], {}
    for whole, parts in tilings(percents):
        total, rows = row_of[whole], [row_of[part] for part in parts]
        bounds = _pooled_bounds(rows)
        if bounds is None:
            found += _without_counts(rows, total)
            continue
        kind = _kind(rows, total, bounds)
        found += _describe(rows, total, bounds, kind)
        kinds.setdefault((total["source"], total["measure"]), {})[kind] = total
    return found + [_two_ways(seen[MEAN], seen[POOLED]) for seen in kinds.values() if MEAN in seen and POOLED in seen]


def _bases(frame: pd.DataFrame) -> pd.DataFrame:
    """Count and least and most base of each percentage that has them; where ordinary rounding allows no whole base,
    that of rounding down or up; where none does, what the percentage gives without whole numbers."""
    pairs = with_counts(frame)
    empty = pd.DataFrame({"count": [], "least": [], "most": []}, dtype=float)
    pairs = pairs[(pairs["count"] > 0) & (pairs["value"] > 0)]
    if pairs.empty:
        return empty
    arguments = (pairs["count"], pairs["value"], pairs["decimals"])
    ordinary = ordinary_denominators(*arguments).astype(float)
    least, most = ordinary["least"].to_numpy(), ordinary["most"].to_numpy()
    down, up = denominators(*arguments, DOWN), denominators(*arguments, UP)
    wide_least, wide_most = np.minimum(up["least"], down["least"]), np.maximum(up["most"], down["most"])
    step = 10.0 ** -pairs["decimals"].to_numpy()
    count, value = pairs["count"].to_numpy(), pairs["value"].to_numpy()
    unrounded = 100 * count / (value + step), 100 * count / np.maximum(value - step, step / 2)
    for other_least, other_most in ((wide_least, wide_most), unrounded):
        is_none = least > most
        least, most = np.where(is_none, other_least, least), np.where(is_none, other_most, most)
    base = pairs["base"].to_numpy()
    least, most = np.where(base > 0, base, least), np.where(base > 0, base, most)
    return pd.DataFrame({"count": count, "least": least, "most": most}, index=pairs.index)


def _pooled_bounds(rows: list[dict]) -> tuple[float, float] | None:
    if any(row["count"] != row["count"] or row["most"] >= NO_LIMIT for row in rows):
        return None
    count = sum(row["count"] for row in rows)
    return 100 * count / sum(row["most"] for row in rows), 100 * count / sum(row["least"] for row in rows)


def _kind(rows: list[dict], total: dict, bounds: tuple[float, float]) -> str:
    half = total["half_unit"] + NEARLY
    is_pooled = bounds[0] - half <= total["value"] <= bounds[1] + half
    # The mean may have been taken before the parts were rounded.
    is_mean = abs(_mean(rows) - total["value"]) <= half + (0 if is_pooled else max(row["half_unit"] for row in rows))
    return {(True, True): EITHER, (True, False): POOLED, (False, True): MEAN, (False, False): NEITHER}[
        is_pooled, is_mean
    ]


def _mean(rows: list[dict]) -> float:
    return sum(row["value"] for row in rows) / len(rows)


def _describe(rows: list[dict], total: dict, bounds: tuple[float, float], kind: str) -> list[Finding]:
    if kind == EITHER:
        return []
    printed = text.percent(total["value"], total["decimals"])
    pooled, mean = _between(*bounds), text.percent(_mean(rows), 2)
    about = text.dated(total)
    sentence = {
        MEAN: f"The {printed} printed for {about} is the mean of its {len(rows)} periods ({mean}), "
        f"which counts a period of few people like one of many; the pooled percentage is {pooled}.",
        POOLED: f"The {printed} printed for {about} is the pooled percentage of its {len(rows)} periods ({pooled}), "
        f"as it should be, and not their mean ({mean}).",
        NEITHER: f"The {printed} printed for {about} is neither the pooled percentage of its {len(rows)} periods "
        f"({pooled}) nor their mean ({mean}).",
    }[kind]
    grade = CORROBORATED if kind == POOLED else INCONSISTENT
    return [find("pooled-percent", grade, [total, *rows], sentence, _arithmetic(rows, total), about)]


def _arithmetic(rows: list[dict], total: dict) -> str:
    counts = text.plus(row["count"] for row in rows)
    bases = " + ".join(text.span(row["least"], row["most"]) for row in rows)
    shares = " + ".join(text.number(row["value"]) for row in rows)
    return (
        f"pooled ({counts}) / ({bases}) = {_between(*_pooled_bounds(rows))}; "
        f"mean ({shares}) / {len(rows)} = {text.percent(_mean(rows), 2)}; "
        f"printed {text.percent(total['value'], total['decimals'])}"
    )


def _between(low: float, high: float) -> str:
    least, most = text.percent(low, 1), text.percent(high, 1)
    return least if least == most else f"{least} to {most}"


def _without_counts(rows: list[dict], total: dict) -> list[Finding]:
    printed, about = text.percent(total["value"], total["decimals"]), text.dated(total)
    slack = total["half_unit"] + max(row["half_unit"] for row in rows) + NEARLY
    low, high = min(row["value"] for row in rows), max(row["value"] for row in rows)
    shown = ", ".join(text.percent(row["value"], row["decimals"]) for row in rows)
    if not low - slack <= total["value"] <= high + slack:
        sentence = (
            f"The {printed} printed for {about} lies outside the {len(rows)} periods that fill it ({shown}); "
            f"no weights give that."
        )
        return [find("pooled-percent", IMPOSSIBLE, [total, *rows], sentence, f"{shown}; printed {printed}", about)]
    months = [row["exposure_months"] for row in rows]
    if any(month != month for month in months) or len(set(months)) == 1:
        return []
    weighted = float(np.average([row["value"] for row in rows], weights=months))
    is_mean = abs(_mean(rows) - total["value"]) <= total["half_unit"] + NEARLY
    if not is_mean or abs(weighted - total["value"]) <= slack:
        return []
    sentence = (
        f"The {printed} printed for {about} is the plain mean of its {len(rows)} periods ({shown}), though they cover "
        f"{text.listed(text.number(month) for month in months)} months; the number of people in each is not printed."
    )
    sums = f"mean {text.percent(_mean(rows), 2)}; weighted by months {text.percent(weighted, 2)}; printed {printed}"
    return [find("pooled-percent", NOTABLE, [total, *rows], sentence, sums, about)]


def _two_ways(mean: dict, pooled: dict) -> Finding:
    sentence = (
        f"One paper makes a percentage for the whole period in two ways: {text.dated(mean)} is a mean of percentages, "
        f"{text.dated(pooled)} is pooled. The two cannot be compared."
    )
    shown = "; ".join(
        f"{kind} {text.percent(row['value'], row['decimals'])}" for kind, row in (("mean", mean), ("pooled", pooled))
    )
    return find("pooled-percent", NOTABLE, [mean, pooled], sentence, shown, mean["measure"])
