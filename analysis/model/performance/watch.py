"""Priorities and risks beside the indicators that watch them."""

import pandas as pd

COLUMNS = ["register", "number", "what", "indicator", "label", "figures_published", "reason", "source"]
NOBODY_WATCHES = "No indicator watches it."
NOT_YET = "Nothing published yet for this indicator."


def watch_register(register: str, entries, labels: dict[str, str], published: dict[str, int]) -> pd.DataFrame:
    """Each row is an entry of a register and an indicator that watches it, or an entry that none does.

    entries: records with `number`, `indicators`, `source` and the field that `register` names; labels: of indicators;
    published: how many rows of results each indicator has.
    """
    rows = []
    for one in sorted(entries, key=lambda entry: entry.number):
        named = {"register": register, "number": one.number, "what": getattr(one, register), "source": one.source}
        for indicator in one.indicators:
            found = published.get(indicator, 0)
            watched = {"indicator": indicator, "label": labels[indicator], "figures_published": found}
            rows.append(named | watched | {"reason": "" if found else NOT_YET})
        if not one.indicators:
            rows.append(named | {"indicator": "", "label": "", "figures_published": 0, "reason": NOBODY_WATCHES})
    return pd.DataFrame(rows, columns=COLUMNS)
