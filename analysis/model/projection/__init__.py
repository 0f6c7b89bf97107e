"""Projections that deserve belief: `project` any series, `backtest` it, and `add_up` paths over areas.

How it works, and where each step is: `requests` (what can be projected), `panel` (series as arrays), `grid` (the
models), `responses` and `filtering` (run them all), `averaging` (weigh them), `learning` (the panel's rolling origins
choose the prior), `marginal` (levels and logs), `calibration` (how wide), `counts` (whole numbers), `short` (below
eight points), `paths`, `totals`.
"""

from analysis.model.projection.backtesting import BackTest, backtest
from analysis.model.projection.projecting import Projection, project
from analysis.model.projection.totals import add_up

__all__ = ["BackTest", "Projection", "add_up", "backtest", "project"]
