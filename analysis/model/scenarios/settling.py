"""A scenario with every word turned into a number: from the evidence, from the rated assumptions, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analysis.reference.scenario import (
    AS_ASSUMED,
    FOR_TARGET,
    FROM_EVIDENCE,
    IN_BALANCE,
    KEEPS_PACE,
    Scenario,
    Spread,
)  # fmt: skip

BY_SCENARIO = "the scenario"
NUMBERS = (
    "growth", "entries", "moved_away", "inflation", "productivity", "workers", "caseload", "length_of_support",
    "occupancy", "opening_cases", "opening_waiting", "high_risk_share", "unplanned_share", "base_funding", "unit_cost",
    "worker_cost",
)  # fmt: skip
QUEUE_NEEDS = ("entries", "caseload", "length_of_support", "occupancy", "opening_cases", "high_risk_share")


@dataclass(frozen=True, eq=False)
class Base:
    """What the evidence says of a service, for a scenario to start from.

    start: the first day after the published year; entries: people accepted in a quarter, with the error of its level.
    scatter: deviation of the log of a quarter's count beyond chance. growth: log-free, fraction a year.
    given: the numbers by field that the evidence or an assumption gives, with `origins`, where each is from.
    missing: by field, why there is none. figures: ids of the published figures behind it.
    """

    service: str
    label: str
    area: str
    start: date
    scatter: float
    given: Mapping[str, Spread]
    origins: Mapping[str, str]
    missing: Mapping[str, str]
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settled:
    """A scenario whose numbers are all known, or which says why they are not.

    numbers: each unknown by name; origins: where each is from.
    money_reason, queue_reason: why money, or open cases and waits, cannot be calculated; empty where they can.
    """

    scenario: Scenario
    base: Base
    start: date
    numbers: Mapping[str, Spread]
    origins: Mapping[str, str]
    money_reason: str
    queue_reason: str


def settle(scenario: Scenario, base: Base) -> Settled:
    """The scenario with its numbers, each with where it is from."""
    numbers, origins, missing = {}, {}, {}
    for name in NUMBERS:
        said = getattr(scenario, name)
        if isinstance(said, Spread):
            numbers[name], origins[name] = said, BY_SCENARIO
        elif said in (FROM_EVIDENCE, AS_ASSUMED) and name in base.given:
            numbers[name], origins[name] = base.given[name], base.origins[name]
        elif said in (FROM_EVIDENCE, AS_ASSUMED):
            missing[name] = base.missing.get(name, "neither published nor assumed")
    if "opening_cases" in missing and "entries" in numbers:
        # Its own people, and nothing published: what is open at the start is what they fill, worked out path by path.
        missing.pop("opening_cases")
    money = [missing[name] for name in ("growth", "inflation") if name in missing]
    queue = money + [missing[name] for name in QUEUE_NEEDS if name in missing]
    lines = _uplifts(scenario)
    return Settled(
        scenario=scenario,
        base=base,
        start=scenario.start or base.start,
        numbers=numbers | lines | ({"size": scenario.shock.size} if scenario.shock else {}),
        origins=origins | dict.fromkeys(lines, BY_SCENARIO) | ({"size": BY_SCENARIO} if scenario.shock else {}),
        money_reason=_first(money),
        queue_reason=_first(queue),
    )


def _uplifts(scenario: Scenario) -> dict[str, Spread]:
    return {
        f"uplift {place}": line.uplift
        for place, line in enumerate(scenario.funding, 1)
        if isinstance(line.uplift, Spread)
    }


def _first(reasons: list[str]) -> str:
    return reasons[0] if reasons else ""


def words_of(scenario: Scenario) -> dict[str, str]:
    """The words that stand for numbers worked out on the way: workers in balance, money that keeps pace."""
    said = {"workers": scenario.workers} if scenario.workers in (IN_BALANCE, FOR_TARGET) else {}
    paced = {
        f"uplift {place}": KEEPS_PACE for place, line in enumerate(scenario.funding, 1) if line.uplift == KEEPS_PACE
    }
    return said | paced
