"""The whole analysis in order: it reads like the method statement.

Evidence known by the date -> demand as series -> money in real terms -> where both are known -> need -> performance.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.model import coverage, demand, funding, need, performance
from analysis.parameters import Parameters
from analysis.reference.areas import upper_tier_parts
from analysis.sources.catalogue import Catalogue, load_catalogue
from analysis.sources.figures import load_figures
from analysis.sources.location import find_data
from analysis.sources.money import load_deflators, load_funding
from analysis.sources.population import load_population, load_prevalence


@dataclass(frozen=True)
class Results:
    """Everything that one run worked out; each table is described where the model makes it.

    figures: each row is a published figure known by the as-of date.
    demand: each row is a count of people in a period of its series, with rate, index and limits.
    growth: each row is a series of demand with its yearly growth, or the reason why there is none.
    flows: each row is a service in a period: entries, exits and net flow into open cases.
    funding: each row is a funding line in a financial year, nominal and real; funding_change: first full year to last.
    funding_undated: each row is a funding line whose year and term were not published.
    coverage: each row is an era in an area: is demand known, is funding known, for the same service.
    need: each row is an area and sex: people that the survey leads one to expect.
    performance: each row is an indicator in a period, as a share with its interval.
    rods: each row is a measuring rod that was used, with its release and whether that is later than the meeting.
    """

    parameters: Parameters
    catalogue: Catalogue
    figures: pd.DataFrame
    demand: pd.DataFrame
    flows: pd.DataFrame
    funding: pd.DataFrame
    funding_change: pd.DataFrame
    funding_undated: pd.DataFrame
    coverage: pd.DataFrame
    need: pd.DataFrame
    performance: pd.DataFrame
    rods: pd.DataFrame


def run(parameters: Parameters, data: Path | None = None) -> Results:
    """The results of one run.

    data: folder of the evidence; None finds it (`DSVA_DATA`, beside the checkout, working folder).
    Raises BadData for faults in the files, MissingDeflator for a price year outside the release, BadArgument where
    nothing had been published by the as-of date.
    """
    folder = find_data(data)
    catalogue = load_catalogue(folder, parameters.as_of)
    figures = load_figures(folder, parameters.as_of)
    raise NotImplementedError
