"""What every case goes through, as sums between counts: who reads several measures can add and subtract them.

A referral that was received is decided or still to decide; one that was accepted waits, has begun or is gone; one that
has begun is open or has left. So counts of one quarter bound those of another, in the whole, in each area and group.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.model.disclosure import Sum
from analysis.model.records.measures import FAMILIES

RECEIVED, ACCEPTED, NOT_ACCEPTED = "referrals received", "referrals accepted", "referrals not accepted"
OPENED, EXITS, CASELOAD = "cases opened", "exits", "caseload"
WAITING, PEOPLE = "people on the waiting list", "people supported"
FLOWS = (RECEIVED, ACCEPTED, NOT_ACCEPTED, OPENED, EXITS)
# Sums over the quarters so far: a whole, and what it is made of beside an unnamed rest.
SO_FAR = {
    RECEIVED: ((ACCEPTED, NOT_ACCEPTED), ()),
    ACCEPTED: ((OPENED,), (WAITING,)),
    OPENED: ((EXITS,), (CASELOAD,)),
}


def cell_name(place: str, measure: str, quarter: int) -> str:
    """The name of a count among others."""
    return f"{place}|{measure}|{quarter}"


def list_course(place: str, counts: pd.DataFrame) -> tuple[dict[str, float], list[Sum]]:
    """The unnamed counts that join those of one place through time, with their values, and the sums.

    counts: each row is a quarter, in order and without gaps, each column a measure. A sum that the counts do not obey
    joins nothing. A rest that is nought may be supposed to be so: it is left out, and the sum is exact.
    """
    counts = counts.reindex(columns=[*counts.columns, *(flow for flow in FLOWS if flow not in counts)]).fillna(0.0)
    unnamed: dict[str, float] = {}
    sums = list(_within_quarters(place, counts, unnamed))
    sums += _so_far(place, counts, unnamed)
    return unnamed, sums


def _within_quarters(place: str, counts: pd.DataFrame, unnamed: dict[str, float]) -> Iterator[Sum]:
    families = [*FAMILIES, (RECEIVED, (ACCEPTED, NOT_ACCEPTED))]
    for quarter, row in counts.iterrows():
        for whole, parts in families:
            named = [part for part in parts if part in counts]
            left = row[whole] - sum(row[part] for part in named) if whole in counts and named else -1
            # Who was received and who was decided on in one quarter are not the same people, but may be supposed to be.
            if left == 0 or (left > 0 and (whole, parts) in FAMILIES):
                yield from _sum(place, quarter, whole, tuple(named), left, unnamed)
        if {PEOPLE, CASELOAD} <= set(counts):
            support = f"{place}|with support|{quarter}"
            unnamed[support] = row[CASELOAD] + row[EXITS]
            yield Sum(support, (cell_name(place, CASELOAD, quarter), cell_name(place, EXITS, quarter)))
            left = unnamed[support] - row[PEOPLE]
            if left >= 0:
                rest = _rest(support, left, unnamed)
                yield Sum(support, (cell_name(place, PEOPLE, quarter), *rest))


def _sum(place: str, quarter: int, whole: str, parts: tuple[str, ...], left: float, unnamed: dict) -> Iterator[Sum]:
    name = cell_name(place, whole, quarter)
    rest = _rest(f"{name} without {', '.join(parts)}", left, unnamed)
    yield Sum(name, (*(cell_name(place, part, quarter) for part in parts), *rest))


def _rest(name: str, left: float, unnamed: dict[str, float]) -> tuple[str, ...]:
    if not left:
        return ()
    unnamed[f"rest of {name}"] = left
    return (f"rest of {name}",)


def _so_far(place: str, counts: pd.DataFrame, unnamed: dict[str, float]) -> Iterator[Sum]:
    total = counts.cumsum()
    before: dict[str, str] = {}
    gone_before, gone_name = 0.0, ""
    for quarter in counts.index:
        now = {flow: f"{place}|{flow} so far|{quarter}" for flow in FLOWS}
        for flow, name in now.items():
            unnamed[name] = total.loc[quarter, flow]
            yield Sum(name, (cell_name(place, flow, quarter), *([before[flow]] if before else [])))
        for whole, (flows, stocks) in SO_FAR.items():
            there = [stock for stock in stocks if stock in counts]
            parts = (*(now[flow] for flow in flows), *(cell_name(place, stock, quarter) for stock in there))
            held = sum(total.loc[quarter, flow] for flow in flows) + sum(counts.loc[quarter, stock] for stock in there)
            left = total.loc[quarter, whole] - held
            if left < 0:
                continue
            rest = _rest(f"{now[whole]}", left, unnamed)
            yield Sum(now[whole], (*parts, *rest))
            if whole == ACCEPTED:  # who is gone without support stays gone
                if gone_name and left >= gone_before:
                    yield Sum(rest[0], (gone_name,), exact=False)
                gone_before, gone_name = left, rest[0] if rest else ""
        before = now


def list_wholes(places: list[str], whole: str, counts: dict[str, pd.DataFrame]) -> Iterator[Sum]:
    """The whole and its parts, of each measure and quarter, where the parts make it up; else each as some of it."""
    for quarter in counts[whole].index:
        for measure in counts[whole]:
            name = cell_name(whole, measure, quarter)
            parts = [place for place in places if measure in counts[place] and quarter in counts[place].index]
            values = np.array([counts[place].loc[quarter, measure] for place in parts])
            names = [cell_name(place, measure, quarter) for place in parts]
            if values.sum() == counts[whole].loc[quarter, measure]:
                yield Sum(name, tuple(names))
            else:
                yield from (Sum(name, (part,), exact=False) for part in names)
