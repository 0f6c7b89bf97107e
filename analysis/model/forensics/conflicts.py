"""Rule `conflict`: the same fact printed twice with two values, in two papers or in one."""

from collections.abc import Iterable

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.findings import INCONSISTENT, Finding, find
from analysis.model.forensics.printed import as_records, printed_number
from analysis.reference.registers import Conflict

FACT = ["era", "service", "measure", "group", "area", "unit", "flow", "first_day", "last_day"]


def find_conflicts(frame: pd.DataFrame, conflicts: Iterable[Conflict] | None = None) -> list[Finding]:
    """Findings on facts with two values: those of the register with the value used and why, and those found here."""
    register = list(conflicts or ())
    known = [{statement.figure for statement in conflict.statements if statement.figure} for conflict in register]
    found = [*_between_papers(frame), *_second_printings(frame)]
    # What the register explains is reported once, with its explanation.
    new = [one for one in found if not any(set(one.figures) <= figures for figures in known)]
    return [_registered(conflict) for conflict in register] + new


def _registered(conflict: Conflict) -> Finding:
    rows = [{"source": statement.source, "id": statement.figure} for statement in conflict.statements]
    printed = [{"source": "", "id": row["id"]} for row in rows if row["id"]]
    found = find("conflict", INCONSISTENT, printed, _explanation(conflict), _statements(conflict), conflict.fact)
    sources = tuple(dict.fromkeys(row["source"] for row in rows))
    return Finding(found.rule, found.grade, found.subject, sources, found.figures, found.sentence, found.arithmetic)


def _explanation(conflict: Conflict) -> str:
    used = "None of them is used" if conflict.used in ("", "none") else f"Used here: {conflict.used}"
    return f"{_ended(conflict.fact)} The papers differ. {_ended(used)} {_ended(conflict.why)}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _statements(conflict: Conflict) -> str:
    return "; ".join(f"{one.source}, {one.locator}: {one.says}" for one in conflict.statements)


def _between_papers(frame: pd.DataFrame) -> list[Finding]:
    """Figures of one fact, with its dates, whose printed values cannot be the same number."""
    facts = frame[frame["is_first"] & (frame["measure"] != "") & frame["low"].notna() & frame["last_day"].notna()]
    facts = facts[facts["first_day"].notna() & (facts["source"] != "")]
    alone_in_paper = ~facts.duplicated([*FACT, "source"], keep=False)
    facts = facts[alone_in_paper]  # a paper that gives it several times distinguishes something we were not given
    facts = facts[facts.duplicated(FACT, keep=False)]
    grouped = facts.groupby(FACT, sort=False)
    low, high = grouped["low"].transform("max"), grouped["high"].transform("min")
    slack = grouped["half_unit"].transform("sum")
    differing = facts[low > high + slack]
    return [_describe(as_records(rows)) for _, rows in differing.groupby(FACT, sort=False)]


def _second_printings(frame: pd.DataFrame) -> list[Finding]:
    """Printings that repeat a fact of the same paper with another value."""
    again = frame[(frame["restates"] != "") & frame["low"].notna()]
    row_of = dict(zip(frame["id"], frame.index, strict=True))
    found = []
    for row in as_records(again):
        if row["restates"] in row_of:
            first = frame.loc[row_of[row["restates"]]].to_dict()
            if first["unit"] == row["unit"] and _differ(first, row):
                found.append(_describe([first, row]))
    return found


def _differ(first: dict, second: dict) -> bool:
    """Whether two printings cannot be one number: the less exact one must be the other, rounded."""
    if not (first["precision"] in ("exact", "") and second["precision"] in ("exact", "")):
        return max(second["low"] - first["high"], first["low"] - second["high"]) > 0
    fine, coarse = sorted((first, second), key=lambda row: -row["decimals"])
    half = 10.0 ** -coarse["decimals"] / 2 if fine["decimals"] > coarse["decimals"] else 0.0
    return not (coarse["value"] - half <= fine["value"] < coarse["value"] + half or fine["value"] == coarse["value"])


def _describe(rows: list[dict]) -> Finding:
    sources = dict.fromkeys(row["source"] for row in rows)
    values = "; ".join(f"{row['source'] or row['id']}: {text.amount(printed_number(row), row['unit'])}" for row in rows)
    where = f"{len(sources)} papers" if len(sources) > 1 else "One paper"
    give = "give" if len(sources) > 1 else "gives"
    numbers = text.listed(dict.fromkeys(text.amount(printed_number(row), row["unit"]) for row in rows))
    sentence = f"{where} {give} {text.dated(rows[0])} as {numbers}; no register says yet which is used."
    return find("conflict", INCONSISTENT, rows, sentence, values, text.dated(rows[0]))
