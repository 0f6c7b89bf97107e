"""Exact numbers, dates and sums as text, for the arithmetic of a finding.

`wording` is the only place that rounds, and it stands above the model. A finding shows the very numbers that were
printed, so its text is made here: nothing a paper printed is rounded, and what we computed (a mean, an implied
base) is cut to at most two decimals, for showing only; no rule reads these texts back.
"""

from collections.abc import Iterable
from datetime import date

import pandas as pd

PLACES = 2
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIGNS = {"gbp": ("£", ""), "percent": ("", "%")}
MANY = 12


def number(value: float, places: int = PLACES) -> str:
    """A number with commas between thousands and no trailing noughts: «1,558», «12.5»."""
    text = f"{float(value):,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: float, unit: str) -> str:
    """A number in its unit: «£231,300», «89%», «872 hours»; counts stand bare."""
    before, after = SIGNS.get(unit, ("", "" if unit in ("count", "") else f" {unit}"))
    return f"{before}{number(value)}{after}"


def percent(value: float, decimals: int = 0) -> str:
    """A percentage with the decimals it was printed with: «89%», «12.50%»."""
    return f"{value:.{decimals}f}%"


def span(least: float, most: float) -> str:
    """A range of whole numbers: «177», «273 to 275», «201 or more»."""
    if most >= UNBOUNDED:
        return f"{number(least)} or more"
    return number(least) if least == most else f"{number(least)} to {number(most)}"


UNBOUNDED = 2**62


def plus(values: Iterable[float], unit: str = "count") -> str:
    """Numbers with plus signs between them, shortened where there are very many: «91 + 4 + 19»."""
    shown = [amount(value, unit) for value in values]
    if len(shown) > MANY:
        shown = [*shown[: MANY // 2], f"… ({len(shown)} figures)", shown[-1]]
    return " + ".join(shown)


def listed(items: Iterable[object], last: str = "and") -> str:
    """Items as a list in a sentence: «a, b and c»."""
    *rest, final = [str(item) for item in items]
    return f"{', '.join(rest)} {last} {final}" if rest else final


def day(value: date) -> str:
    """A date as text: «30 Jun 2013»; «unknown» where there is none."""
    return "unknown" if pd.isna(value) else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def period(start: date, end: date) -> str:
    """A period as text, by its first and last day; empty where neither is known."""
    if pd.isna(start) and pd.isna(end):
        return ""
    if start == end:
        return f"at {day(start)}"
    return f"{day(start)} to {day(end)}"


def name(row: dict) -> str:
    """What a figure is, in a sentence: measure, group and service, or its id where it names no measure."""
    if not row["measure"]:
        return f"figure {row['id']}"
    about = [part for part in ("" if row["group"] == "all" else row["group"], row["service"]) if part]
    return f"{row['measure']} ({', '.join(about)})" if about else row["measure"]


def dated(row: dict) -> str:
    """What a figure is and when: «referrals accepted (locality service), 1 Apr 2022 to 30 Jun 2022»."""
    when = period(row["period_start"], row["period_end"])
    return f"{name(row)}, {when}" if when else name(row)
