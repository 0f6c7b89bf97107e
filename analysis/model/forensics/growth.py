"""Rule `growth`: printed rates of growth against each other: a yearly rate compounded against a total."""

import re

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.findings import CORROBORATED, INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.printed import as_records
from analysis.reference.periods import MONTHS_IN_YEAR, months_between

GROWTH = re.compile(r"\b(?:increase|growth|rise|change|decrease|fall|drop|reduction)\b", re.IGNORECASE)
YEARLY = re.compile(
    r"\b(?:yearly|annual(?:ly)?|each year|per year|a year|per annum|every year|year on year)\b", re.IGNORECASE
)
YEARS = re.compile(r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten)[\s-]+years?\b", re.IGNORECASE)
NUMBERS = dict(zip(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], range(2, 11), strict=True))
# What the police count goes by several names; a claim about one is a claim about the others.
SAME_THING = {"offences": "crime", "offence": "crime", "crimes": "crime", "incidents": "crime", "incident": "crime"}
SMALL_WORDS = {"in", "of", "the", "by", "and", "over", "rate", "average", "total", "on"}


def find_growth(frame: pd.DataFrame) -> list[Finding]:
    """Findings on pairs of growth figures of one thing in one area: a rate for each year, and the growth over all.

    The years are those of the period, else those named in its label. Where neither says that the two cover the same
    years, agreement is corroboration of a kind (probably one series told twice), and disagreement only notable.
    """
    percents = frame[(frame["unit"] == "percent") & frame["is_first"] & frame["low"].notna()]
    percents = percents[percents["measure"].str.contains(GROWTH)]
    yearly = (percents["measure"] + " " + percents["period_printed"]).str.contains(YEARLY)
    totals = [{**row, "subject": _subject(row["measure"])} for row in as_records(percents[~yearly])]
    found = []
    for rate in as_records(percents[yearly]):
        subject, years = _subject(rate["measure"]), _years(rate)
        for total in totals:
            same = subject and subject == total["subject"] and rate["area"] == total["area"]
            if same and years and _same_people(rate, total):
                found.append(_compare(rate, total, years))
    return found


def _subject(measure: str) -> frozenset[str]:
    words = re.findall(r"[a-z'-]+", YEARLY.sub(" ", GROWTH.sub(" ", measure.lower())))
    return frozenset(SAME_THING.get(word, word) for word in words) - SMALL_WORDS


def _same_people(rate: dict, total: dict) -> bool:
    return rate["group"] == total["group"] and rate["service"] == total["service"]


def _years(rate: dict) -> float:
    """Years that a yearly rate is said to hold for; 0 where that is not said."""
    if rate["last_day"] > rate["first_day"]:
        return months_between(rate["period_start"], rate["period_end"]) / MONTHS_IN_YEAR
    named = YEARS.search(rate["period_printed"])
    return float(NUMBERS.get(named[1].lower(), 0) or named[1]) if named else 0.0


def _compare(rate: dict, total: dict, years: float) -> Finding:
    half = max(rate["half_unit"], 10.0 ** -rate["decimals"] / 2)
    low, exact, high = (100 * ((1 + (rate["value"] + step) / 100) ** years - 1) for step in (-half, 0, half))
    slack = 10.0 ** -total["decimals"] / 2
    agree = low - slack <= total["value"] <= high + slack
    yearly, whole = text.percent(rate["value"], rate["decimals"]), text.percent(total["value"], total["decimals"])
    sums = (
        f"{text.number(1 + rate['value'] / 100, 4)} ^ {text.number(years)} = {text.number(1 + exact / 100)}: "
        f"{text.percent(exact, 0)} ({text.percent(low, 0)} to {text.percent(high, 0)}); printed {whole}"
    )
    both = f"{yearly} a year for {text.number(years)} years ({text.name(rate)}) comes to {text.percent(exact, 0)}"
    if agree:
        sentence = (
            f"{both}, and {whole} is printed ({text.name(total)}): consistent, and probably not independent: "
            f"one series in windows that overlap, told twice."
        )
        return find("growth", CORROBORATED, [rate, total], sentence, sums, text.name(rate))
    same_years = rate["first_day"] == total["first_day"] and rate["last_day"] == total["last_day"]
    caution = "" if same_years else "; whether for the same years is not said"
    sentence = f"{both}, but {whole} is printed ({text.name(total)}){caution}."
    return find("growth", INCONSISTENT if same_years else NOTABLE, [rate, total], sentence, sums, text.name(rate))
