"""What is said of the printed figures themselves: how many tests they failed, and the gravest."""

from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording.numbers import count_of, join

GRAVE = ("impossible", "inconsistent")
SHOWN = 3
PERCENTAGE_RULES = ("percent-of-count", "pooled-percent", "coverage")


def of_findings(results: Results) -> list[Statement]:
    """One paragraph: how many findings of each grade, and the first of the gravest; nothing without a finding."""
    rows = results.findings
    if rows.empty:
        return []
    counted = rows["grade"].value_counts(sort=False)
    grades = join([f"{count} {grade}" for grade, count in counted.items()])
    grave = rows[rows["grade"].isin(GRAVE)].head(SHOWN)
    examples = " ".join(f"{row.mark}: {row.sentence}" for row in grave.itertuples())
    text = (
        "The printed figures were put to the test: totals against their parts, percentages against counts, dates, "
        f"claims against series. {count_of(len(rows), 'result').capitalize()} came out ({grades}). The appendix gives "
        f"each with its arithmetic; a mark such as F1 stands wherever a figure with a finding is used. {examples}"
    )
    return [Statement(text.strip(), tuple(figure for ids in grave["figures"] for figure in ids))]


def of_percentages(figures: tuple[str, ...], results: Results) -> str:
    """What the tests found about these percentages, gravest first, and for how many people they can hold at all."""
    rows = results.findings[results.findings["rule"].isin(PERCENTAGE_RULES)]
    asked = set(figures)
    return " ".join(f"{row.mark}: {row.sentence}" for row in rows.itertuples() if asked & set(row.figures))
