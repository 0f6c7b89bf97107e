"""The registers of `data/`: each class here is the shape of one entry, and its fields are the entry's keys.

A field with a default may be left out of the file; a key that is not a field is a fault.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Break:
    """Each entry is a date at which a series stops meaning what it meant before.

    date: first day of the new meaning, or None where it is not published (`date_missing` says why);
    kind: `recommissioning`, `law`, `survey`, `population`, `recording`, `practice`;
    eras, areas, series: what it cuts; empty means every one.
    """

    id: str
    date: date | None
    kind: str
    what: str
    why: str
    source: str
    locator: str
    date_missing: str = ""
    eras: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    series: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assumption:
    """Each entry is a number that is assumed, not published.

    value with low and high in `unit`; quality and impact are ratings from 1 (worst, least) to 5 (best, most).
    """

    id: str
    what: str
    unit: str
    value: float
    low: float
    high: float
    source: str
    date: date
    quality: int
    impact: int
    rationale: str


@dataclass(frozen=True)
class GrowthClaim:
    """Each entry is one published estimate of growth: a printed percentage, or two counts of the police.

    kind: `recorded crime`, `referrals and caseload` or `survey`; series: what was counted, equal for the same counts.
    error, shortest, longest: ids of the assumptions about its standard error and its window.
    figure: id of the percentage; yearly: whether that is an average for each year.
    measure, area, first, last: of two police counts, the last days of their periods; recording: ids of breaks.
    """

    id: str
    label: str
    kind: str
    series: str
    source: str
    locator: str
    error: str
    shortest: str = ""
    longest: str = ""
    figure: str = ""
    yearly: bool = False
    measure: str = ""
    area: str = ""
    first: date | None = None
    last: date | None = None
    recording: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """Each entry is a meeting of a board; `paper` is the source id of its paper, empty while it is to come."""

    date: date
    paper: str = ""


@dataclass(frozen=True)
class Board:
    """Each entry is a board that receives a pack.

    name: its full name; body: the council or partnership it belongs to; area: the area it answers for;
    notebooks: the pages of its pack in order, as paths below the checkout; template: below `data/`;
    price_year: financial year in whose prices its money is shown.
    """

    id: str
    name: str
    body: str
    area: str
    template: str
    price_year: str
    notebooks: tuple[str, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Contact:
    """Each entry is a public number that someone in need can call; `checked` is when it was last verified."""

    id: str
    name: str
    number: str
    when: str
    source: str
    locator: str
    checked: date
    note: str = ""


@dataclass(frozen=True)
class Statement:
    """Each entry is what one document says of a fact; `figure` is the id of the printed figure where there is one."""

    source: str
    locator: str
    says: str
    figure: str = ""


@dataclass(frozen=True)
class Conflict:
    """Each entry is one fact that published documents give differently.

    used: the value taken, or `none`; why: the reason for that choice.
    """

    id: str
    fact: str
    statements: tuple[Statement, ...]
    used: str
    why: str


@dataclass(frozen=True)
class Risk:
    """Each entry is a risk that a paper names; `answer` is where this product bears on it, empty where nowhere.

    indicators: ids of the indicators that watch it, empty where none does.
    """

    id: str
    number: int
    risk: str
    source: str
    locator: str
    answer: str = ""
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """Each entry is one option of a consultation; `question` is what the options of one letter decide."""

    id: str
    letter: str
    question: str
    option: str
    source: str
    locator: str


@dataclass(frozen=True)
class Priority:
    """Each entry is one priority of a strategy, in its printed order; `indicators` are ids of those that watch it."""

    id: str
    number: int
    priority: str
    strategy: str
    source: str
    locator: str
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReturnItem:
    """Each entry is something that the yearly return on safe accommodation asks, in our words.

    measures, services, groups, eras: which published figures bear on it; returns: what providers' returns will bring.
    """

    id: str
    part: str
    asked: str
    measures: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    eras: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Characteristic:
    """Each entry is a protected characteristic of the Equality Act 2010.

    measures, groups: measure ids and groups of the figures table that bear on it; a figure bears on it
    when its measure or its group is listed.
    """

    id: str
    characteristic: str
    section: int
    measures: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Correction:
    """Each entry is something we read otherwise than it is printed.

    In `file`, the rows whose `printed_column` holds `wrong` must hold `right` in `column`; `rows` are the ids of
    those rows, empty where every such row is meant. It fails once no row holds `wrong` any more.
    """

    id: str
    file: str
    printed_column: str
    wrong: str
    column: str
    right: str
    why: str
    source: str
    locator: str
    rows: tuple[str, ...] = ()
