"""From an address to a choice that can be shown: what is not offered is put back and said. No Panel."""

from dataclasses import replace

from analysis.app.address import Address, Offer, read, settle
from analysis.app.evidence import filters
from analysis.app.offered import Meeting
from analysis.app.pages import PAGES
from analysis.app.scenario.choices import SETTINGS, fault_of, presets
from analysis.app.state import CONFIDENCES, DEFLATORS, LATE, Explorer
from analysis.pack.exhibits.growth import growth_sources
from analysis.pipeline import Results
from analysis.reference.areas import ASKABLE


def arrive(explorer: Explorer, query: str) -> list[str]:
    """Takes over the address that a query means; returns a sentence for each part that was not understood."""
    wanted, unread = read(query)
    address, unknown = settle(wanted, offer_before(explorer.meetings))
    explorer.go(address)
    return [*unread, *unknown]


def settle_late(explorer: Explorer, results: Results) -> list[str]:
    """Puts back what these results do not offer; returns a sentence for each."""
    broken = fault_of(explorer.own) if explorer.own else ""
    if broken:
        explorer.own = ""
    address, unknown = settle(explorer.address, offer_of(results, explorer.own))
    unknown = [f"The scenario file in the link cannot be used: {broken}"] * bool(broken) + unknown
    if unknown:
        explorer.param.update(**{name: getattr(address, name) for name in LATE})
    return unknown


def offer_before(meetings: tuple[Meeting, ...]) -> Offer:
    """What can be chosen of any meeting."""
    values = {
        "page": tuple(PAGES),
        "meeting": tuple(one.name for one in meetings),
        "card": tuple(card.name for page in PAGES.values() for card in page.cards),
        "confidence": tuple(f"{one * 100:g}" for one in CONFIDENCES),
        "prices": DEFLATORS,
    }
    return Offer(values, presets=None)


def offer_of(results: Results, own: str = "") -> Offer:
    """What can be chosen in these results, with a scenario file of the visitor's own."""
    figures = frozenset(results.figures["id"])
    found = {name: frozenset(offered.values()) for name, offered in filters(results).items()}
    values = {
        **found,
        "without": frozenset(growth_sources(results)),
        "area": frozenset(ASKABLE),
        "figure": figures,
        "other": figures,
    }
    return Offer(values, tuple(presets(results, own)), SETTINGS)


def newer_meeting(explorer: Explorer) -> Meeting | None:
    """A later meeting of the same board, or of any board where this one has none later; None for the latest."""
    shown = explorer.chosen_meeting
    later = [one for one in explorer.meetings if one.day > shown.day]
    same = [one for one in later if one.parameters.board == shown.parameters.board]
    return next(iter(same or later), None)


def address_of(page: str, explorer: Explorer) -> Address:
    """The address of another page with the same choices."""
    return replace(explorer.address, page=page, card="")
