"""Demand against funding: the explorer."""

from analysis.app.plan import Makes, Page, Shows
from analysis.app.what_if import calculator
from analysis.pack import exhibits

EXPLORE = Page(
    id="explore",
    label="Demand against funding",
    question="What has grown, what was paid, and what would keep pace?",
    lead="Each series stands by itself: none is joined across a new contract. What is assumed is yours to move.",
    cards=(
        Makes("what-if", calculator),
        Shows(
            exhibits.demand_index,
            "Demand",
            unit="per cent of the service's own first period, by the month",
            interval="{confidence} of the ratio to the first period: counting error only",
            cannot="Demand that nobody counted: calls not answered, people who did not ask. Accepted people depend on "
            "how much room a service has.",
            kind="plain split",
            controls=("confidence",),
        ),
        Shows(
            exhibits.demand_fan,
            "Demand ahead",
            unit="people in the period",
            interval="80% and 95% prediction intervals",
            cannot="A new contract, a new law or a closed service: it says what may follow if nothing of the kind "
            "comes, and stops where one is known to come.",
            kind="plain wide",
        ),
        Shows(
            exhibits.growth_forest,
            "Growth",
            unit="growth a year, in per cent",
            interval="{confidence} of each estimate; printed claims without one say so",
            cannot="Kinds of evidence do not count the same people: they are never averaged with each other.",
            kind="plain wide",
        ),
        Shows(
            exhibits.funding_real,
            "Money",
            unit="thousands of pounds in a financial year, of the day and in the prices of one year",
            cannot="What a service cost: a price, a grant and a budget are sums that were agreed, not spending.",
            kind="plain two split",
            controls=("deflator",),
        ),
        Shows(
            exhibits.undated_funding,
            "Money without a year",
            unit="pounds",
            cannot="In which year they were paid: so they stand in no chart and no total.",
        ),
    ),
)
