"""Printed counts that a page open to all does not repeat: the shape of an entry of `delicate.yml`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Delicate:
    """Each entry is something about people that small counts must not be repeated of.

    below: counts under this are shown as «see the paper»; measures, groups: of the figures table that are about it.
    """

    id: str
    why: str
    below: int
    measures: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
