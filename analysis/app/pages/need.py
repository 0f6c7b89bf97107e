"""Need: how many people may need a service, how many are known to one, and what standards ask for."""

from analysis.app.plan import Page, Shows
from analysis.pack import exhibits
from analysis.pack.exhibits import Exhibit
from analysis.pipeline import Results

FIRST_AREA = "Leicester"
SURVEY = "Whether people here are hurt more or less often than in the country: the survey is not local."


def area_need(results: Results, area: str = FIRST_AREA) -> Exhibit:
    """Every indicator of need of an area."""
    return exhibits.area_need(results, area)


NEED = Page(
    id="need",
    label="Need",
    question="How many people may need help, and how many are seen?",
    lead="A survey of the country, put upon the people who live here: a range for planning, not a count of anyone.",
    cards=(
        Shows(
            exhibits.need, "Expected need", unit="people aged 16 and over in a year",
            interval="the range that the survey's own error allows", cannot=SURVEY, kind="plain wide",
        ),
        Shows(
            area_need, "One area", unit="each named in its row",
            interval="{confidence}, or the reason why there is none", cannot="More than was published of the area.",
            controls=("area",), follows=("area",),
        ),
        Shows(
            exhibits.ladder, "Coverage ladder", unit="people; per cent of the rung above",
            interval="{confidence} of each share",
            cannot="Whether people of two services are the same: no rung adds services up.",
        ),
        Shows(
            exhibits.standards, "Standards", unit="each named in its row", cannot="Whether a standard is met by those "
            "whom no paper counts.",
        ),
        Shows(
            exhibits.profiles, "Profiles", unit="people, and per cent of those asked", interval="{confidence}",
            cannot="Needs that nobody noted.",
        ),
        Shows(
            exhibits.profile_changes, "Changes in profile", unit="percentage points", interval="{confidence}",
            cannot="Why they changed.",
        ),
        Shows(exhibits.reach, "Whom services reach", unit="people", cannot="Who is not reached: nobody counts them."),
        Shows(
            exhibits.need_by_year, "By survey year", unit="people in a year",
            interval="the range that each survey's own error allows", cannot=f"A trend: surveys differ. {SURVEY}",
        ),
    ),
)  # fmt: skip
