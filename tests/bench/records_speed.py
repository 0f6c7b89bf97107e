"""Counting invented cases: `python tests/bench/records_speed.py [CASES] [MEMORY] [alone]`.

The expressions of `model/records` in DuckDB against the same counts in SQL written by hand, and against pandas; all
read one Parquet file, and their counts must agree. Then the whole command, with its checks. The first ratio is to be
1.25 or less, the second 5 or more. With a third argument only the command is timed, with the most memory it took.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from analysis.model.records.counting import ask_all, quarter_number
from analysis.model.records.identifiers import column_tells
from analysis.model.synthetic_cases import NEVER, SERVICES, Invention, invent
from analysis.sources.location import find_data
from analysis.sources.records.engines import open_engine
from analysis.sources.records.form import load_case_format
from analysis.sources.records.synthetic import write_extract

QUARTERS = 20
FIRST = date(2020, 4, 1)
RANGE = (quarter_number(FIRST), quarter_number(FIRST) + QUARTERS - 1)
KEYS = ["service", "area", "quarter"]
QUARTER = "(year({0}) * 4 + quarter({0}))"
FLOWS = {
    "referral_at": {
        "referrals received": "count(*)",
        "referrals from the helpline": "count(*) FILTER (referral_source = 'helpline')",
        "referrals from other sources": "count(*) FILTER (referral_source = 'other')",
    },
    "decision_on": {
        "referrals accepted": "count(*) FILTER (decision = 'accepted')",
        "referrals not accepted": "count(*) FILTER (decision = 'not accepted')",
        "contact made within 48 hours": (
            "count(*) FILTER (decision = 'accepted' AND contact_at <= referral_at + INTERVAL 48 HOUR)"
        ),
        "contact made within 72 hours": (
            "count(*) FILTER (decision = 'accepted' AND contact_at > referral_at + INTERVAL 48 HOUR "
            "AND contact_at <= referral_at + INTERVAL 72 HOUR)"
        ),
        "contact made after 72 hours": (
            "count(*) FILTER (decision = 'accepted' AND (contact_at IS NULL "
            "OR contact_at > referral_at + INTERVAL 72 HOUR))"
        ),
    },
    "start_on": {"cases opened": "count(*)"},
    "end_on": {
        "planned exits": "count(*) FILTER (exit = 'planned')",
        "unplanned exits": "count(*) FILTER (exit = 'unplanned')",
        "exits": "count(exit)",
        "cases closed": "count(outcome)",
        "positive case closures": "count(*) FILTER (outcome = 'positive')",
    },
}


def by_hand(path: Path) -> list[str]:
    """The queries that someone would write for the same counts."""
    source = f"read_parquet('{path}')"
    queries = [
        f"SELECT service, area, {QUARTER.format(day)} AS quarter, "
        + ", ".join(f'{count} AS "{name}"' for name, count in measures.items())
        + f" FROM {source} WHERE {day} IS NOT NULL GROUP BY ALL"
        for day, measures in FLOWS.items()
    ]
    stocks = (
        ("caseload", "start_on", "end_on", "TRUE"),
        ("people on the waiting list", "decision_on", "least(start_on, end_on)", "decision = 'accepted'"),
    )
    for name, since, until, where in stocks:
        queries.append(
            f"WITH runs AS (SELECT service, area, {QUARTER.format(since)} AS came, {QUARTER.format(until)} AS gone, "
            f"count(*) AS number FROM {source} WHERE {since} IS NOT NULL AND {where} GROUP BY ALL) "
            f'SELECT service, area, quarter, sum(number) AS "{name}" FROM runs, range({RANGE[0]}, {RANGE[1] + 1}) '
            "AS quarters(quarter) WHERE came <= quarter AND (gone IS NULL OR gone > quarter) GROUP BY ALL"
        )
    for area in ("area", "'everywhere' AS area"):
        queries.append(
            f"WITH stays AS (SELECT service, {area}, person_id, {QUARTER.format('start_on')} AS came, "
            f"coalesce({QUARTER.format('end_on')}, {RANGE[1]}) AS gone FROM {source} WHERE start_on IS NOT NULL), "
            "laid AS (SELECT DISTINCT service, area, person_id, unnest(range(came, gone + 1)) AS quarter FROM stays) "
            'SELECT service, area, quarter, count(*) AS "people supported" FROM laid GROUP BY ALL'
        )
    return queries


def by_pandas(path: Path) -> list[pd.DataFrame]:
    """The same counts as someone would have them of pandas."""
    cases = pd.read_parquet(path).drop(columns="case_id")
    hours = (cases["contact_at"] - cases["referral_at"]) / pd.Timedelta(hours=1)
    accepted = cases["decision"].eq("accepted")
    truth = {
        "referrals received": True,
        "referrals from the helpline": cases["referral_source"].eq("helpline"),
        "referrals from other sources": cases["referral_source"].eq("other"),
        "referrals accepted": accepted,
        "referrals not accepted": cases["decision"].eq("not accepted"),
        "contact made within 48 hours": accepted & hours.le(48),
        "contact made within 72 hours": accepted & hours.gt(48) & hours.le(72),
        "contact made after 72 hours": accepted & ~hours.le(72),
        "cases opened": True,
        "planned exits": cases["exit"].eq("planned"),
        "unplanned exits": cases["exit"].eq("unplanned"),
        "exits": cases["exit"].notna(),
        "cases closed": cases["outcome"].notna(),
        "positive case closures": cases["outcome"].eq("positive"),
    }
    days = {day: pd.to_datetime(cases[day]) for day in ("referral_at", "decision_on", "start_on", "end_on")}
    quarter = {day: dates.dt.year * 4 + dates.dt.quarter for day, dates in days.items()}
    tables = []
    for day, measures in FLOWS.items():
        flags = pd.DataFrame({name: truth[name] for name in measures}, index=cases.index)
        keyed = flags.assign(service=cases["service"], area=cases["area"], quarter=quarter[day])
        tables.append(keyed[keyed["quarter"].notna()].groupby(KEYS, observed=True).sum().reset_index())
    gone = pd.concat([quarter["start_on"], quarter["end_on"]], axis=1).min(axis=1)
    for name, came, left, where in (
        ("caseload", quarter["start_on"], quarter["end_on"], quarter["start_on"].notna()),
        ("people on the waiting list", quarter["decision_on"], gone, accepted),
    ):
        runs = pd.DataFrame({"service": cases["service"], "area": cases["area"], "came": came, "gone": left})[where]
        runs = runs.fillna({"gone": RANGE[1] + 1}).groupby(["service", "area", "came", "gone"], observed=True)
        laid = (
            runs.size()
            .rename(name)
            .reset_index()
            .merge(pd.DataFrame({"quarter": range(RANGE[0], RANGE[1] + 1)}), how="cross")
        )
        there = laid[(laid["came"] <= laid["quarter"]) & (laid["gone"] > laid["quarter"])]
        tables.append(there.groupby(KEYS, observed=True)[name].sum().reset_index())
    begun = quarter["start_on"].notna()
    stays = cases.loc[begun, ["service", "area", "person_id"]].assign(
        came=quarter["start_on"][begun], gone=quarter["end_on"][begun].fillna(RANGE[1])
    )
    laid = pd.concat(
        [
            stays[(stays["came"] <= one) & (stays["gone"] >= one)].assign(quarter=one)
            for one in range(RANGE[0], RANGE[1] + 1)
        ]
    )
    for keys in (KEYS, ["service", "quarter"]):
        people = laid.drop_duplicates([*keys, "person_id"]).groupby(keys, observed=True).size()
        tables.append(
            people.rename("people supported").reset_index().assign(area=lambda one: one.get("area", "everywhere"))
        )
    return tables


def long(tables: list[pd.DataFrame]) -> pd.Series:
    """Counts by place and measure, noughts left out, to compare one way with another."""
    parts = [table.melt(KEYS, var_name="measure", value_name="count") for table in tables]
    table = pd.concat(parts).astype({"quarter": int, "count": int, "service": str, "area": str})
    within = table[table["quarter"].between(*RANGE) & table["count"].gt(0)]
    return within.set_index([*KEYS, "measure"])["count"].sort_index()


def timed(title: str, work) -> tuple[object, float]:
    begun = time.perf_counter()
    made = work()
    seconds = time.perf_counter() - begun
    print(f"{title}: {seconds:.2f} s", flush=True)
    return made, seconds


def best(title: str, work, times: int = 3) -> tuple[object, float]:
    return min((timed(title, work) for _ in range(times)), key=lambda one: one[1])


def compare(path: Path, memory: str) -> None:
    form = load_case_format(find_data())
    hand = duckdb.connect(config={"memory_limit": memory})
    with open_engine(str(path), form, "duckdb", memory=memory, spill=path.parent, column_tells=column_tells) as engine:
        questions = ask_all(engine.cases, *RANGE)
        ours, our_seconds = best(
            "expressions", lambda: [pd.DataFrame(engine.rows(one.expression)) for one in questions]
        )
    theirs, hand_seconds = best("SQL by hand", lambda: [pd.DataFrame(hand.execute(one).df()) for one in by_hand(path)])
    frames, pandas_seconds = timed("pandas", lambda: by_pandas(path))
    pd.testing.assert_series_equal(long(ours), long(theirs))
    pd.testing.assert_series_equal(long(ours), long(frames))
    print(f"expressions / SQL by hand: {our_seconds / hand_seconds:.2f}")
    print(f"pandas / expressions: {pandas_seconds / our_seconds:.1f}")


def draw(path: Path, cases: int) -> None:
    drawn = invent(Invention(cases=cases, first=FIRST, quarters=QUARTERS), np.random.default_rng(1))
    timed("invented", lambda: write_extract(drawn, SERVICES, load_case_format(find_data()), path, NEVER))


def main(arguments: list[str]) -> None:
    cases = int(float(arguments[0])) if arguments else 10_000_000
    memory = arguments[1] if len(arguments) > 1 else "4GB"
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {cases:,} cases, memory {memory}", flush=True)
    with tempfile.TemporaryDirectory(dir=os.environ.get("DSVA_SPILL")) as folder:
        path = Path(folder) / "cases.parquet"
        # In processes of their own: a command is told to have held at least what the process that starts it holds.
        for work, given in ((draw, (path, cases)), (compare, (path, memory)))[: 1 if len(arguments) > 2 else 2]:
            process = get_context("spawn").Process(target=work, args=given)
            process.start()
            process.join()
            if process.exitcode:
                raise SystemExit(f"{work.__name__} failed")
        counting = [sys.executable, "-m", "analysis", "records", "count", str(path), "--format", "csv"]
        command = [*counting, "--memory", memory]
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        print(f"the whole command: {time.perf_counter() - begun:.2f} s", end=", ")
        print(f"exit {os.waitstatus_to_exitcode(status)}, at most {used.ru_maxrss / 1e6:.1f} GB")


if __name__ == "__main__":
    main(sys.argv[1:])
