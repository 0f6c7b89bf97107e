"""What is ahead: what ends when, and how much money is known to be committed for each quarter."""

import pandas as pd

from analysis.model.funding.years import monthly_gbp, term_of
from analysis.reference.periods import MONTHS_IN_YEAR, months_between, quarter_label

PRINTED, WORKED_OUT, NOT_PUBLISHED = "printed", "start and term", "not published"
CONTRACT, OPTION, LAST_YEAR, GRANT = "contract or post", "option to extend", "last year published", "sum without a term"
COMMITTED, IF_EXTENDED = "committed", "if extended"
NOT_COUNTED = ("forecast",)
ENDING_COLUMNS = [
    "id", "what", "kind", "era", "service", "area", "starts", "ends", "basis", "months_ahead", "amount_gbp", "reason",
    "source", "locator",
]  # fmt: skip
COMMITTED_COLUMNS = [
    "quarter", "quarter_start", "quarter_end", "line", "stream", "funder", "era", "service", "area", "kind",
    "precision", "status", "counted", "months", "amount_gbp", "figure", "source", "locator",
]  # fmt: skip


def list_quarters(day: pd.Timestamp, count: int) -> pd.DataFrame:
    """The quarter of the financial year that a day lies in, and those after it: `quarter`, first and last day."""
    periods = pd.period_range(pd.Timestamp(day), periods=count, freq="Q-MAR")
    starts, ends = periods.start_time, periods.end_time.normalize()
    labels = [quarter_label(start.date()) for start in starts]
    return pd.DataFrame({"quarter": labels, "quarter_start": starts, "quarter_end": ends})


def commitments(lines: pd.DataFrame, contracts: pd.DataFrame, quarters: pd.DataFrame) -> pd.DataFrame:
    """Each row is a funding line in a quarter: the pounds of the day that are known for it.

    lines: each row is a funding line; contracts: each row is a contract, whose `extension_to` may prolong the yearly
    price of its service; quarters: rows of `list_quarters`.
    A year's sum and a yearly price count by twelfths, a whole-term sum by the months of its term; a line to which
    neither applies is in no quarter. `status` is `committed` or `if extended`; `counted` is False for a part of
    another line and for a forecast beside its budget, which are never added to it.
    """
    spans = [(line, *term, COMMITTED) for _, line in lines.iterrows() if (term := term_of(line)) is not None]
    spans += _extensions(lines, contracts)
    rows = [
        row
        for line, first, last, status in spans
        for quarter in quarters.itertuples(index=False)
        if (row := _in_quarter(line, first, last, status, quarter)) is not None
    ]
    return pd.DataFrame(rows, columns=COMMITTED_COLUMNS)


def total_by_quarter(
    committed: pd.DataFrame, quarters: pd.DataFrame, ends: pd.DataFrame, aggregates: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Each row is a quarter: the pounds of the day known for it, those an option would add, and what is unknown.

    committed: rows of `commitments`; ends: rows of `endings`; aggregates: services that stand for all of their era
    and area, so that their money is that of each. `unknown` counts the contracts, posts and sums that may run in the
    quarter (no end is published before it) with no pounds of their own for it.
    `committed_gbp` is missing, not nought, where nothing was published for the quarter.
    """
    counted = committed[committed["counted"].astype(bool)]
    sums = counted.pivot_table(index="quarter", columns="status", values="amount_gbp", aggfunc="sum")
    sums = sums.reindex(index=quarters["quarter"], columns=[COMMITTED, IF_EXTENDED])
    own = ends[ends["kind"].ne(OPTION)]
    return quarters.assign(
        committed_gbp=sums[COMMITTED].to_numpy(dtype=float),
        if_extended_gbp=sums[IF_EXTENDED].to_numpy(dtype=float),
        unknown=[_without_pounds(own, committed, quarter, aggregates) for quarter in quarters.itertuples()],
    )


def endings(contracts: pd.DataFrame, lines: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Each row is an end: of a contract or post, of an option to extend one, or of the last year of a line of money.

    contracts: what papers state, several of them perhaps of one service: the newest statement stands.
    `basis` says whether the end is printed, follows from a printed start and term (the day before as many months
    later), or is not published. A term that papers state in two ways gives no end. `months_ahead` counts from `day`
    and is below nought where it has passed.
    """
    newest = contracts.sort_values("published", kind="stable").drop_duplicates(["era", "service", "area"], keep="last")
    rows = [row for _, contract in newest.iterrows() for row in _ends_of_contract(contract)]
    rows += _ends_of_money(lines, set(newest["service"]) - {""})
    table = pd.DataFrame(rows, columns=ENDING_COLUMNS)
    table["ends"], table["starts"] = pd.to_datetime(table["ends"]), pd.to_datetime(table["starts"])
    ahead = [_months_ahead(pd.Timestamp(day), end) for end in table["ends"]]
    return table.assign(months_ahead=ahead).sort_values("ends", kind="stable", ignore_index=True)


def _without_pounds(ends: pd.DataFrame, committed: pd.DataFrame, quarter, aggregates: frozenset[str]) -> int:
    keys = ["era", "area", "service"]
    paid = committed[committed["quarter"].eq(quarter.quarter)]
    known = set(paid[keys].itertuples(index=False, name=None))
    together = {(era, area) for era, area, service in known if service in aggregates}
    running = ends[~(ends["starts"] > quarter.quarter_end) & ~(ends["ends"] < quarter.quarter_start)]
    return sum(key not in known and key[:2] not in together for key in running[keys].itertuples(index=False, name=None))


def _extensions(lines: pd.DataFrame, contracts: pd.DataFrame) -> list[tuple]:
    options = contracts[contracts["end"].notna() & (contracts["extension_to"] > contracts["end"])]
    both = options.merge(
        lines[lines["basis"].eq("per-year") & lines["financial_year"].eq("")],
        on=["era", "service", "area"], suffixes=("_contract", ""), validate="m:m",
    )  # fmt: skip
    return [
        (line, line["end_contract"] + pd.Timedelta(days=1), line["extension_to"], IF_EXTENDED)
        for _, line in both.iterrows()
    ]


def _in_quarter(line: pd.Series, first: pd.Timestamp, last: pd.Timestamp, status: str, quarter) -> dict | None:
    begin, end = max(first, quarter.quarter_start), min(last, quarter.quarter_end)
    if end < begin:
        return None
    months = months_between(begin, end)
    kept = ("line", "stream", "funder", "era", "service", "area", "kind", "precision", "figure", "source", "locator")
    return {name: line[name] for name in kept} | {
        **quarter._asdict(),
        "status": status,
        "counted": not line["part_of"] and line["kind"] not in NOT_COUNTED,
        "months": months,
        "amount_gbp": monthly_gbp(line) * months,
    }


def _ends_of_contract(contract: pd.Series) -> list[dict]:
    own = {name: contract[name] for name in ("id", "era", "service", "area", "source", "locator")}
    own |= {"what": contract["title"], "starts": contract["start"], "amount_gbp": contract["value_gbp"]}
    end, basis, reason = _end_of(contract)
    extended = contract["extension_to"]
    if pd.isna(end) and pd.notna(extended):
        return [own | {"kind": CONTRACT, "ends": extended, "basis": PRINTED, "reason": ""}]
    rows = [own | {"kind": CONTRACT, "ends": end, "basis": basis, "reason": reason}]
    if pd.notna(extended) and extended > end:
        rows.append(own | {"kind": OPTION, "ends": extended, "basis": PRINTED, "reason": ""})
    return rows


def _end_of(contract: pd.Series) -> tuple[pd.Timestamp, str, str]:
    if pd.notna(contract["end"]):
        return contract["end"], PRINTED, ""
    if pd.isna(contract["term_years"]):
        return pd.NaT, NOT_PUBLISHED, "no end is published"
    if pd.isna(contract["start"]):
        return pd.NaT, NOT_PUBLISHED, "only the term is published"
    if contract["conflict"]:
        return pd.NaT, NOT_PUBLISHED, "the papers state its term in two ways"
    months = round(contract["term_years"] * MONTHS_IN_YEAR)
    return contract["start"] + pd.DateOffset(months=months) - pd.Timedelta(days=1), WORKED_OUT, ""


def _ends_of_money(lines: pd.DataFrame, under_contract: set[str]) -> list[dict]:
    rows = []
    own = lines[~lines["service"].isin(under_contract) & ~lines["kind"].isin(NOT_COUNTED)]
    for _, years in own.groupby("line", sort=False):
        terms = [(term_of(line), line) for _, line in years.iterrows()]
        known = [(term[1], term[0], line) for term, line in terms if term is not None]
        end, start, line = max(known, key=lambda one: one[0]) if known else (pd.NaT, pd.NaT, years.iloc[-1])
        rows.append(
            {name: line[name] for name in ("id", "era", "service", "area", "amount_gbp", "source", "locator")}
            | {
                "what": line["stream"],
                "kind": LAST_YEAR if known else GRANT,
                "starts": start,
                "ends": end,
                "basis": PRINTED if known else NOT_PUBLISHED,
                "reason": "" if known else line["term_reason"],
            }
        )
    return rows


def _months_ahead(day: pd.Timestamp, end: pd.Timestamp) -> float:
    if pd.isna(end):
        return float("nan")
    return months_between(day, end) if end >= day else -months_between(end, day)
