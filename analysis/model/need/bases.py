"""Of how many people a printed need is a share: the printed base, or those that count and percentage allow."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.model.forensics.denominators import NO_LIMIT, ordinary_denominators

PRINTED, IMPLIED, FROM_TABLE, OF_A_TOTAL = "printed", "worked out", "worked out from the table", "of a printed total"
KEYS = ["source", "table", "period_start", "period_end"]
FEWEST_FOR_A_TABLE = 2


@dataclass(frozen=True)
class Base:
    """The least and most people that a count may be of, where that is from, and why there is none."""

    least: float = float("nan")
    most: float = float("nan")
    origin: str = ""
    reason: str = ""


def decimals_of(printed: str) -> int:
    """How many places a percentage is printed with: «12.5%» has one."""
    digits = "".join(sign for sign in printed if sign.isdigit() or sign == ".")
    return len(digits.partition(".")[2])


def pair_with_counts(figures: pd.DataFrame, shares: list[str]) -> pd.DataFrame:
    """Each row is a count beside the percentage that a paper prints for it; shares: the measures of the percentages."""
    asked = figures["measure"].isin(shares) & figures["unit"].eq("percent") & figures["percent_of"].ne("")
    printed = figures.loc[asked, ["id", "value", "value_printed", "percent_of", "percent_base", "table"]]
    merged = figures.merge(
        printed.drop_duplicates("percent_of"),
        left_on="id",
        right_on="percent_of",
        suffixes=("", "_share"),
        validate="1:1",
    )
    merged = merged[merged["value"].notna() & merged["value_share"].notna()]
    return pd.DataFrame(
        {
            "id": merged["id"],
            "share_id": merged["id_share"],
            "count": merged["value"].astype("int64"),
            "printed": merged["value_share"],
            "decimals": merged["value_printed_share"].map(decimals_of).astype("int64"),
            "printed_base": merged["percent_base_share"].map(figures.set_index("id")["value"]),
            "base_id": merged["percent_base_share"],
            "source": merged["source"],
            "table": merged["table_share"],
            "period_start": merged["period_start"],
            "period_end": merged["period_end"],
        }
    )


def bases_of(pairs: pd.DataFrame) -> dict[str, Base]:
    """The base of each count that stands beside a percentage, by the id of the count.

    pairs: each row is a count with its percentage: `id`, `count`, `printed`, `decimals`, `table` and its period, and
    `printed_base` where the paper prints one. A printed base that does not give the printed percentage is set aside.
    All percentages of one table in one period share their bases, where some base fits them all.
    """
    if pairs.empty:
        return {}
    own = ordinary_denominators(pairs["count"], pairs["printed"], pairs["decimals"]).set_axis(pairs.index)
    rows = pairs.assign(least=own["least"].astype(float), most=own["most"].astype(float))
    sound = rows[(rows["least"] <= rows["most"]) & rows["table"].ne("")]
    common = sound.groupby(KEYS, dropna=False)[["least", "most"]].agg({"least": "max", "most": "min"})
    sizes = sound.groupby(KEYS, dropna=False).size()
    fitting = common[(common["least"] <= common["most"]) & (sizes >= FEWEST_FOR_A_TABLE)]
    tables = {tuple(map(str, key)): (row["least"], row["most"]) for key, row in fitting.iterrows()}
    return {row.id: _base(row, tables.get(tuple(str(getattr(row, key)) for key in KEYS))) for row in rows.itertuples()}


def _base(row, table: tuple[float, float] | None) -> Base:
    if pd.notna(row.printed_base) and row.least <= row.printed_base <= row.most:
        return Base(row.printed_base, row.printed_base, PRINTED)
    if row.printed > 100:
        return Base(reason="The printed percentage is above 100, so it is no share of people.")
    if row.least > row.most:
        return Base(reason="No whole number of people gives the printed percentage for the printed count.")
    if table:
        return Base(*table, FROM_TABLE)
    if row.most >= NO_LIMIT or not np.isfinite(row.most):
        return Base(reason="The printed percentage fits any number of people from some number on.")
    return Base(row.least, row.most, IMPLIED)
