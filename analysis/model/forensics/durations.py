"""Rule `duration`: a stated length of time against its dates."""

import re

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.findings import CORROBORATED, IMPOSSIBLE, INCONSISTENT, Finding, find
from analysis.model.forensics.printed import as_records
from analysis.reference.periods import months_between

DAYS_IN = {"days": 1.0, "weeks": 7.0, "months": 365.2425 / 12, "years": 365.2425}
LENGTH_WORDS = re.compile(r"\b(?:length|duration|term|months in operation|time from)\b", re.IGNORECASE)
PRINTED = re.compile(
    r"\b(\d+|one|two|three|four|five|six|nine|twelve)[\s-]*(day|week|month|year)s?\b(?! of)", re.IGNORECASE
)
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}
A_FEW_DAYS = 3  # a period said to last four weeks may be printed from Monday to Friday, or to the first day after it
ROUNDED = 0.5  # of the printed place: «two years» are one and a half to two and a half, «1.5 years» 1.45 to 1.55
EXCESS_MONTHS = 0.5


def find_durations(frame: pd.DataFrame, contracts: pd.DataFrame | None = None) -> list[Finding]:
    """Findings on lengths that their dates do not give: figures, labels of periods, exposure, contract terms."""
    found = _stated_lengths(frame) + _printed_lengths(frame) + _exposures(frame)
    return found if contracts is None else found + _terms(contracts)


def _stated_lengths(frame: pd.DataFrame) -> list[Finding]:
    """Figures that are themselves the length of their period («12-week consultation» from one day to another)."""
    lengths = frame[frame["unit"].isin(DAYS_IN) & frame["low"].notna() & (frame["last_day"] > frame["first_day"])]
    lengths = lengths[lengths["measure"].str.contains(LENGTH_WORDS)]
    return [
        found
        for row in as_records(lengths)
        if (found := _compare(row, row["low"], row["high"], row["decimals"], row["unit"], text.name(row)))
    ]


def _printed_lengths(frame: pd.DataFrame) -> list[Finding]:
    """Labels that state a length beside the dates («1/9/12 – 31/12/12 (4 months data)»), one finding for each label."""
    dated = frame[frame["last_day"] > frame["first_day"]]
    labels = {
        label: PRINTED.search(label) for label in dated["period_printed"].unique() if any(map(str.isdigit, label))
    }
    labels = {label: match for label, match in labels.items() if match and _has_dates(label)}
    found = []
    for _, rows in dated[dated["period_printed"].isin(labels)].groupby(["source", "period_printed"], sort=False):
        row = rows.iloc[0].to_dict()
        match = labels[row["period_printed"]]
        length = float(WORDS.get(match[1].lower(), 0) or match[1])
        wrong = _compare(row, length, length, 0, f"{match[2].lower()}s", f'the period "{row["period_printed"]}"')
        if wrong and wrong.grade != CORROBORATED:
            found.append(
                find("duration", wrong.grade, as_records(rows), wrong.sentence, wrong.arithmetic, wrong.subject)
            )
    return found


def _has_dates(label: str) -> bool:
    return len(re.findall(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}", label)) > 1


def _exposures(frame: pd.DataFrame) -> list[Finding]:
    """Months of operation beyond the length of the period; fewer are what exposure is for."""
    known = frame[frame["exposure_months"].notna() & (frame["last_day"] > frame["first_day"])]
    # A month has at least 28 days: only rows that could exceed their period are worth the exact count.
    may_exceed = (
        known["exposure_months"] > (known["last_day"] - known["first_day"] + 1) / DAYS_IN["months"] + EXCESS_MONTHS / 2
    )
    patterns: dict[tuple, list[dict]] = {}
    for row in as_records(known[may_exceed]):
        months = months_between(row["period_start"], row["period_end"])
        if row["exposure_months"] > months + EXCESS_MONTHS:
            patterns.setdefault((row["source"], row["exposure_months"], row["first_day"], row["last_day"]), []).append(
                row
            )
    found = []
    for rows in patterns.values():
        given = text.number(rows[0]["exposure_months"])
        months = text.number(months_between(rows[0]["period_start"], rows[0]["period_end"]))
        when = text.period(rows[0]["period_start"], rows[0]["period_end"])
        sentence = f"{given} months of operation are given for a period of {months} months, {when}."
        found.append(find("duration", IMPOSSIBLE, rows, sentence, f"{given} > {months}", when))
    return found


def _terms(contracts: pd.DataFrame) -> list[Finding]:
    if not {"start", "end", "term_years"} <= set(contracts.columns):
        return []
    stated = contracts[contracts["start"].notna() & contracts["end"].notna() & contracts["term_years"].notna()]
    found = []
    for contract in as_records(stated):
        row = {**contract, "period_start": contract["start"], "period_end": contract["end"]}
        years = contract["term_years"]
        one = _compare(row, years, years, 0 if years % 1 == 0 else 1, "years", f"the term of {contract['title']}")
        if one and one.grade != CORROBORATED:
            found.append(one)
    return found


def _compare(row: dict, low: float, high: float, decimals: int, unit: str, what: str) -> Finding | None:
    """Whether the days from the first to the last are within what the printed length allows."""
    days = (row["period_end"] - row["period_start"]).days + 1
    slack = max(ROUNDED * 10.0**-decimals * DAYS_IN[unit], A_FEW_DAYS)
    shown = text.number(low) if low == high else f"{text.number(low)} to {text.number(high)}"
    actual = text.number(days / DAYS_IN[unit], 1)
    when = f"{text.day(row['period_start'])} to {text.day(row['period_end'])}"
    sums = f"{when} = {text.number(days)} days = {actual} {unit}; printed {shown} {unit}"
    if low * DAYS_IN[unit] - slack <= days <= high * DAYS_IN[unit] + slack:
        sentence = f"{what[:1].upper()}{what[1:]} is printed as {shown} {unit}; its dates, {when}, give the same."
        return find("duration", CORROBORATED, [row], sentence, sums, what)
    sentence = (
        f"{what[:1].upper()}{what[1:]} is printed as {shown} {unit}, but its dates, {when}, give {actual} {unit}."
    )
    return find("duration", INCONSISTENT, [row], sentence, sums, what)
