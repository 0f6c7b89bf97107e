"""Contracts and grants: who provides what, until when, and what is known of the money ahead."""

from analysis.app.plan import Page, Shows
from analysis.app.ranges import endings_markup, quarters_markup
from analysis.pack import exhibits

AGREED = "What was spent: sums are agreed ones."

CONTRACTS = Page(
    id="contracts",
    label="Contracts and grants",
    question="What ends when?",
    lead="As the papers state them. An end that no paper prints is not worked out unless its start and term are.",
    cards=(
        Shows(
            exhibits.endings, "Timeline", unit="months from the date of the evidence",
            cannot="Whether anything is renewed or extended, unless a later paper says so.",
            markup=endings_markup,
        ),
        Shows(
            exhibits.committed, "Cliffs", unit="pounds of the day in a quarter",
            cannot="The money that runs without a published sum: nothing published is not nought.",
            markup=quarters_markup,
        ),
        Shows(
            exhibits.contracts, "Contracts and posts", unit="dates and years, as printed",
            cannot="Whether an extension was taken up, unless a later paper says so.",
        ),
        Shows(exhibits.partners, "Who pays", unit="pounds of the day; per cent", cannot=AGREED),
        Shows(
            exhibits.by_person, "For each person", unit="pounds of the day for each person supported",
            interval="{confidence} of the count of people",
            cannot="A cost where people and pounds are not of one service, area and year.",
        ),
        Shows(exhibits.by_head, "For each resident", unit="pounds for each resident and adult", cannot=AGREED),
        Shows(
            exhibits.funding_by_index, "By price index", unit="pounds", cannot="Which index is right for a service.",
        ),
        Shows(
            exhibits.undated_funding, "Money without a year", unit="pounds",
            cannot="In which year they were paid: so they stand in no chart and no total.",
        ),
        Shows(
            exhibits.harmonised, "Three systems", unit="one published count a cell, over the period named with it",
            cannot="Growth from one system to the next: a row is never a series.",
        ),
    ),
)  # fmt: skip
