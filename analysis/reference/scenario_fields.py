"""The fields of a scenario: unit, range and meaning of each; files, error sentences and pages all use these."""

from dataclasses import dataclass
from typing import Literal, get_args

from analysis.reference.scenario import (
    AS_ASSUMED,
    FOR_TARGET,
    FROM_EVIDENCE,
    IN_BALANCE,
    KEEPS_PACE,
    Teams,
    Threshold,
    Timing,
)

Kind = Literal[
    "text", "long text", "name", "names", "date", "choice", "whole", "number", "uncertain", "block", "blocks"
]
PERCENT = "%"
PERCENT_A_YEAR = "% a year"


@dataclass(frozen=True)
class Field:
    """One field of a scenario file.

    unit: as a file may write it behind the number; low, high: the range of what is allowed, in that unit.
    words: what may stand in place of a number; choices: all that may stand; within: the block that it belongs to.
    """

    name: str
    kind: Kind
    label: str
    meaning: str
    unit: str = ""
    low: float = 0.0
    high: float = 0.0
    words: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    within: str = ""
    needed: bool = False
    example: str = ""

    @property
    def is_fraction(self) -> bool:
        """Whether files write it in per cent, and the model takes it as a fraction."""
        return self.unit.startswith(PERCENT)

    @property
    def scale(self) -> float:
        """What one of its unit is inside the model."""
        return 0.01 if self.is_fraction else 1.0


def _uncertain(
    name: str,
    label: str,
    meaning: str,
    unit: str,
    low: float,
    high: float,
    *,
    words: tuple[str, ...] = (),
    within: str = "",
    needed: bool = False,
    example: str = "",
) -> Field:
    return Field(name, "uncertain", label, meaning, unit, low, high, words, (), within, needed, example)


# fmt: off
WHO = (
    Field("label", "text", "Name", "What readers call it.", needed=True, example="Funding as it is"),
    Field("author", "text", "Author", "The role that wrote it, never a name.", needed=True, example="board analyst"),
    Field("rationale", "long text", "Why", "Why these values, in a sentence or more.", needed=True),
    Field("source", "text", "Source", "Id of the document that it follows, where it follows one."),
    Field("locator", "text", "Place in the source", "Paragraph or table."),
)
BASE = (
    Field("service", "name", "Service", "Id of a service, or newest: the one whose published flows reach furthest."),
    Field("joins", "names", "Joined services", "Ids of services whose people come to the same workers."),
    Field("start", "date", "First day", "First day of the first quarter; else the day after the published flows."),
    Field("horizon", "whole", "Horizon", "How far ahead it looks.", "quarters", 1, 60, example="20"),
    Field("seed", "whole", "Seed", "Start of the random draws; else the run's.", "", 0, 2**32 - 1,
        example="20220401"),
)
DEMAND = (
    _uncertain("growth", "Growth of demand", "Growth of people who come, a year.", PERCENT_A_YEAR, -30, 60,
        words=(FROM_EVIDENCE,), example="3% a year"),
    Field("timing", "choice", "Timing of growth", "Even, more of it early, more of it late, or all at once.",
        choices=get_args(Timing)),
    Field("step_at", "whole", "Quarter of the step", "Quarter at whose beginning growth in one step comes.",
        "quarters", 1, 60, example="4"),
    Field("shock", "block", "Passing change", "A change of demand that comes and goes: size, start, end."),
    _uncertain("size", "Size of the change", "By how much people who come change.", PERCENT, -95, 300,
        within="shock", needed=True, example="20%"),
    Field("start", "date", "First day of the change", "Else the first day of the horizon.", within="shock"),
    Field("end", "date", "Last day of the change", "Else the end of the horizon.", within="shock"),
    _uncertain("entries", "People who come", "People accepted in a quarter of the base year.", "people a quarter", 1,
        100_000, words=(FROM_EVIDENCE,), example="185 people a quarter"),
    _uncertain("moved_away", "Moved to others", "Share of the people who come that another service takes over.",
        PERCENT, 0, 95, example="10%"),
)
MONEY = (
    _uncertain("inflation", "Price growth", "Growth of what a worker costs, a year.", PERCENT_A_YEAR, -5, 25,
        words=(AS_ASSUMED,), example="2% a year"),
    Field("funding", "blocks", "Funding lines", "Each funder's money: funder, share, uplift, start, end."),
    Field("funder", "text", "Funder", "The body that pays.", within="funding", needed=True, example="the County"),
    Field("share", "number", "Share of funding", "Its share of the base year's funding.", PERCENT, 0, 300,
        within="funding", needed=True, example="28%"),
    _uncertain("uplift", "Uplift", "Growth of this money, a year, in pounds of the day.", PERCENT_A_YEAR, -50, 60,
        words=(KEEPS_PACE,), within="funding", needed=True, example="2% a year"),
    Field("start", "date", "First day of new money", "Only for money that does not run in the base year.",
        within="funding"),
    Field("end", "date", "Last day of this money", "Else it goes on.", within="funding"),
    _uncertain("base_funding", "Base year's funding", "Pounds in the base year, known to the author.", "£ a year",
        1_000, 1_000_000_000, example="500000 £ a year"),
    _uncertain("unit_cost", "Cost of supporting one person", "Pounds for each person, known to the author.",
        "£ a person", 1, 100_000, example="1200 £ a person"),
    _uncertain("worker_cost", "Cost of a worker",
        "Pounds for a full-time worker with everything, known to the author.", "£ a year", 1_000, 500_000,
        example="45000 £ a year"),
)
CAPACITY = (
    _uncertain("workers", "Workers", "Full-time workers at the start.", "workers", 0.1, 5_000, words=(IN_BALANCE,
        FOR_TARGET), example="12 workers"),
    _uncertain("caseload", "Cases at once", "Cases that a worker carries at once.", "cases", 1, 200,
        words=(AS_ASSUMED,), example="20 to 30 cases"),
    _uncertain("length_of_support", "Length of support", "Weeks from first support to exit, planned or not.",
        "weeks", 4, 156, words=(AS_ASSUMED,), example="26 weeks"),
    _uncertain("occupancy", "Places taken at the start",
        "Share of the workers' places that people needed in the base year; used where workers are in balance.",
        PERCENT, 50, 150, words=(AS_ASSUMED,), example="95%"),
    _uncertain("productivity", "Productivity", "Growth of the cases that a worker can carry, a year.",
        PERCENT_A_YEAR, -10, 10, example="1% a year"),
    _uncertain("opening_cases", "Open cases at the start", "People in support on the first day.", "people", 0,
        1_000_000, words=(FROM_EVIDENCE,), example="300 people"),
    _uncertain("opening_waiting", "Waiting at the start", "People on the waiting list on the first day.", "people",
        0, 1_000_000, example="0 people"),
    _uncertain("high_risk_share", "High risk", "Share of the people accepted who are at high risk.", PERCENT, 0, 100,
        words=(AS_ASSUMED,), example="30%"),
    _uncertain("unplanned_share", "Unplanned exits", "Share of exits that are not planned.", PERCENT, 0, 100,
        words=(FROM_EVIDENCE,), example="40%"),
    Field("threshold", "choice", "Who is taken", "Everyone, or only people at high risk.",
        choices=get_args(Threshold)),
    Field("teams", "choice", "Teams", "One caseload of every risk, high risk first, or a team for each.",
        choices=get_args(Teams)),
    Field("target_wait", "number", "Longest wait wanted", "Weeks beyond which a wait is too long.", "weeks", 0, 104,
        example="8 weeks"),
    Field("target_chance", "number", "Chance allowed", "Largest chance of a longer wait.", PERCENT, 0.5, 99,
        example="10%"),
)
# fmt: on
FIELDS = (*WHO, *BASE, *DEMAND, *MONEY, *CAPACITY)


def fields_of(within: str = "") -> dict[str, Field]:
    """The fields of a file, or of a block of it, by name."""
    return {field.name: field for field in FIELDS if field.within == within}
