"""A scenario: what somebody assumes of demand, money and capacity, and why; records only."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

FROM_EVIDENCE = "from the evidence"
AS_ASSUMED = "as assumed"
IN_BALANCE = "in balance"
FOR_TARGET = "for the target"
KEEPS_PACE = "with demand and prices"
NEWEST = "newest"
MOST_FUNDING_LINES = 8

Timing = Literal["linear", "front", "back", "step"]
Threshold = Literal["everyone", "high-risk only"]
Teams = Literal["mixed", "separate"]


@dataclass(frozen=True)
class Spread:
    """A number with its range: `low` and `high` are limits of 95%, equal to `value` where it is taken as certain."""

    low: float
    value: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Whether it has no range."""
        return self.low == self.high


def exactly(value: float) -> Spread:
    """A number that is taken as certain."""
    return Spread(value, value, value)


def between(low: float, high: float) -> Spread:
    """A range with its middle half way."""
    return Spread(low, (low + high) / 2, high)


NONE = exactly(0.0)


@dataclass(frozen=True)
class Shock:
    """A passing change of demand.

    size: fraction by which entries change, from `start` (None: the first day) to the end of `end` (None: the horizon).
    """

    size: Spread
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class FundingLine:
    """One funder's money.

    share: fraction of the base year's funding; uplift: fraction a year, or `with demand and prices`.
    start: None for money that runs in the base year, else the day on which new money begins; end: its last day.
    """

    funder: str
    share: float
    uplift: Spread | str
    start: date | None = None
    end: date | None = None


ALL_FUNDERS = (FundingLine("all funders", 1.0, NONE),)


@dataclass(frozen=True)
class Scenario:
    """What somebody assumes; each field's unit, range and meaning stands in `reference.scenario_fields`.

    Shares and rates are fractions; a word in place of a number says where the number comes from.
    """

    id: str
    label: str
    author: str
    rationale: str
    source: str = ""
    locator: str = ""
    service: str = NEWEST
    joins: tuple[str, ...] = ()
    start: date | None = None
    horizon: int = 20
    growth: Spread | str = NONE
    timing: Timing = "linear"
    step_at: int = 4
    shock: Shock | None = None
    entries: Spread | str = FROM_EVIDENCE
    moved_away: Spread = NONE
    inflation: Spread | str = AS_ASSUMED
    funding: tuple[FundingLine, ...] = ALL_FUNDERS
    base_funding: Spread | None = None
    unit_cost: Spread | None = None
    worker_cost: Spread | None = None
    workers: Spread | str = IN_BALANCE
    caseload: Spread | str = AS_ASSUMED
    length_of_support: Spread | str = AS_ASSUMED
    occupancy: Spread | str = AS_ASSUMED
    productivity: Spread = NONE
    opening_cases: Spread | str = FROM_EVIDENCE
    opening_waiting: Spread = NONE
    high_risk_share: Spread | str = AS_ASSUMED
    unplanned_share: Spread | str = FROM_EVIDENCE
    threshold: Threshold = "everyone"
    teams: Teams = "mixed"
    target_wait: float = 8.0
    target_chance: float = 0.1
    seed: int | None = None
