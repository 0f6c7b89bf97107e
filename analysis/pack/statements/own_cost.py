"""What follows from the reader's own cost of a person or of a worker: a condition, never a published sum."""

from analysis.model.standstill import conditional_cost
from analysis.pack.exhibits.labels import add_labels
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.pipeline.own_money import wait_for_pounds
from analysis.wording.capacity import own_pounds_sentence
from analysis.wording.money import conditional_sentence
from analysis.wording.numbers import period

ASK = (
    "No paper publishes what a person costs. Give your own cost of a person, in pounds: it is taken as it is, and the "
    "cost of abuse to society is no such cost."
)


ASK_FOR_WORKERS = (
    "No paper publishes what a worker costs. Give your own sum a year and your own cost of a full-time worker with "
    "everything, both in pounds of the base year: the wait that so much money buys stands here then."
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


def at_own_pounds(results: Results, pounds_a_year: float | None, worker_cost_gbp: float | None) -> list[Statement]:
    """The wait that the reader's own sum buys if the chosen scenario holds, or what to give.

    Raises BadArgument for what is not a sum of pounds.
    """
    if pounds_a_year is None or worker_cost_gbp is None:
        return [Statement(ASK_FOR_WORKERS)]
    scenario, row = results.scenarios.described[0], wait_for_pounds(results, pounds_a_year, worker_cost_gbp)
    if row is None:
        reason = results.scenarios.results.iloc[0]["queue_reason"]
        return [Statement(f"The wait that a sum buys cannot be calculated: {reason}.")]
    last = results.scenarios.quarters[results.scenarios.quarters["scenario"].eq(scenario.id)].iloc[-1]
    when = period(last["quarter_start"], last["quarter_end"])
    return [Statement(own_pounds_sentence(row, pounds_a_year, scenario.label, scenario.target_wait, when))]


def _of_service(row, unit_cost_gbp: float, funding_gbp: float | None, confidence: float) -> Statement:
    limits = (rate * row.exposure_months for rate in (row.rate_low, row.rate_high))
    cost = conditional_cost(unit_cost_gbp, row.value, *limits, funding_gbp=funding_gbp)
    counted = f"{row.service_label}, {row.measure}, {row.period}"
    return Statement(conditional_sentence(counted, row.value, cost, confidence), tuple(row.figures))
