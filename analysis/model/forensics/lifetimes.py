"""Rule `duration`, against the day of the paper: how long services are said to have run, and terms that were over."""

import re

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.durations import A_FEW_DAYS, DAYS_IN, ROUNDED
from analysis.model.forensics.findings import CORROBORATED, INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.printed import as_records

IN_OPERATION = re.compile(r"\b(?:in operation|in existence|running for|in place)\b", re.IGNORECASE)
RUNNING, OVER = "running", "ended"
MONTHS_IN_YEAR = 12


def find_lifetimes(frame: pd.DataFrame, contracts: pd.DataFrame | None = None) -> list[Finding]:
    """Findings on lengths that can only be counted up to the paper, and on contracts whose term was over by then.

    contracts: as in `data/`, with `published`, the day of the paper; without it nothing can be said.
    """
    if contracts is None or not {"start", "end", "published", "source"} <= set(contracts.columns):
        return []
    return _said_to_have_run(frame, contracts) + _over(contracts)


def _said_to_have_run(frame: pd.DataFrame, contracts: pd.DataFrame) -> list[Finding]:
    """«In existence for 12 months», with no dates: from the start that the same paper gives to the day of the paper."""
    undated = frame["last_day"].isna() & frame["first_day"].isna() & frame["published"].notna()
    lengths = frame[undated & frame["unit"].isin(DAYS_IN) & frame["low"].notna() & frame["is_first"]]
    lengths = lengths[lengths["measure"].str.contains(IN_OPERATION)]
    return [found for row in as_records(lengths) if (found := _compare(row, _start_of(row, contracts)))]


def _start_of(row: dict, contracts: pd.DataFrame) -> pd.Timestamp | None:
    """The one day on which the services meant began: those of the same name, else all of the system, in that paper."""
    same = contracts[contracts["source"].eq(row["source"]) & contracts["era"].eq(row["era"])]
    own = same[same["service"].eq(row["service"])]
    starts = (own if len(own) else same)["start"].dropna().unique()
    return pd.Timestamp(starts[0]) if len(starts) == 1 else None


def _compare(row: dict, start: pd.Timestamp | None) -> Finding | None:
    if start is None or start >= row["published"]:
        return None
    days, unit = (row["published"] - start).days, row["unit"]
    slack = ROUNDED * 10.0 ** -row["decimals"] * DAYS_IN[unit] + A_FEW_DAYS
    said, actual = text.span(row["low"], row["high"]), text.number(days / DAYS_IN[unit], 1)
    when = f"{text.day(start)} to {text.day(row['published'])}"
    sums = f"{when} = {text.number(days)} days = {actual} {unit}; printed {said} {unit}"
    what = f"{text.name(row)[:1].upper()}{text.name(row)[1:]} is printed as {said} {unit}"
    if row["low"] * DAYS_IN[unit] - slack <= days <= row["high"] * DAYS_IN[unit] + slack:
        sentence = f"{what}; from the printed start to the day of the paper, {when}, it is the same."
        return find("duration", CORROBORATED, [row], sentence, sums, text.name(row))
    # The paper may count up to an earlier day that it does not name: no contradiction, but no year either.
    grade = NOTABLE if days > row["high"] * DAYS_IN[unit] else INCONSISTENT
    sentence = f"{what}, but from the printed start to the day of the paper, {when}, it is {actual} {unit}."
    return find("duration", grade, [row], sentence, sums, text.name(row))


def _over(contracts: pd.DataFrame) -> list[Finding]:
    """Contracts of which a paper speaks as if they ran, though their printed end or term was over by its day."""
    rows = contracts.assign(last=_last_days(contracts))
    late = rows[rows["last"].notna() & rows["published"].notna() & (rows["last"] < rows["published"])]
    status = late["status"] if "status" in late else pd.Series("", index=late.index)
    return [_describe(row) for row in as_records(late[status.ne(OVER)])]


def _last_days(contracts: pd.DataFrame) -> pd.Series:
    """The printed end, else the start and the whole months of the printed term."""
    if "term_years" not in contracts:
        return contracts["end"]
    terms = zip(contracts["start"], contracts["term_years"], strict=True)
    computed = [
        start + pd.DateOffset(months=round(MONTHS_IN_YEAR * years)) - pd.Timedelta(days=1)
        if pd.notna(start) and pd.notna(years)
        else pd.NaT
        for start, years in terms
    ]
    return contracts["end"].fillna(pd.Series(pd.to_datetime(computed), index=contracts.index, dtype="datetime64[ns]"))


def _describe(row: dict) -> Finding:
    last, paper = text.day(row["last"]), text.day(row["published"])
    extension = row.get("extension_to")
    until = f", with room for an extension to {text.day(extension)}" if pd.notna(extension) and extension else ""
    sums = f"{last} < {paper}"
    what = f"The printed term of {row['title']} was over on {last}{until}"
    about = {"source": row["source"], "id": ""}
    if row.get("status") == RUNNING and not until:
        sentence = f"{what}, yet the paper of {paper} speaks of it as running."
        found = find("duration", INCONSISTENT, [about], sentence, sums, f"term of {row['title']}")
    else:
        sentence = f"{what}; the paper of {paper} still lists it and does not say whether it goes on."
        found = find("duration", NOTABLE, [about], sentence, sums, f"term of {row['title']}")
    return Finding(found.rule, found.grade, found.subject, found.sources, (), found.sentence, found.arithmetic)
