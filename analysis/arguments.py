"""Texts of the command line to values; a text that is none is one sentence."""

from datetime import date

from analysis.errors import BadArgument
from analysis.reference.periods import read_day


def to_day(name: str, text: str | None) -> date | None:
    """The day that an argument names; None where it was not given."""
    try:
        return read_day(text) if text is not None else None
    except ValueError:
        raise BadArgument(f"{name}: {text} is not a day; expected year-month-day, such as 2023-09-29.") from None


def to_levels(text: str) -> list[float]:
    """Coverages in percent from a text such as «80,95»."""
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise BadArgument(f"--levels: {text} is not a list of coverages in percent; expected such as 80,95.") from None


def to_breaks(texts: list[str]) -> dict[str, list[date]]:
    """Breaks by series from texts such as «referrals=2022-04-01»."""
    breaks: dict[str, list[date]] = {}
    for text in texts:
        series_id, _, day = text.rpartition("=")
        breaks.setdefault(series_id, []).append(to_day("--break", day))
    return breaks
