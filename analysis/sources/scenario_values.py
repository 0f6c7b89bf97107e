"""Single values of a scenario file: numbers with their unit, ranges, words, days; each wrong one has its sentence."""

import math
import re
from datetime import date

from analysis.reference.areas import nearest_names
from analysis.reference.scenario import Spread, between, exactly
from analysis.reference.scenario_fields import Field

NUMBER = r"[-+−]?£?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?"
WRITTEN = re.compile(rf"\s*({NUMBER})(?:\s*(?:to|–)\s*({NUMBER}))?\s*(.*?)\s*", re.DOTALL)
# As people write the units of the table of fields.
SPELLINGS = {
    "per cent": "%", "percent": "%", "% per year": "% a year", "% a year": "% a year", "%/year": "% a year",
    "% per annum": "% a year", "% p.a.": "% a year", "per cent a year": "% a year", "percent a year": "% a year",
    "week": "weeks", "quarter": "quarters", "case": "cases", "cases at once": "cases", "worker": "workers",
    "person": "people", "people per quarter": "people a quarter", "gbp a year": "£ a year", "pounds a year": "£ a year",
    "a year": "£ a year", "gbp a person": "£ a person", "pounds a person": "£ a person", "a person": "£ a person",
}  # fmt: skip
ID = re.compile(r"[a-z0-9-]{1,60}")
LONGEST_TEXT = 2_000
LONGEST_LINE = 200
SHOWN_LETTERS = 60


class WrongValue(ValueError):
    """A value that its field cannot take: `value` as it stands in the file, `expected` what should."""

    def __init__(self, value: object, expected: str):
        text = "nothing" if value is None else " ".join(str(value).split())
        self.value = text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…"
        self.expected = expected
        super().__init__(f"{self.value}; {expected}")


def to_text(field: Field, value: object) -> str:
    """Text of a field, its spaces and line ends made single; raises WrongValue for anything else."""
    longest = LONGEST_TEXT if field.kind == "long text" else LONGEST_LINE
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise WrongValue(value, f"expected text of at most {longest} letters")
    if field.name == "author" and "@" in value:
        raise WrongValue("an address", "expected the role that wrote it, such as board analyst")
    return " ".join(value.split())


def to_name(field: Field, value: object) -> str:
    """The id of a service; raises WrongValue for what cannot be one, such as a path."""
    if isinstance(value, str) and ID.fullmatch(value.strip()):
        return value.strip()
    raise WrongValue(value, "expected the id of a service, in small letters and hyphens")


def to_day(field: Field, value: object) -> date:
    """A day; raises WrongValue for what is none."""
    try:
        day = value if type(value) is date else date.fromisoformat(str(value))
    except ValueError:
        raise WrongValue(value, "expected a day as year-month-day, such as 2024-03-31") from None
    if not 1990 <= day.year <= 2100:
        raise WrongValue(value, "expected a day from 1990 to 2100")
    return day


def to_choice(field: Field, value: object) -> str:
    """One of a field's choices; raises WrongValue with the nearest."""
    if isinstance(value, str) and value.strip() in field.choices:
        return value.strip()
    raise WrongValue(value, f"expected {' or '.join(field.choices)}")


def to_whole(field: Field, value: object) -> int:
    """A whole number within the range of its field."""
    low, high = _limits(field, value)
    if low != high or low != int(low):
        raise WrongValue(value, f"expected a whole number of {field.unit}" if field.unit else "expected a whole number")
    return int(low)


def to_number(field: Field, value: object) -> float:
    """One number within the range of its field, as the model takes it (a fraction where files write per cent)."""
    low, high = _limits(field, value)
    if low != high:
        raise WrongValue(value, f"expected one number of {field.unit}, not a range")
    return low * field.scale


def to_spread(field: Field, value: object) -> Spread | str:
    """A number or range of its field, as the model takes it, or one of its words."""
    if isinstance(value, str) and value.strip() in field.words:
        return value.strip()
    low, high = _limits(field, value)
    return exactly(low * field.scale) if low == high else between(low * field.scale, high * field.scale)


def _limits(field: Field, value: object) -> tuple[float, float]:
    """The two ends of what stands in the file, in the field's unit; equal for one number."""
    if isinstance(value, list | tuple) and len(value) == 2:
        (low, _), (high, _) = (_limits(field, one) for one in value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low = high = _finite(field, value)
        _refuse_bare_share(field, value, low, high)
    elif isinstance(value, str):
        low, high = _read(field, value)
    else:
        raise WrongValue(value, _expected(field))
    if low > high:
        raise WrongValue(value, f"expected the low end first: {high:g} to {low:g}")
    if not field.low <= low <= high <= field.high:
        raise WrongValue(value, f"expected {field.low:.10g} to {field.high:.10g} {field.unit}".rstrip())
    return low, high


def _finite(field: Field, value: float) -> float:
    if abs(value) > 1e300 or not math.isfinite(value):
        raise WrongValue(value, _expected(field))
    return float(value)


def _read(field: Field, text: str) -> tuple[float, float]:
    # A bare «5%» before «to» means the same as one unit behind both.
    written = WRITTEN.fullmatch(re.sub(r"%\s*(to|–)", r"\1", text) if field.is_fraction else text)
    if written is None:
        raise WrongValue(text, _expected(field))
    low, high, unit = written.groups()
    known = SPELLINGS.get(unit.lower(), unit)
    if unit and known != field.unit and not (field.unit == "% a year" and known == "%"):
        raise WrongValue(text, f"expected the unit {field.unit or 'none'}")
    ends = [
        _finite(field, float(one.replace(",", "").replace("£", "").replace("−", "-"))) for one in (low, high or low)
    ]
    if not unit and "%" not in text:
        _refuse_bare_share(field, text, *ends)
    return ends[0], ends[1]


def _refuse_bare_share(field: Field, value: object, *numbers: float) -> None:
    """A number without its unit that is below one may be a share: 0.05 may mean 5% or a twentieth of one per cent."""
    if field.is_fraction and any(0 < abs(number) < 1 for number in numbers):
        raise WrongValue(
            value, f"expected a unit behind it, such as {value}{field.unit}; without one it may be a share"
        )


def _expected(field: Field) -> str:
    unit = f" of {field.unit}" if field.unit else ""
    words = f", or {' or '.join(field.words)}" if field.words else ""
    return f"expected a number{unit}{words}, such as {field.example}"


def nearest_field(name: object, known: dict[str, Field]) -> str:
    """What to say of a name that is no field: the nearest one."""
    nearest = nearest_names(str(name), list(known))
    return f"expected a field of a scenario, perhaps {nearest[0]}" if nearest else "expected a field of a scenario"
