"""Sentences that begin with «if»: what follows from growth that the reader assumed."""

import pandas as pd

from analysis.wording.numbers import count_of, number, percent, signed_percent

# A whole per cent: what a reader can tell apart on the slider.
AS_GOOD_AS_NOUGHT = 0.5
LABELS = {
    "standstill_index": "Standing still",
    "funding_index": "Funding",
    "demand_index": "Demand",
    "price_index": "Prices",
}


def standstill_sentence(
    indices: pd.DataFrame, start: str, *, demand_growth: float, price_growth: float, funding_growth: float
) -> str:
    """What the last year of `model.standstill.standstill_indices` says; growths are fractions a year.

    start: the year that stands at 100, in words.
    """
    last = indices.iloc[-1]
    return (
        f"If demand changed by {signed_percent(demand_growth)} a year, prices by {signed_percent(price_growth)} and "
        f"funding by {signed_percent(funding_growth)}, then {count_of(last['year'], 'year')} after {start} the same "
        f"service would cost {number(last['standstill_index'])} for every 100 at the start, while funding stood at "
        f"{number(last['funding_index'])}: {_gap(last)}"
    )


def break_even_sentence(growth: float) -> str:
    """How fast funding has to grow to keep pace; `growth` is a fraction a year."""
    return f"Keeping pace would take {signed_percent(growth, 1)} a year."


def indices_in_words(indices: pd.DataFrame) -> pd.DataFrame:
    """The indices as a reader sees them: each row is a year ahead, in whole numbers, with the share funded."""
    years = ["Start" if year == 0 else f"Year {year}" for year in indices["year"]]
    worded = {label: [number(value) for value in indices[column]] for column, label in LABELS.items()}
    funded = [percent(value) for value in indices["funded_share"]]
    return pd.DataFrame({"Year": years, **worded, "Share funded": funded})


def _gap(last: pd.Series) -> str:
    if abs(last["gap"]) < AS_GOOD_AS_NOUGHT:
        return "funding would keep pace."
    if last["gap"] < 0:
        return f"{number(-last['gap'])} more than standing still needs."
    return f"short by {number(last['gap'])}, enough for {percent(last['funded_share'])} of it."
