"""The findings as a visitor filters them: what can be chosen, which rows that leaves, and their markup."""

from html import escape

import pandas as pd

from analysis.app.figure_sheet import asked_by, figure_names
from analysis.pack.exhibits.findings import GRADES
from analysis.pipeline import Results
from analysis.wording.numbers import count_of, long_date, number

ALL = ""
FEW = 4  # so many figures stand in a row; more of them open on request


def filters(results: Results) -> dict[str, dict[str, str]]:
    """What findings can be filtered by: for each choice of the explorer, label to value, with how many there are."""
    rows = results.findings
    per_paper = rows["sources"].explode().value_counts()
    papers = [one for one in results.catalogue.documents if one.id in per_paper]
    return {
        "paper": _all("All papers", rows) | {_label(_paper(one), per_paper[one.id]): one.id for one in papers},
        "rule": _all("All tests", rows) | _counted(rows["rule"], sorted(rows["rule"].unique())),
        "grade": _all("All grades", rows) | _counted(rows["grade"], GRADES),
    }


def select_findings(findings: pd.DataFrame, paper: str, rule: str, grade: str) -> pd.DataFrame:
    """The findings about a paper, by a rule, of a grade; an empty choice takes all."""
    kept = findings[[paper in (ALL, *sources) for sources in findings["sources"]]]
    for column, asked in (("rule", rule), ("grade", grade)):
        kept = kept if asked == ALL else kept[kept[column].eq(asked)]
    return kept


def findings_list(rows: pd.DataFrame, results: Results) -> str:
    """The findings as a list that scrolls inside its box, each with its arithmetic and its figures."""
    said = f"{number(len(rows))} of {count_of(len(results.findings), 'finding')}"
    names = figure_names(results)
    items = "".join(f"<li>{_finding(row)}{_figures(row, names)}</li>" for row in rows.itertuples())
    box = (
        f'<div class="scroll tall" role="region" tabindex="0" aria-label="Findings"><ul class="findings">{items}</ul>'
        "</div>"
    )
    return f'<p class="count" aria-live="polite">{said}</p>{box if items else ""}'


def findings_of(figure: str, results: Results) -> str:
    """What was found about one figure."""
    rows = results.findings[[figure in ids for ids in results.findings["figures"]]]
    if rows.empty:
        return "<p>Nothing was found about this figure.</p>"
    return f'<ul class="findings">{"".join(f"<li>{_finding(row)}</li>" for row in rows.itertuples())}</ul>'


def _finding(row) -> str:
    return (
        f'<p class="mark"><b>{row.mark}</b> <span class="grade {row.grade}">{row.grade}</span> '
        f"<span>{escape(row.rule)}</span></p><p>{escape(row.sentence)}</p>"
        f'<p class="sum">{escape(row.arithmetic)}</p>'
    )


def _figures(row, names: dict[str, str]) -> str:
    asked = [asked_by(figure, names[figure]) for figure in row.figures if figure in names]
    if len(asked) <= FEW:
        return f'<p class="asks">{"".join(asked)}</p>' if asked else ""
    return f'<details><summary>{len(asked)} figures</summary><p class="asks">{"".join(asked)}</p></details>'


def _paper(document) -> str:
    return f"{document.body}, {long_date(document.counts_from)}" if document.counts_from else document.title


def _all(label: str, rows: pd.DataFrame) -> dict[str, str]:
    return {_label(label, len(rows)): ALL}


def _counted(column: pd.Series, names) -> dict[str, str]:
    counts = column.value_counts()
    return {_label(name.capitalize(), counts[name]): name for name in names if name in counts}


def _label(name: str, count: int) -> str:
    return f"{name} ({number(count)})"
