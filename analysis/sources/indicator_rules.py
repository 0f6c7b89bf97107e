"""Rules that `indicators.yml` is held to: a card for every indicator, and only ids that exist."""

from collections.abc import Iterator

from analysis.errors import Fault
from analysis.reference.indicators import Indicators
from analysis.sources.contents import Contents

FILE = "indicators.yml"
POLARITIES = ("higher is better", "lower is better", "neither")


def indicator_faults(indicators: Indicators, contents: Contents) -> Iterator[Fault]:
    """A fault for each indicator without a card, card without an indicator, and id that nothing has."""
    carded = [card.id for card in indicators.cards]
    for id in sorted(set(indicators.ids) - set(carded)):
        yield Fault(FILE, None, "cards", id, "expected a card for every indicator")
    for id in sorted(set(carded) - set(indicators.ids)):
        yield Fault(FILE, None, "cards", id, "expected a card of an indicator of this file")
    for id in sorted({id for id in carded if carded.count(id) > 1}):
        yield Fault(FILE, None, "cards", id, "expected one card for each indicator")
    for card in indicators.cards:
        if card.polarity not in POLARITIES:
            yield Fault(FILE, None, card.id, card.polarity, f"expected one of {', '.join(POLARITIES)}")
    yield from _unknown(indicators, contents)
    for register in ("priorities", "risks"):
        for line, entry in contents.registers[register].items():
            for id in entry.indicators:
                if id not in carded:
                    yield Fault(
                        f"{register}.yml", line, "indicators", id, "expected the id of an indicator that exists"
                    )


def _unknown(indicators: Indicators, contents: Contents) -> Iterator[Fault]:
    known = {
        "measure": contents.ids("measures") | {one.whole for one in indicators.sums},
        "document": contents.ids("documents"),
        "assumption": contents.ids("assumptions"),
        "service": {service.id for era in contents.registers["eras"].values() for service in era.services},
        "standard": set(contents.tables["reference/standards.csv"]["standard"]),
    }
    for kind, id in _named(indicators):
        if known[kind] and id and id not in known[kind]:
            yield Fault(FILE, None, kind, id, f"expected the id of a {kind} that exists".replace("a a", "an a"))


def _named(indicators: Indicators) -> Iterator[tuple[str, str]]:
    yield from (("document", id) for card in indicators.cards for id in card.sources)
    yield from (("document", one.source) for use in indicators.standards for one in use.known)
    need = indicators.need
    yield from (("assumption", id) for id in (need.women_error, need.men_error, need.persons_error, need.longest_gap))
    yield from (("service", id) for one in indicators.reach for id in one.services)
    yield from (("standard", id) for use in indicators.standards for id in (use.standard, use.standard_low))
    yield from (("measure", id) for one in indicators.shares for id in (one.numerator, one.denominator))
    yield from (("measure", id) for one in indicators.printed for id in (one.measure, one.target))
    yield from (("measure", id) for one in indicators.profiles for id in (one.count, one.share))
    yield from (("measure", id) for one in indicators.promises for id in (one.target, *one.counts))
    yield from (("measure", one.measure) for one in indicators.counts)
    services = [rung for rung in indicators.ladder if rung.kind == "service"]
    yield from (("measure", id) for rung in services for id in rung.measures)
