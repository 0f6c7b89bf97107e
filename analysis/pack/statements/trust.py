"""What is said of the printed figures themselves: how many tests they failed, and the gravest."""

import pandas as pd

from analysis.pack.exhibits.findings import WARNED
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording.numbers import count_of, join

GRAVE = ("impossible", "inconsistent")
# What a finding touches, nearest to the decision first.
DEMAND, REST_OF_PAPER, ELSEWHERE = range(3)
# What would change a reader's mind first: words against figures, papers against each other, sums, then percentages.
TELLING = ("claim", "conflict", "total", "pooled-percent", "percent-of-count", "common-base", "balance", "duration")
MISPRINTS = ("date",)  # a day that no calendar has misleads nobody about demand
SHOWN = 3
PERCENTAGE_RULES = ("percent-of-count", "pooled-percent", "coverage")


def of_findings(results: Results) -> list[Statement]:
    """One paragraph: how many findings of each grade, and the most telling; nothing without a finding."""
    rows = results.findings
    if rows.empty:
        return []
    counted = rows["grade"].value_counts(sort=False)
    grades = join([f"{count} {grade}" for grade, count in counted.items()])
    grave = _most_telling(results)
    examples = " ".join(f"{row.mark}: {row.sentence}" for row in grave.itertuples())
    text = (
        "The printed figures were put to the test: totals against their parts, percentages against counts, dates, "
        f"claims against series. {count_of(len(rows), 'result').capitalize()} came out ({grades}). The annexes give "
        "each with its arithmetic; a mark such as F1 stands wherever a figure with a finding is used. "
        f"{f'Those that matter most here: {examples}' if examples else ''}"
    )
    return [Statement(text.strip(), tuple(figure for ids in grave["figures"] for figure in ids))]


def of_percentages(figures: tuple[str, ...], results: Results) -> str:
    """The gravest that each test found about these percentages; what agrees, and the rest, stand in the annexes."""
    rows, asked = results.findings, set(figures)
    about = pd.Series([not asked.isdisjoint(ids) for ids in rows["figures"]], index=rows.index, dtype=bool)
    warned = rows[rows["rule"].isin(PERCENTAGE_RULES) & rows["grade"].isin(WARNED) & about]
    return " ".join(f"{row.mark}: {row.sentence}" for row in warned.drop_duplicates("rule").itertuples())


def _most_telling(results: Results) -> pd.DataFrame:
    """The grave findings for a board: by what they touch, the newest paper first, then by rule; no rule twice.

    A second finding of a rule is taken only where there are too few rules.
    """
    rows = results.findings[results.findings["grade"].isin(GRAVE)]
    newest = {one.id: one.counts_from.toordinal() for one in results.catalogue.documents if one.counts_from}
    touched = _figures_used(results)
    ranked = rows.assign(
        touches=[
            ELSEWHERE if rule in MISPRINTS else next((tier for tier, ids in touched if ids & set(own)), ELSEWHERE)
            for rule, own in zip(rows["rule"], rows["figures"], strict=True)
        ],
        telling=[TELLING.index(rule) if rule in TELLING else len(TELLING) for rule in rows["rule"]],
        age=[-max((newest.get(one, 0) for one in sources), default=0) for sources in rows["sources"]],
        place=range(len(rows)),
    ).sort_values(["touches", "age", "telling", "place"])
    again = ranked.assign(again=ranked.groupby("rule").cumcount().gt(0))
    return again.sort_values("again", kind="stable").head(SHOWN)


def _figures_used(results: Results) -> list[tuple[int, set[str]]]:
    """The ids of the figures behind demand, and behind the rest of the paper's numbers."""
    shown = results.demand[results.demand["stands_for_demand"]]
    demand = {one for table in (shown, results.flows) for ids in table["figures"] for one in ids}
    rest = {one for ids in results.performance["figures"] for one in ids}
    claims = {claim.figure for claim in results.catalogue.growth_evidence}
    return [(DEMAND, demand), (REST_OF_PAPER, rest | claims | set(results.funding.get("figure", ())))]
