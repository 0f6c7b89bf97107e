"""What is said of room: published flows and waits first, then what would be so on conditions that are named."""

import pandas as pd

from analysis.pack.exhibits.labels import add_labels
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.reference.scenario_fields import FIELDS
from analysis.wording import capacity as words
from analysis.wording import scenarios as scenario_words
from analysis.wording.numbers import count_of, percent, period

STANDARD = "safelives-marac-review"
LIKELY_WAITING = 0.5
TOLD_SHARES = (0.8, 1.0, 1.2, 1.5)


def of_published(results: Results) -> list[Statement]:
    """What published flows allow of open cases, and what published waits say, each with its figures."""
    rows = add_labels(results.capacity.published, results)
    flows = results.flows.groupby("service")["figures"].sum()
    open_cases = [
        Statement(words.smallest_sentence(row.service_label, row), tuple(dict.fromkeys(flows[row.service])))
        for row in rows.itertuples()
    ]
    labels = results.services.set_index("service")["service_label"]
    waits = [
        Statement(words.waits_sentence(labels.get(row.service, row.service), row), row.figures)
        for row in results.capacity.waits.itertuples()
    ]
    return [*open_cases, *waits, Statement(words.NO_WORKERS)]


def of_conditions(results: Results) -> list[Statement]:
    """What cases at once a standard means, and the workers, places and waits that follow from assumed numbers."""
    capacity = results.capacity
    made = []
    if len(capacity.at_once):
        rows = list(capacity.at_once.itertuples())
        made.append(Statement(words.at_once_sentence(rows), places=((STANDARD, "recommended caseload"),)))
    else:
        made.append(Statement(words.NO_STANDARD))
    if capacity.service is None:
        return [*made, Statement(f"Workers and waits cannot be calculated: {capacity.reason}.")]
    own = capacity.published[capacity.published["service"].eq(capacity.service[1])].iloc[0]
    made.append(Statement(words.workers_sentence(list(capacity.workers.itertuples()), own["entries"])))
    return [*made, *(Statement(words.steady_sentence(row)) for row in _telling(capacity.steady))]


def of_outlook(results: Results) -> list[Statement]:
    """The waiting list ahead under the chosen scenario, and the workers that a short wait would take."""
    scenarios = results.scenarios
    ahead = scenarios.quarters[scenarios.quarters["scenario"].eq(scenarios.chosen)]
    if ahead.empty:
        return []
    last = ahead.iloc[-1]
    when = period(last["quarter_start"], last["quarter_end"])
    label = scenarios.described[0].label
    likely = ahead[ahead["chance_waiting"].gt(LIKELY_WAITING)]
    said = f"If «{label}» holds, the chance of a waiting list in {when} is {percent(last['chance_waiting'])}."
    if len(likely):
        first = likely.iloc[0]
        said += f" It first passes one half in {period(first['quarter_start'], first['quarter_end'])}."
    said += f" {_condition(results)}"
    staffing = [words.staffing_sentence(row, when) for row in scenarios.staffing.itertuples()]
    bought = scenarios.bought[scenarios.bought["money_share"].isin(TOLD_SHARES)]
    target = scenarios.described[0].target_wait
    buys = [words.bought_sentence(list(bought.itertuples()), label, target, when)] if len(bought) else []
    return [Statement(said), *([Statement(" ".join(staffing))] if staffing else []), *(Statement(one) for one in buys)]


def of_scenarios(results: Results) -> list[Statement]:
    """A statement for each scenario."""
    confidence = results.parameters.confidence
    sources = {one.id: one for one in results.scenarios.described}
    return [
        Statement(
            scenario_words.result_sentence(row, confidence),
            places=((sources[row.scenario].source, sources[row.scenario].locator),),
        )
        for row in results.scenarios.results.itertuples()
    ]


def of_learning(results: Results) -> list[Statement]:
    """Which unknown matters most for the waiting list, and for the gap, and what the frontier says."""
    scenarios, made = results.scenarios, []
    for what, table in (("the gap", scenarios.learning_gap), ("the waiting list", scenarios.learning_waiting)):
        if len(table) and table["share_of_variance"].iloc[0] > 0:
            first = table.iloc[0]
            name = scenario_words.assumption_name(first["unknown"]).lower()
            share = percent(first["share_of_variance"])
            made.append(Statement(f"What would most narrow the range of {what} is to learn this: {name}. Knowing it "
                                  f"would take away {share} of the variance."))  # fmt: skip
    return made


def _telling(steady: pd.DataFrame) -> list:
    """The first number of places that is too few, and the first that is enough."""
    rows = list(steady.itertuples())
    return [row for row in rows if not row.settles][:1] + [row for row in rows if row.settles and row.busy < 0.99][:1]


def _condition(results: Results) -> str:
    """The assumptions that the waiting list ahead stands on, in words."""
    taken = results.scenarios.taken
    named = {field.name for field in FIELDS}
    rows = [row for row in taken.itertuples() if row.origin.startswith("assumption") and row.assumption in named]
    said = [
        f"{scenario_words.assumption_name(row.assumption).lower()} "
        f"{scenario_words.assumption_cell(row.assumption, (row.low, row.value, row.high))}"
        for row in rows
    ]
    count = count_of(len(said), "number")
    return f"That stands on {count} that nobody has published: {'; '.join(said)}."
