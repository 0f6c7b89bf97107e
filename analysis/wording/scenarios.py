"""Sentences and cells about scenarios: each begins with its condition and ends with its interval."""

from datetime import date

from analysis.reference.scenario import FOR_TARGET, IN_BALANCE, Spread
from analysis.reference.scenario_fields import FIELDS
from analysis.wording.capacity import LONGEST_WAIT_WEEKS, weeks
from analysis.wording.numbers import (
    confidence_label,
    count_of,
    interval,
    number,
    percent,
    period,
    pounds,
    round_pounds,
    signed_percent,
)

AS_GOOD_AS_NOUGHT = 0.5
IN_POUNDS_BELOW = 10_000
NOT_HELD = "not held against it: other units, or not calculated"
POINTS = "of every 100 of the base year's funding"
PARTS = {
    "base": "Base year",
    "demand": "Demand alone",
    "prices": "Prices alone",
    "productivity": "Productivity alone",
    "policy": "Policy alone",
    "interaction": "All together, beyond their sum",
    "need": "Need at the end",
}
OUTCOMES = {
    "gap": "Gap",
    "need": "Need",
    "waiting": "People waiting",
    "wait": "Wait",
    "workers": "Workers paid for",
    "turned away": "People turned away a quarter",
}
LABELS = {field.name: field.label for field in FIELDS if not field.within} | {
    "size": "Size of the passing change", "joins": "Joined services", "horizon": "Horizon",
}  # fmt: skip
UNITS = {field.name: field.unit for field in FIELDS if not field.within} | {"size": "%", "uplift": "% a year"}


def result_sentence(row, confidence: float) -> str:
    """What a scenario leads to; `row` is a row of `Scenarios.results`."""
    if row.money_reason:
        return f"{row.label}: cannot be calculated, because {row.money_reason}."
    years = count_of(row.year, "year")
    said = (
        f"{row.label}: if so, need stands at {amount(row.need, row.unit)} after {years} and money at "
        f"{amount(row.funding, row.unit)} ({unit_words(row.unit)}); {gap_words(row, confidence)}."
    )
    if row.turned_away_share > 0:
        share = percent(row.turned_away_share)
        said += f" That is because {share} of the people who come are turned away; their need does not cease."
    if row.queue_reason:
        return said
    return f"{said} The chance of too long a wait is {percent(row.chance_too_long)}; {_joining(row.wait_weeks)}."


def _joining(wait: float) -> str:
    if wait <= 0:
        return "in the middle of the futures nobody waits"
    told = weeks(wait) if wait >= LONGEST_WAIT_WEEKS else f"{weeks(wait)} weeks"
    return f"somebody who then joins the list waits {told} in the middle of the futures"


def gap_title(row, confidence: float) -> str:
    """The gap of a scenario as a finding; `row` is a row of `Scenarios.results`."""
    if row.money_reason:
        return f"If «{row.label}» holds, the gap cannot be calculated: {row.money_reason}"
    unit = "" if row.unit == "gbp" else f" {POINTS}"
    money = "" if row.gap_low == row.gap_high == 0 else "money is " if row.gap_low > 0 else "there is "
    said = gap_words(row, confidence)
    if not money:
        return f"If «{row.label}» holds, {said}"
    if row.gap_low <= 0 <= row.gap_high:
        return f"If «{row.label}» holds, {said}{unit}, after {count_of(row.year, 'year')}"
    return f"If «{row.label}» holds, {money}{said}{unit}, after {count_of(row.year, 'year')}"


def difference_sentence(row, chosen: str) -> str:
    """How an outcome of the chosen scenario differs from another's; `row` is a row of `Scenarios.differences`."""
    name = OUTCOMES[row.outcome].lower()
    if row.low == row.high == 0:
        return f"«{chosen}» and «{row.label}»: the same {name}."
    # Rows hold the other less the chosen; a reader asks what the chosen one changes.
    size = outcome_cell(abs(row.middle), row.outcome, row.unit)
    way = "no other" if row.middle == 0 else f"larger by {size}" if row.middle < 0 else f"smaller by {size}"
    limits = (outcome_cell(-row.high, row.outcome, row.unit), outcome_cell(-row.low, row.outcome, row.unit))
    return f"Against «{row.label}», the {name} is {way} ({interval(*limits)})."


def gap_words(row, confidence: float) -> str:
    """The middle gap with its interval, no stronger than that."""
    if row.gap_low == row.gap_high == 0:
        return "money meets need in every future, because it is set to"
    limits = f"({confidence_label(confidence)} interval {span(row.gap_low, row.gap_high, row.unit)})"
    if row.gap_low > 0:
        return f"short by {amount(row.gap, row.unit)} {limits}"
    if row.gap_high < 0:
        return f"more than needed by {amount(-row.gap, row.unit)} (need less money: {limits[1:-1]})"
    return f"whether it is short cannot be told; the middle is {amount(row.gap, row.unit)} {limits}"


def break_even_words(row) -> str:
    """The growth of demand that money meets; `row` is a row of `Scenarios.results`."""
    if row.break_even != row.break_even:
        return "any" if not row.money_reason else "cannot be calculated"
    return (
        f"{signed_percent(row.break_even, 1)} ({signed_percent(row.break_even_low, 1)} to "
        f"{signed_percent(row.break_even_high, 1)})"
    )


def break_even_sentence(row, confidence: float) -> str:
    """The growth of demand that money meets, with its interval; empty where there is none."""
    if row.break_even != row.break_even:
        return ""
    limits = interval(signed_percent(row.break_even_low, 1), signed_percent(row.break_even_high, 1))
    return (
        f"Money as assumed meets demand that grows by {signed_percent(row.break_even, 1)} a year "
        f"({confidence_label(confidence)} interval {limits})."
    )


def amount(value: float, unit: str) -> str:
    """A sum in pounds, or in points of the base year's funding; simulated sums in thousands."""
    if unit == "gbp":
        return pounds(value) if abs(value) < IN_POUNDS_BELOW else round_pounds(value)
    return number(value) if abs(value) >= AS_GOOD_AS_NOUGHT else "0"


def span(low: float, high: float, unit: str) -> str:
    """Two sums as one interval."""
    return interval(amount(low, unit), amount(high, unit))


def unit_words(unit: str) -> str:
    """What sums are in: pounds of each year, or points."""
    return "pounds of the day" if unit == "gbp" else f"{POINTS}, in pounds of the day"


def outcome_cell(value: float, outcome: str, unit: str) -> str:
    """One outcome as a reader sees it in a table."""
    if outcome in ("gap", "need"):
        return amount(value, unit)
    return number(value, 1 if outcome == "workers" else 0)


def drawn_in(unit: str) -> tuple[float, str]:
    """What a picture multiplies sums by, and how it then names their unit."""
    return (0.001, "£ thousand of the day") if unit == "gbp" else (1.0, f"points {POINTS}")


def workers_at_start(said: Spread | str) -> str:
    """With how many workers a scenario begins, in words."""
    if said == IN_BALANCE:
        return "Workers were just enough at the start, if the assumptions hold."
    if said == FOR_TARGET:
        return "Workers at the start are as many as the scenario's target takes."
    return "Workers at the start are as many as the scenario says."


def outcome_heading(outcome: str, unit: str) -> str:
    """An outcome with what it is counted in: «Gap, points», «Wait, weeks»."""
    said = {"gbp": "pounds of the day", "people a quarter": "", "workers": "", "people": ""}.get(unit, unit)
    return f"{OUTCOMES[outcome]}, {said}" if said else OUTCOMES[outcome]


def difference(value: float, outcome: str, unit: str) -> str:
    """One end of a difference, with its sign; nought where it rounds to it."""
    said = outcome_cell(value, outcome, unit)
    if not said.strip("−£0."):
        return said.lstrip("−")
    return f"+{said}" if value > 0 else said


def assumption_name(name: str) -> str:
    """An assumption under its heading: «Growth of demand», «Uplift of money 1»."""
    kind, _, place = name.partition(" ")
    if place:
        return f"Uplift of money {place}" if kind == "uplift" else f"Money {place}"
    return LABELS.get(name, name)


def assumption_cell(name: str, said: object) -> str:
    """What a scenario assumes, as a reader sees it: a number with its range and unit, a word, or a funder."""
    kind = name.split(" ")[0]
    if said is None:
        return "none"
    if kind == "money":
        return _line(said)
    if isinstance(said, tuple) and len(said) == 3 and all(isinstance(one, float) for one in said):
        return _spread(said, UNITS.get(kind, ""))
    if isinstance(said, tuple):
        return ", ".join(str(one) for one in said) or "none"
    if isinstance(said, float):
        return _number(said, UNITS.get(kind, ""))
    return f"{said} {UNITS.get(kind, '')}".strip() if isinstance(said, int) else str(said)


def _spread(ends: tuple[float, float, float], unit: str) -> str:
    low, value, high = ends
    if low == high:
        return _number(value, unit)
    return f"{_number(value, unit)} ({_plain(low, unit)} to {_plain(high, unit)})"


def _number(value: float, unit: str) -> str:
    if unit.startswith("£"):
        return f"{_plain(value, unit)}{unit[1:]}"
    return f"{_plain(value, unit)} {unit}".strip().replace(" %", "%")


def _plain(value: float, unit: str) -> str:
    if unit.startswith("£"):
        return pounds(value)
    shown = 100 * value if unit.startswith("%") else value
    return number(shown, 0 if abs(shown - round(shown)) < 0.05 or abs(shown) >= 100 else 1)


def _line(said: tuple[str, float, date | None, date | None]) -> str:
    funder, share, start, end = said
    begun = f", from {period(start, start)}" if start else ""
    ended = f", until {period(end, end)}" if end else ""
    return f"{funder}, {percent(share)}{begun}{ended}"
