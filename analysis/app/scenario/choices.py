"""What a visitor assumes, as scenarios: the presets of a run, what was set, and a file of one's own. No Panel."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from analysis.app.address import Choice, Setting
from analysis.errors import BadScenario
from analysis.pipeline import Results
from analysis.reference.scenario import Scenario
from analysis.reference.scenario_fields import Field
from analysis.reference.scenario_settings import SETTABLE, step_of, with_settings
from analysis.sources.scenarios import parse_scenario
from analysis.wording.scenarios import LABELS, UNITS

OWN = "own"
MOST_NAMED = 2  # settings that a changed scenario is named by
SETTINGS = {
    name: Setting(field.low, field.high, LABELS.get(name, field.label), f" {UNITS[name]}", step_of(field),
                  field.choices)
    for name, field in SETTABLE.items()
}  # fmt: skip


def presets(results: Results, own: str = "") -> dict[str, Scenario]:
    """The scenarios that a visitor can start from, by name, the run's own first; `own` is the text of a file.

    Raises BadScenario for a text that is no scenario.
    """
    shipped = {one.id: one for one in results.scenarios.described}
    return shipped | ({OWN: parse_scenario(own, f"{OWN}.yml")} if own else {})


def scenario_of(choice: Choice, known: Mapping[str, Scenario]) -> Scenario:
    """The scenario that a choice means; a changed one has a name and an id of its own."""
    start = known.get(choice.preset) or next(iter(known.values()))
    if not choice.settings:
        return start
    changed = with_settings(start, dict(choice.settings))
    return replace(changed, id=Choice(start.id, choice.settings).text, label=f"{start.label}, {_named(choice)}")


def described(scenario: Choice, compare: Iterable[Choice], known: Mapping[str, Scenario]) -> tuple[Scenario, ...]:
    """The chosen scenario, what it started from where that is another, and those beside it, each once."""
    start = Choice(scenario.preset)
    wanted = [scenario_of(one, known) for one in (scenario, start, *compare)]
    return tuple({one.id: one for one in wanted}.values())


def fault_of(own: str) -> str:
    """Why a text is no scenario, in one sentence; empty where it is one."""
    try:
        parse_scenario(own, "the scenario")
    except BadScenario as fault:
        return str(fault).splitlines()[0]
    return ""


def in_words(name: str, value: float | str) -> str:
    """One setting: «growth of demand 10% a year»."""
    field = SETTABLE[name]
    said = value if isinstance(value, str) else with_unit(value, field)
    label = LABELS.get(name, field.label)
    return f"{label[:1].lower()}{label[1:]} {said}"


def with_unit(value: float, field: Field) -> str:
    """A number with its unit as a reader writes it."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".").replace("-", "−")
    if field.unit.startswith("£"):
        return f"£{text}{field.unit[1:]}"
    return f"{text}{'' if field.unit.startswith('%') or not field.unit else ' '}{field.unit}"


def _named(choice: Choice) -> str:
    said = [in_words(name, value) for name, value in choice.settings]
    return ", ".join(said) if len(said) <= MOST_NAMED else f"changed in {len(said)} places"
