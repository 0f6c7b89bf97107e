"""Rule `percent-of-count`: a printed percentage against the printed count that it describes."""

import numpy as np
import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.denominators import (
    DOWN,
    HALF_EVEN,
    HALF_UP,
    ROUNDINGS,
    UP,
    denominators,
    ordinary_denominators,
)
from analysis.model.forensics.findings import IMPOSSIBLE, INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.printed import as_records

MOST_COUNT = 10**9  # beyond this a sum of whole numbers would leave 64 bits
FEWEST_RESCUED = 3  # a paper that rounds one way throughout shows it more than once
HIDES = {DOWN: "rounds down", UP: "rounds up"}


def find_percents(frame: pd.DataFrame) -> list[Finding]:
    """Findings on percentages that no whole denominator gives for their count, or that their printed base denies."""
    pairs = with_counts(frame)
    if pairs.empty:
        return []
    fits = _fits(pairs)
    free = ordinary_denominators(pairs["count"], pairs["value"], pairs["decimals"])
    pairs = pairs.assign(least=free["least"].to_numpy(), most=free["most"].to_numpy())
    pairs["fits"] = [tuple(np.array(ROUNDINGS)[row]) for row in fits]
    habits = _habits(pairs, fits)
    faulty = pairs[~fits[:, ROUNDINGS.index(HALF_UP)]]
    return [_describe(row, frame, habits.get(row["source"], "")) for row in as_records(faulty)]


def with_counts(frame: pd.DataFrame) -> pd.DataFrame:
    """Each row is an exact percentage with the exact whole count it describes (`count`, `count_row`) and, where one
    is printed, the whole base (`base`, `base_row`)."""
    percents = frame[(frame["unit"] == "percent") & frame["is_exact"] & (frame["percent_of"] != "")]
    count = _looked_up(percents["percent_of"], frame, "count")
    base = _looked_up(percents["percent_base"], frame, "base")
    pairs = pd.concat([percents, count, base], axis=1)
    pairs = pairs[pairs["count"].notna()]
    return pairs.assign(count=pairs["count"].astype(np.int64))


def _looked_up(ids: pd.Series, frame: pd.DataFrame, name: str) -> pd.DataFrame:
    whole = frame["is_exact"] & frame["unit"].isin(["count", ""]) & (frame["value"] % 1 == 0)
    whole &= frame["value"].between(0, MOST_COUNT)
    usable = frame[whole & (frame["id"] != "")].drop_duplicates("id")
    row = ids.map(pd.Series(usable.index, index=usable["id"].to_numpy(), dtype="float64"))
    return pd.DataFrame({name: row.map(usable["value"]), f"{name}_row": row})


def _fits(pairs: pd.DataFrame) -> np.ndarray:
    """For each percentage (rows) whether each way of rounding (columns) gives it."""
    columns = []
    for rounding in ROUNDINGS:
        bases = denominators(pairs["count"], pairs["value"], pairs["decimals"], rounding)
        base = pairs["base"].to_numpy()
        is_known = ~np.isnan(base) & (base > 0)
        inside = (bases["least"].to_numpy() <= base) & (base <= bases["most"].to_numpy())
        columns.append(np.where(is_known, inside, bases["least"].to_numpy() <= bases["most"].to_numpy()))
    return np.column_stack(columns)


def _habits(pairs: pd.DataFrame, fits: np.ndarray) -> dict[str, str]:
    """Sources whose every percentage fits one way of rounding only, several of them only that way."""
    habits = {}
    half_up = fits[:, ROUNDINGS.index(HALF_UP)]
    for rounding in (DOWN, UP):
        fits_this = pd.Series(fits[:, ROUNDINGS.index(rounding)], index=pairs.index)
        always = fits_this.groupby(pairs["source"]).all()
        rescued = (fits_this & ~half_up).groupby(pairs["source"]).sum()
        habits |= dict.fromkeys(always.index[always & (rescued >= FEWEST_RESCUED)], rounding)
    return habits


def _describe(row: dict, frame: pd.DataFrame, habit: str) -> Finding:
    rescuers = list(row["fits"])
    grade = INCONSISTENT if rescuers else IMPOSSIBLE
    grade = NOTABLE if HALF_EVEN in rescuers or habit in rescuers else grade
    count = frame.loc[int(row["count_row"])].to_dict()
    rows = [row, count]
    if row["base"] == row["base"]:
        rows.append(frame.loc[int(row["base_row"])].to_dict())
    shown = text.percent(row["value"], row["decimals"])
    sentence = f"{_problem(row, shown)} {_rescue(rescuers, habit)}"
    return find("percent-of-count", grade, rows, sentence, _arithmetic(row, shown), text.dated(row))


def _problem(row: dict, shown: str) -> str:
    about = text.dated(row)
    count = text.number(row["count"])
    if row["value"] > 100:
        return f"{shown} is printed for {count}: {about}. A count is never more than 100% of what it is part of."
    if row["count"] == 0:
        return f"{shown} is printed for a count of nought: {about}. Nought is 0% of anything."
    if row["base"] == row["base"]:
        free = (
            f" It would be right out of {text.span(row['least'], row['most'])}." if row["least"] <= row["most"] else ""
        )
        base = text.number(row["base"])
        return f"{shown} is printed for {count} out of {base}: {about}. The division does not give that.{free}"
    return f"{shown} is printed for {count}: {about}. No whole number of which {count} is a part gives that percentage."


def _rescue(rescuers: list[str], habit: str) -> str:
    if habit and habit in rescuers:
        return f"It fits if rounded {habit}, as every percentage of this paper does."
    if rescuers:
        return f"Only rounding {text.listed(rescuers, 'or')} would give it."
    return "No way of rounding (half up, half to even, down, up) gives it."


def _arithmetic(row: dict, shown: str) -> str:
    count = row["count"]
    if row["base"] == row["base"] and row["base"] > 0:
        exact = text.percent(100 * count / row["base"], 2)
        return f"{text.number(count)} / {text.number(row['base'])} = {exact}; printed {shown}"
    if count == 0 or row["value"] <= 0 or row["value"] > 100:
        return f"{text.number(count)} / n for any whole n; printed {shown}"
    nearest = max(round(100 * count / row["value"]), count)
    tried = sorted({max(nearest + step, count) for step in (-1, 0, 1)})
    sums = [
        f"{text.number(count)} / {text.number(base)} = {text.percent(100 * count / base, 2 + row['decimals'])}"
        for base in tried
    ]
    return f"{'; '.join(sums)}; printed {shown}"
