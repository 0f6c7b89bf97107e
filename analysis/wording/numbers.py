"""Numbers, dates and money as text: the only place that rounds."""

from datetime import date

import pandas as pd

NOT_PUBLISHED = "not published"
CANNOT = "cannot be calculated"
THOUSAND, MILLION = 1_000, 1_000_000
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_LONG = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
DEFLATOR_NAMES = {"gdp": "GDP deflator", "cpi": "CPI", "cpih": "CPIH"}


def number(value: float, places: int = 0) -> str:
    """A number with commas between thousands; places below nought round to tens or hundreds."""
    return NOT_PUBLISHED if pd.isna(value) else f"{_half_up(value, places):,.{max(places, 0)}f}".replace("-", "−")


def people_estimated(people: float) -> str:
    """People as closely as a survey knows them: to the nearest hundred, below a thousand to the nearest ten."""
    return number(people, -2 if pd.isna(people) or abs(people) >= THOUSAND else -1)


def count_of(value: float, one: str, many: str | None = None) -> str:
    """A count with its noun: «one quarter», «four quarters», «12 quarters»."""
    noun = one if value == 1 else (many or f"{one}s")
    words = SMALL_NUMBERS[int(value)] if 0 <= value < len(SMALL_NUMBERS) else number(value)
    return f"{words} {noun}"


def percent(share: float, places: int = 0) -> str:
    """A share (a fraction of one) as a percentage."""
    return NOT_PUBLISHED if pd.isna(share) else f"{number(100 * share, places)}%"


def places_of_percent(share: float) -> int:
    """How many places a share needs as a percentage to say anything: 12%, 2.7%, 0.08%."""
    return next((places for below, places in ((0.01, 2), (0.1, 1)) if 0 < share < below), 0)


def signed_percent(share: float, places: int = 0) -> str:
    """A change (a fraction of one) as a percentage that always carries its sign; one that rounds to nought has none."""
    if pd.isna(share):
        return NOT_PUBLISHED
    rounded = _half_up(100 * share, places)
    return f"{'+' if rounded > 0 else ''}{number(rounded, places)}%"


def signed_points(difference: float, places: int = 0) -> str:
    """A difference of two shares (fractions) as points of per cent, with its sign; none where it rounds to nought."""
    if pd.isna(difference):
        return NOT_PUBLISHED
    noun = "point" if abs(_half_up(100 * difference, places)) == 1 else "points"
    return f"{signed_percent(difference, places).removesuffix('%')} {noun}"


def points_interval(low: float, high: float, places: int = 0) -> str:
    """Two differences of shares (fractions) as one interval in points of per cent: «−13 to +3 points»."""
    return f"{signed_percent(low, places).removesuffix('%')} to {signed_percent(high, places).removesuffix('%')} points"


def ratio_as_change(ratio: float, places: int = 0) -> str:
    """A ratio of two rates as a signed percentage change."""
    return signed_percent(ratio - 1, places)


def pounds(amount_gbp: float) -> str:
    """Whole pounds: «£231,300»."""
    return NOT_PUBLISHED if pd.isna(amount_gbp) else f"{'−' if amount_gbp < 0 else ''}£{number(abs(amount_gbp))}"


def pounds_and_pence(amount_gbp: float) -> str:
    """Pounds with pence, for sums by head: «£1.58»."""
    return NOT_PUBLISHED if pd.isna(amount_gbp) else f"{'−' if amount_gbp < 0 else ''}£{number(abs(amount_gbp), 2)}"


def pounds_short(amount_gbp: float) -> str:
    """Pounds as a reader says them: «£1.13 million», «£826,000»."""
    if pd.isna(amount_gbp) or abs(amount_gbp) < MILLION:
        return pounds(amount_gbp)
    return f"{'−' if amount_gbp < 0 else ''}£{number(abs(amount_gbp) / MILLION, 2)} million"


def round_pounds(amount_gbp: float) -> str:
    """Pounds to the nearest thousand: what is known only about is not made exact by a price index."""
    return pounds(amount_gbp if pd.isna(amount_gbp) else _half_up(amount_gbp, -3))


def interval(low: str, high: str) -> str:
    """Two worded limits as one interval: «80 to 120»."""
    return f"{low} to {high}"


def confidence_label(confidence: float) -> str:
    """The coverage of an interval: «95%»; halves of a per cent keep their place."""
    return f"{100 * confidence:g}%"


def long_date(day: date) -> str:
    """A date as a council paper writes it: «29 September 2023»."""
    return f"{day.day} {MONTHS_LONG[day.month - 1]} {day.year}"


def period(start: date, end: date) -> str:
    """A period in words: «Apr–Jun 2022», «Sep–Dec 2012», «2022-23» for a financial year, a single date for a stock."""
    if pd.isna(start) or pd.isna(end):
        return "period not stated"
    if start == end:
        return f"{start.day} {MONTHS[start.month - 1]} {start.year}"
    if (start.month, end.month) == (4, 3) and end.year == start.year + 1:
        return f"{start.year}-{end.year % 100:02d}"
    if start.year == end.year:
        same = start.month == end.month
        months = MONTHS[start.month - 1] if same else f"{MONTHS[start.month - 1]}–{MONTHS[end.month - 1]}"
        return f"{months} {start.year}"
    return f"{MONTHS[start.month - 1]} {start.year}–{MONTHS[end.month - 1]} {end.year}"


def released(days: list[date]) -> str:
    """When releases came out: «release of 31 March 2026», «releases of 24 June 2020 and 25 June 2021», «no date»."""
    dated = [long_date(day) for day in sorted(day for day in days if not pd.isna(day))]
    undated = ["no date"] if len(dated) < len(days) else []
    return join([f"release{'' if len(dated) == 1 else 's'} of {join(dated)}", *undated] if dated else undated)


def join(items: list[str], last: str = "and") -> str:
    """Items as a list in a sentence: «a, b and c»."""
    *rest, final = [str(item) for item in items]
    return f"{', '.join(rest)} {last} {final}" if rest else final


def _half_up(value: float, places: int) -> float:
    """Rounded as people round on paper: 0.5 goes up, away from nought."""
    scaled = abs(value) * 10**places
    # Binary fractions sit a hair below their half: 1.005 is 1.00499..., and a reader expects 1.01.
    rounded = int(scaled + 0.5 + 1e-9) / 10**places
    return rounded if value >= 0 else -rounded
