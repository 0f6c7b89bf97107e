"""All rules over all figures."""

from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from typing import Any

import pandas as pd

from analysis.model.forensics.balances import find_balances
from analysis.model.forensics.bases import find_common_bases
from analysis.model.forensics.claims import find_claims
from analysis.model.forensics.conflicts import find_conflicts
from analysis.model.forensics.coverage import find_coverage
from analysis.model.forensics.dates import find_dates
from analysis.model.forensics.durations import find_durations
from analysis.model.forensics.findings import Finding, as_table
from analysis.model.forensics.growth import find_growth
from analysis.model.forensics.lifetimes import find_lifetimes
from analysis.model.forensics.percents import find_percents
from analysis.model.forensics.period_totals import find_period_totals
from analysis.model.forensics.pooled import find_pooled
from analysis.model.forensics.printed import complete
from analysis.model.forensics.repeats import find_repeats
from analysis.model.forensics.shares import find_shares
from analysis.model.forensics.totals import find_totals
from analysis.model.forensics.windows import find_windows
from analysis.reference.registers import Conflict


def examine(
    figures: pd.DataFrame,
    measures: Iterable[Any] | pd.DataFrame | None = None,
    claims: pd.DataFrame | None = None,
    contracts: pd.DataFrame | None = None,
    conflicts: Iterable[Conflict] | None = None,
) -> pd.DataFrame:
    """What the printed figures say about themselves: each row is a finding, the gravest first.

    figures: each row is a printed figure, as in `data/figures/`; absent columns and empty cells claim nothing. Their
    relations must be sound (`check_relations`). measures: the register, as records or a table. claims, contracts: as
    in `data/`. conflicts: the register of conflicts.
    Columns: `rule`, `grade`, `subject`, `sources` and `figures` (tuples of ids), `sentence`, `arithmetic`.
    """
    frame, register = complete(figures), _as_register(measures)
    found: list[Finding] = [
        *find_totals(frame),
        *find_period_totals(frame),
        *find_percents(frame),
        *find_common_bases(frame),
        *find_pooled(frame),
        *find_dates(frame, contracts),
        *find_windows(frame),
        *find_durations(frame, contracts),
        *find_lifetimes(frame, contracts),
        *find_repeats(frame),
        *find_claims(frame, claims),
        *find_growth(frame),
        *find_balances(frame, register),
        *find_shares(frame),
        *find_coverage(frame, register),
        *find_conflicts(frame, conflicts),
    ]
    return as_table(found)


def _as_register(measures: Iterable[Any] | pd.DataFrame | None) -> pd.DataFrame | None:
    if measures is None or isinstance(measures, pd.DataFrame):
        return measures
    return pd.DataFrame([asdict(one) if is_dataclass(one) else dict(one) for one in measures])
