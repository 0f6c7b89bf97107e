"""Trends of short series: growth with its interval, or why it cannot be calculated."""

from analysis.model.trends.change import Change, change
from analysis.model.trends.control import ControlLimits, control_limits
from analysis.model.trends.dispersion import POISSON, Dispersion, pool_dispersion
from analysis.model.trends.fitting import fit
from analysis.model.trends.marker import RecentTrend, recent_trend
from analysis.model.trends.polarity import Polarity
from analysis.model.trends.record import Trend
from analysis.model.trends.segments import Segment, fit_segments, fit_series, midpoint_years

__all__ = [
    "POISSON",
    "Change",
    "ControlLimits",
    "Dispersion",
    "Polarity",
    "RecentTrend",
    "Segment",
    "Trend",
    "change",
    "control_limits",
    "fit",
    "fit_segments",
    "fit_series",
    "midpoint_years",
    "pool_dispersion",
    "recent_trend",
]
