"""Parts and groups of counts told whole or not at all: safe without a search, and table by table.

Where one part of a count is small, no part of it is told; where one group of people is, no group of that column is
told, of any measure that a reader can add to it or subtract from it. What is hidden is then bounded by counts of 8 or
more alone, which leave every value from 1 to the threshold open even to whoever knows them exactly; and what is told
holds no small count. So a table by one column tells nothing through a table by another, as no two are crossed. What
measures and quarters tell of each other is not looked at here: see `blocks`.
"""

import pandas as pd

from analysis.model.disclosure.rules import Rules

# A count and the parts or some of it: what a reader can subtract.
Families = tuple[tuple[str, tuple[str, ...]], ...]


def told_counts(counts: pd.DataFrame, families: Families, rules: Rules) -> pd.DataFrame:
    """Whether each count is told.

    counts: each row is a place and a time, each column a measure, missing where it is not counted. families: a measure
    that comes as a part comes as a whole further down, so that what hides a whole hides its parts.
    """
    told = counts.apply(lambda column: ~rules.is_small(column.to_numpy()))
    for whole, parts in families:
        named = [part for part in parts if part in counts and whole in counts]
        if named:
            rest = counts[whole] - counts[named].sum(axis=1)
            apart = told[named].all(axis=1) & told[whole] & ~rules.is_small(rest.to_numpy()) & rest.ge(0)
            told = told.assign(**{part: told[part] & apart for part in named})
    return told


def told_splits(cells: pd.DataFrame, rules: Rules) -> pd.Series:
    """Whether each cell is told.

    cells: each row is a count of a group: `split` names what is told together (service, period, column, measures that
    belong together), `total` what the groups of one measure add up to, `count` the group's, `total_count` everybody's,
    `total_hidden` whether that is withheld.
    """
    small = rules.is_small(cells["count"].to_numpy())
    # Where a group holds everybody, it tells of each person.
    everybody = cells["count"].eq(cells["total_count"]) & cells["total_count"].gt(0)
    # Groups that do not make up the total leave a rest, which is a group that is not named.
    rest = cells["total_count"] - cells.groupby("total")["count"].transform("sum")
    wrong = small | everybody | cells["total_hidden"] | rules.is_small(rest.to_numpy()) | rest.lt(0)
    return ~wrong.groupby(cells["split"]).transform("any")
