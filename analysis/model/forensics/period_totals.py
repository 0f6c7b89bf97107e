"""Rule `total`, over periods: shorter periods of a flow against a longer period of the same series that they fill."""

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.findings import IMPOSSIBLE, INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.printed import as_records, cells, printed_number
from analysis.model.forensics.tiling import tilings
from analysis.model.forensics.totals import compare_sum, sum_text

ADDITIVE = ("count", "visits", "hours", "gbp")  # a mean wait in weeks or a percentage never adds up over periods


def find_period_totals(frame: pd.DataFrame) -> list[Finding]:
    """Findings on flows whose periods do not add up to the printed longer period.

    Only what is said to be a flow is held to it; a count that says neither flow nor stock is at most notable.
    """
    may_add = frame["unit"].isin(ADDITIVE) & (frame["flow"] != "stock") & frame["is_first"] & (frame["measure"] != "")
    may_add &= (frame["flow"] == "flow") | (frame["unit"] == "count")
    table = frame[may_add]
    values, named, ids = (
        dict(zip(table.index, cells(table[name]), strict=True)) for name in ("value", "part_of", "id")
    )
    found = []
    for whole, parts in tilings(table):
        is_simple = all(values[part] == values[part] for part in (whole, *parts))
        adds_up = is_simple and sum(values[part] for part in parts) == values[whole]
        is_said = all(named[part] == ids[whole] for part in parts)  # then the parts themselves say so: see totals.py
        if not adds_up and not is_said:
            found += _describe(as_records(table.loc[parts]), table.loc[whole].to_dict())
    return found


def _describe(parts: list[dict], total: dict) -> list[Finding]:
    if total["low"] != total["low"]:
        return []
    gap, slack = compare_sum(parts, total)
    if gap == 0:
        return []
    grade, caution = _grade(parts, total, gap, slack)
    known = sum(printed_number(part) for part in parts if part["low"] == part["low"])
    unit = total["unit"]
    when = text.period(total["period_start"], total["period_end"])
    sentence = (
        f"The {len(parts)} periods of {text.name(total)} that fill {when} add up to {text.amount(known, unit)}, "
        f"but {text.amount(printed_number(total), unit)} is printed for the whole.{caution}"
    )
    return [find("total", grade, [*parts, total], sentence, sum_text(parts, total), text.dated(total))]


def _grade(parts: list[dict], total: dict, gap: float, slack: float) -> tuple[str, str]:
    """The grade of a total that does not add up, and what may be said for it.

    People counted once in a year and again in each of its quarters make a year below the sum, never above it and
    never below its largest quarter.
    """
    if gap <= slack:
        return NOTABLE, " Rounding of the printed figures could explain it."
    if total["flow"] != "flow":
        return NOTABLE, " The paper does not say that this is a flow; a stock does not add up over periods."
    if not all(part["is_exact"] for part in [*parts, total] if part["low"] == part["low"]):
        return INCONSISTENT, ""
    largest = max(part["low"] for part in parts if part["low"] == part["low"])
    if total["unit"] == "count" and largest <= printed_number(total) < sum(part["low"] for part in parts):
        return (
            INCONSISTENT,
            " It could only be right if people counted in more than one period are counted once in the whole.",
        )
    return IMPOSSIBLE, ""
