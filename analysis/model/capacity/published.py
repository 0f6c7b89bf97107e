"""What published flows say of open cases, and nothing more: the net flow, and the smallest caseload that it allows."""

import pandas as pd

SERVICE = ["era", "service", "area"]


def smallest_caseloads(flows: pd.DataFrame) -> pd.DataFrame:
    """Each row is a service whose flows were published: the fewest open cases that they allow.

    flows: rows of `model.performance.net_flow` with `entries`, `exits`, `net` by period.
    Returns `start`, `end`, `periods`, `entries`, `exits`, `net` (sums), `opening_at_least` (on the first day),
    `closing_at_least` (on the last), `emptied` (end of the period in which the smallest opening would leave nobody,
    NaT where it would leave somebody) and `average_at_least` (between the first and the last day). People in support
    cannot be fewer than none, so the opening is no smaller than the deepest fall of the running sum.
    """
    columns = [*SERVICE, "start", "end", "periods", "entries", "exits", "net", "opening_at_least", "closing_at_least",
               "emptied", "average_at_least"]  # fmt: skip
    rows = [dict(zip(SERVICE, key, strict=True)) | _smallest(rows) for key, rows in flows.groupby(SERVICE, sort=False)]
    return pd.DataFrame(rows, columns=columns)


def _smallest(rows: pd.DataFrame) -> dict[str, object]:
    ordered = rows.sort_values("period_start", ignore_index=True)
    running = ordered["net"].cumsum()
    opening = max(0.0, -running.min())
    stocks = pd.concat([pd.Series([opening]), opening + running], ignore_index=True)
    lowest = running.idxmin()
    return {
        "start": ordered["period_start"].iloc[0],
        "end": ordered["period_end"].iloc[-1],
        "periods": len(ordered),
        "entries": ordered["entries"].sum(),
        "exits": ordered["exits"].sum(),
        "net": ordered["net"].sum(),
        "opening_at_least": opening,
        "closing_at_least": stocks.iloc[-1],
        "emptied": ordered["period_end"].iloc[lowest] if opening > 0 else pd.NaT,
        "average_at_least": ((stocks + stocks.shift()) / 2).mean(),
    }
