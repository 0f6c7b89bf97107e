"""Performance: indicators as shares of people, and the flow through open cases."""

import pandas as pd

from analysis.model import performance
from analysis.reference.indicators import Indicators
from analysis.sources.known import Known


def count_flows(counts: pd.DataFrame, indicators: Indicators) -> pd.DataFrame:
    """People coming into open cases and leaving them, for each service that publishes both."""
    return performance.net_flow(counts, entries=indicators.flows.entries, exits=indicators.flows.exits)


def list_shares(indicators: Indicators) -> pd.DataFrame:
    """Each row is an indicator that is worked out: its two measures."""
    rows = [(one.id, one.numerator, one.denominator) for one in indicators.shares]
    return pd.DataFrame(rows, columns=["indicator", "numerator", "denominator"])


def add_printed(shares: pd.DataFrame, known: Known) -> pd.DataFrame:
    """The shares with those that papers print without the people behind them; `printed` tells which."""
    asked = pd.DataFrame([(one.id, one.measure) for one in known.indicators.printed], columns=["indicator", "measure"])
    printed = performance.printed_shares(known.figures, asked)
    return pd.concat([shares.assign(printed=False), printed.assign(printed=True)], ignore_index=True)
