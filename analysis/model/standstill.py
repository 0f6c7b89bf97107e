"""What it would take to stand still: indices from a base of 100, never pounds, under growth that somebody assumes."""

import numpy as np
import pandas as pd

BASE = 100


def standstill_indices(years: int, *, demand_growth: float, price_growth: float, funding_growth: float) -> pd.DataFrame:
    """Each row is a year ahead, from 0 (the base, 100) to `years`, under three yearly growths that are taken as given.

    demand_growth, price_growth, funding_growth: fractions a year (0.05 is 5% a year), each above -1.
    Returns `year`, `demand_index`, `price_index`, `standstill_index` (what the base year's service would cost at that
    year's demand and prices: demand x price), `funding_index`, `gap` (standstill less funding, in points of the base
    year's funding) and `funded_share` (funding over standstill cost, a fraction).
    It projects nothing: whoever sets the growths assumes them.
    """
    year = np.arange(years + 1)
    demand, price, funding = (BASE * (1 + growth) ** year for growth in (demand_growth, price_growth, funding_growth))
    standstill = demand * price / BASE
    return pd.DataFrame(
        {
            "year": year,
            "demand_index": demand,
            "price_index": price,
            "standstill_index": standstill,
            "funding_index": funding,
            "gap": standstill - funding,
            "funded_share": funding / standstill,
        }
    )


def break_even_growth(*, demand_growth: float, price_growth: float) -> float:
    """The yearly growth of funding that keeps pace with demand and prices, as a fraction a year."""
    return (1 + demand_growth) * (1 + price_growth) - 1
