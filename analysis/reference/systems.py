"""Commissioning systems and what is counted in them: the entries of `eras.yml` and `measures.yml`.

Each class is the shape of one entry, as in `analysis.reference.registers`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reference:
    """Each entry is a place in a source: paragraph, section, table or appendix."""

    source: str
    locator: str


@dataclass(frozen=True)
class Service:
    """Each entry is a service, post or project of one era; an unknown date or provider has its reason beside it.

    kind: empty for a service that people use, `aggregate` for several taken together, else what sets it apart.
    """

    id: str
    label: str
    commissioner: str
    area: str
    source: str
    locator: str
    provider: str = ""
    provider_reason: str = ""
    kind: str = ""
    start: date | None = None
    start_reason: str = ""
    start_note: str = ""
    end: date | None = None
    end_reason: str = ""
    end_note: str = ""
    area_note: str = ""
    commissioner_note: str = ""


@dataclass(frozen=True)
class Era:
    """Each entry is a period under one commissioning system, with the services that belong to it."""

    id: str
    label: str
    areas: tuple[str, ...]
    commissioners: tuple[str, ...]
    sources: tuple[Reference, ...]
    services: tuple[Service, ...]
    start: date | None = None
    start_reason: str = ""
    start_note: str = ""
    end: date | None = None
    end_reason: str = ""
    end_note: str = ""
    funder: str = ""


@dataclass(frozen=True)
class Measure:
    """Each entry is what a figure counts; its id is the plain words that stand in the figures table.

    flow: `flow`, `stock` or `none`; polarity: whether more is better; parts: the measures that make it up;
    percent_of: the count that a percentage describes; base: its denominator.
    """

    id: str
    label: str
    definition: str
    unit: str
    flow: str
    polarity: str
    concept: str
    parts: tuple[str, ...] = ()
    percent_of: str = ""
    base: str = ""
    base_reason: str = ""


def parts_below(measures: tuple[Measure, ...]) -> dict[str, frozenset[str]]:
    """All measures that each measure is made of, parts of parts too."""
    direct = {measure.id: measure.parts for measure in measures}

    def below(measure: str) -> frozenset[str]:
        return frozenset(direct.get(measure, ())).union(*(below(part) for part in direct.get(measure, ())))

    return {measure: below(measure) for measure in direct}
