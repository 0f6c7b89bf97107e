"""What is shown for a set of parameters: made once, kept, and shared by all visitors, who only read it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Thread

from analysis import pipeline
from analysis.app.drawing import Chart, draw
from analysis.app.exhibit_card import behind, contents
from analysis.app.headlines import opening
from analysis.app.matrix import matrix
from analysis.app.state import CONFIDENCES, DEFLATORS
from analysis.errors import DsvaError
from analysis.pack import exhibits
from analysis.pack.exhibits import Exhibit
from analysis.parameters import Parameters

KEPT = 64
# The cards below the matrix, in order: the word above the finding, and what makes it.
CARDS = {"Demand": exhibits.demand_index, "Open cases": exhibits.net_flow, "Money": exhibits.funding_real}


@dataclass(frozen=True)
class Shown:
    """What is shown for a set of parameters.

    opening: the markup of the question and its answer; cards: what each card shows, by the names of `Card`'s
    parameters.
    """

    results: pipeline.Results
    opening: str
    cards: dict[str, dict[str, object]]


@lru_cache(maxsize=KEPT)
def show(parameters: Parameters, data: Path | None = None) -> Shown:
    """What is shown for these parameters; `data` as in `pipeline.run`, which also says what it raises."""
    results = pipeline.run(parameters, data)
    places = exhibits.coverage(results)
    cards = {"Places": {"before": matrix(results, places), "after": behind(places, results)}}
    for kicker, make in CARDS.items():
        exhibit = make(results)
        cards[kicker] = contents(exhibit, draw(_chart(exhibit)), results, kicker)
    return Shown(results, opening(results), cards)


def warm(start: Parameters, data: Path | None = None) -> None:
    """Makes what a visitor sees first now, and what one move of a control reaches in the background."""
    show(start, data)

    def make_the_rest() -> None:
        for parameters in choices(start):
            with suppress(DsvaError):  # who asks for it is told
                show(parameters, data)

    Thread(target=make_the_rest, name="warm", daemon=True).start()  # a server that is told to stop does not wait


def choices(start: Parameters) -> Iterator[Parameters]:
    """The parameters that a visitor reaches by moving one control."""
    for confidence in CONFIDENCES:
        yield replace(start, confidence=confidence)
    for deflator in DEFLATORS:
        yield replace(start, deflator=deflator)


def _chart(exhibit: Exhibit) -> Chart:
    return Chart(exhibit.name + exhibit.caption + exhibit.table.to_csv(index=False), exhibit.panels)
