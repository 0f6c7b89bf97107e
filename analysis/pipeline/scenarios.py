"""Scenarios: what follows for need, money, open cases and waits from each set of assumptions, side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.errors import BadArgument
from analysis.model import scenarios as model
from analysis.model.scenarios.evidence import NO_FLOWS, Published, find_base, newest_service
from analysis.parameters import Parameters
from analysis.pipeline.capacity import assess_capacity
from analysis.pipeline.starting_points import gather_published
from analysis.reference.areas import nearest_names
from analysis.reference.scenario import NEWEST, Scenario
from analysis.sources.known import Known

PATHS = 2_000
DRAWS_KEPT = 4
PLAYED_KEPT = 16
EXPLAINED = ("s_curve", "waterfall", "tornado_gap", "tornado_waiting", "learning_gap", "learning_waiting")
UNEXPLAINED = dict.fromkeys(EXPLAINED, pd.DataFrame())


@dataclass(frozen=True)
class Scenarios:
    """What the scenarios of a run say; the chosen one in full, all of them side by side.

    chosen: its id; described: each scenario as it was read. published: what they start from; base: of the chosen one.
    results: each row is a scenario; years, quarters: each row is a year or a quarter of a scenario.
    differences: each row is an outcome of a scenario less that of the chosen; assumptions: each row is one in which any
    two differ, each column a scenario. s_curve, waterfall, tornado_gap, tornado_waiting, learning_gap,
    learning_waiting: of the chosen one. staffing: each row is a longest wait: the workers that it takes.
    bought: each row is a share of its money: the wait that it buys.
    taken: each row is an unknown of the chosen one: `low`, `value`, `high`, and `origin`, where it is from.
    frontier: growth against funding; isolines: of it. paths: futures behind all of it.
    """

    chosen: str
    described: tuple[Scenario, ...]
    published: Published
    base: model.Base
    results: pd.DataFrame
    years: pd.DataFrame
    quarters: pd.DataFrame
    differences: pd.DataFrame
    assumptions: pd.DataFrame
    s_curve: pd.DataFrame
    waterfall: pd.DataFrame
    tornado_gap: pd.DataFrame
    tornado_waiting: pd.DataFrame
    learning_gap: pd.DataFrame
    learning_waiting: pd.DataFrame
    staffing: pd.DataFrame
    bought: pd.DataFrame
    taken: pd.DataFrame
    frontier: model.Frontier
    isolines: pd.DataFrame
    paths: int


def look_at_scenarios(
    shipped: tuple[Scenario, ...], chosen: Scenario, published: Published, parameters: Parameters
) -> Scenarios:
    """All scenarios played out on the same draws, the chosen one explained.

    A shipped scenario about a service of which nothing was known by then is left out. Raises BadArgument where the
    chosen one is about a service that has no published flows.
    """
    newest = base_of_newest(published)
    others = (one for one in shipped if one.id != chosen.id and not unknown_services(one, published, newest))
    played = play_out((chosen, *others), published, newest, parameters)
    return weigh_room(add_explained(played, parameters), parameters)


def base_of_newest(published: Published) -> model.Base:
    """What the evidence gives a scenario of the newest service to start from."""
    return find_base(published, newest_service(published))


def play_out(
    described: tuple[Scenario, ...], published: Published, newest: model.Base, parameters: Parameters
) -> Scenarios:
    """These scenarios on the same draws, side by side; the rest is empty.

    What explains the first of them is added by `add_explained`, `staffing`, `bought` and `frontier` by `weigh_room`.
    newest: of `base_of_newest`. Raises BadArgument as `base_for` does.
    """
    draws = draw_futures(described, described[0].seed or parameters.seed)
    played = [_played(one, base_for(one, published, newest), draws) for one in described]
    first, confidence = played[0], parameters.confidence
    comparison = model.compare(played, confidence)
    return Scenarios(
        chosen=described[0].id,
        described=described,
        published=published,
        base=first.settled.base,
        results=comparison.results,
        years=comparison.years,
        quarters=comparison.quarters,
        differences=comparison.differences,
        assumptions=comparison.assumptions,
        staffing=pd.DataFrame(columns=model.STAFFING),
        bought=pd.DataFrame(columns=model.BOUGHT),
        frontier=model.Frontier(pd.DataFrame(), pd.DataFrame(), described[0].target_wait, 0),
        isolines=pd.DataFrame(columns=["growth", "level", "uplift"]),
        paths=draws.paths,
        taken=list_taken(first),
        **UNEXPLAINED,
    )


def weigh_room(scenarios: Scenarios, parameters: Parameters) -> Scenarios:
    """The same with the workers that short waits take and growth against funding, of the first scenario."""
    return add_staffing(add_frontier(scenarios, parameters), parameters)


def add_frontier(scenarios: Scenarios, parameters: Parameters) -> Scenarios:
    """The same with growth against funding, of the first scenario."""
    found = model.frontier(
        scenarios.described[0], scenarios.base, _draws_of(scenarios, parameters), confidence=parameters.confidence
    )
    return replace(scenarios, frontier=found, isolines=model.isolines(found))


def add_staffing(scenarios: Scenarios, parameters: Parameters) -> Scenarios:
    """The same with the workers that short waits take, and the wait that money buys, of the first scenario."""
    draws = _draws_of(scenarios, parameters)
    simulation = model.simulate(scenarios.described[0], scenarios.base, draws)
    bought = model.list_bought(simulation, draws, parameters.confidence)
    return replace(scenarios, staffing=model.list_staffing(simulation, draws), bought=bought)


def _draws_of(scenarios: Scenarios, parameters: Parameters) -> model.Draws:
    return draw_futures(scenarios.described, scenarios.described[0].seed or parameters.seed)


def add_explained(scenarios: Scenarios, parameters: Parameters) -> Scenarios:
    """The same with what makes the need of the first scenario, and which of its unknowns matter."""
    draws, confidence = _draws_of(scenarios, parameters), parameters.confidence
    chosen = model.simulate(scenarios.described[0], scenarios.base, draws)
    return replace(
        scenarios,
        s_curve=model.s_curve(chosen),
        waterfall=model.waterfall(chosen, confidence),
        tornado_gap=model.tornado(chosen, "gap"),
        tornado_waiting=model.tornado(chosen, "waiting"),
        learning_gap=model.value_of_learning(chosen, draws.unknowns, "gap"),
        learning_waiting=model.value_of_learning(chosen, draws.unknowns, "waiting"),
    )


def draw_futures(described: Iterable[Scenario], seed: int, paths: int = PATHS) -> model.Draws:
    """The draws that these scenarios share, as far ahead as the longest looks; the same for all who ask alike."""
    return _drawn(seed, paths, max(one.horizon for one in described))


@lru_cache(maxsize=PLAYED_KEPT)
def _played(scenario: Scenario, base: model.Base, draws: model.Draws) -> model.Simulation:
    """The scenario played out; one that others are held against again and again is played once."""
    return model.simulate(scenario, base, draws)


@lru_cache(maxsize=DRAWS_KEPT)
def _drawn(seed: int, paths: int, quarters: int) -> model.Draws:
    return model.draw(np.random.Generator(np.random.SFC64(seed)), paths=paths, quarters=quarters)


def base_for(scenario: Scenario, published: Published, newest: model.Base) -> model.Base:
    """What the evidence gives this scenario to start from; `newest` is that of the newest service, or of none.

    Raises BadArgument for a service whose flows were not published, unless none at all were.
    """
    if (scenario.service == NEWEST and not scenario.joins) or not newest.service:
        return newest
    known = published.flows.drop_duplicates("service").set_index("service")[["era", "area"]]
    named = newest.service if scenario.service == NEWEST else scenario.service
    for one in unknown_services(scenario, published, newest):
        nearest = " or ".join(nearest_names(one, list(known.index)))
        raise BadArgument(f"scenario {scenario.id}: no flows of {one} were published; expected {nearest}.")
    row = known.loc[named]
    return find_base(published, (row["era"], named, row["area"]), tuple(one for one in scenario.joins if one != named))


def unknown_services(scenario: Scenario, published: Published, newest: model.Base) -> list[str]:
    """The services that a scenario names and whose flows were not published; none where no flows at all were."""
    named = [name for name in (scenario.service, *scenario.joins) if name != NEWEST]
    return [name for name in named if newest.service and name not in set(published.flows["service"])]


def list_taken(simulation: model.Simulation) -> pd.DataFrame:
    """Each row is an unknown of a scenario: its value with limits of 95%, as the model takes it, and its origin."""
    settled = simulation.settled
    rows = [
        (name, spread.low, spread.value, spread.high, settled.origins[name]) for name, spread in settled.numbers.items()
    ]
    return pd.DataFrame(rows, columns=["assumption", "low", "value", "high", "origin"])


def foresee(
    known: Known,
    growth: Mapping[str, object],
    flows: pd.DataFrame,
    pooled: pd.DataFrame,
    chosen: Scenario,
    parameters: Parameters,
) -> dict[str, object]:
    """Capacity, and scenarios from there: the fields `capacity` and `scenarios` of Results."""
    published = gather_published(known, growth, flows, pooled, parameters)
    service = newest_service(published)
    capacity = assess_capacity(flows, known.figures, known.standards, published.assumed, service, NO_FLOWS)
    own = choose(known.scenarios, chosen)
    return {"capacity": capacity, "scenarios": look_at_scenarios(known.scenarios, own, published, parameters)}


def choose(shipped: tuple[Scenario, ...], chosen: Scenario) -> Scenario:
    """The chosen scenario under a name that no shipped one has, unless it is that one."""
    taken = any(one.id == chosen.id and one != chosen for one in shipped)
    return replace(chosen, id=f"{chosen.id}-own") if taken else chosen
