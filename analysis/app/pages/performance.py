"""Performance: how the services do by their own measures, with intervals and targets."""

from analysis.app.plan import Page, Shows
from analysis.pack import exhibits

PERFORMANCE = Page(
    id="performance",
    label="Performance",
    question="How do the services do, and how sure is that?",
    lead="Shares with their intervals and, where one was set, the target. Small numbers move by chance.",
    cards=(
        Shows(
            exhibits.performance,
            "Dashboard",
            unit="per cent of the people asked or counted",
            interval="{confidence}: counting error only",
            cannot="Whether those who were not asked would have said the same.",
            controls=("confidence",),
        ),
        Shows(
            exhibits.equality,
            "Who is reached",
            unit="what was published for each protected characteristic",
            cannot="Who is not reached: no paper counts the people who never came.",
        ),
    ),
)
