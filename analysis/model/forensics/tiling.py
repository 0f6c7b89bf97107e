"""Periods of one series that make up a longer period of the same series exactly, without gap or overlap."""

import itertools
from collections.abc import Iterator

import numpy as np
import pandas as pd

FEWEST_FIGURES = 3  # a whole and two parts


def tilings(frame: pd.DataFrame) -> Iterator[tuple[int, list[int]]]:
    """Each whole with its parts, as labels of rows; coarsest and finest parts where they differ.

    frame: completed figures of the kinds whose periods may be put together. A series that gives one period twice
    with different values says nothing: its rows are told apart by something we were not given.
    """
    known = frame[frame["first_day"].notna() & frame["last_day"].notna()]
    known = known[known["last_day"] >= known["first_day"]]
    period = ["series", "first_day", "last_day"]
    known = known[known.groupby("series")["series"].transform("size") >= FEWEST_FIGURES]
    differing = known.groupby(period)["value"].transform("nunique") > 1
    known = known[~known["series"].isin(known.loc[differing, "series"])].drop_duplicates(period)
    known = known.sort_values(period)
    edges = np.flatnonzero(np.diff(known["series"].to_numpy(), prepend=-1, append=-1))
    first, last = known["first_day"].astype(int).to_numpy(), known["last_day"].astype(int).to_numpy()
    labels = known.index.to_numpy()
    for begin, end in itertools.pairwise(edges):
        if end - begin >= FEWEST_FIGURES:
            yield from _within_series(first[begin:end].tolist(), last[begin:end].tolist(), labels[begin:end].tolist())


def _within_series(first: list[int], last: list[int], labels: list[int]) -> Iterator[tuple[int, list[int]]]:
    starting: dict[int, list[tuple[int, int]]] = {}
    for begin, end, label in zip(first, last, labels, strict=True):
        starting.setdefault(begin, []).append((end, label))  # rows come by first day, then by last
    for begin, periods in starting.items():
        for end, label in periods[1:]:  # the shortest from a day cannot be a whole
            coarse = _walk(starting, begin, end, -1)
            fine = _walk(starting, begin, end, 0)
            if coarse:
                yield label, coarse
            if fine and fine != coarse:
                yield label, fine


def _walk(starting: dict[int, list[tuple[int, int]]], begin: int, end: int, choice: int) -> list[int]:
    """Labels of the parts from `begin` to `end`, taking the longest (-1) or shortest (0) at each step; [] if none."""
    parts, day = [], begin
    while day <= end:
        fits = [one for one in starting.get(day, ()) if one[0] <= end and (day, one[0]) != (begin, end)]
        if not fits:
            return []
        day, label = fits[choice][0] + 1, fits[choice][1]
        parts.append(label)
    return parts
