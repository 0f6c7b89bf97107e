"""Which returns have come, which are awaited, and which are late."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis.sources.catalogue import Catalogue
from analysis.sources.returns.forms import find_service, term
from analysis.sources.returns.quarters import Quarter, quarter_of
from analysis.sources.returns.store import PREFIX, Stored

LOADED, FORGOTTEN, OVERDUE, AWAITED, PRINTED = "loaded", "forgotten", "overdue", "awaited", "in a paper"


@dataclass(frozen=True)
class Arrival:
    """A service and a quarter: what is known of its return.

    state: one of the words above; due: the last day on which it may come; source: of the newest vintage; figures: how
    many values it gave; vintages: how many came.
    """

    service: str
    quarter: str
    state: str
    due: str = ""
    received: str = ""
    vintages: int = 0
    figures: int = 0
    source: str = ""
    sha256: str = ""


def list_arrivals(stored: list[Stored], catalogue: Catalogue, figures: pd.DataFrame, today: date) -> list[Arrival]:
    """Every return of the store and every one that is awaited by a day, by quarter and service."""
    by_quarter: dict[tuple[str, str], list[Stored]] = {}
    for one in stored:
        if one.received <= today.isoformat():
            by_quarter.setdefault((one.quarter, one.service), []).append(one)
    counts = figures[figures["value"].notna()]["source"].value_counts()
    rows = {key: _loaded(ones, counts) for key, ones in by_quarter.items()}
    for quarter, service, due in _awaited(catalogue, today):
        key = (quarter.id, service)
        if key not in rows:
            state = OVERDUE if due < today else AWAITED
            state = PRINTED if _is_printed(service, quarter, figures) else state
            rows[key] = Arrival(service, quarter.id, state, due.isoformat())
    return [rows[key] for key in sorted(rows)]


def _loaded(ones: list[Stored], counts: pd.Series) -> Arrival:
    newest = max(ones, key=lambda one: (one.received, one.vintage))
    return Arrival(
        service=newest.service,
        quarter=newest.quarter,
        state=FORGOTTEN if newest.forgotten else LOADED,
        received=newest.received,
        vintages=len(ones),
        figures=int(counts.get(newest.id, 0)),
        source=newest.id,
        sha256=newest.sha256,
    )


def _awaited(catalogue: Catalogue, today: date) -> list[tuple[Quarter, str, date]]:
    """Every quarter that has ended and of which a return is awaited, with the day by which it is due."""
    found = []
    for form in catalogue.return_forms:
        if form.awaited_from is None:
            continue
        era, service = find_service(form.id, catalogue)
        _, last = term(era, service, catalogue)
        quarter = quarter_of(form.awaited_from)
        while quarter.end < today and (last is None or quarter.start <= last):
            found.append((quarter, form.id, quarter.end + timedelta(days=form.days)))
            quarter = quarter.next()
    return found


def _is_printed(service: str, quarter: Quarter, figures: pd.DataFrame) -> bool:
    """Whether a paper prints figures of exactly this quarter of the service."""
    days = figures["period_start"].eq(pd.Timestamp(quarter.start)) & figures["period_end"].eq(pd.Timestamp(quarter.end))
    papers = ~figures["source"].str.startswith(PREFIX)
    return bool((figures["service"].eq(service) & days & papers).any())
