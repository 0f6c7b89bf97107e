"""The form of a scenario on the page: what a reader sets goes into the state, and the cards that follow it answer."""

import base64
from pathlib import Path

from analysis.app.address import MOST_COMPARED, Choice
from analysis.app.card import Card
from analysis.app.later import ANSWERS, later
from analysis.app.markup import heading, paragraph
from analysis.app.scenario.choices import OWN, SETTINGS, fault_of, presets, scenario_of
from analysis.app.scenario.form import form_markup
from analysis.app.seen import EVERYWHERE, SCENARIO, Seen
from analysis.app.showing import look
from analysis.app.state import Explorer
from analysis.pipeline import Results
from analysis.reference.scenario_text import to_text
from analysis.wording.scenarios import difference_sentence, gap_title

TITLE = "Set your own assumptions"
CAPTION = (
    "Start from a scenario, move what you like, put others beside it: everything below answers at once. What you set "
    "is taken as certain; what you leave keeps its range. Nothing here is a forecast: it says what follows if the "
    "assumptions hold."
)
FILE_TYPE = "application/yaml;charset=utf-8"
FULL = f"{MOST_COMPARED} scenarios stand beside it already; take one away first."


def scenario_card(explorer: Explorer, *open_groups: str, data: Path | None = None) -> Card:
    """The form; the groups that are named are unfolded."""
    card = Card(kind="plain form", before=heading(TITLE, CAPTION, "What if"))

    def fill(*_) -> None:
        as_it_comes = Seen(explorer.parameters, scenario=Choice(explorer.scenario.preset), own=explorer.own)
        known, looked = presets(explorer.results, explorer.own), look(as_it_comes, data).scenarios
        card.after = form_markup(explorer.scenario, explorer.compare, known, looked, open_groups)

    def assume(choice: Choice) -> None:
        explorer.scenario = choice
        fill()

    def save(_: str) -> None:
        scenario = scenario_of(explorer.scenario, presets(explorer.results, explorer.own))
        content = base64.b64encode(to_text(scenario).encode()).decode("ascii")
        card.tell(name="scenario.yml", type=FILE_TYPE, data=content, said="Saved as scenario.yml.")

    def load(text: str) -> None:
        fault = fault_of(text)
        if fault:
            card.tell(said=fault)
            return
        explorer.param.update(own=text, scenario=Choice(OWN))
        fill()
        card.tell(said="The file is loaded; the link carries it.")

    def keep(_: str) -> None:
        if len(explorer.compare) >= MOST_COMPARED:
            card.tell(said=FULL)
        elif explorer.scenario not in explorer.compare:
            explorer.compare = (*explorer.compare, explorer.scenario)
            fill()

    def beside(text: str) -> None:
        explorer.compare = toggled(explorer.compare, text, presets(explorer.results, explorer.own))
        fill()

    card.when("set", lambda text: set_one(explorer, text))
    card.when("preset", lambda id: assume(Choice(id)) if id in presets(explorer.results, explorer.own) else None)
    card.when("reset", lambda _: assume(Choice(explorer.scenario.preset)))
    card.when("keep", keep)
    card.when("beside", beside)
    card.when("save", save)
    card.when("file", load)
    fill()
    answer(explorer, card, data)
    return card


def answer(explorer: Explorer, card: Card, data: Path | None) -> None:
    """Keeps the gap under the chosen scenario, and what that changes, in words beside the controls."""

    def follow(*_) -> None:
        asked = explorer.seen.only(SCENARIO)

        def say() -> str | None:
            return answer_words(look(asked, data)) if explorer.seen.only(SCENARIO) == asked else None

        def show(said: object) -> None:
            if said and explorer.seen.only(SCENARIO) == asked:
                card.answer = str(said)

        later(say, show, lambda fault: card.param.update(answer=paragraph(fault)), workers=ANSWERS)

    card.answer = answer_words(look(explorer.seen.only(SCENARIO), data))
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


def toggled(compare: tuple[Choice, ...], text: str, known) -> tuple[Choice, ...]:
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
