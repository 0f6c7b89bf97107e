"""Performance: how the services do by their own measures, with intervals, targets and the rule of payment."""

from analysis.app.plan import Page, Shows
from analysis.pack import exhibits

ASKED = "Whether those who were not asked would have said the same."

PERFORMANCE = Page(
    id="performance",
    label="Performance",
    question="How do the services do, and how sure is that?",
    lead="Shares with their intervals and, where one was set, the target. Small numbers move by chance.",
    cards=(
        Shows(
            exhibits.dashboard, "Dashboard", unit="each named in its row", interval="{confidence}: counting error only",
            cannot=ASKED,
        ),
        Shows(
            exhibits.performance, "Over time", unit="per cent of the people asked or counted",
            interval="{confidence}: counting error only", cannot=ASKED, controls=("confidence",),
        ),
        Shows(
            exhibits.targets, "Targets", unit="as printed", interval="the widest over the bases that give the "
            "printed percentage", cannot="Whether a target was the right one.",
        ),
        Shows(
            exhibits.promises, "Promises of contracts", unit="each named in its row", interval="{confidence}",
            cannot="What was promised and never counted.",
        ),
        Shows(
            exhibits.payment, "Payment rule", unit="per cent of the funding, under assumed criteria",
            interval="that of each printed percentage", cannot="What was paid: no paper prints it.",
        ),
        Shows(
            exhibits.recent_trends, "Recent trends", unit="the marker of each series, or why it has none",
            interval="limits of the process, where there are any", cannot="A trend from fewer than five periods.",
        ),
        Shows(
            exhibits.outcomes_known, "Outcomes known", unit="people who left", interval="{confidence}",
            cannot="How those did of whom nothing is known.",
        ),
        Shows(
            exhibits.equality, "Who is reached", unit="what was published for each protected characteristic",
            cannot="Who is not reached: no paper counts the people who never came.",
        ),
        Shows(exhibits.priorities, "Priorities", unit="words", cannot="Priorities that nothing watches."),
        Shows(exhibits.risks, "Risks", unit="words", cannot="Risks that nobody wrote down."),
    ),
)  # fmt: skip
