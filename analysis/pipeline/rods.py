"""The measuring rods that a run used."""

import pandas as pd

from analysis.parameters import Parameters
from analysis.sources.known import Known

RODS = {"gdp": "GDP deflator", "cpi": "consumer price index CPI", "cpih": "consumer price index CPIH"}


def list_rods(known: Known, survey: pd.Series | None, parameters: Parameters) -> pd.DataFrame:
    """Each row is a measuring rod that was used: what, which release, when published, later than the meeting or not."""
    release = known.deflators.release
    rows = [(RODS[parameters.deflator], release.id, release.counts_from)]
    if survey is not None:
        rows.append(("population", known.population["source"].iloc[0], known.population["published"].iloc[0]))
    table = pd.DataFrame(rows, columns=["rod", "source", "published"])
    published = pd.to_datetime(table["published"])
    return table.assign(published=published, later_than_meeting=published > pd.Timestamp(parameters.as_of))
