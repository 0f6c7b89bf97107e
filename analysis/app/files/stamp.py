"""What is printed in every file: what it shows, what was chosen, when, and where the figures come from."""

from datetime import date

from analysis.app.address import write
from analysis.app.exhibit_card import NO_INTERVAL, sources_of
from analysis.app.plan import Shows
from analysis.app.scenario.choices import presets, scenario_of
from analysis.app.seen import SCENARIO
from analysis.app.state import Explorer
from analysis.pack.exhibits import Exhibit
from analysis.pack.exhibits.findings import marks_of
from analysis.pack.exhibits.growth import growth_sources
from analysis.pipeline import Results
from analysis.sources.catalogue import find_board
from analysis.wording.numbers import DEFLATOR_NAMES, confidence_label, join, long_date

EVERYTHING = "all areas"
NOTHING_ASSUMED = "none: this is as published"


def stamp(spec: Shows, exhibit: Exhibit, explorer: Explorer, today: date) -> dict[str, str]:
    """What a file says of itself, name by name, in the order in which it is printed."""
    results = explorer.results
    confidence = confidence_label(results.parameters.confidence)
    found = marks_of(exhibit.figures, results)
    assumed = scenario_in_words(explorer) if set(SCENARIO) & set(spec.follows) else NOTHING_ASSUMED
    return {
        "Title": exhibit.title,
        "Shows": exhibit.caption,
        "Unit": spec.unit,
        "Interval": spec.interval.format(confidence=f"{confidence} intervals") or NO_INTERVAL,
        "Cannot say": spec.cannot,
        **meeting_in_words(explorer),
        "Chosen": chosen(explorer),
        "Scenario": assumed,
        "Findings that warn": ", ".join(found) or "none",
        "Sources": "; ".join(sources_of(exhibit, results)) or _own_sources(results),
        **made(explorer, today),
    }


def meeting_in_words(explorer: Explorer) -> dict[str, str]:
    """The meeting that is looked at, what was known by it and how it stands."""
    results = explorer.results
    parameters = results.parameters
    return {
        "Board": find_board(results.catalogue.boards, parameters.board).name,
        "Meeting": long_date(parameters.meeting),
        "Evidence published by": long_date(parameters.as_of),
        "Standing": explorer.chosen_meeting.status,
    }


def made(explorer: Explorer, today: date) -> dict[str, str]:
    """When a file was made, and the address of the view that it shows."""
    return {"Made on": long_date(today) if today != date.max else "", "View": write(explorer.address)}


def chosen(explorer: Explorer) -> str:
    """The filters in words."""
    area = explorer.area or EVERYTHING
    return (
        f"{area}; {confidence_label(explorer.confidence)} intervals; prices by {DEFLATOR_NAMES[explorer.deflator]}; "
        f"audience {explorer.role.audience}{_switched_off(explorer)}"
    )


def _switched_off(explorer: Explorer) -> str:
    names = growth_sources(explorer.results)
    off = [names[one] for one in explorer.without if one in names]
    return f"; growth without {join(off)}" if off else ""


def scenario_in_words(explorer: Explorer) -> str:
    """What is assumed, by name and with every setting, and what stands beside it."""
    known = presets(explorer.results, explorer.own)
    chosen, *others = (scenario_of(one, known).label for one in (explorer.scenario, *explorer.compare))
    return f"{chosen}{f'; beside it {join(others)}' if others else ''}"


def _own_sources(results: Results) -> str:
    return f"the {len(results.catalogue.documents)} papers that the page «Evidence» lists"
