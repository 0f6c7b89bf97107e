"""What is said of the whole system: how much of it is known, known outcomes, promises."""

from analysis.pack.exhibits.labels import service_names
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording import performance


def of_system(results: Results) -> list[Statement]:
    """How many parts of the system publish anything, and how many indicators moved."""
    rows = results.dashboard.elements
    keys = ["era", "service"]
    silent = rows[rows["indicator"].isna()]
    compared = rows[rows["previous"].notna()]["told"].value_counts()
    parts = len(rows[keys].drop_duplicates())
    moved = [int(compared.get(word, 0)) for word in ("rose", "fell", "cannot be told")]
    return [Statement(performance.system_sentence(parts, len(silent[keys].drop_duplicates()), *moved))]


def of_known_outcomes(results: Results) -> list[Statement]:
    """For each service, its latest period: of how many who left the outcome is known."""
    rows = results.dashboard.outcomes_known
    length = rows["period_end"] - rows["period_start"]
    quarters = rows[length.eq(length.groupby(rows["service"]).transform("min"))] if len(rows) else rows
    latest = rows.loc[rows.index.isin(quarters.sort_values("period_end").groupby("service").tail(1).index)]
    names = service_names(results)
    return [
        Statement(performance.known_outcomes_sentence(names[row.service], row), tuple(dict.fromkeys(row.figures)))
        for row in latest.itertuples()
    ]


def of_promises(results: Results) -> list[Statement]:
    """Each promise beside the first count that bears on it."""
    names = service_names(results)
    first = results.dashboard.promises.drop_duplicates(["promise", "service"])
    card = results.indicators.card
    return [
        Statement(performance.promise_sentence(names[row.service], card(row.promise).label, row), row.figures)
        for row in first.itertuples()
    ]
