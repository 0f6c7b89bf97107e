"""The address of a view: everything that a visitor has chosen, as text that can be read, sent and checked. No Panel."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from urllib.parse import parse_qsl, quote

VERSION = "1"
LONGEST = 8_000  # characters of a query; a longer one is cut, and that is said
SHOWN = 40  # characters of what was not understood that are said again
MOST_COMPARED = 3
SAFE = "/,:~"  # signs that stay as they are, so that an address can be read
REQUIRED = ("page", "confidence", "prices")
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
CHOSEN = re.compile(r"[A-Za-z][A-Za-z0-9 _.-]*")
NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,6})?")


@dataclass(frozen=True)
class Setting:
    """A number or a word that a visitor may choose: its limits or choices, and how a reader calls it.

    step: between two numbers that can be chosen; 0 where all between the limits can.
    """

    low: float
    high: float
    label: str = ""
    unit: str = ""
    step: float = 1
    choices: tuple[str, ...] = ()

    def faults(self, value: float | str, name: str) -> list[str]:
        """A sentence where it cannot be set to this value."""
        called = self.label or name
        if self.choices:
            known = value in self.choices
            return [] if known else [f"{called}: «{value}» is not one of {', '.join(self.choices)}."]
        if isinstance(value, str):
            return [f"{called}: «{value}» is not a number."]
        if self.low <= value <= self.high and not (self.step and value % self.step):
            return []
        steps = f" in steps of {self.step:g}" if self.step else ""
        return [f"{called}: {value:g} is not between {self.low:g} and {self.high:g}{self.unit}{steps}; "
                "its usual value is shown."]  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A scenario as a visitor chose it: the name it starts from, and what was set otherwise.

    preset: empty where it starts from nothing; settings: name and value, in the order of their names.
    """

    preset: str = ""
    settings: tuple[tuple[str, float | str], ...] = ()

    @property
    def text(self) -> str:
        """`keep-pace,growth:10,teams:separate`."""
        return ",".join([self.preset] * bool(self.preset) + [f"{name}:{_said(value)}" for name, value in self.settings])

    def having(self, name: str, value: float | str) -> "Choice":
        """The same with one more field set."""
        return replace(self, settings=tuple(sorted((dict(self.settings) | {name: value}).items())))


@dataclass(frozen=True)
class Address:
    """All state of a view. A field that stands as it is here is left out of the text, but for page and meeting.

    page, card: which page, and the card that a link points at; meeting: `board/date`; area: empty is all of it.
    scenario, compare: what was assumed, and the scenarios beside it; own: the text of a reader's own scenario file.
    confidence: coverage in per cent; prices: the price index; without: sources of growth that do not count.
    paper, rule, grade: filters of the findings; figure, other: ids of the figures that are looked up.
    """

    page: str = "overview"
    meeting: str = ""
    card: str = ""
    area: str = ""
    scenario: Choice = field(default_factory=Choice)
    compare: tuple[Choice, ...] = ()
    own: str = ""
    confidence: str = "95"
    prices: str = "gdp"
    without: tuple[str, ...] = ()
    paper: str = ""
    rule: str = ""
    grade: str = "impossible"
    figure: str = ""
    other: str = ""


@dataclass(frozen=True)
class Offer:
    """What can be chosen: values by the name of a field of `Address`, and the presets and settings of a scenario.

    presets: None where they are not known yet; then scenarios are left as they are.
    """

    values: Mapping[str, Collection[str]]
    presets: Collection[str] | None = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)


NAMES = {"page": "page", "meeting": "meeting", "card": "card", "area": "area", "confidence": "confidence",
         "prices": "price index", "without": "source of growth", "paper": "paper", "rule": "test", "grade": "grade",
         "figure": "figure", "other": "second figure"}  # fmt: skip


def write(address: Address) -> str:
    """The query of an address, beginning with a question mark; what stands as it is by default is left out."""
    usual = Address()
    pairs = [("v", VERSION), ("page", address.page), ("meeting", address.meeting)]
    for one in fields(Address)[2:]:
        value = getattr(address, one.name)
        if value != getattr(usual, one.name):
            pairs.append((one.name, _text(value)))
    return "?" + "&".join(f"{name}={quote(value, safe=SAFE)}" for name, value in pairs if value or name == "grade")


def read(query: str) -> tuple[Address, list[str]]:
    """The address that a query means, and a sentence for each part of it that cannot be read."""
    notices = ["The link is longer than any that we make; its end was left out."] * (len(query) > LONGEST)
    given: dict[str, str] = {}
    for name, value in parse_qsl(query[:LONGEST].lstrip("?"), keep_blank_values=True):
        if name in given:
            notices.append(f"The link gives «{_short(name)}» twice; the first one counts.")
        given.setdefault(name, value)
    if given and given.pop("v", VERSION) != VERSION:
        notices.append("The link was made by another version of this page; what is not known here was left out.")
    known = {one.name for one in fields(Address)}
    notices += [f"«{_short(name)}» in the link means nothing here." for name in given if name not in known]
    chosen: dict[str, object] = {name: value for name, value in given.items() if name in known}
    for name, parse in (("scenario", _one), ("compare", _several), ("without", _words)):
        if name in chosen:
            chosen[name], said = parse(str(chosen[name]))
            notices += said
    return Address(**chosen), notices


def settle(address: Address, offer: Offer) -> tuple[Address, list[str]]:
    """The address with every value that is not offered put back to its usual one, and a sentence for each."""
    usual, notices, kept = Address(), [], {}
    for name, allowed in offer.values.items():
        value = getattr(address, name)
        if isinstance(value, tuple):
            kept[name] = tuple(one for one in value if one in allowed)
            notices += [_not_here(name, one) for one in value if one not in allowed]
        elif value not in allowed and (value != "" or name in REQUIRED):
            notices.append(_not_here(name, value))
            kept[name] = getattr(usual, name)
    if offer.presets is None:
        return replace(address, **kept), notices
    scenario, said = _settle_choice(address.scenario, offer)
    compare = [_settle_choice(one, offer) for one in address.compare[:MOST_COMPARED]]
    if len(address.compare) > MOST_COMPARED:
        said.append(f"The link compares more than {MOST_COMPARED} scenarios; the first {MOST_COMPARED} are shown.")
    said += [sentence for _, sentences in compare for sentence in sentences]
    return replace(address, **kept, scenario=scenario, compare=tuple(one for one, _ in compare)), notices + said


def _not_here(name: str, value: str) -> str:
    return f"The link asks for the {NAMES[name]} «{_short(value)}», which is not here."


def _settle_choice(choice: Choice, offer: Offer) -> tuple[Choice, list[str]]:
    notices, kept = [], []
    preset = choice.preset if choice.preset in offer.presets else ""
    if preset != choice.preset:
        notices.append(f"There is no scenario «{_short(choice.preset)}» here.")
    for name, value in choice.settings:
        limits = offer.settings.get(name)
        wrong = limits.faults(value, name) if limits else [f"A scenario has no «{_short(name)}» here."]
        notices += wrong
        kept += [] if wrong else [(name, value)]
    return Choice(preset, tuple(sorted(kept))), notices


def _several(text: str) -> tuple[tuple[Choice, ...], list[str]]:
    read_ones = [_one(part) for part in text.split("~") if part]
    return tuple(choice for choice, _ in read_ones), [said for _, notices in read_ones for said in notices]


def _words(text: str) -> tuple[tuple[str, ...], list[str]]:
    parts = list(dict.fromkeys(part for part in text.split(",") if part))
    unread = [f"«{_short(part)}» in the link cannot be read." for part in parts if not WORD.fullmatch(part)]
    return tuple(sorted(part for part in parts if WORD.fullmatch(part))), unread


def _one(text: str) -> tuple[Choice, list[str]]:
    preset, notices = "", []
    settings: dict[str, float | str] = {}
    for place, part in enumerate(filter(None, text.split(","))):
        name, sign, value = part.partition(":")
        if not WORD.fullmatch(name) or (not sign and place > 0):
            notices.append(f"«{_short(part)}» in the scenario of the link cannot be read.")
        elif not sign:
            preset = name
        elif (known := _value(value)) is None:
            notices.append(f"«{_short(part)}» in the scenario of the link cannot be read; expected a number or a word.")
        else:
            settings[name] = known
    return Choice(preset, tuple(sorted(settings.items()))), notices


def _value(text: str) -> float | str | None:
    if NUMBER.fullmatch(text):
        return float(text)
    return text if CHOSEN.fullmatch(text) else None


def _said(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.6f}".rstrip("0").rstrip(".")


def _text(value: object) -> str:
    if isinstance(value, Choice):
        return value.text
    if isinstance(value, tuple):
        return "~".join(one.text for one in value) if isinstance(value[0], Choice) else ",".join(value)
    return str(value)


def _short(text: str) -> str:
    clean = "".join(sign if sign.isprintable() else " " for sign in text)
    return clean if len(clean) <= SHOWN else f"{clean[:SHOWN]}…"
