"""A sentence with the published figures behind it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """One paragraph of a paper: its text, and the ids of the published figures that it was made from."""

    text: str
    figures: tuple[str, ...] = ()
