"""Overview: the answer in one screen."""

from analysis.app.headlines import opening
from analysis.app.matrix import matrix
from analysis.app.plan import Page, Shows
from analysis.pack import exhibits

OVERVIEW = Page(
    id="overview",
    label="Overview",
    question="How has demand grown against funding?",
    opening=opening,
    cards=(
        Shows(
            exhibits.coverage,
            "Where it can be told",
            unit="services, of those that the system has in the area",
            cannot="Known does not mean complete: a service may publish one count and no other.",
            markup=matrix,
        ),
        Shows(
            exhibits.since_last_meeting,
            "What is new",
            unit="figures, as printed",
            cannot="What happened and was not published.",
        ),
    ),
)
