"""For each protected characteristic, every figure that bears on it, or that there is none."""

import pandas as pd

COLUMNS = [
    "characteristic", "section", "measure", "group", "service", "area", "period_start", "period_end", "value", "unit",
    "source", "locator", "figure", "reason",
]  # fmt: skip
NOTHING = "Nothing was published."


def list_equality(figures: pd.DataFrame, characteristics) -> pd.DataFrame:
    """Each row is a figure that bears on a protected characteristic, or a characteristic with nothing published.

    characteristics: records with `characteristic`, `section`, `measures`, `groups`; a figure bears on one when its
    measure or its group is listed. Second printings are left out.
    """
    first = figures[figures["restates"].eq("")]
    rows = []
    for one in sorted(characteristics, key=lambda record: record.section):
        named = {"characteristic": one.characteristic, "section": one.section}
        own = first[first["measure"].isin(one.measures) | first["group"].isin(one.groups)]
        rows += [named | figure | {"figure": figure["id"], "reason": ""} for figure in own.to_dict("records")]
        rows += [] if len(own) else [named | {"reason": NOTHING}]
    return pd.DataFrame(rows, columns=COLUMNS)
