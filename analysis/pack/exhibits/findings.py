"""What the printed figures say about themselves, and the mark by which a finding travels with its figures."""

from collections.abc import Iterable

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.wording.titles import evidence as titles

# A finding that agrees needs no warning beside the figure.
WARNED = ("impossible", "inconsistent", "notable")
GRADES = {
    "impossible": "no numbers could make it so",
    "inconsistent": "two printed things cannot both hold",
    "notable": "nothing wrong by itself; read with care",
    "corroborated": "two printed things agree",
}


def findings(results: Results) -> Exhibit:
    """Every finding with its arithmetic, the gravest first."""
    rows = results.findings
    return Exhibit(
        name="findings",
        title=titles.findings(rows["grade"].value_counts().to_dict(), len(rows)),
        caption="Tests of the printed figures. "
        + "; ".join(f"{grade}: {means}" for grade, means in GRADES.items())
        + ".",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Mark": rows["mark"],
                "Grade": rows["grade"],
                "Test": rows["rule"],
                "Finding": rows["sentence"],
                "Arithmetic": rows["arithmetic"],
            }
        ),
        figures=tuple(dict.fromkeys(figure for ids in rows["figures"] for figure in ids)),
    )


def marks_of(figures: Iterable[str], results: Results) -> tuple[str, ...]:
    """The marks of the findings that warn about any of these figures, in their order."""
    asked, found = set(figures), results.findings
    listed = zip(found["grade"], found["mark"], found["figures"], strict=True)
    return tuple(mark for grade, mark, ids in listed if grade in WARNED and not asked.isdisjoint(ids))


def add_marks(table: pd.DataFrame, figures: Iterable[tuple[str, ...]], results: Results) -> pd.DataFrame:
    """A reader's table with a last column that names the findings of each row; without it where there are none."""
    marks = [", ".join(marks_of(ids, results)) for ids in figures]
    return table.assign(Findings=marks) if any(marks) else table
