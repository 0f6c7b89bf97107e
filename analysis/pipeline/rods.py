"""The measuring rods that a run used."""

import pandas as pd

from analysis.parameters import Parameters
from analysis.sources.known import Known

RODS = {"gdp": "GDP deflator", "cpi": "consumer price index CPI", "cpih": "consumer price index CPIH"}


def list_rods(known: Known, survey: pd.Series | None, parameters: Parameters, by_head: pd.DataFrame) -> pd.DataFrame:
    """Each row is a measuring rod that was used: what, which release, when published, later than the meeting or not.

    by_head: rows of `funding.per_head`, whose populations are rods as well.
    """
    release = known.deflators.release
    rows = [] if known.deflators.missing else [(RODS[parameters.deflator], release.id, release.counts_from)]
    if survey is not None:
        rows.append(("population", known.population["source"].iloc[0], known.population["published"].iloc[0]))
    rows += [("population", source, day) for source, day in _populations(known, by_head)]
    table = pd.DataFrame(rows, columns=["rod", "source", "published"]).drop_duplicates("source")
    published = pd.to_datetime(table["published"])
    return table.assign(published=published, later_than_meeting=published > pd.Timestamp(parameters.as_of))


def _populations(known: Known, by_head: pd.DataFrame) -> list[tuple[str, pd.Timestamp]]:
    """The releases of residents that money was set against, with the day of each."""
    both = pd.concat([known.population_totals, known.population]).drop_duplicates("source")
    days = both.set_index("source")["published"]
    return [(source, days[source]) for source in dict.fromkeys(by_head["population_sources"].sum() or ())]
