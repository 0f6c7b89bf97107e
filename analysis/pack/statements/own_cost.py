"""What follows from the reader's own cost of a person: a condition, never a published sum."""

from analysis.model.standstill import conditional_cost
from analysis.pack.exhibits.labels import add_labels
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording.money import conditional_sentence

ASK = (
    "No paper publishes what a person costs. Give your own cost of a person, in pounds: it is taken as it is, and the "
    "cost of abuse to society is no such cost."
)


def at_own_cost(results: Results, unit_cost_gbp: float | None, funding_gbp: float | None = None) -> list[Statement]:
    """What the newest counts of the newest system would cost at the reader's own unit cost, or what to give.

    funding_gbp: pounds to set every cost against, in the same prices; None sets it against nothing.
    Raises BadArgument for a unit cost that is not a sum of pounds.
    """
    if unit_cost_gbp is None:
        return [Statement(ASK)]
    rows = results.demand[results.demand["stands_for_demand"]].sort_values("period_end")
    rows = rows[rows["era"].eq(rows["era"].iloc[-1])] if len(rows) else rows
    newest = add_labels(rows.groupby(["era", "service", "area"], sort=False).tail(1), results)
    return [_of_service(row, unit_cost_gbp, funding_gbp, results.parameters.confidence) for row in newest.itertuples()]


def _of_service(row, unit_cost_gbp: float, funding_gbp: float | None, confidence: float) -> Statement:
    limits = (rate * row.exposure_months for rate in (row.rate_low, row.rate_high))
    cost = conditional_cost(unit_cost_gbp, row.value, *limits, funding_gbp=funding_gbp)
    counted = f"{row.service_label}, {row.measure}, {row.period}"
    return Statement(conditional_sentence(counted, row.value, cost, confidence), tuple(row.figures))
