"""The shapes of `indicators.yml`: what published counts are turned into, and what each result cannot tell."""

from dataclasses import dataclass


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
class Share:
    """Each entry is a share of people, worked out from two measures of the same period."""

    id: str
    label: str
    numerator: str
    denominator: str
    polarity: str
    definition: str
    caveat: str


@dataclass(frozen=True)
class Printed:
    """Each entry is a share that papers print without its base; `target` is the measure of its target."""

    id: str
    label: str
    measure: str
    target: str
    polarity: str
    definition: str
    caveat: str


@dataclass(frozen=True)
class AgeBase:
    """Each entry is an age base of the survey and the census age bands that make it up."""

    age_base: str
    bands: tuple[str, ...]


@dataclass(frozen=True)
class NeedSeries:
    """The survey series in which need is shown, best first, and the assumption about their error."""

    age_bases: tuple[AgeBase, ...]
    series: tuple[str, ...]
    women_error: str
    men_error: str


@dataclass(frozen=True)
class Indicators:
    """Everything of `indicators.yml`."""

    demand: tuple[DemandMeasure, ...]
    sums: tuple[Sum, ...]
    flows: Flow
    shares: tuple[Share, ...]
    printed: tuple[Printed, ...]
    need: NeedSeries
