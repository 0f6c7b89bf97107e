"""A scenario with some of its fields set otherwise: what a control of a page can change, read from the schema."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.reference.scenario import FundingLine, Scenario, exactly
from analysis.reference.scenario_fields import CAPACITY, DEMAND, MONEY, PERCENT_A_YEAR, Field, fields_of

UPLIFT = "uplift"
SETTABLE_KINDS = ("uncertain", "number", "whole", "choice")
MOST_STEPS = 200  # of a slider; what has more is typed
HALF_A_PERCENT = 0.5


def settable(fields: tuple[Field, ...]) -> dict[str, Field]:
    """The fields that one number or one word sets, by name; the uplift stands for that of every funding line."""
    return {one.name: one for one in fields if one.kind in SETTABLE_KINDS and one.within in ("", "funding")
            and (not one.within or one.name == UPLIFT)}  # fmt: skip


GROUPS: dict[str, dict[str, Field]] = {
    "Demand": settable(DEMAND) | {"horizon": fields_of()["horizon"]},
    "Money": settable(MONEY),
    "Room and waiting": settable(CAPACITY),
}
MAIN = ("growth", "uplift", "inflation", "horizon")  # what most readers ask about first
SETTABLE = {name: field for group in GROUPS.values() for name, field in group.items()}


def is_slid(field: Field) -> bool:
    """Whether its range is small enough for a slider."""
    return field.kind != "choice" and field.high - field.low <= MOST_STEPS


def step_of(field: Field) -> float:
    """The step between two values that can be set, in the unit of the field; 0 where any value can be.

    Prices and money are spoken of in half per cents; growth of demand is not known as finely as that.
    """
    if field in MONEY and field.unit == PERCENT_A_YEAR:
        return HALF_A_PERCENT
    return 1 if field.kind == "whole" or is_slid(field) else 0


def with_settings(scenario: Scenario, settings: Mapping[str, float | str]) -> Scenario:
    """The scenario with these fields set, in the units of the schema; a number that is set is taken as certain."""
    fields: dict[str, object] = {}
    for name, value in settings.items():
        field = SETTABLE[name]
        if name == UPLIFT:
            uplift = exactly(float(value) * field.scale)
            fields["funding"] = tuple(_with_uplift(line, uplift) for line in scenario.funding)
        elif field.kind == "uncertain":
            fields[name] = exactly(float(value) * field.scale)
        elif field.kind == "choice":
            fields[name] = str(value)
        else:
            fields[name] = int(value) if field.kind == "whole" else float(value) * field.scale
    return replace(scenario, **fields)


def value_of(scenario: Scenario, name: str) -> object:
    """What a scenario itself says of a settable field: a spread, a word or a number, as the model takes it."""
    return scenario.funding[0].uplift if name == UPLIFT else getattr(scenario, name)


def _with_uplift(line: FundingLine, uplift) -> FundingLine:
    return replace(line, uplift=uplift)
