"""The wait that a reader's own sum buys, at the reader's own cost of a worker."""

from dataclasses import replace

import pandas as pd

from analysis.errors import BadArgument
from analysis.model import scenarios as model
from analysis.pipeline.results import Results
from analysis.pipeline.scenarios import draw_futures
from analysis.reference.scenario import IN_BALANCE, exactly
from analysis.reference.scenario_fields import fields_of


def wait_for_pounds(results: Results, pounds_a_year: float, worker_cost_gbp: float) -> pd.Series | None:
    """What a sum buys if the chosen scenario holds, as a row of `Scenarios.bought`; None where it has no open cases.

    Both in pounds of the base year; the cost is of a full-time worker with everything. The draws are the run's own.
    Raises BadArgument for what is not a sum of pounds that a scenario may have.
    """
    _require("worker_cost_gbp", worker_cost_gbp, "worker_cost")
    _require("pounds_a_year", pounds_a_year, "base_funding")
    scenarios = results.scenarios
    chosen = replace(scenarios.described[0], worker_cost=exactly(float(worker_cost_gbp)))
    draws = draw_futures(scenarios.described, chosen.seed or results.parameters.seed)
    simulation = model.simulate(replace(chosen, workers=IN_BALANCE), scenarios.base, draws)
    bought = model.buy_wait_for(simulation, draws, pounds_a_year=float(pounds_a_year))
    if bought is None or bought.queue is None:
        return None
    return pd.Series(model.tell_bought(bought, results.parameters.confidence))


def _require(name: str, value: object, field: str) -> None:
    known = fields_of()[field]
    if isinstance(value, bool) or not isinstance(value, int | float) or not known.low <= value <= known.high:
        raise BadArgument(f"{name}: {value} is no such sum; expected £{known.low:,.0f} to £{known.high:,.0f} a year.")
