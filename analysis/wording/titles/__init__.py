"""Titles that say the finding of an exhibit, made from its rows and no stronger than they are; by subject."""

from analysis.wording.numbers import SMALL_NUMBERS, number


def some_of(some: float, of: float, noun: str, nouns: str | None = None) -> str:
    """How many of how many: «three of nine services», «none of four sums», «both services», «all five papers»."""
    many = nouns or f"{noun}s"
    if of == 1:
        return f"the one {noun}" if some else f"not one {noun}"
    if some == of:
        return f"{'both' if of == 2 else f'all {in_words(of)}'} {many}"
    return f"{'none' if some == 0 else in_words(some)} of {in_words(of)} {many}"


def is_or_are(some: float, of: float) -> str:
    """The verb after `some_of`."""
    return "is" if 1 in (some, of) or some == 0 else "are"


def in_words(value: float) -> str:
    """A small count as a word, a larger one in figures."""
    return SMALL_NUMBERS[int(value)] if 0 <= value < len(SMALL_NUMBERS) else number(value)


def first_up(text: str) -> str:
    """A sentence's beginning in capitals."""
    return f"{text[:1].upper()}{text[1:]}"
