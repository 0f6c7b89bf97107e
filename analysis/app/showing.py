"""What is shown for a set of parameters: made once, kept, and shared by all visitors, who only read it."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread

from analysis import pipeline
from analysis.app.drawing import Chart, draw
from analysis.app.exhibit_card import contents
from analysis.app.plan import Page, Shows
from analysis.app.state import CONFIDENCES, DEFLATORS
from analysis.errors import DsvaError
from analysis.pack.exhibits import Exhibit
from analysis.parameters import Parameters

RESULTS_KEPT, CARDS_KEPT = 32, 512
LOCK = Lock()
KEPT: dict[tuple[Parameters, Path | None], Future] = {}
READY: set[tuple[str, Parameters, Path | None]] = set()


def work_out(parameters: Parameters, data: Path | None = None) -> pipeline.Results:
    """The results for these parameters; `data` as in `pipeline.run`, which also says what it raises.

    Who asks for what another has asked for waits for that one run; who asks for what is there waits for nothing.
    """
    key = (parameters, data)
    with LOCK:
        known = key in KEPT
        promised = KEPT.setdefault(key, Future())
        while len(KEPT) > RESULTS_KEPT:
            del KEPT[next(iter(KEPT))]
    if not known:
        try:
            promised.set_result(pipeline.run(parameters, data))
        except BaseException as fault:
            with LOCK:
                KEPT.pop(key, None)  # files can be mended: the next one tries again
            promised.set_exception(fault)
    return promised.result()


def prepare(page: Page, parameters: Parameters, data: Path | None = None) -> pipeline.Results:
    """The results, and every exhibit of a page made and drawn: after this the page opens without waiting.

    A card that cannot be made is left to say so itself.
    """
    results = work_out(parameters, data)
    for spec in page.cards:
        if isinstance(spec, Shows):
            with suppress(Exception):
                card_of(spec, parameters, data)
    READY.add((page.id, parameters, data))
    return results


def is_ready(page: Page, parameters: Parameters, data: Path | None = None) -> bool:
    """Whether the page was prepared before, so that nobody has to wait for it."""
    return (page.id, parameters, data) in READY


@lru_cache(maxsize=CARDS_KEPT)
def exhibit_of(spec: Shows, parameters: Parameters, data: Path | None = None) -> Exhibit:
    """The exhibit of a card."""
    return spec.make(work_out(parameters, data))


@lru_cache(maxsize=CARDS_KEPT)
def card_of(spec: Shows, parameters: Parameters, data: Path | None = None) -> dict[str, object]:
    """What the card of an exhibit shows, by the names of `Card`'s parameters."""
    exhibit, results = exhibit_of(spec, parameters, data), work_out(parameters, data)
    drawn = draw(chart_of(exhibit)) if exhibit.panels and not exhibit.is_empty else ()
    return contents(spec, exhibit, drawn, results)


def chart_of(exhibit: Exhibit) -> Chart:
    """The chart of an exhibit."""
    return Chart(
        exhibit.name + exhibit.caption + exhibit.table.to_csv(index=False), exhibit.panels, exhibit.alternative_text
    )


def warm(starts: Sequence[Parameters], pages: Sequence[Page], data: Path | None = None) -> None:
    """Makes what visitors see first, then in the background what they can reach by one move."""
    prepare(pages[0], starts[0], data)

    def make_the_rest() -> None:
        for page in pages[1:]:
            prepare(page, starts[0], data)
        for parameters in (*starts[1:], *choices(starts[0])):
            with suppress(DsvaError):  # who asks for it is told
                work_out(parameters, data)

    Thread(target=make_the_rest, name="warm", daemon=True).start()  # a server that is told to stop does not wait


def choices(start: Parameters) -> Iterator[Parameters]:
    """The parameters that a visitor reaches by moving one control."""
    for confidence in CONFIDENCES:
        yield replace(start, confidence=confidence)
    for deflator in DEFLATORS:
        yield replace(start, deflator=deflator)
