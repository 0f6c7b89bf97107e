"""The shapes of `indicators.yml`: what published counts are turned into, and what each result cannot tell."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class DemandMeasure:
    """Each entry is a measure that may stand for demand; a service is shown by the first that was published for it."""

    measure: str
    definition: str
    caveat: str


@dataclass(frozen=True)
class Sum:
    """Each entry is a measure that papers print only in parts: the whole is added up where every part was printed."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Flow:
    """The measures of people who come into open cases and of people who leave them."""

    entries: str
    exits: str


@dataclass(frozen=True)
class Card:
    """Each entry is what a reader must know of one indicator.

    group: the sheet that it stands on; numerator, denominator, method: in words; polarity: which direction is good;
    sources: ids of the papers and statistics that it can be worked out from, empty where none prints it.
    """

    id: str
    group: str
    label: str
    definition: str
    rationale: str
    numerator: str
    denominator: str
    method: str
    polarity: str
    caveats: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Share:
    """Each entry is a share of people, worked out from two measures of the same period."""

    id: str
    numerator: str
    denominator: str


@dataclass(frozen=True)
class Printed:
    """Each entry is a share that papers print; `target` is the measure of its target, empty where none is printed."""

    id: str
    measure: str
    target: str = ""


@dataclass(frozen=True)
class Rung:
    """Each entry is a step from all victims to a good result; the first of its measures that a service prints is taken.

    kind: `estimated` from the survey, `police`, or `service` where services count it.
    """

    id: str
    kind: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """Each entry is what a paper says is there, in words; it counts once the paper is out."""

    source: str
    says: str


@dataclass(frozen=True)
class StandardUse:
    """Each entry is what a standard of `reference/standards.csv` asks for in an area.

    of: `adult women` or `residents`, of whom the standard asks so many per ten thousand, or the id of another entry,
    whose cases one worker can take so many of; standard_low: the standard of the lower workload, where it is a range;
    exists: what is not known of what is there, in words; known: what papers say of it.
    """

    id: str
    standard: str
    of: str
    exists: str
    standard_low: str = ""
    known: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Profile:
    """Each entry is a need that services note: the measure that counts it and the one that prints it as a share."""

    id: str
    count: str = ""
    share: str = ""


@dataclass(frozen=True)
class Reach:
    """Each entry is a group of people that specialist services are for: services by id, groups as figures name them."""

    id: str
    services: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promise:
    """Each entry is what a contract promises: the measure of the promise, and those that could show it kept."""

    id: str
    target: str
    counts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """Each entry is a count that stands on the dashboard, under the name of its measure."""

    id: str
    measure: str


@dataclass(frozen=True)
class KnownOutcome:
    """The counts that tell of how many who left the result is known: the result, its share, and those who left."""

    id: str
    count: str
    share: str
    exits: str


@dataclass(frozen=True)
class AgeBase:
    """Each entry is an age base of the survey and the census age bands that make it up."""

    age_base: str
    bands: tuple[str, ...]


@dataclass(frozen=True)
class NeedSeries:
    """The survey series in which need is shown, best first, and the assumptions about them.

    longest_gap: how far apart in time a count and the residents it is set against may lie.
    """

    age_bases: tuple[AgeBase, ...]
    series: tuple[str, ...]
    women_error: str
    men_error: str
    persons_error: str
    longest_gap: str


@dataclass(frozen=True)
class Indicators:
    """Everything of `indicators.yml`."""

    cards: tuple[Card, ...]
    demand: tuple[DemandMeasure, ...]
    sums: tuple[Sum, ...]
    flows: Flow
    shares: tuple[Share, ...]
    printed: tuple[Printed, ...]
    need: NeedSeries
    ladder: tuple[Rung, ...]
    standards: tuple[StandardUse, ...]
    profiles: tuple[Profile, ...]
    reach: tuple[Reach, ...]
    promises: tuple[Promise, ...]
    counts: tuple[Count, ...]
    known_outcome: KnownOutcome

    def card(self, id: str) -> Card:
        """The card of an indicator; every indicator has one, as `dsva check` holds."""
        return self._cards[id]

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {card.id: card for card in self.cards}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all indicators, in the order of the file."""
        kinds = (
            self.ladder, self.standards, self.profiles, self.reach, self.shares, self.printed, self.promises,
            self.counts,
        )  # fmt: skip
        return (*(one.id for kind in kinds for one in kind), self.known_outcome.id)
