"""Titles of how services do and of the needs that they meet."""

import pandas as pd

from analysis.wording.ahead import log_interval, log_percent
from analysis.wording.numbers import confidence_label, count_of, interval, join, percent
from analysis.wording.sentences import CANNOT_BE_TOLD, TOLD
from analysis.wording.titles import first_up, in_words, some_of


def movements(told: pd.Series, what: str) -> str:
    """How many of several comparisons rose or fell: «Of 47 comparisons …: six rose, four fell, …»."""
    known = told[told.ne("") & told.notna()]
    if known.empty:
        return f"{what}: nothing can be compared"
    said = [f"{in_words(known.eq(verb).sum())} {verb}" for verb in TOLD if known.eq(verb).any()]
    untold = int(known.eq(CANNOT_BE_TOLD).sum())
    said += [f"for {in_words(untold)} it {CANNOT_BE_TOLD}"] if untold else []
    return f"{what}, {count_of(len(known), 'comparison')}: {join(said)}"


def verdicts(statuses: pd.Series, what: str) -> str:
    """How many targets or promises are met, not met, or cannot be told."""
    asked = statuses[statuses.ne("") & statuses.notna()]
    if asked.empty:
        return f"{what}: none can be judged"
    names = {"met": "met", "not met": "not met", "cannot tell": CANNOT_BE_TOLD}
    said = [f"{in_words(asked.eq(one).sum())} {name}" for one, name in names.items() if asked.eq(one).any()]
    return f"{what}: {join(said)}"


def performance(limited: int, of: int) -> str:
    """How many shares an interval can be given to."""
    return f"How services do: {some_of(limited, of, 'published share')} can be given an interval"


def payment(known: int, of: int) -> str:
    """How often it can be said what an indicator would have earned."""
    return f"Payment by results: what was earned can be said for {some_of(known, of, 'printed figure')}"


def recent_trends(told: int, of: int) -> str:
    """How many series are long enough for a standard marker."""
    return f"{first_up(some_of(told, of, 'series', 'series'))} can be given a recent trend or process limits"


def outcomes_known(shares: pd.Series) -> str:
    """Of how many who left the outcome is known, at least and at most."""
    known = shares.dropna()
    if known.empty:
        return "Of nobody who left can it be said whether the outcome is known"
    least, most = percent(known.min()), percent(known.max())
    return f"The outcome is known of {least if least == most else interval(least, most)} of those who left"


def accepted_and_left(nets: pd.Series) -> str:
    """In how many services more people were accepted than left; `nets`: accepted less left, a service each."""
    if nets.empty:
        return "People accepted and people leaving"
    grown = some_of(int(nets.gt(0).sum()), len(nets), "service")
    return f"Over all their periods, more people were accepted than left in {grown}"


def profiles(rows: pd.DataFrame, labels: dict[str, str], confidence: float) -> str:
    """The need noted of the largest share of people in the latest period; `rows` of `assessment.profiles`."""
    known = rows[rows["share"].notna()]
    if known.empty:
        return "Needs that services noted: no share can be given"
    latest = known[known["period_end"].eq(known["period_end"].max())]
    row = latest.loc[latest["share"].idxmax()]
    limits = "" if pd.isna(row["low"]) else (
        f", {confidence_label(confidence)} interval {interval(percent(row['low']), percent(row['high']))}"
    )  # fmt: skip
    return f"Noted most often in the latest period: {labels[row['indicator']].lower()}, {percent(row['share'])}{limits}"


def ladder(known: int, of: int) -> str:
    """How many rungs have a number."""
    return f"From estimated victims to a positive outcome, {some_of(known, of, 'rung')} have a number"


def standards(area: str, advisers: str) -> str:
    """What the standard of caseloads asks for in all of an area."""
    return f"For {area} as a whole, the standard of caseloads asks for {advisers} advisers"


def reach(counted: int, of: int) -> str:
    """For how many groups people were counted."""
    return f"People were counted for {some_of(counted, of, 'group')} that a specialist service is for"


def expected_by_year(area: str, known: int, of: int) -> str:
    """For how many survey years expected need can be worked out."""
    return f"Expected need in {area} can be worked out for {some_of(known, of, 'survey year')}, each by itself"


def area_need(area: str, shown: int, of: int) -> str:
    """How many indicators of need an area has."""
    return f"Need in {area}: {some_of(shown, of, 'indicator')} can be shown"


def growth(syntheses: pd.DataFrame) -> str:
    """What each kind of evidence says of growth a year; `syntheses` of `growth_synthesis`."""
    said = []
    for row in syntheses.itertuples():
        if not row.estimates:
            said.append(f"no estimate of {row.kind} counts")
        elif row.form == "range":
            said.append(f"{row.kind} {log_interval(row.low, row.high)}")
        else:
            said.append(f"{row.kind} {log_percent(row.mean)} on average ({log_interval(row.low, row.high)})")
    return f"Growth a year, kind by kind: {'; '.join(said)}" if said else "Growth a year: nothing was published"
