"""A sentence with the published figures behind it."""

from dataclasses import dataclass


class Statements(tuple):
    """Statements as a notebook or a console shows them: a list of sentences."""

    def __repr__(self) -> str:
        return "\n".join(f"- {statement.text}" for statement in self) or "Nothing was published by this date."

    _repr_markdown_ = __repr__


@dataclass(frozen=True)
class Statement:
    """One paragraph of a paper: its text, the ids of the published figures that it was made from, and other places.

    places: source id and locator of what was used besides the papers' figures.
    """

    text: str
    figures: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
