"""Capacity and waiting: who comes in, who leaves, who waits, and what short waits take."""

from analysis.app.plan import Makes, Page, Shows
from analysis.app.scenario.card import scenario_card
from analysis.app.scenario.pictures import queue_markup
from analysis.app.seen import SCENARIO
from analysis.pack import exhibits
from analysis.pipeline.scenarios import add_staffing

ASSUMED = "How many workers there are, how many cases each holds and how long support lasts: none of it is published."
PATHS = "{confidence} over the futures"

CAPACITY = Page(
    id="capacity",
    label="Capacity and waiting",
    question="Do more people come in than leave, and how long do they wait?",
    lead="Open cases grow by those who come in and shrink by those who leave. A level is shown as published only where "
    "one was; what lies ahead is what follows from assumptions.",
    beside=3,
    cards=(
        Shows(
            exhibits.net_flow, "Open cases as published", unit="people in the period",
            cannot="How many cases were open to begin with, unless a paper prints it.", kind="plain two",
        ),
        Shows(
            exhibits.smallest_caseloads, "The fewest open cases", unit="people",
            cannot="How many more there were.",
        ),
        Makes("assumptions-set", lambda explorer: scenario_card(explorer, "Room and waiting"), "Your assumptions"),
        Shows(
            exhibits.waiting_ahead, "Ahead", unit="people; weeks; per cent", interval=PATHS, cannot=ASSUMED,
            markup=queue_markup, follows=SCENARIO,
        ),
        Shows(
            exhibits.staffing, "From a wait to workers", unit="full-time workers; weeks; per cent",
            interval="none: a chance over all futures stands with each number", cannot=ASSUMED, follows=SCENARIO,
            adds=add_staffing,
        ),
        Shows(
            exhibits.what_money_buys, "From money to a wait", unit="people; weeks; per cent", interval=PATHS,
            cannot=ASSUMED, follows=SCENARIO, adds=add_staffing,
        ),
        Shows(
            exhibits.steady_states, "Where it would settle", unit="places; people; weeks",
            interval="none: theory under the conditions that it names", cannot=ASSUMED,
        ),
        Shows(
            exhibits.workers_for_cases, "Workers for last year's people", unit="full-time workers",
            cannot=ASSUMED,
        ),
        Shows(
            exhibits.cases_at_once, "Cases a year, cases at once", unit="cases", cannot="How long support lasts here.",
        ),
    ),
)  # fmt: skip
