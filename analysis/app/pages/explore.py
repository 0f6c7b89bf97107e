"""Demand against funding: the explorer."""

from analysis.app.plan import Makes, Page, Shows
from analysis.app.ranges import forest_markup, switched
from analysis.app.scenario.card import scenario_card
from analysis.app.scenario.frontier import grid_markup
from analysis.app.scenario.pictures import curve_markup, parts_markup, swings_markup, years_markup
from analysis.app.seen import EVIDENCE, SCENARIO
from analysis.pack import exhibits
from analysis.pipeline.scenarios import add_explained, add_frontier

NOT_FORECAST = "Whether any of it will happen: it says what follows if the assumptions hold."
POINTS = "points of which the base year's funding is 100, or pounds of the day where a scenario states them"
FOLDED = "plain fold"
PATHS = "{confidence} over the futures"

EXPLORE = Page(
    id="explore",
    label="Demand against funding",
    question="What would keep pace, and what if it does not?",
    lead="What is assumed is yours to move; what was published stands below, each series by itself, none joined across "
    "a new contract.",
    beside=8,
    cards=(
        Makes("assumptions-set", scenario_card, "Your assumptions"),
        Shows(
            exhibits.need_and_money, "The gap", unit=POINTS, interval=PATHS, cannot=NOT_FORECAST,
            kind="plain answer", markup=years_markup, follows=SCENARIO,
        ),
        Shows(
            exhibits.against_the_chosen, "Compared: results", unit="each named in its row", interval=PATHS,
            cannot="Which scenario is likelier.", follows=SCENARIO,
            empty="Nothing stands beside it yet: tick up to three scenarios under «Compare with», or set a control.",
        ),
        Shows(
            exhibits.scenario_assumptions, "Compared: assumptions", unit="each named with its number",
            cannot="Which assumption is right.", follows=SCENARIO,
        ),
        Shows(
            exhibits.growth_against_money, "Frontier", unit="per cent a year; chance in per cent",
            interval="none: a chance is itself the share of 500 futures",
            cannot="How many workers there are: they are taken to have been just enough at the start.",
            markup=grid_markup, follows=SCENARIO, adds=add_frontier, ignores=("growth", "uplift"),
        ),
        Shows(
            exhibits.chance_of_sum, "What is a sum worth?", unit=POINTS, cannot=NOT_FORECAST,
            interval="the curve is the whole distribution", markup=curve_markup, follows=SCENARIO,
            adds=add_explained,
            kind=FOLDED,
        ),
        Shows(
            exhibits.need_parts, "Parts of need", unit=POINTS, interval=PATHS,
            cannot="Causes: parts are assumptions at work, not explanations.", markup=parts_markup, follows=SCENARIO,
            adds=add_explained,
            kind=FOLDED,
        ),
        Shows(
            exhibits.what_matters, "What matters most", unit="the gap in points or pounds, the list in people",
            interval="each bar is from the unknown's low to its high limit of 95%",
            cannot="Unknowns that nobody thought of.", markup=swings_markup, follows=SCENARIO,
            adds=add_explained,
            kind=FOLDED,
        ),
        Shows(
            exhibits.scenario_numbers, "Every number taken", unit="each with its own",
            interval="limits of 95% where a number has a range", cannot="More than the sources it names.",
            follows=SCENARIO,
            kind=FOLDED,
        ),
        Shows(
            exhibits.demand_index,
            "Demand as published",
            unit="per cent of the service's own first period, by the month",
            interval="{confidence} of the ratio to the first period: counting error only",
            cannot="Demand that nobody counted: calls not answered, people who did not ask. Accepted people depend on "
            "how much room a service has.",
            kind="plain split",
            controls=("confidence",),
        ),
        Shows(
            exhibits.demand_fan,
            "Demand ahead, from the series alone",
            unit="people in the period",
            interval="80% and 95% prediction intervals",
            cannot="A new contract, a new law or a closed service: it says what may follow if nothing of the kind "
            "comes, and stops where one is known to come.",
            kind="plain fold wide",
        ),
        Shows(
            exhibits.growth_forest,
            "Growth as published",
            unit="growth a year, in per cent",
            interval="{confidence} of each estimate; printed claims without one say so",
            cannot="Kinds of evidence do not count the same people: they are never averaged with each other.",
            kind="plain fold wide",
            controls=("without",),
            markup=forest_markup,
            follows=EVIDENCE,
            says=switched,
        ),
        Shows(
            exhibits.funding_real,
            "Money as published",
            unit="thousands of pounds in a financial year, of the day and in the prices of one year",
            cannot="What a service cost: a price, a grant and a budget are sums that were agreed, not spending.",
            kind="plain two split",
            controls=("deflator",),
        ),
    ),
)  # fmt: skip
