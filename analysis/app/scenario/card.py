"""The form of a scenario on the page: what a reader sets goes into the state, and the cards that follow it answer."""

import base64
from collections.abc import Callable, Mapping

from analysis.app.address import MOST_COMPARED, Choice
from analysis.app.card import Card
from analysis.app.later import later
from analysis.app.markup import heading, paragraph
from analysis.app.scenario.choices import OWN, SETTINGS, fault_of, presets, scenario_of
from analysis.app.scenario.form import form_markup
from analysis.app.seen import EVERYWHERE, SCENARIO, Seen
from analysis.app.showing import look
from analysis.app.state import Explorer
from analysis.pipeline import Results
from analysis.reference.scenario import Scenario
from analysis.reference.scenario_text import to_text
from analysis.wording.scenarios import difference_sentence, gap_title

TITLE = "Set your own assumptions"
CAPTION = (
    "Start from a scenario, move what you like, put others beside it: everything below answers at once. What you set "
    "is taken as certain; what you leave keeps its range. Nothing here is a forecast: it says what follows if the "
    "assumptions hold."
)
FILE_TYPE = "application/yaml;charset=utf-8"
FILE = "scenario.yml"


def scenario_card(explorer: Explorer, *open_groups: str) -> Card:
    """The form; the groups that are named are unfolded."""
    card = Card(kind="plain form", before=heading(TITLE, CAPTION, "What if"))

    def fill() -> None:
        card.after = _form(explorer, open_groups)

    def assume(choice: Choice) -> None:
        explorer.scenario = choice
        fill()

    def beside(compare: tuple[Choice, ...]) -> None:
        explorer.compare = compare
        fill()

    card.when("set", lambda text: set_one(explorer, text))
    card.when("preset", lambda id: assume(Choice(id)) if id in _known(explorer) else None)
    card.when("reset", lambda _: assume(Choice(explorer.scenario.preset)))
    card.when("keep", lambda _: beside(kept(explorer.compare, explorer.scenario)))
    card.when("beside", lambda text: beside(toggled(explorer.compare, text, _known(explorer))))
    card.when("save", lambda _: _save(explorer, card))
    card.when("file", lambda text: _load(explorer, card, text, fill))
    fill()
    answer(explorer, card)
    return card


def _known(explorer: Explorer) -> dict[str, Scenario]:
    return presets(explorer.results, explorer.own)


def _form(explorer: Explorer, open_groups: tuple[str, ...]) -> str:
    as_it_comes = Seen(explorer.parameters, scenario=Choice(explorer.scenario.preset), own=explorer.own)
    looked = look(as_it_comes, explorer.data).scenarios
    return form_markup(explorer.scenario, explorer.compare, _known(explorer), looked, open_groups)


def _save(explorer: Explorer, card: Card) -> None:
    content = to_text(scenario_of(explorer.scenario, _known(explorer))).encode()
    data = base64.b64encode(content).decode("ascii")
    card.tell(name=FILE, type=FILE_TYPE, data=data, said=f"Saved as {FILE}.")


def _load(explorer: Explorer, card: Card, text: str, fill: Callable[[], None]) -> None:
    fault = fault_of(text)
    if fault:
        card.tell(said=fault)
        return
    # As we write it: whatever stood in the file beside the scenario is not carried by the link.
    explorer.param.update(own=to_text(presets(explorer.results, text)[OWN]), scenario=Choice(OWN))
    fill()
    card.tell(said="The file is loaded; the link carries it.")


def answer(explorer: Explorer, card: Card) -> None:
    """Keeps the gap under the chosen scenario, and what that changes, in words beside the controls."""

    def follow(*_) -> None:
        asked = explorer.seen.only(SCENARIO)

        def say() -> str | None:
            return answer_words(look(asked, explorer.data)) if explorer.seen.only(SCENARIO) == asked else None

        def show(said: object) -> None:
            if said and explorer.seen.only(SCENARIO) == asked:
                card.answer = str(said)

        later(say, show, lambda fault: card.param.update(answer=paragraph(fault)), is_answer=True)

    card.answer = answer_words(look(explorer.seen.only(SCENARIO), explorer.data))
    explorer.param.watch(follow, [*EVERYWHERE, *SCENARIO])


def answer_words(results: Results) -> str:
    """The finding, then the difference of the gap against each scenario beside it."""
    scenarios = results.scenarios
    found = gap_title(scenarios.results.iloc[0], results.parameters.confidence)
    gaps = scenarios.differences[scenarios.differences["outcome"].eq("gap")]
    beside = [difference_sentence(row, scenarios.described[0].label) for row in gaps.itertuples()]
    return paragraph(f"{found}.", "told") + "".join(paragraph(one) for one in beside)


def set_one(explorer: Explorer, text: str) -> None:
    """Takes `name:value` from a control; no value takes what was set away; anything else is not heard."""
    name, _, value = text.partition(":")
    settings = dict(explorer.scenario.settings)
    if name not in SETTINGS:
        return
    if not value:
        settings.pop(name, None)
        explorer.scenario = Choice(explorer.scenario.preset, tuple(settings.items()))
        return
    said = value if SETTINGS[name].choices else _number(value)
    if said is not None and not SETTINGS[name].faults(said, name):
        explorer.scenario = explorer.scenario.having(name, said)


def kept(compare: tuple[Choice, ...], choice: Choice) -> tuple[Choice, ...]:
    """The scenarios beside the chosen one with itself as it is now; the oldest goes where they are too many."""
    return (*(one for one in compare if one != choice), choice)[-MOST_COMPARED:]


def toggled(compare: tuple[Choice, ...], text: str, known: Mapping[str, object]) -> tuple[Choice, ...]:
    """The scenarios beside the chosen one with one more, or without it where it was there."""
    there = tuple(one for one in compare if one.text != text)
    if len(there) < len(compare):
        return there
    return (*compare, Choice(text))[:MOST_COMPARED] if text in known else compare


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
