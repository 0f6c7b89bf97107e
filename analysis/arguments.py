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


def to_breaks(texts: list[str]) -> dict[str, list[str]]:
    """By series, the days or names of breaks from texts such as «referrals=2022-04-01» or «referrals=dsva-2022»."""
    breaks: dict[str, list[str]] = {}
    for text in texts:
        series_id, _, named = text.rpartition("=")
        if not series_id:
            raise BadArgument(f"--break: {text} names no series; expected such as referrals=2022-04-01.")
        breaks.setdefault(series_id, []).append(named)
    return breaks


def to_totals(texts: list[str]) -> dict[str, list[str]]:
    """Parts by total from texts such as «LLR=Leicester,Rutland»; a total that is named again goes on."""
    totals: dict[str, list[str]] = {}
    for text in texts:
        total, _, parts = text.partition("=")
        named = [part.strip() for part in parts.split(",")]
        if not total.strip() or not all(named):
            raise BadArgument(f"--total: {text} is no total; expected such as LLR=Leicester,Leicestershire,Rutland.")
        totals.setdefault(total.strip(), []).extend(named)
    return totals
