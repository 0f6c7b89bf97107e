"""Contracts and grants: who provides what, until when."""

from analysis.app.plan import Page, Shows
from analysis.pack import exhibits

CONTRACTS = Page(
    id="contracts",
    label="Contracts and grants",
    question="What ends when?",
    lead="As the papers state them. An end that no paper prints is not worked out.",
    cards=(
        Shows(
            exhibits.contracts,
            "Contracts and posts",
            unit="dates and years, as printed",
            cannot="Whether an extension was taken up, unless a later paper says so.",
        ),
        Shows(
            exhibits.harmonised,
            "Three systems",
            unit="one published count a cell, over the period that is named with it",
            cannot="Growth from one system to the next: a row is never a series.",
        ),
    ),
)
