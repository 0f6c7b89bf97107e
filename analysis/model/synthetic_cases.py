"""Invented cases with a known growth, season and scatter: to try an engine, a form, or the trends with.

None of them is like a real person: whoever they were drawn from is a random number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analysis.errors import BadArgument
from analysis.model.records.counting import QUARTERS_IN_YEAR, quarter_number, quarter_start

SERVICES = ("helpline-engagement", "da-locality", "sv-support", "safe-accommodation-support")
SHARE_OF_SERVICE = (0.35, 0.35, 0.2, 0.1)
MINUTES_IN_DAY = 24 * 60
# Shares of the codes of each column, in the order of `case_format.yml`; the rest of a row is not known.
SHARES = {
    "area": (0.4, 0.45, 0.05, 0.1),
    "referral_source": (0.3, 0.65),
    "risk": (0.4, 0.35, 0.2),
    "age_band": (0.04, 0.04, 0.18, 0.27, 0.21, 0.13, 0.07, 0.04),
    "sex": (0.86, 0.11, 0.01),
    "ethnicity": (0.16, 0.06, 0.04, 0.62, 0.02),
    "disability": (0.2, 0.7),
    "sexual_orientation": (0.8, 0.03, 0.04, 0.01),
    "pregnancy": (0.05, 0.8),
}
ACCEPTED, DECLINED = 0.8, 0.17
DECISION_DAYS, CONTACT_HOURS, WAIT_DAYS, SUPPORT_DAYS = 4.0, 40.0, 20.0, 130.0
REACHED, PLANNED, RESULT_KNOWN, POSITIVE = 0.93, 0.7, 0.6, 0.75
CASES_OF_A_PERSON = 1.2
UNKNOWN = -1
NEVER = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Invention:
    """What invented cases are drawn with.

    cases: expected number of referrals; first: a day of the first quarter; quarters: how many;
    growth_per_year: fraction; seasons: factors of the four quarters of the calendar year;
    dispersion: variance of a service's quarterly count as a multiple of its mean, 1 is chance alone.
    Raises BadArgument for what cannot be drawn.
    """

    cases: int = 10_000
    first: date = date(2020, 4, 1)
    quarters: int = 12
    growth_per_year: float = 0.08
    seasons: tuple[float, float, float, float] = (1.05, 1.0, 0.9, 1.05)
    dispersion: float = 1.5

    def __post_init__(self) -> None:
        if self.cases < 1 or self.quarters < 1:
            raise BadArgument("records: expected at least one case and one quarter to invent.")
        if self.growth_per_year <= -1 or self.dispersion < 1 or min(self.seasons) <= 0:
            raise BadArgument("records: expected growth above -1, a dispersion of 1 or more, and seasons above 0.")

    @property
    def quarter_numbers(self) -> range:
        """The quarters, numbered as counts are."""
        first = quarter_number(self.first)
        return range(first, first + self.quarters)

    @property
    def expected(self) -> np.ndarray:
        """Expected referrals by service and quarter, services x quarters."""
        numbers = np.array(self.quarter_numbers)
        growth = (1 + self.growth_per_year) ** ((numbers - numbers[0]) / QUARTERS_IN_YEAR)
        relative = growth * np.array(self.seasons)[(numbers - 1) % QUARTERS_IN_YEAR]
        return self.cases * np.outer(SHARE_OF_SERVICE, relative / relative.sum())


def draw_counts(invention: Invention, rng: np.random.Generator) -> np.ndarray:
    """Referrals by service and quarter, services x quarters: chance with the wanted scatter around the expected."""
    expected = invention.expected
    if invention.dispersion == 1:
        return rng.poisson(expected)
    shape = expected / (invention.dispersion - 1)
    return rng.poisson(rng.gamma(shape, invention.dispersion - 1))


def invent(invention: Invention, rng: np.random.Generator) -> Iterator[dict[str, np.ndarray]]:
    """The cases of each quarter: numbers of codes (UNKNOWN for none), days and minutes since 1970 (NEVER for none)."""
    counts = draw_counts(invention, rng)
    end = (quarter_start(invention.quarter_numbers[-1] + 1) - date(1970, 1, 1)).days
    drawn = 0
    for place, number in enumerate(invention.quarter_numbers):
        first, last = quarter_start(number), quarter_start(number + 1)
        services = rng.permutation(np.repeat(np.arange(len(SERVICES)), counts[:, place]))
        cases = _referrals(len(services), first, last, rng) | {"service": services}
        cases["case"] = np.arange(drawn, drawn + len(services))
        cases["person"] = (cases["case"] / CASES_OF_A_PERSON).astype(np.int64)
        drawn += len(services)
        yield cases | _course(cases["referral"], end, rng)


def _referrals(number: int, first: date, last: date, rng: np.random.Generator) -> dict[str, np.ndarray]:
    start = (first - date(1970, 1, 1)) // timedelta(days=1)
    days = start + rng.integers(0, (last - first).days, number)
    codes = {name: _codes(shares, number, rng) for name, shares in SHARES.items()}
    codes["area"] = np.where(codes["area"] == UNKNOWN, len(SHARES["area"]) - 1, codes["area"])
    return codes | {"referral": days * MINUTES_IN_DAY + rng.integers(8 * 60, 20 * 60, number)}


def _codes(shares: tuple[float, ...], number: int, rng: np.random.Generator) -> np.ndarray:
    place = np.searchsorted(np.cumsum(shares), rng.random(number), side="right")
    return np.where(place < len(shares), place, UNKNOWN)


def _course(referral: np.ndarray, end: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """What followed each referral, as far as it had happened by the day `end`."""
    number, day = len(referral), referral // MINUTES_IN_DAY

    def later(since: np.ndarray, mean_days: float) -> np.ndarray:
        return since + rng.exponential(mean_days, number).astype(np.int64)

    decided = later(day, DECISION_DAYS)
    decision = _codes((ACCEPTED, DECLINED), number, rng)
    decision = np.where(decided < end, decision, UNKNOWN)
    contact = referral + (rng.exponential(CONTACT_HOURS, number) * 60).astype(np.int64)
    reached = (rng.random(number) < REACHED) & (contact < end * MINUTES_IN_DAY)
    start = later(decided, WAIT_DAYS)
    begun = (decision == 0) & (start < end)
    closed = later(start, SUPPORT_DAYS)
    over = begun & (closed < end)
    known = over & (rng.random(number) < RESULT_KNOWN)
    return {
        "decision": decision,
        "decided": np.where(decision == UNKNOWN, NEVER, decided),
        "contact": np.where(reached, contact, NEVER),
        "start": np.where(begun, start, NEVER),
        "end": np.where(over, closed, NEVER),
        "exit": np.where(over, rng.random(number) >= PLANNED, UNKNOWN).astype(np.int64),
        "outcome": np.where(known, rng.random(number) >= POSITIVE, UNKNOWN).astype(np.int64),
    }
