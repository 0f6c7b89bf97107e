"""Rule `share`: a printed percentage of money against the sum it describes and the whole sum."""

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.denominators import DOWN, ROUNDINGS, UP, rounds_to
from analysis.model.forensics.findings import CORROBORATED, INCONSISTENT, Finding, find

MEASURED = ("gbp", "hours")  # sums, not counts of people: no whole denominator is asked of them


def find_shares(frame: pd.DataFrame) -> list[Finding]:
    """Findings on percentages of money (or hours) whose whole is printed: as its base, or as the total of the part."""
    percents = frame[(frame["unit"] == "percent") & frame["is_exact"] & (frame["percent_of"] != "")]
    row_of = dict(zip(frame["id"], frame.index, strict=True))
    part_row = percents["percent_of"].map(row_of)
    percents, part_row = percents[part_row.notna()], part_row.dropna().astype(int)
    unit = frame["unit"].loc[part_row].to_numpy()
    is_sum = pd.Series(unit, index=percents.index).isin(MEASURED)
    found = []
    for label, row in percents[is_sum].to_dict("index").items():
        part = frame.loc[part_row[label]].to_dict()
        whole_id = row["percent_base"] or part["part_of"] or part["subset_of"]
        whole = frame.loc[row_of[whole_id]].to_dict() if whole_id in row_of else None
        if whole and whole["unit"] == part["unit"] and whole["low"] > 0 and part["low"] == part["low"]:
            found.append(_compare(row, part, whole))
    return found


def _compare(row: dict, part: dict, whole: dict) -> Finding:
    low = 100 * (part["low"] - part["half_unit"]) / (whole["high"] + whole["half_unit"])
    high = 100 * (part["high"] + part["half_unit"]) / (whole["low"] - whole["half_unit"])
    half = row["half_unit"]
    unit = part["unit"]
    shown = text.percent(row["value"], row["decimals"])
    about = f"{text.amount(part['value'], unit)} of {text.amount(whole['value'], unit)}"
    exact = 100 * part["value"] / whole["value"]
    division = f"{text.amount(part['value'], unit)} / {text.amount(whole['value'], unit)}"
    sums = f"{division} = {text.percent(exact, 2)}; printed {shown}"
    if low - half <= row["value"] <= high + half:
        sentence = (
            f"The {shown} printed for {text.name(row)} agrees with its two sums: {about} is {text.percent(exact, 2)}."
        )
        return find("share", CORROBORATED, [row, part, whole], sentence, sums, text.dated(row))
    rescuers = [way for way in ROUNDINGS if way in (DOWN, UP) and rounds_to(exact, row["value"], row["decimals"], way)]
    rescue = f" Only rounding {rescuers[0]} would give it." if rescuers else ""
    sentence = f"{shown} is printed for {text.dated(row)}, but {about} is {text.percent(exact, 2)}.{rescue}"
    return find("share", INCONSISTENT, [row, part, whole], sentence, sums, text.dated(row))
