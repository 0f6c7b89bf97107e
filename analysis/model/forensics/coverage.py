"""Rule `coverage`: the base that a percentage implies against the people it seems to describe."""

from dataclasses import dataclass

import pandas as pd

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.concepts import CONTACT, ENTRY, EXIT, OUTCOME, REFERRAL, concept_of, parts_of
from analysis.model.forensics.denominators import NO_LIMIT, ordinary_denominators
from analysis.model.forensics.findings import CORROBORATED, NOTABLE, Finding, find
from analysis.model.forensics.percents import with_counts
from analysis.model.forensics.printed import as_records, grouped

# A result is known of people who leave; who engages, and what they need, is asked of people who come.
PROFILES = ("need profile", "high risk")
DESCRIBES = {OUTCOME: EXIT, "engaged": CONTACT, **dict.fromkeys(PROFILES, CONTACT)}
NEARLY_ALL = 0.9
FEWEST_OF_A_PROFILE = 3  # one percentage may be of some other people; a table of them is a profile of the service's
WHEN = ["source", "era", "area", "first_day", "last_day"]
SAME_KIND = ["source", "era", "area", "service", "described", "table", "subject"]


def find_coverage(frame: pd.DataFrame, measures: pd.DataFrame | None = None) -> list[Finding]:
    """Findings on percentages whose implied base is far from the number of people they seem to describe.

    One finding for each service, kind of percentage and grade, told by its longest period. A percentage whose base is
    printed describes that base. measures: the register, with `concept` and `parts`.
    """
    percents = _described_percents(frame, measures)
    if percents.empty:
        return []
    rows_of_people = as_records(_people(frame, measures))
    people = grouped(rows_of_people, [*WHEN, "concept"]) | grouped(rows_of_people, [*WHEN, "concept", "service"])
    counted = _services_that_count(frame, measures)
    found = []
    for kind in grouped(as_records(percents), SAME_KIND).values():
        told: dict[str, list[Coverage]] = {}
        for rows in grouped(kind, ["first_day", "last_day"]).values():
            one = _cover(rows, _described(people, rows[0], counted))
            if one:
                told.setdefault(one.grade, []).append(one)
        found += [_describe(same) for same in told.values()]
    return found


@dataclass(frozen=True)
class Coverage:
    """The base that the percentages of one period imply, least and most, beside the people they seem to describe."""

    grade: str
    rows: list[dict]
    people: list[dict]
    least: float
    most: float

    @property
    def total(self) -> float:
        return sum(row["value"] for row in self.people)

    @property
    def days(self) -> float:
        return self.rows[0]["last_day"] - self.rows[0]["first_day"]


def _described_percents(frame: pd.DataFrame, measures: pd.DataFrame | None) -> pd.DataFrame:
    percents = with_counts(frame)
    percents = percents[percents["is_first"] & (percents["count"] > 0) & (percents["percent_base"] == "")]
    concept = concept_of(percents["measure"], measures)
    percents = percents.assign(concept=concept, described=concept.map(DESCRIBES))
    percents = percents[percents["described"].notna() & percents["first_day"].notna()]
    in_table = percents.groupby(["source", "table", "first_day"])["table"].transform("size")
    is_profile = (percents["table"] != "") & (in_table >= FEWEST_OF_A_PROFILE)
    percents = percents[is_profile | ~percents["concept"].isin(PROFILES)]
    bases = ordinary_denominators(percents["count"], percents["value"], percents["decimals"]).set_index(percents.index)
    percents = percents.assign(least=bases["least"], most=bases["most"])
    percents["subject"] = percents["measure"].where(percents["table"] == "", "")
    return percents[(percents["least"] <= percents["most"]) & (percents["most"] < NO_LIMIT)]


def _people(frame: pd.DataFrame, measures: pd.DataFrame | None) -> pd.DataFrame:
    """Each row is a printed count of people who come or leave; parts stand only where their whole is not printed."""
    counts = frame[(frame["unit"] == "count") & frame["is_first"] & frame["is_exact"] & (frame["group"] == "all")]
    people = counts.assign(concept=concept_of(counts["measure"], measures))
    people = people[people["concept"].isin([EXIT, CONTACT]) & (people["flow"] != "stock")]
    parts = parts_of(measures)
    for whole in people.loc[people["measure"].isin(parts), "measure"].unique():
        people = people[~people["measure"].isin(parts[whole])]
    return people[~people["part_of"].isin(people["id"])]


def _services_that_count(frame: pd.DataFrame, measures: pd.DataFrame | None) -> set[str]:
    """Services that print people or referrals of their own: theirs are never described by another's."""
    counts = frame[frame["unit"] == "count"]
    own = concept_of(counts["measure"], measures).isin([REFERRAL, ENTRY, EXIT, CONTACT])
    return set(counts.loc[own, "service"])


def _described(people: dict[tuple, list[dict]], row: dict, counted: set[str]) -> list[dict]:
    """The people of the same paper, period and service, or of the only service that counts any.

    people: rows by place, time and concept, and again by these and the service.
    """
    where = (*(row[key] for key in WHEN), row["described"])
    own = people.get((*where, row["service"]), [])
    if own or row["service"] in counted:
        return own
    same = people.get(where, [])
    return same if len({one["service"] for one in same}) == 1 else []


def _cover(rows: list[dict], people: list[dict]) -> Coverage | None:
    least, most = max(row["least"] for row in rows), min(row["most"] for row in rows)
    if least > most:  # no common base: all that can be said is between what and what the bases lie
        least, most = min(row["least"] for row in rows), max(row["most"] for row in rows)
    total = sum(row["value"] for row in people)
    if not total or (NEARLY_ALL * total <= most and least <= total and not least <= total <= most):
        return None
    return Coverage(CORROBORATED if least <= total <= most else NOTABLE, rows, people, least, most)


def _describe(told: list[Coverage]) -> Finding:
    main = max(told, key=lambda one: one.days)
    first = main.rows[0]
    several = len(main.rows) > 1
    what = f"the {len(main.rows)} percentages of the table {first['table']}" if several else text.name(first)
    when = text.period(first["period_start"], first["period_end"])
    base, total = text.span(main.least, main.most), text.number(main.total)
    whom = text.listed(dict.fromkeys(row["measure"] for row in main.people))
    seems = "they seem" if several else "it seems"
    if main.grade == CORROBORATED:
        meaning = f"as many as {seems} to describe ({whom}: {total})"
    elif main.least > main.total:
        meaning = f"more than the {total} that {seems} to describe ({whom})"
    else:
        one_in = text.number(2 * main.total / (main.least + main.most), 0)
        meaning = f"about one in {one_in} of the {total} that {seems} to describe ({whom})"
    others = f"{len(told) - 1} other periods" if len(told) > 2 else "one other period"
    also = f"; the same holds in {others}" if len(told) > 1 else ""
    sentence = f"{what[:1].upper()}{what[1:]}, {when}, {'are' if several else 'is'} of {base} people, {meaning}{also}."
    rows = [row for one in [main, *(one for one in told if one is not main)] for row in [*one.rows, *one.people]]
    return find("coverage", main.grade, rows, sentence, "; ".join(_sum_text(one) for one in told), what)


def _sum_text(one: Coverage) -> str:
    values = [row["value"] for row in one.people]
    people = f"{text.plus(values)} = {text.number(sum(values))}" if len(values) > 1 else text.number(values[0])
    when = text.period(one.rows[0]["period_start"], one.rows[0]["period_end"])
    return f"{when}: base {text.span(one.least, one.most)} of {people}"
