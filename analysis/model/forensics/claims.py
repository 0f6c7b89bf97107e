"""Rule `claim`: a direction stated in the text against the figures it speaks of."""

import itertools

import pandas as pd
from scipy.stats import binomtest

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.durations import DAYS_IN
from analysis.model.forensics.findings import CORROBORATED, INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.printed import as_records
from analysis.reference.periods import months_between

UP, DOWN = 1, -1
DIRECTIONS = {"increased": UP, "increased-each-period": UP, "decreased": DOWN, "decreased-each-period": DOWN}
EACH = "-each-period"
CHANCE = 0.05  # a difference of two counts that chance gives this often shows no direction
SAME_LENGTH = 1.15


def find_claims(frame: pd.DataFrame, claims: pd.DataFrame | None) -> list[Finding]:
    """Findings on claims of the text; one without two printed figures of its measure cannot be tested.

    claims: each row is a claim with `source`, `locator`, `measure`, `claim` (a key of DIRECTIONS is tested) and
    `figures` (ids between spaces). Where the figures of a period are of several measures, they are added.
    """
    if claims is None or claims.empty:
        return []
    row_of = dict(zip(frame["id"], frame.index, strict=True))
    found = []
    for claim in as_records(claims):
        ids = claim["figures"].split() if isinstance(claim["figures"], str) else []
        if claim["claim"] in DIRECTIONS and len(ids) > 1 and all(id in row_of for id in ids):
            rows = [frame.loc[row_of[id]].to_dict() for id in ids]
            one = _test_waits(claim, rows) if _are_lengths(rows) else _test_series(claim, rows)
            found += [one] if one else []
    return found


def _are_lengths(rows: list[dict]) -> bool:
    return len(rows) == 2 and all(row["unit"] in DAYS_IN and row["low"] == row["low"] for row in rows)


def _test_series(claim: dict, rows: list[dict]) -> Finding | None:
    periods = _by_period(rows)
    if len(periods) < 2:
        return None
    direction, is_each = DIRECTIONS[claim["claim"]], claim["claim"].endswith(EACH)
    rates = [one["value"] / one["months"] for one in periods]
    steps = [direction * (after - before) for before, after in itertools.pairwise(rates)]
    overall = direction * (rates[-1] - rates[0])
    holds = all(step > 0 for step in steps) if is_each else overall > 0
    is_steady = all(step > 0 for step in steps)
    by_chance = _chance(periods[0], periods[-1], rows[0]["unit"]) > CHANCE
    grade = INCONSISTENT if not holds else CORROBORATED if is_steady or not by_chance else NOTABLE
    word = {UP: "rose", DOWN: "fell"}[direction] + (" in every period" if is_each else "")
    per_month = _are_unequal(periods)
    shown = " → ".join(_shown(one, rows[0]["unit"], per_month) for one in periods)
    basis = ", per month because the periods are of unequal length" if per_month else ""
    verdict = {
        INCONSISTENT: f"the printed figures did not ({shown}{basis})",
        NOTABLE: f"the printed figures did, from first to last, but by no more than chance gives ({shown}{basis})",
        CORROBORATED: f"the printed figures did ({shown}{basis}){'' if is_steady else ', though not in every period'}",
    }[grade]
    sentence = f"The text says that {_subject(claim, rows)} {word}; {verdict}."
    return _finding(claim, rows, grade, sentence, shown)


def _by_period(rows: list[dict]) -> list[dict]:
    """The figures added up by period, in order; [] where periods are unknown or do not hold the same measures."""
    if any(row["value"] != row["value"] or row["last_day"] != row["last_day"] for row in rows):
        return []
    if len({row["unit"] for row in rows}) > 1:
        return []
    periods: dict[tuple, list[dict]] = {}
    for row in sorted(rows, key=lambda row: (row["first_day"], row["last_day"])):
        periods.setdefault((row["first_day"], row["last_day"]), []).append(row)
    kinds = {tuple(sorted((row["measure"], row["service"], row["group"]) for row in same)) for same in periods.values()}
    if len(kinds) > 1 or (len(next(iter(kinds))) > 1 and rows[0]["unit"] == "percent"):
        return []
    return [{"value": sum(row["value"] for row in same), "months": _months(same[0])} for same in periods.values()]


def _months(row: dict) -> float:
    """Months a count covers; 1 for what is not counted over time, so that it is compared as it stands."""
    if row["flow"] == "stock" or row["unit"] == "percent":
        return 1.0
    given = row["exposure_months"]
    return given if given == given and given > 0 else months_between(row["period_start"], row["period_end"])


def _are_unequal(periods: list[dict]) -> bool:
    months = [one["months"] for one in periods]
    return max(months) / min(months) > SAME_LENGTH


def _shown(one: dict, unit: str, per_month: bool) -> str:
    if not per_month:
        return text.amount(one["value"], unit)
    rate = text.number(one["value"] / one["months"], 1)
    return f"{text.amount(one['value'], unit)} in {text.number(one['months'])} months, {rate} a month"


def _chance(first: dict, last: dict, unit: str) -> float:
    """Chance of a difference as large between two Poisson counts of one rate (exact conditional test)."""
    total = first["value"] + last["value"]
    if unit != "count" or total % 1 or not total:
        return 0.0
    share = last["months"] / (first["months"] + last["months"])
    return float(binomtest(int(last["value"]), int(total), share).pvalue)


def _test_waits(claim: dict, rows: list[dict]) -> Finding | None:
    """Two lengths of time, before and after, in their own units and as wide as they are printed."""
    before, after = ((row["low"] * DAYS_IN[row["unit"]], row["high"] * DAYS_IN[row["unit"]]) for row in rows)
    direction = DIRECTIONS[claim["claim"]]
    rises, falls = after[0] > before[1], after[1] < before[0]
    if not (rises or falls):
        return None
    holds = rises if direction == UP else falls
    shown = " → ".join(f"{text.span(row['low'], row['high'])} {row['unit']}" for row in rows)
    word = {UP: "rose", DOWN: "fell"}[direction]
    verdict = "the printed lengths did" if holds else "the printed lengths did not"
    sentence = f"The text says that {_subject(claim, rows)} {word}; {verdict} ({shown})."
    return _finding(claim, rows, CORROBORATED if holds else INCONSISTENT, sentence, shown)


def _subject(claim: dict, rows: list[dict]) -> str:
    return (
        f"{claim['measure'] or rows[0]['measure']} ({claim['service']})" if claim.get("service") else claim["measure"]
    )


def _finding(claim: dict, rows: list[dict], grade: str, sentence: str, sums: str) -> Finding:
    found = find("claim", grade, rows, sentence, sums, f"{claim['locator']}: {claim['measure']}")
    sources = tuple(dict.fromkeys([claim["source"], *found.sources]))
    return Finding(found.rule, found.grade, found.subject, sources, found.figures, found.sentence, found.arithmetic)
