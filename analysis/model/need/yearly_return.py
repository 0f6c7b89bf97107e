"""The yearly return as a worksheet: what papers fill, what providers' returns will, what is missing."""

import pandas as pd

FROM_PUBLISHED, FROM_RETURNS, MISSING = "published", "from providers' returns", "missing"
SERIES = ["era", "service", "measure", "group", "area"]
COLUMNS = [
    "part",
    "item",
    "asked",
    "status",
    "value",
    "unit",
    "service",
    "period_start",
    "period_end",
    "what",
    "source",
    "locator",
    "figure",
    "note",
]


def fill_return(entries, figures: pd.DataFrame) -> pd.DataFrame:
    """Each row is an item of the worksheet with a figure that bears on it, or with where it is to come from.

    entries: records with `id`, `part`, `asked`, `measures`, `services`, `groups` (which published figures bear on it;
    empty lists choose nothing), `returns` (the columns of a provider's return that will fill it) and `note`.
    Figures inform an item: nothing here is the ministry's form, and no figure is added to another.
    """
    first = figures[figures["restates"].eq("") & figures["value"].notna()]
    rows = [row for one in entries for row in _fill(one, first)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _fill(one, figures: pd.DataFrame) -> list[dict]:
    named = {"part": one.part, "item": one.id, "asked": one.asked, "note": one.note}
    own = _longest(figures[_bears_on(figures, one)]) if one.measures else figures.head(0)
    if len(own):
        return [
            named
            | figure
            | {"what": figure["measure"], "figure": figure["id"], "status": FROM_PUBLISHED, "note": one.note}
            for figure in own.to_dict("records")
        ]
    return [named | {"status": FROM_RETURNS if one.returns else MISSING, "what": ", ".join(one.returns)}]


def _bears_on(figures: pd.DataFrame, one) -> pd.Series:
    chosen = figures["measure"].isin(one.measures)
    for column, allowed in (("service", one.services), ("group", one.groups), ("era", one.eras)):
        if allowed:
            chosen &= figures[column].isin(allowed)
    return chosen


def _longest(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures without those whose time lies inside that of another on the same: a return asks for the year."""
    if figures.empty:
        return figures
    length = figures["period_end"] - figures["period_start"]
    longest = length.groupby([figures[key] for key in SERIES]).transform("max")
    return figures[length.isna() | length.eq(longest)]
