"""What a reader knows of counts beside the counts: totals and their parts."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sum:
    """A total and parts of it, by the names of their cells.

    exact: the parts are all of the total; else they are some of it. about_people: the parts say what the people are
    like, so that one part holding all of them tells something of each.
    """

    whole: str
    parts: tuple[str, ...]
    exact: bool = True
    about_people: bool = False


def group_linked(cells: Iterable[str], sums: Iterable[Sum]) -> list[list[str]]:
    """The cells in groups that no sum joins to another group, each in the order given."""
    leader = {cell: cell for cell in cells}

    def find(cell: str) -> str:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    for one in sums:
        for part in one.parts:
            leader[find(part)] = find(one.whole)
    groups: dict[str, list[str]] = {}
    for cell in leader:
        groups.setdefault(find(cell), []).append(cell)
    return list(groups.values())
