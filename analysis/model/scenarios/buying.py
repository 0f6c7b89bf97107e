"""What a sum of money buys: the waiting list and the wait with so many workers, or with so many pounds."""

import numpy as np
import pandas as pd

from analysis.model.scenarios.draws import Draws
from analysis.model.scenarios.playing import Simulation, play

MONEY_SHARES = (0.8, 0.9, 1.0, 1.1, 1.2, 1.5, 2.0)
BOUGHT = [
    "money_share", "workers", "workers_low", "workers_high", "waiting", "waiting_low", "waiting_high", "wait_weeks",
    "wait_weeks_low", "wait_weeks_high", "chance_waiting", "chance_too_long", "cost_gbp", "cost_low_gbp",
    "cost_high_gbp",
]  # fmt: skip


def buy_wait(simulation: Simulation, draws: Draws, *, workers: np.ndarray | float) -> Simulation:
    """The scenario with so many workers at the start instead of its own (one number, or one a path): their wait."""
    return play(simulation.settled, simulation.values, draws, workers=workers)


def buy_wait_for(simulation: Simulation, draws: Draws, *, pounds_a_year: float) -> Simulation | None:
    """The scenario with as many workers as a sum pays for, or None where it does not say what a worker costs.

    pounds_a_year: of the base year's prices, above nought; the cost of a worker keeps its range.
    """
    if "worker_cost" not in simulation.values:
        return None
    return buy_wait(simulation, draws, workers=pounds_a_year / simulation.values["worker_cost"])


def list_bought(
    simulation: Simulation, draws: Draws, confidence: float, shares: tuple[float, ...] = MONEY_SHARES
) -> pd.DataFrame:
    """Each row is a share of the scenario's money: the workers whom it pays at the start, and the wait that it buys.

    The same draws stand behind every row, so that more money never lengthens a wait. `money_share` is a fraction; the
    list and the wait are those of the last quarter, with limits over the paths; `chance_too_long` is that of a wait
    beyond the scenario's own target; `cost_gbp` is a year's pounds of the base year where it says what a worker costs.
    No rows where open cases cannot be calculated.
    """
    if simulation.queue is None:
        return pd.DataFrame(columns=BOUGHT)
    at_start = simulation.queue.workers_at_start
    rows = [
        {"money_share": share, **tell_bought(buy_wait(simulation, draws, workers=share * at_start), confidence)}
        for share in shares
    ]
    return pd.DataFrame(rows, columns=BOUGHT)


def tell_bought(bought: Simulation, confidence: float) -> dict[str, float]:
    """The last quarter of a simulation with its workers and what they cost, as the columns of `list_bought`."""
    queue, values = bought.queue, bought.values
    cost = queue.workers_at_start * values["worker_cost"] if "worker_cost" in values else np.array([np.nan])
    told = {
        "workers": queue.workers_at_start, "waiting": queue.flows.waiting[-1], "wait_weeks": queue.wait_weeks[-1],
    }  # fmt: skip
    levels = [0.5, (1 - confidence) / 2, (1 + confidence) / 2]
    spans = {name: np.quantile(numbers, levels) for name, numbers in told.items()}
    middle, low, high = np.quantile(cost, levels)
    return {
        name + end: float(number)
        for name, numbers in spans.items()
        for end, number in zip(("", "_low", "_high"), numbers, strict=True)
    } | {
        "chance_waiting": float((queue.flows.waiting[-1] > 0).mean()),
        "chance_too_long": float((queue.wait_weeks[-1] > bought.scenario.target_wait).mean()),
        "cost_gbp": float(middle), "cost_low_gbp": float(low), "cost_high_gbp": float(high),
    }  # fmt: skip
