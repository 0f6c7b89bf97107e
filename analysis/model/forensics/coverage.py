"""Rule `coverage`: the base that a percentage implies against the people it seems to describe."""

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.concepts import CONTACT, EXIT, OUTCOME, concept_of, parts_of
from analysis.model.forensics.denominators import NO_LIMIT, ordinary_denominators
from analysis.model.forensics.findings import CORROBORATED, NOTABLE, Finding, find
from analysis.model.forensics.percents import with_counts

# A result is known of people who leave; who engages, and what they need, is asked of people who come.
DESCRIBES = {OUTCOME: EXIT, "engaged": CONTACT, "need profile": CONTACT, "high risk": CONTACT}
NEARLY_ALL = 0.9
WHEN = ["source", "era", "area", "first_day", "last_day"]


def find_coverage(frame: pd.DataFrame, measures: pd.DataFrame | None = None) -> list[Finding]:
    """Findings on percentages whose implied base is far from the number of people they seem to describe.

    One finding for each service, kind of percentage and period. measures: the register, with `concept` and `parts`.
    """
    percents = with_counts(frame)
    percents = percents[percents["is_first"] & (percents["count"] > 0)]
    percents = percents.assign(described=concept_of(percents["measure"], measures).map(DESCRIBES))
    percents = percents[percents["described"].notna() & percents["first_day"].notna()]
    if percents.empty:
        return []
    bases = ordinary_denominators(percents["count"], percents["value"], percents["decimals"]).set_index(percents.index)
    percents = percents.assign(least=bases["least"], most=bases["most"])
    percents = percents[(percents["least"] <= percents["most"]) & (percents["most"] < NO_LIMIT)]
    people = _people(frame, measures)
    keys = [*WHEN, "service", "described"]
    found = [_describe(rows.to_dict("records"), _described(people, rows.iloc[0])) for _, rows in percents.groupby(keys, sort=False)]
    return [one for one in found if one]


def _people(frame: pd.DataFrame, measures: pd.DataFrame | None) -> pd.DataFrame:
    """Each row is a printed count of people who come or leave; the parts of a whole that is not printed stay parts."""
    counts = frame[(frame["unit"] == "count") & frame["is_first"] & frame["is_exact"] & (frame["group"] == "all")]
    people = counts.assign(concept=concept_of(counts["measure"], measures))
    people = people[people["concept"].isin([EXIT, CONTACT]) & (people["flow"] != "stock")]
    parts = parts_of(measures)
    for whole in people.loc[people["measure"].isin(parts), "measure"].unique():
        people = people[~people["measure"].isin(parts[whole])]
    return people[~people["part_of"].isin(people["id"])]


def _described(people: pd.DataFrame, row: pd.Series) -> list[dict]:
    """The people of the same paper, period and service; of the only service that counts them where theirs does not."""
    same = people[people["concept"] == row["described"]]
    for key in WHEN:
        same = same[same[key] == row[key]]
    own = same[same["service"] == row["service"]]
    if own.empty and same["service"].nunique() == 1:
        own = same
    return own.to_dict("records")


def _describe(rows: list[dict], people: list[dict]) -> Finding | None:
    total = sum(row["value"] for row in people)
    if not total:
        return None
    least, most = min(row["least"] for row in rows), max(row["most"] for row in rows)
    base = f"{text.number(least)} to {text.number(most)}" if least != most else text.number(least)
    what = text.dated(rows[0]) if len(rows) == 1 else f"{text.dated(rows[0])} and {len(rows) - 1} more percentages"
    whom = text.listed(dict.fromkeys(row["measure"] for row in people))
    shown = f"base {base}; {text.plus(row['value'] for row in people)} = {text.number(total)} ({whom})"
    if least <= total <= most:
        sentence = f"The percentage printed for {what} implies a base of {base}: all {text.number(total)} people ({whom})."
        return find("coverage", CORROBORATED, [*rows, *people], sentence, shown, what)
    if NEARLY_ALL * total <= most <= total:
        return None
    about = f"about one in {text.number(2 * total / (least + most), 0)}" if most < total else "more than there are"
    sentence = (
        f"{what}: the percentage is of {base} people, against {text.number(total)} that it seems to describe ({whom}), {about}."
    )
    return find("coverage", NOTABLE, [*rows, *people], sentence, shown, what)
