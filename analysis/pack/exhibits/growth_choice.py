"""Exhibits of the choice of growth: which sources there are to switch, and what a scenario takes."""

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.growth import estimate_labels, growth_sources
from analysis.pipeline import Results
from analysis.wording.ahead import log_interval, log_percent
from analysis.wording.numbers import join, number


def growth_switches(results: Results) -> Exhibit:
    """The documents that give estimates of growth, each with the id by which it is switched off."""
    names = growth_sources(results)
    return Exhibit(
        name="growth_switches",
        title="Sources of growth that can be switched off",
        caption="The id is what stands in the list below.",
        alternative_text="",
        table=pd.DataFrame({"Id": list(names), "Document": list(names.values())}),
    )


def growth_choice(results: Results) -> Exhibit:
    """The growth that a scenario takes, a year and in logs, with its range, and why."""
    choice = results.growth_choice
    names = estimate_labels(results)
    rows = (
        []
        if choice is None
        else [
            ("Kind of evidence", choice.kind),
            ("Growth a year", log_percent(choice.central)),
            ("Range", log_interval(choice.low, choice.high)),
            ("Log growth a year", number(choice.central, 3)),
            ("Range of log growth", f"{number(choice.low, 3)} to {number(choice.high, 3)}"),
            ("Deviation of one more series' log growth", number(choice.deviation, 3)),
            ("Estimates", join([names.get(one, one) for one in choice.estimates])),
            ("Why", choice.why),
        ]
    )
    return Exhibit(
        name="growth_choice",
        title="What a scenario takes for growth",
        caption="The deviation is that of the true growth of one more series, never of the average alone.",
        alternative_text="",
        table=pd.DataFrame(rows, columns=["What", "Taken"]),
    )
