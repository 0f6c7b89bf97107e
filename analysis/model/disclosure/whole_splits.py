"""Splits of counts by a column of groups, told whole or not at all: safe without a search, and one by one.

Within one service and period, measures that a reader can add or subtract belong together. Where any of their groups is
a small count, where a group holds everybody, or where a total is withheld, none of their groups is told. What remains
hidden is then bounded by totals of 8 or more alone, each of which leaves every value from 1 to the threshold open; and
what is told holds no small count. A table by another column changes nothing of that, as no two columns are crossed.
"""

import pandas as pd

from analysis.model.disclosure.rules import Rules


def told_splits(cells: pd.DataFrame, rules: Rules) -> pd.Series:
    """Whether each cell is told.

    cells: each row is a count of a group: `split` names what is told together (service, period, column, measures that
    belong together), `total` what the groups of one measure add up to, `count` the group's, `total_count` everybody's,
    `total_hidden` whether that is withheld.
    """
    small = rules.is_small(cells["count"].to_numpy())
    everybody = cells["count"].eq(cells["total_count"]) & cells["total_count"].gt(0)
    # Groups that do not make up the total leave a rest, which is a group that is not named.
    rest = cells["total_count"] - cells.groupby("total")["count"].transform("sum")
    wrong = small | everybody | cells["total_hidden"] | rules.is_small(rest.to_numpy()) | rest.lt(0)
    return ~wrong.groupby(cells["split"]).transform("any")
