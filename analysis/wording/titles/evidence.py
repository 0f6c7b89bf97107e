"""Titles of what is known: papers, conflicts, breaks, assumptions, rods, the systems side by side."""

from collections.abc import Mapping, Sequence

from analysis.wording.numbers import count_of, number
from analysis.wording.titles import first_up, in_words, is_or_are, some_of

POOR, STRONG = 2, 4  # ratings of an assumption from 1 to 5: a poor one is up to, a strong one from


def papers(papers: int, figures: int, unclear: int) -> str:
    """How many figures the papers give, and how many of them lack something."""
    if not papers:
        return "No paper was published by then"
    gave = f"{count_of(papers, 'paper gives', 'papers give')} {count_of(figures, 'figure')}"
    return f"{first_up(gave)}; {number(unclear)} lack a date, an area or a value"


def findings(by_grade: Mapping[str, int], of: int) -> str:
    """How many findings are of the two gravest grades."""
    gravest = [f"{in_words(by_grade[one])} {one}" for one in ("impossible", "inconsistent") if by_grade.get(one)]
    said = f"{', '.join(gravest)} of {in_words(of)}" if gravest else f"none of {in_words(of)} is grave"
    return f"What we found in the published figures: {said}" if of else "Nothing was found in the published figures"


def conflicts(facts: int) -> str:
    """How many facts were printed in two ways."""
    return f"{first_up(count_of(facts, 'fact is', 'facts are'))} printed with two values" if facts else (
        "No fact is printed with two values"
    )  # fmt: skip


def breaks(breaks: int) -> str:
    """How often series break."""
    return f"Where series break: {count_of(breaks, 'time')}, and nothing is joined across them"


def assumptions(qualities: Sequence[int], impacts: Sequence[int]) -> str:
    """How many numbers are assumed, and how many of them are poor and weigh much."""
    weak = sum(quality <= POOR and impact >= STRONG for quality, impact in zip(qualities, impacts, strict=True))
    said = first_up(count_of(len(qualities), "number is assumed", "numbers are assumed"))
    return f"{said}; {in_words(weak)} of poor quality {'weighs' if weak == 1 else 'weigh'} much"


def rods(later: int, of: int) -> str:
    """How many measuring rods are later than the meeting."""
    return f"{first_up(some_of(later, of, 'measuring rod'))} came out after this meeting"


def harmonised(whole: int, of: int, systems: int) -> str:
    """How many concepts every system published something on."""
    found = "none is" if whole == 0 else f"{in_words(whole)} {'is' if whole == 1 else 'are'}"
    return f"Of {count_of(of, 'concept')}, {found} published under all {in_words(systems)} systems"


def equality(silent: int, of: int) -> str:
    """On how many protected characteristics nothing was published."""
    return f"Nothing was published on {some_of(silent, of, 'protected characteristic')}"


def watched(silent: int, of: int, noun: str, nouns: str) -> str:
    """How many priorities or risks no published figure watches."""
    if not of:
        return f"{first_up(nouns)} and what watches them"
    return f"{first_up(some_of(silent, of, noun, nouns))} {is_or_are(silent, of)} watched by no published figure"
