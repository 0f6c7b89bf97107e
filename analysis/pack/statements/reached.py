"""What is said of coverage, standards and noted needs."""

import pandas as pd

from analysis.pack.exhibits.labels import service_names
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.reference.areas import is_whole_force
from analysis.wording import need

REFERRED, POLICE, ESTIMATED = "referred", "police-recorded", "estimated-victims"


def of_reached(results: Results) -> list[Statement]:
    """The police rung of the whole force area, then the services of the newest system that count referrals."""
    rows = results.assessment.ladder
    counted = rows[rows["rung"].eq(REFERRED) & rows["value"].notna() & rows["months"].notna()]
    # The newest system that counts: the annexes have the others.
    counted = counted[counted["era"].isin(counted.loc[counted["period_end"].eq(counted["period_end"].max()), "era"])]
    return [*_police(rows), *(_of_service(row, rows, results) for row in counted.itertuples())]


def of_standards(results: Results) -> list[Statement]:
    """What standards ask for in all of LLR, or why that cannot be said."""
    rows = results.assessment.standards
    rows = rows[rows["area"].eq("LLR")]
    reasons = [reason for reason in dict.fromkeys(rows["reason"]) if reason]
    if reasons:
        return [Statement(f"What standards ask for cannot all be said: {' '.join(reasons)}")]
    asked = {row.standard: (row.low, row.high) for row in rows.itertuples()}
    places = tuple((one, "") for one in dict.fromkeys(rows["source"]))  # a set has another order each time
    return [Statement(need.standards_sentence("LLR", asked), places=places)]


def of_changed_needs(results: Results) -> list[Statement]:
    """How many of the needs that services noted changed; nothing where none could be compared."""
    rows = results.assessment.profile_changes
    rows = rows[rows["difference"].notna()]
    if rows.empty:
        return []
    told = rows[rows["told"].isin(["rose", "fell"])]
    labels = {card.id: card.label for card in results.indicators.cards}
    listed = [(labels[row.indicator], row.told) for row in told.itertuples()]
    text = need.changes_sentence(len(rows), listed, int(told["clear"].sum()), results.parameters.confidence)
    return [Statement(text, tuple(dict.fromkeys(one for ids in told["figures"] for one in ids)))]


def _police(rows: pd.DataFrame) -> list[Statement]:
    known = rows[rows["rung"].eq(POLICE) & rows["value"].notna() & rows["area"].map(is_whole_force)]
    if known.empty:
        return []
    row = known.sort_values("period_end").iloc[-1]
    return [Statement(need.police_sentence(row["area"], row), places=((row["source"], ""),))]


def _of_service(row, rows: pd.DataFrame, results: Results) -> Statement:
    same = rows[rows["era"].eq(row.era) & rows["area"].eq(row.area) & rows["service"].eq(row.service)]
    estimates = same[same["rung"].eq(ESTIMATED) & same["value"].notna()]
    estimate = next(estimates.itertuples(), None) if row.above == ESTIMATED else None
    service = service_names(results).get(row.service, row.service)
    text = need.reached_sentence(row.area, service, row, estimate, results.parameters.confidence)
    return Statement(text, row.figures)
