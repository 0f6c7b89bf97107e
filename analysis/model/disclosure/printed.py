"""Printed counts that are not repeated where everybody may read, though a paper has them."""

from collections.abc import Collection, Sequence

import pandas as pd

SEE_THE_PAPER = "see the paper"


def refer_to_papers(
    figures: pd.DataFrame, delicate: Sequence[tuple[Collection[str], Collection[str], float]]
) -> pd.DataFrame:
    """The figures without small counts of some measures and groups, and without the percentages of those.

    figures: the figures table; delicate: measures, groups, and the value that their counts must reach to stay.
    Where a value is taken away its printed form says «see the paper»; source and locator say where that is.
    """
    gone = pd.Series(False, index=figures.index)
    for measures, groups, least in delicate:
        about = figures["measure"].isin(list(measures)) | figures["group"].isin(list(groups))
        lowest = figures[["value", "value_low"]].min(axis="columns")
        gone |= about & figures["unit"].eq("count") & lowest.lt(least)
    names = set(figures.loc[gone, "id"])
    gone |= figures["percent_of"].isin(names) | figures["restates"].isin(names)
    numbers = {name: figures[name].mask(gone) for name in ("value", "value_low", "value_high")}
    texts = {"value_printed": SEE_THE_PAPER, "reason_missing": f"value: {SEE_THE_PAPER}", "note": ""}
    return figures.assign(**numbers, **{name: figures[name].mask(gone, text) for name, text in texts.items()})
