"""Sentences that begin with «if»: what follows from growth that the reader assumed, said so that it cannot be misread."""

import pandas as pd

from analysis.wording.numbers import count_of, number, percent, signed_percent

YOUR_ASSUMPTION = "your assumption, not a forecast"
# A whole per cent: what a reader can tell apart on the slider.
AS_GOOD_AS_NOUGHT = 0.5


def standstill_sentence(
    indices: pd.DataFrame, base: str, *, demand_growth: float, price_growth: float, funding_growth: float
) -> str:
    """What the last year of `model.standstill.standstill_indices` says; growths are fractions a year.

    base: the service and year that stand at 100, in words.
    """
    last = indices.iloc[-1]
    condition = (
        f"If demand changed by {signed_percent(demand_growth)} a year, prices by {signed_percent(price_growth)} and "
        f"funding by {signed_percent(funding_growth)}"
    )
    cost = (
        f"in {count_of(last['year'], 'year')} the same service as {base} would cost {number(last['standstill_index'])} "
        f"for every 100 of today, and funding would stand at {number(last['funding_index'])}"
    )
    return f"{condition}, {cost}: {_gap(last)}"


def break_even_sentence(growth: float) -> str:
    """How fast funding has to grow to keep pace; `growth` is a fraction a year."""
    return f"Keeping pace would take {signed_percent(growth, 1)} a year."


def _gap(last: pd.Series) -> str:
    if abs(last["gap"]) < AS_GOOD_AS_NOUGHT:
        return "funding would keep pace."
    if last["gap"] < 0:
        return f"{number(-last['gap'])} more than standing still needs."
    return f"short by {number(last['gap'])}, enough for {percent(last['funded_share'])} of it."


def indices_in_words(indices: pd.DataFrame) -> pd.DataFrame:
    """The indices as a reader sees them: each row is a year ahead, with whole numbers and the funded share."""
    columns = {
        "demand_index": "Demand",
        "price_index": "Prices",
        "standstill_index": "Cost of standing still",
        "funding_index": "Funding",
    }
    worded = {label: [number(value) for value in indices[column]] for column, label in columns.items()}
    years = ["Base" if year == 0 else f"Year {year}" for year in indices["year"]]
    return pd.DataFrame(
        {"Year": years, **worded, "Share funded": [percent(value) for value in indices["funded_share"]]}
    )
