"""Scenarios: the files of `data/scenarios` and a reader's own, each fault one sentence with its line."""

from pathlib import Path
from typing import Any

from analysis.errors import BadScenario, Fault
from analysis.reference.areas import nearest_names
from analysis.reference.scenario import MOST_FUNDING_LINES, FundingLine, Scenario, Shock
from analysis.reference.scenario_fields import Field, fields_of
from analysis.sources import scenario_values as values
from analysis.sources.reading import Entry, read_text
from analysis.sources.scenario_text import LARGEST_BYTES, read_entry

FOLDER = "scenarios"
ENDINGS = (".yml", ".yaml")
READERS = {
    "text": values.to_text,
    "long text": values.to_text,
    "name": values.to_name,
    "date": values.to_day,
    "choice": values.to_choice,
    "whole": values.to_whole,
    "number": values.to_number,
    "uncertain": values.to_spread,
}
ALMOST = 1e-6
OWN = "own.yml"  # what the faults of a text call it that came without a file


def load_scenarios(folder: Path) -> tuple[Scenario, ...]:
    """The scenarios that come with the data, in order of their names; raises BadScenario for a fault of a file."""
    return tuple(load_scenario(folder, path.stem) for path in list_files(folder))


def load_scenario(folder: Path, chosen: str) -> Scenario:
    """The scenario of an id of `data/scenarios`, of the path of a YAML file, or of the text of one.

    Raises BadScenario with one sentence for a file that cannot be used, and for what is neither an id nor a file.
    """
    return parse_scenario(*_find_text(folder, chosen))


def carry_scenario(folder: Path, chosen: str) -> str:
    """What a pack can be made from again: the id of a scenario of the data, or all the text of a file of one's own.

    A path would name a place on one machine, where another may hold something else or nothing.
    Raises BadScenario as `load_scenario` does.
    """
    load_scenario(folder, chosen)
    if "\n" in chosen or chosen in {path.stem for path in list_files(folder)}:
        return chosen
    return f"{_find_text(folder, chosen)[0].rstrip()}\n"


def _find_text(folder: Path, chosen: str) -> tuple[str, str]:
    """The text of a scenario and the name that faults call it."""
    if "\n" in chosen:
        return chosen, OWN
    path = find_file(folder, chosen)
    if path.stat().st_size > LARGEST_BYTES:
        raise BadScenario(
            [Fault(path.name, None, None, "the file is too large", f"expected at most {LARGEST_BYTES // 1024} kB")]
        )
    text, faults = read_text(path.parent, path.name)
    if text is None:
        raise BadScenario(faults)
    return text, path.name


def parse_scenario(text: str, name: str) -> Scenario:
    """The scenario of a text, as a file or a page sends it; `name` is what faults call it, and its stem the id.

    Raises BadScenario with one sentence.
    """
    scenario, faults = read_scenario(text, name)
    if scenario is None:
        raise BadScenario(faults)
    return scenario


def read_scenario(text: str, name: str) -> tuple[Scenario | None, list[Fault]]:
    """The scenario of a text, or None and all its faults."""
    entry, faults = read_entry(text, name)
    if entry is None:
        return None, faults
    read, faults = _read_block(entry, fields_of(), name, entry.line)
    faults += _funding_faults(read, entry, name) + _step_faults(read, entry, name)
    return (None, faults) if faults else (Scenario(id=Path(name).stem, **read), [])


def find_file(folder: Path, chosen: str) -> Path:
    """The file of an id of `data/scenarios`, or the YAML file that a path names; raises BadScenario for neither."""
    known = {path.stem: path for path in list_files(folder)}
    if chosen in known:
        return known[chosen]
    path = Path(chosen)
    if path.suffix in ENDINGS and path.is_file():
        return path
    expected = f"expected {', '.join(nearest_names(Path(chosen).stem, list(known)))} or a file that ends in .yml"
    raise BadScenario([Fault("scenario", None, None, f"{chosen} is not a scenario", expected)])


def list_files(folder: Path) -> list[Path]:
    """The scenario files that come with the data."""
    return sorted(path for path in (folder / FOLDER).glob("*") if path.suffix in ENDINGS)


def scenario_faults(folder: Path) -> list[Fault]:
    """The faults of the scenario files that come with the data."""
    faults = []
    for path in list_files(folder):
        name = f"{FOLDER}/{path.name}"
        text, wrong = read_text(folder, name)
        faults += wrong if text is None else read_scenario(text, name)[1]
    return faults


def _read_block(entry: Entry, known: dict[str, Field], name: str, line: int) -> tuple[dict[str, Any], list[Fault]]:
    faults = [
        Fault(name, entry.key_lines[key], str(key), "not a field", values.nearest_field(key, known))
        for key in entry
        if key not in known
    ]
    read: dict[str, Any] = {}
    for field in known.values():
        if field.name in entry:
            value, wrong = _read_field(field, entry, name)
            read, faults = read | {field.name: value}, faults + wrong
        elif field.needed:
            meaning = field.meaning[0].lower() + field.meaning[1:].rstrip(".")
            faults.append(Fault(name, line, field.name, "the field is missing", f"expected it: {meaning}"))
    return read, sorted(faults, key=lambda fault: fault.row or 0) + _span_faults(read, entry, name)


def _read_field(field: Field, entry: Entry, name: str) -> tuple[Any, list[Fault]]:
    value, line = entry[field.name], entry.key_lines[field.name]
    if field.kind in ("block", "blocks"):
        return _read_blocks(field, value, name, line)
    try:
        if field.kind == "names":
            listed = value if isinstance(value, list) else [value]
            return tuple(values.to_name(field, one) for one in listed), []
        return READERS[field.kind](field, value), []
    except values.WrongValue as wrong:
        return None, [Fault(name, line, field.name, wrong.value, wrong.expected)]


def _read_blocks(field: Field, value: Any, name: str, line: int) -> tuple[Any, list[Fault]]:
    kind, known = (Shock if field.name == "shock" else FundingLine), fields_of(field.name)
    listed = value if isinstance(value, list) else [value]
    if (field.kind == "block" and len(listed) != 1) or not listed or not all(isinstance(one, Entry) for one in listed):
        expected = f"expected {', '.join(known)} below it"
        return None, [Fault(name, line, field.name, values.WrongValue(value, "").value, expected)]
    built, faults = [], []
    for one in listed:
        read, wrong = _read_block(one, known, name, one.line)
        faults += wrong
        if not wrong:
            built.append(_record(kind, read))
    return (None if faults else built[0] if field.kind == "block" else tuple(built)), faults


def _record(kind: type, read: dict[str, Any]) -> Shock | FundingLine:
    if kind is FundingLine:
        return FundingLine(read["funder"], read["share"], read["uplift"], read.get("start"), read.get("end"))
    return Shock(read["size"], read.get("start"), read.get("end"))


def _span_faults(read: dict[str, Any], entry: Entry, name: str) -> list[Fault]:
    start, end = read.get("start"), read.get("end")
    if start is None or end is None or start <= end:
        return []
    return [Fault(name, entry.key_lines["end"], "end", str(end), f"expected {start} or later, the start")]


def _funding_faults(read: dict[str, Any], entry: Entry, name: str) -> list[Fault]:
    """Too many lines of money, or lines that run in the base year and are not all of its money."""
    lines = read.get("funding")
    if len(lines or ()) > MOST_FUNDING_LINES:
        expected = f"expected at most {MOST_FUNDING_LINES}; join those that grow alike"
        return [Fault(name, entry.key_lines["funding"], "funding", f"{len(lines)} lines", expected)]
    running = [line.share for line in lines or () if line.start is None]
    if not lines or abs(sum(running) - 1) < ALMOST:
        return []
    at = entry.key_lines["funding"]
    expected = "expected 100% over the lines without a start, which run in the base year"
    return [Fault(name, at, "funding, share", f"{100 * sum(running):g}% in all", expected)]


def _step_faults(read: dict[str, Any], entry: Entry, name: str) -> list[Fault]:
    """A step that comes after the horizon would be no growth at all."""
    step, horizon = read.get("step_at"), read.get("horizon", Scenario.horizon)
    if not step or not horizon or step <= horizon:
        return []
    return [Fault(name, entry.key_lines["step_at"], "step_at", f"{step}", f"expected at most {horizon}, the horizon")]
