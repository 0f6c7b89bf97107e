"""Where the question can be answered at all: is demand known, is funding known, and of the same service?"""

import pandas as pd

KEYS = ["era", "area"]
VERDICTS = ("both", "both, not of the same service", "demand only", "funding only", "neither")


def matrix(services: pd.DataFrame, demand: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """Each row is an era in an area in which it had a service, with what was published of it.

    services: each row is a service with `era`, `service`, `area`, and `kind` («aggregate» for several taken together).
    demand: rows of counted demand with `era`, `service`, `area`, `period_start`, `period_end`.
    funding: rows of money with `era`, `service`, `area`, `amount_gbp`, `year_start`, `year_end` (NaT where the year
    was not published).
    Returns `services` (how many), `demand_services` and `funding_services` (tuples of ids), `same_services` (ids whose
    demand and funding are known for the same service and area in an overlapping period) and `verdict`, one of VERDICTS.
    """
    matched = _matched(demand, funding)
    single = services[services["kind"].ne("aggregate")]
    table = single.groupby(KEYS, sort=False).agg(services=("service", "nunique")).reset_index()
    for name, rows in (("demand_services", demand), ("funding_services", funding), ("same_services", matched)):
        ids = rows.groupby(KEYS, sort=False)["service"].agg(lambda column: tuple(dict.fromkeys(column)))
        table = table.merge(ids.rename(name), on=KEYS, how="left", validate="1:1")
        table[name] = [value if isinstance(value, tuple) else () for value in table[name]]
    return table.assign(verdict=[_verdict(row) for row in table.itertuples(index=False)])


def _matched(demand: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    pairs = demand.merge(funding, on=[*KEYS, "service"], suffixes=("", "_money"), validate="m:m")
    overlapping = pairs["period_start"].le(pairs["year_end"]) & pairs["period_end"].ge(pairs["year_start"])
    return pairs[overlapping]


def _verdict(row) -> str:
    if row.same_services:
        return VERDICTS[0]
    known = (bool(row.demand_services), bool(row.funding_services))
    return {(True, True): VERDICTS[1], (True, False): VERDICTS[2], (False, True): VERDICTS[3]}.get(known, VERDICTS[4])
