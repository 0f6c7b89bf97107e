"""Capacity and waiting: who comes in, who leaves, who waits."""

from analysis.app.plan import Page, Shows
from analysis.pack import exhibits

CAPACITY = Page(
    id="capacity",
    label="Capacity and waiting",
    question="Do more people come in than leave?",
    lead="Open cases grow by those who come in and shrink by those who leave. A level is shown only where one was "
    "published.",
    cards=(
        Shows(
            exhibits.net_flow,
            "Open cases",
            unit="people in the period",
            cannot="How many cases were open to begin with, unless a paper prints it.",
            kind="plain two",
        ),
    ),
)
