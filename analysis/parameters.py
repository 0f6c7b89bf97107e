"""What a run may be asked to vary: frozen, typed, and closed to the unknown."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, get_args

from analysis.errors import BadArgument

Rods = Literal["latest", "as-of"]
Deflator = Literal["gdp", "cpi", "cpih"]
Audience = Literal["public", "restricted"]


@dataclass(frozen=True)
class Parameters:
    """The settings of one run; notebooks, command line and app all make their results from these.

    board: board id of `boards.yml`; meeting: date of the meeting.
    as_of: evidence counts only once published by this date; None is the meeting's own date.
    rods: whether price indices and populations are the latest release or those known as of the meeting.
    deflator: index that turns nominal pounds into real ones; price_year: financial year of those prices, «2022-23».
    confidence: coverage of every interval, between 0.5 and 0.999; audience: who may read what is made.
    seed: start of every random draw; scenario: id of one in `data/scenarios`, or the path or the text of a YAML file.
    withhold_up_to: counts of returns and extracts from 1 to this are withheld from the public; 7 or more.
    Raises BadArgument where a value has the wrong type or is out of range; dates may come as ISO text.
    """

    board: str = "lscsb"
    meeting: date = date(2023, 9, 29)
    as_of: date | None = None
    rods: Rods = "latest"
    deflator: Deflator = "gdp"
    price_year: str = "2022-23"
    confidence: float = 0.95
    audience: Audience = "public"
    seed: int = 20220401
    scenario: str = "as-now"
    withhold_up_to: int = 7

    def __post_init__(self) -> None:
        object.__setattr__(self, "meeting", _to_date("meeting", self.meeting))
        object.__setattr__(self, "as_of", _to_date("as_of", self.as_of or self.meeting))
        object.__setattr__(self, "confidence", _to_number("confidence", self.confidence, float))
        object.__setattr__(self, "seed", _to_number("seed", self.seed, int))
        object.__setattr__(self, "withhold_up_to", _to_number("withhold_up_to", self.withhold_up_to, int))
        for name, allowed in (("rods", Rods), ("deflator", Deflator), ("audience", Audience)):
            _require_choice(name, getattr(self, name), get_args(allowed))
        if not 0.5 <= self.confidence <= 0.999:
            raise BadArgument(
                f"confidence: {self.confidence} is not a coverage; expected a number from 0.5 to 0.999, such as 0.95."
            )
        _require_financial_year("price_year", self.price_year)
        if not isinstance(self.scenario, str) or not self.scenario.strip():
            raise BadArgument(f"scenario: {self.scenario} is no scenario; expected its id, such as as-now, or a file.")

    @property
    def rods_by(self) -> date | None:
        """The day by which a measuring rod must have been published to be used; None takes the latest at hand."""
        return self.as_of if self.rods == "as-of" else None


def from_settings(settings: dict[str, Any]) -> Parameters:
    """Parameters from names and values; raises BadArgument for a name that no parameter has."""
    known = [field.name for field in fields(Parameters)]
    for name in settings:
        if name not in known:
            raise BadArgument(f"{name}: not a parameter; expected one of {', '.join(known)}.")
    return Parameters(**settings)


def _to_date(name: str, value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadArgument(f"{name}: {value} is not a date; expected year-month-day, such as 2023-09-29.") from None


def _to_number(name: str, value: Any, kind: type) -> Any:
    expected = "a whole number" if kind is int else "a number"
    try:
        number = kind(value)
    except (TypeError, ValueError):
        raise BadArgument(f"{name}: {value} is not {expected}.") from None
    if isinstance(value, bool) or number != float(value):
        raise BadArgument(f"{name}: {value} is not {expected}.")
    return number


def _require_choice(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise BadArgument(f"{name}: {value} is not known; expected {' or '.join(allowed)}.")


def _require_financial_year(name: str, value: Any) -> None:
    text = str(value)
    start, _, end = text.partition("-")
    if not (start.isdigit() and len(start) == 4 and end == f"{(int(start) + 1) % 100:02d}"):
        raise BadArgument(f"{name}: {value} is not a financial year; expected a year such as 2022-23.")
