"""A scenario as the text of a file that is read again as the same scenario."""

from collections.abc import Iterator
from datetime import date

from analysis.reference.scenario import FundingLine, Scenario, Shock, Spread
from analysis.reference.scenario_fields import FIELDS, Field, fields_of

PLACES = 6
SAFE_ENDS = '"'


def to_text(scenario: Scenario) -> str:
    """The YAML of a scenario: every field that is not as it is by default, each number with its unit."""
    usual = Scenario(id="", label="", author="", rationale="")
    lines = []
    for field in (one for one in FIELDS if not one.within):
        value = getattr(scenario, field.name)
        if not field.needed and value == getattr(usual, field.name):
            continue
        lines += list(_lines(field, value))
    return "\n".join(lines) + "\n"


def _lines(field: Field, value: object) -> Iterator[str]:
    if isinstance(value, Shock):
        yield f"{field.name}: {_block(value, fields_of('shock'))}"
    elif field.name == "funding":
        yield f"{field.name}:"
        yield from (f"  - {_block(line, fields_of('funding'))}" for line in value)
    elif isinstance(value, tuple):
        yield f"{field.name}: [{', '.join(_quote(one) for one in value)}]"
    else:
        yield f"{field.name}: {_said(field, value)}"


def _block(record: Shock | FundingLine, fields: dict[str, Field]) -> str:
    said = [(name, getattr(record, name)) for name in fields]
    return f"{{{', '.join(f'{name}: {_said(fields[name], value)}' for name, value in said if value is not None)}}}"


def _said(field: Field, value: object) -> str:
    if isinstance(value, Spread):
        return _quote(_spread(field, value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _quote(f"{_plain(value / field.scale)} {field.unit}".strip()) if field.unit else _plain(value)
    return _quote(str(value))


def _spread(field: Field, value: Spread) -> str:
    low, middle, high = (_plain(one / field.scale) for one in (value.low, value.value, value.high))
    return f"{middle} {field.unit}" if low == high else f"{low} to {high} {field.unit}"


def _plain(value: float) -> str:
    return f"{round(value, PLACES):.{PLACES}f}".rstrip("0").rstrip(".")


def _quote(text: str) -> str:
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
