"""A scenario from its words to its paths."""

from dataclasses import fields

import pandas as pd

from analysis.model.scenarios.draws import Draws, take
from analysis.model.scenarios.playing import Simulation, play
from analysis.model.scenarios.settling import Base, settle
from analysis.model.scenarios.solving import WorkersNeeded, workers_needed
from analysis.reference.scenario import FOR_TARGET, Scenario

STAFFING = [field.name for field in fields(WorkersNeeded)]


def simulate(scenario: Scenario, base: Base, draws: Draws) -> Simulation:
    """The scenario played out on the paths of the draws.

    draws: of at least as many quarters as the horizon; scenarios that are compared take the same. Where the workers are
    asked `for the target`, they are found first.
    """
    settled = settle(scenario, base)
    values = {name: take(name, spread, draws.unknowns[name]) for name, spread in settled.numbers.items()}
    if scenario.workers != FOR_TARGET or settled.queue_reason:
        return play(settled, values, draws)
    found = workers_needed(settled, values, draws, scenario.target_wait, scenario.target_chance)
    return play(settled, values, draws, workers=found.workers)


def staff(simulation: Simulation, draws: Draws, *, wait_weeks: float, limit: float) -> WorkersNeeded | None:
    """The workers that a simulated scenario needs for a wait, or None where open cases cannot be calculated.

    wait_weeks: beyond which a wait is too long; limit: chance of it that is allowed, as a fraction.
    """
    if simulation.settled.queue_reason:
        return None
    return workers_needed(simulation.settled, simulation.values, draws, wait_weeks, limit)


def list_staffing(simulation: Simulation, draws: Draws) -> pd.DataFrame:
    """Each row is a longest wait and a chance allowed: the fewest workers at the start that keep to it.

    `workers` is missing where no number does; `chance` is what they reach, `cost_gbp` a year where it is known.
    """
    scenario = simulation.scenario
    waits = sorted({scenario.target_wait / 2, scenario.target_wait, 2 * scenario.target_wait})
    found = [staff(simulation, draws, wait_weeks=wait, limit=scenario.target_chance) for wait in waits]
    return pd.DataFrame([vars(one) for one in found if one is not None], columns=STAFFING)
