"""Exhibits of the evidence itself: which papers, where series break, which measuring rods, what is assumed."""

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.wording.numbers import interval, long_date, number
from analysis.wording.titles import evidence as titles

NOT_USED = "not published by then, so not used"


def papers(results: Results) -> Exhibit:
    """The council papers known by the date, with how many figures each gives."""
    known = [one for one in results.catalogue.documents if one.meeting]
    counts = results.figures["source"].value_counts()
    missing = results.figures[results.figures["reason_missing"].ne("")]["source"].value_counts()
    return Exhibit(
        name="papers",
        title=titles.papers(len(known), len(results.figures), int(missing.sum())),
        caption="Papers known by the date, the figures read from each, and how many lack a date, area or value.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Paper": [one.title for one in known],
                "Body": [one.body for one in known],
                "Meeting": [long_date(one.meeting) for one in known],
                "Figures": [number(counts.get(one.id, 0)) for one in known],
                "With something not stated": [number(missing.get(one.id, 0)) for one in known],
            }
        ),
    )


def conflicts(results: Results) -> Exhibit:
    """The facts that published papers give in two ways: what each says, what is used, and why."""
    rows = results.catalogue.conflicts
    return Exhibit(
        name="conflicts",
        title=titles.conflicts(len(rows)),
        caption="Facts that published papers give in two ways, the value used here, and why. Pounds are of the day.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Fact": [one.fact for one in rows],
                "Printed": [
                    "; ".join(f"{said.says} ({said.source}, {said.locator})" for said in one.statements) for one in rows
                ],
                "Used": [one.used for one in rows],
                "Why": [one.why for one in rows],
            }
        ),
    )


def breaks(results: Results) -> Exhibit:
    """The dates at which series stop meaning what they meant before."""
    rows = results.catalogue.breaks
    return Exhibit(
        name="breaks",
        title=titles.breaks(len(rows)),
        caption="No base, slope or growth in this product reaches over one of these.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Date": [long_date(one.date) if one.date else one.date_missing for one in rows],
                "What": [one.what for one in rows],
                "Why it matters": [one.why for one in rows],
            }
        ),
    )


def rods(results: Results) -> Exhibit:
    """The price index and population that were used, and whether they are later than the meeting."""
    used, unpublished = results.rods, results.unpublished_rods
    rows = pd.concat([used, unpublished], ignore_index=True) if len(unpublished) else used
    later = used["later_than_meeting"].map({True: "yes", False: "no"}).tolist()
    return Exhibit(
        name="rods",
        title=titles.rods(later.count("yes"), len(rows)),
        caption="Indices and populations compare pounds and people; they are not evidence of what was known.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Rod": rows["rod"],
                "Release": rows["source"],
                "Published": ["no date" if pd.isna(day) else long_date(day) for day in rows["published"]],
                "Later than this meeting": [*later, *[NOT_USED] * len(unpublished)],
            }
        ),
    )


def assumptions(results: Results) -> Exhibit:
    """Every assumed number, with how far it could be off and how good it is."""
    rows = results.catalogue.assumptions
    return Exhibit(
        name="assumptions",
        title=titles.assumptions([one.quality for one in rows], [one.impact for one in rows]),
        caption="Numbers that nobody published. Quality and impact run from 1 (worst, least) to 5 (best, most).",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Assumption": [one.what for one in rows],
                "Value": [f"{one.value:g}" for one in rows],
                "Could be": [interval(f"{one.low:g}", f"{one.high:g}") for one in rows],
                "Quality": [number(one.quality) for one in rows],
                "Impact": [number(one.impact) for one in rows],
                "Why": [one.rationale for one in rows],
            }
        ),
    )
