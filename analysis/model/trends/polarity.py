"""Which direction is good: a property of the measure, never of the numbers."""

from typing import Literal, get_args

from analysis.errors import BadArgument

# More referrals is neither: more people found help, or more people were harmed.
Polarity = Literal["higher is better", "lower is better", "neither"]
RISING = ("increasing", "high", "rising")


def judge(direction: str, polarity: Polarity) -> str:
    """`getting better`, `getting worse`, or empty where the measure has no polarity.

    direction: `increasing` or `decreasing` (or `high`, `low` of a signal). Raises BadArgument for an unknown polarity.
    """
    if polarity not in get_args(Polarity):
        raise BadArgument(f"polarity: {polarity} is not known; expected {', '.join(get_args(Polarity))}.")
    if polarity == "neither":
        return ""
    return "getting better" if (direction in RISING) == (polarity == "higher is better") else "getting worse"
