"""What is shown for a set of parameters: made once, kept, and shared by all visitors, who only read it."""

from collections.abc import Callable, Hashable, Iterator, Sequence
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
from analysis.app.scenario.choices import described, presets
from analysis.app.seen import EVIDENCE, SCENARIO, Seen
from analysis.app.state import CONFIDENCES, DEFLATORS
from analysis.errors import DsvaError
from analysis.pack.exhibits import Exhibit
from analysis.parameters import Parameters
from analysis.pipeline.growth_evidence import without_growth_evidence
from analysis.pipeline.scenarios import EXPLAINED, base_of_newest, play_out
from analysis.reference.scenario_settings import with_settings

RESULTS_KEPT, VIEWS_KEPT, CARDS_KEPT = 32, 256, 2_048
READY: set[tuple[str, Parameters, Path | None]] = set()


class Shelf:
    """What is made once for all visitors: who asks for what another has asked for waits for that one making."""

    def __init__(self, most: int):
        self._most, self._lock, self._kept = most, Lock(), dict[Hashable, Future]()

    def take(self, key: Hashable, make: Callable[[], object]):
        """What stands under the key, made by whoever comes first; what cannot be made is tried again by the next."""
        with self._lock:
            known = key in self._kept
            promised = self._kept.setdefault(key, Future())
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
        if not known:
            try:
                promised.set_result(make())
            except BaseException as fault:
                with self._lock:
                    self._kept.pop(key, None)
                promised.set_exception(fault)
        return promised.result()


RESULTS, VIEWS, ROOMS = Shelf(RESULTS_KEPT), Shelf(VIEWS_KEPT), Shelf(VIEWS_KEPT)


def work_out(parameters: Parameters, data: Path | None = None) -> pipeline.Results:
    """The results for these parameters; `data` as in `pipeline.run`, which also says what it raises.

    What the public sees is open to all: some small counts are left to the papers that print them.
    """
    is_open = parameters.audience == "public"
    return RESULTS.take((parameters, data), lambda: pipeline.run(parameters, data, open_to_all=is_open))


def look(seen: Seen, data: Path | None = None) -> pipeline.Results:
    """The results with the scenarios that a visitor assumes in the place of those of the run."""

    def play() -> pipeline.Results:
        results = work_out(seen.parameters, data)
        wanted = described(seen.scenario, seen.compare, presets(results, seen.own))
        published = results.scenarios.published
        newest = RESULTS.take((seen.parameters, data, "newest"), lambda: base_of_newest(published))
        return replace(results, scenarios=play_out(wanted, published, newest, seen.parameters))

    return VIEWS.take((seen, data), play)


def prepare(page: Page, parameters: Parameters, data: Path | None = None) -> pipeline.Results:
    """The results, and every exhibit of a page made and drawn: after this the page opens without waiting.

    A card that cannot be made is left to say so itself.
    """
    results = work_out(parameters, data)
    for spec in page.cards:
        if isinstance(spec, Shows):
            with suppress(Exception):
                card_of(spec, Seen(parameters), data)
    READY.add((page.id, parameters, data))
    return results


def is_ready(page: Page, parameters: Parameters, data: Path | None = None) -> bool:
    """Whether the page was prepared before, so that nobody has to wait for it."""
    return (page.id, parameters, data) in READY


def seen_results(spec: Shows, seen: Seen, data: Path | None = None) -> pipeline.Results:
    """The results that a card is made from: with the visitor's scenarios where it follows them."""
    if not set(SCENARIO) & set(spec.follows):
        results = work_out(seen.parameters, data)
        return without_growth_evidence(results, seen.without) if set(EVIDENCE) & set(spec.follows) else results
    results = look(seen.only(SCENARIO), data)
    if spec.adds is None:
        return results
    chosen = results.scenarios.described[0]
    unnamed = replace(with_settings(chosen, dict.fromkeys(spec.ignores, 0)), id="", label="")
    key = (spec.adds, unnamed, seen.parameters, data)
    added = ROOMS.take(key, lambda: spec.adds(results.scenarios, seen.parameters))
    slow = {name: getattr(added, name) for name in (*EXPLAINED, "frontier", "isolines", "staffing", "bought")}
    return replace(results, scenarios=replace(results.scenarios, **slow))


@lru_cache(maxsize=CARDS_KEPT)
def exhibit_of(spec: Shows, seen: Seen, data: Path | None = None) -> Exhibit:
    """The exhibit of a card."""
    results = seen_results(spec, seen, data)
    return spec.make(results, seen.area) if "area" in spec.follows and seen.area else spec.make(results)


def card_of(spec: Shows, seen: Seen, data: Path | None = None) -> dict[str, object]:
    """What the card of an exhibit shows, by the names of `Card`'s parameters."""
    return _card(spec, seen.only(spec.follows), data)


@lru_cache(maxsize=CARDS_KEPT)
def _card(spec: Shows, seen: Seen, data: Path | None) -> dict[str, object]:
    exhibit, results = exhibit_of(spec, seen, data), seen_results(spec, seen, data)
    by_hand = spec.markup is not None or exhibit.is_empty
    drawn = draw(chart_of(exhibit)) if exhibit.panels and not by_hand else ()
    said = spec.says(work_out(seen.parameters, data), seen) if spec.says else ""
    return contents(spec, exhibit, drawn, results) | {"answer": said}


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
