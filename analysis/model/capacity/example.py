"""A worked example: what published waits before and after new money say of the people who waited."""

from dataclasses import dataclass

WEEKS_A_MONTH = 52.1775 / 12


@dataclass(frozen=True)
class WaitFell:
    """What two published waits and a published number of people say by Little's law.

    before, since: weeks, low and high; weeks: since the money began, as far as the paper can see; people: started then.
    starts_a_week: people over weeks. list_before, list_since: people on the list, low and high, if people then came
    as fast as they start now. shrank: what is left of the list as a share, low and high, at any one rate of coming.
    extra_starts_a_week: starts above those who came that it takes to shorten the list so in that time, low and high.
    """

    before: tuple[float, float]
    since: tuple[float, float]
    people: float
    weeks: float
    starts_a_week: float
    list_before: tuple[float, float]
    list_since: tuple[float, float]
    shrank: tuple[float, float]
    extra_starts_a_week: tuple[float, float]


def explain_wait(
    before_weeks: tuple[float, float], since_weeks: tuple[float, float], *, people: float, weeks: float
) -> WaitFell:
    """What it takes for a wait to fall from one range to another.

    people: who started in `weeks`; both above 0.
    """
    starts = people / weeks
    before, since = (tuple(starts * one for one in wait) for wait in (before_weeks, since_weeks))
    return WaitFell(
        before=before_weeks,
        since=since_weeks,
        people=people,
        weeks=weeks,
        starts_a_week=starts,
        list_before=before,
        list_since=since,
        shrank=(since_weeks[0] / before_weeks[1], since_weeks[1] / before_weeks[0]),
        extra_starts_a_week=((before[0] - since[1]) / weeks, (before[1] - since[0]) / weeks),
    )
