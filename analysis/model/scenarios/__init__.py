"""Scenarios: what follows for need, money, open cases and waits if somebody's assumptions hold."""

from analysis.model.scenarios.buying import BOUGHT, buy_wait, buy_wait_for, list_bought, tell_bought
from analysis.model.scenarios.comparing import Comparison, compare, list_assumptions
from analysis.model.scenarios.draws import Draws, draw
from analysis.model.scenarios.explaining import tornado, value_of_learning, waterfall
from analysis.model.scenarios.frontier import Frontier, frontier, isolines
from analysis.model.scenarios.playing import Money, Queue, Simulation
from analysis.model.scenarios.settling import Base, Settled, settle
from analysis.model.scenarios.simulating import STAFFING, list_staffing, simulate, staff
from analysis.model.scenarios.solving import WorkersNeeded
from analysis.model.scenarios.tables import break_even_growth, list_quarters, list_years, s_curve, summarise

__all__ = [
    "BOUGHT", "STAFFING", "Base", "Comparison", "Draws", "Frontier", "Money", "Queue", "Settled", "Simulation",
    "WorkersNeeded", "break_even_growth", "buy_wait", "buy_wait_for", "compare", "draw", "frontier", "isolines",
    "list_assumptions", "list_bought", "list_quarters", "list_staffing", "list_years", "s_curve", "settle", "simulate",
    "staff", "summarise", "tell_bought", "tornado", "value_of_learning", "waterfall",
]  # fmt: skip
