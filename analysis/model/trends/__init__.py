"""Trends of short series: growth with its interval, or why it cannot be calculated."""

from analysis.model.trends.change import Change, change
from analysis.model.trends.dispersion import POISSON, Dispersion, pool_dispersion
from analysis.model.trends.fitting import fit
from analysis.model.trends.record import Trend

__all__ = ["POISSON", "Change", "Dispersion", "Trend", "change", "fit", "pool_dispersion"]
