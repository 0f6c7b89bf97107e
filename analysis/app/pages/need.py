"""Need: how many people may need a service, and how many are known to one."""

from analysis.app.plan import Page, Shows
from analysis.pack import exhibits

NEED = Page(
    id="need",
    label="Need",
    question="How many people may need help, and how many are seen?",
    lead="A survey of the country, put upon the people who live here: a range for planning, not a count of anyone.",
    cards=(
        Shows(
            exhibits.need,
            "Expected need",
            unit="people aged 16 and over in a year",
            interval="the range that the survey's own error allows",
            cannot="Whether people here are hurt more or less often than in the country: the survey is not local.",
            kind="plain wide",
        ),
    ),
)
