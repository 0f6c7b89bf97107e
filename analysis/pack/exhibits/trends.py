"""The exhibit of trends: growth a year, the rate now and the chance of rising of each service, or why not."""

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import add_labels
from analysis.pipeline import Results
from analysis.wording.numbers import confidence_label, interval, number, percent, signed_percent

SCATTER = {
    "own": "its own",
    "borrowed": "its own and the service's other series",
    "poisson": "chance alone, assumed",
}
NONE = "cannot be calculated"


def trends(results: Results) -> Exhibit:
    """The trend of each service's series within its contract system."""
    rows = add_labels(results.growth, results) if len(results.growth) else results.growth
    confidence = confidence_label(results.parameters.confidence)
    table = pd.DataFrame(
        {
            "Service": [f"{row.service_label} ({row.area})" for row in rows.itertuples()],
            "Periods": [number(row.points) for row in rows.itertuples()],
            f"Growth a year ({confidence} interval)": [_growth(row) for row in rows.itertuples()],
            f"A month now ({confidence} interval)": [_rate(row) for row in rows.itertuples()],
            "Chance of rising": [NONE if row.reason else percent(row.chance_rising) for row in rows.itertuples()],
            "Scatter from": [SCATTER.get(row.dispersion_source, "none") for row in rows.itertuples()],
        }
    )
    return Exhibit(
        name="trends",
        title="The trend of each service",
        caption=(
            "Growth a year of people coming, fitted within one contract system, with the number of people a month at "
            f"its end and the {confidence} interval of each. The chance of rising is how sure the counts make it that "
            "the underlying rate grows; it is no chance that need grows. Scatter is how much counts vary beyond chance."
        ),
        alternative_text="",
        table=table,
    )


def _growth(row) -> str:
    if row.reason:
        return f"{NONE}. {row.reason}"
    return f"{signed_percent(row.growth_per_year)} ({interval(signed_percent(row.low), signed_percent(row.high))})"


def _rate(row) -> str:
    if row.reason:
        return NONE
    return f"{number(row.rate_per_month_now)} ({interval(number(row.rate_low), number(row.rate_high))})"
