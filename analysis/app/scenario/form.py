"""The controls of a scenario as a form made from the schema: unit, meaning and where each number is from."""

from collections.abc import Iterable, Mapping
from html import escape

from analysis.app.address import MOST_COMPARED, Choice
from analysis.app.scenario.choices import OWN, scenario_of, with_unit
from analysis.pipeline.scenarios import Scenarios
from analysis.reference.scenario import Scenario, Spread
from analysis.reference.scenario_fields import Field
from analysis.reference.scenario_settings import GROUPS, MAIN, SETTABLE, UPLIFT, is_slid, step_of, value_of
from analysis.wording import scenarios as words

GUIDE = (
    "What you set is taken as certain; what you leave keeps its range. Nothing here is a forecast: it says what "
    "follows if somebody's assumptions hold."
)


def form_markup(
    choice: Choice,
    compare: tuple[Choice, ...],
    known: Mapping[str, Scenario],
    looked: Scenarios,
    open_groups: Iterable[str],
) -> str:
    """The form: what it starts from, its controls in groups, what stands beside it, files.

    looked: of the preset as it comes, for the numbers that it takes; open_groups: names of groups that are not folded.
    """
    start = scenario_of(Choice(choice.preset), known)
    set_ones = dict(choice.settings)
    first = "".join(_control(SETTABLE[name], set_ones.get(name), start, looked) for name in MAIN)
    groups = "".join(
        _group(name, _rest(fields), set_ones, start, looked, is_open=name in open_groups)
        for name, fields in GROUPS.items()
    )
    return (
        f'<div class="assume">{_start(start, known)}<div class="grid four">{first}</div>'
        f'<div class="seen assumed" role="status" data-answer></div>{_beside(choice, compare, known)}'
        f"<div>{groups}</div>"
        '<div class="tools" role="group" aria-label="This scenario">'
        '<button type="button" data-send="reset">Back to the scenario as it comes</button>'
        '<button type="button" data-send="keep">Keep this one beside</button>'
        '<button type="button" data-send="save">Save as a file</button>'
        '<label class="load">Load a file<input type="file" accept=".yml,.yaml,text/yaml" data-load></label>'
        '<span class="said" role="status"></span></div></div>'
    )


def _rest(fields: Mapping[str, Field]) -> dict[str, Field]:
    return {name: field for name, field in fields.items() if name not in MAIN}


def _start(start: Scenario, known: Mapping[str, Scenario]) -> str:
    options = "".join(
        f'<option value="{escape(id)}"{" selected" if one == start else ""}>{escape(one.label)}'
        f"{' (your file)' if id == OWN else ''}</option>"
        for id, one in known.items()
    )
    return (
        f'<div class="control"><label for="c-preset">Start from a scenario</label>'
        f'<select id="c-preset" data-send="preset">{options}</select>'
        f'<p class="meaning">{escape(start.rationale)} By: {escape(start.author)}.</p></div>'
    )


def _group(
    name: str, fields: Mapping[str, Field], set_ones: Mapping[str, float | str], start: Scenario, looked: Scenarios,
    *, is_open: bool,
) -> str:  # fmt: skip
    controls = "".join(_control(field, set_ones.get(field.name), start, looked) for field in fields.values())
    changed = sum(one in fields for one in set_ones)
    said = f" ({changed} set by you)" if changed else ""
    unfolded = " open" if is_open or changed else ""
    return (
        f'<details class="group"{unfolded}><summary>More on: {name.lower()}{said}</summary>'
        f'<div class="grid">{controls}</div></details>'
    )


def _control(field: Field, given: float | str | None, start: Scenario, looked: Scenarios) -> str:
    usual, said = _usual(field, start, looked)
    about = f'id="m-{field.name}" class="meaning">{escape(field.meaning)} {escape(said)}'
    head = f'<label for="c-{field.name}">{escape(field.label)}</label>'
    named = f'id="c-{field.name}" data-set="{field.name}" aria-describedby="m-{field.name}"'
    if field.kind == "choice":
        value = given or value_of(start, field.name)
        options = "".join(
            f"<option{' selected' if one == value else ''}>{escape(one)}</option>" for one in field.choices
        )
        inside = f"{head}<select {named}>{options}</select>"
    elif is_slid(field) and usual is not None:
        value = usual if given is None else float(given)
        text = escape(with_unit(round(value, 2), field))
        inside = (
            f'{head}<output for="c-{field.name}">{text}</output><input type="range" {named} min="{field.low:g}" '
            f'max="{field.high:g}" step="{step_of(field):g}" value="{value:g}" '
            f'data-unit="{escape(field.unit)}" aria-valuetext="{text}">'
        )
    else:
        value = "" if given is None else f"{given:g}"
        inside = (
            f'{head}<input type="number" {named} min="{field.low:g}" max="{field.high:g}" step="any" value="{value}" '
            f'placeholder="as it comes"><span class="unit">{escape(field.unit)}</span>'
        )
    return f'<div class="control">{inside}<p {about}</p></div>'


def _usual(field: Field, start: Scenario, looked: Scenarios) -> tuple[float | None, str]:
    """The value of a field as the scenario comes, in its unit, and in words with where it is from."""
    name = f"{UPLIFT} 1" if field.name == UPLIFT else field.name
    taken = looked.taken.set_index("assumption")
    said = value_of(start, field.name)
    if name in taken.index:
        row = taken.loc[name]
        cell = words.assumption_cell(name, (float(row["low"]), float(row["value"]), float(row["high"])))
        origin = "" if row["origin"] == "the scenario" else f", from {row['origin']}"
        return float(row["value"]) / field.scale, f"As it comes: {cell}{origin}."
    if isinstance(said, str):
        return (0.0 if is_slid(field) and field.low <= 0 else None), f"As it comes: {said}."
    if said is None or isinstance(said, Spread):
        return None, "As it comes: not known."
    return float(said) / field.scale, f"As it comes: {with_unit(round(float(said) / field.scale, 2), field)}."


def _beside(choice: Choice, compare: tuple[Choice, ...], known: Mapping[str, Scenario]) -> str:
    offered = dict.fromkeys([*compare, *(Choice(id) for id in known if id != choice.preset)])
    full = len(compare) >= MOST_COMPARED
    boxes = "".join(
        f'<label><input type="checkbox" data-beside="{escape(one.text)}"{" checked" if one in compare else ""}'
        f"{' disabled' if full and one not in compare else ''}>{escape(scenario_of(one, known).label)}</label>"
        for one in offered
    )
    said = f"up to {MOST_COMPARED}; {len(compare)} chosen"
    return f'<fieldset class="beside"><legend>Compare with ({said})</legend>{boxes}</fieldset>'
