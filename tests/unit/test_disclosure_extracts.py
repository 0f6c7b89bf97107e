"""Public tables of case extracts attacked: all that one extract gives, put together by a reader with a solver.

The reader shares no code with what protects. What is known: every table of the extract, the rules of rounding and
withholding, that areas and groups are parts of the whole, and what every case goes through: received, then accepted or
not, then waiting, then open, then gone. A withheld count of 1 to 7 must be free to be any of 1 to 7.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest
from record_sample import DATA, HEADER, count, known, write_rows
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from analysis.model.disclosure import Rules
from analysis.pipeline.records import EVERYBODY
from analysis.pipeline.records_protected import NO_OTHERS, Others, as_public, places_told
from analysis.sources.figures import load_figures

UNTIL = date(2024, 3, 31)
COLUMNS = f"{HEADER},ethnicity"
SPLITS = ("sex", "ethnicity")
WHOLE_AREA = "Leicestershire and Rutland"
INFEASIBLE = 2
R, A, N = "referrals received", "referrals accepted", "referrals not accepted"
WAIT, OPEN, OPENED, EXITS, PEOPLE = (
    "people on the waiting list", "caseload", "cases opened", "exits", "people supported",
)  # fmt: skip
FLOWS = (R, A, N, OPENED, EXITS)
# A count and what is some or all of it.
PARTS = {
    R: ("referrals from the helpline", "referrals from other sources"),
    A: ("contact made within 48 hours", "contact made within 72 hours", "contact made after 72 hours"),
    EXITS: ("planned exits", "unplanned exits"),
    "cases closed": ("positive case closures",),
}
WHOLE_PARTS = (A, EXITS)  # of these the parts are all


def draw_rows(seed: int, service: str = "da-locality") -> list[str]:
    """Cases of four quarters of a small service, quick or slow, of which some counts are a few people."""
    rng = np.random.default_rng(seed)
    areas = ["Leicestershire", "Rutland", "elsewhere", "Leicester"]
    area_shares = rng.dirichlet([6, 3, 1, 0.5])
    women, community, decided_in, waits, stays = rng.uniform(0.5, 0.95), rng.dirichlet([4, 2, 1]), *(
        rng.choice(days) for days in ([1, 3, 40], [2, 20, 60], [15, 40, 120])
    )  # fmt: skip
    accepted, starts, planned, monthly = *rng.uniform([0.5, 0.6, 0.5], [0.95, 1.0, 0.95]), np.exp(rng.uniform(0.7, 4.2))
    rows = []
    for month in range(int(rng.integers(4, 13))):
        for _ in range(rng.poisson(monthly)):
            came = datetime(2023, 4, 1, 9) + timedelta(days=30 * month + int(rng.integers(0, 30)))
            if came.date() > UNTIL:
                continue
            rows.append(_case(rng, len(rows), service, rng.choice(areas, p=area_shares), came, {
                "women": women, "community": community, "decided_in": decided_in, "waits": waits, "stays": stays,
                "accepted": accepted, "starts": starts, "planned": planned,
            }))  # fmt: skip
    return rows


def _case(rng, number: int, service: str, area: str, came: datetime, rates: dict) -> str:
    cells = dict.fromkeys(COLUMNS.split(","), "")
    who = int(rng.integers(0, number)) if number and rng.random() < 0.1 else number
    attributes = np.random.default_rng(who)  # of a person, the same in every case
    cells |= {
        "case_id": f"c{number:05d}", "person_id": f"p{who:05d}", "service": service, "area": area,
        "referral_at": f"{came:%Y-%m-%d %H:%M}", "referral_source": str(rng.choice(["helpline", "other", "other"])),
        "risk": str(attributes.choice(["standard", "medium", "high"], p=[0.2, 0.5, 0.3])),
        "sex": "female" if attributes.random() < rates["women"] else "male",
        "ethnicity": str(attributes.choice(["white", "asian", "black"], p=rates["community"])),
    }  # fmt: skip
    decided = came + timedelta(days=rng.exponential(rates["decided_in"]))
    if decided.date() > UNTIL:
        return ",".join(cells.values())
    is_taken = rng.random() < rates["accepted"]
    cells |= {"decision": "accepted" if is_taken else "not accepted", "decision_on": f"{decided:%Y-%m-%d}"}
    reached = came + timedelta(hours=rng.exponential(40))
    if reached.date() <= UNTIL:
        cells["contact_at"] = f"{reached:%Y-%m-%d %H:%M}"
    begun = decided + timedelta(days=rng.exponential(rates["waits"]))
    if is_taken and begun.date() <= UNTIL:
        ended = begun + timedelta(days=rng.exponential(rates["stays"]))
        if rng.random() >= rates["starts"]:
            cells["end_on"] = f"{begun:%Y-%m-%d}"
        else:
            cells["start_on"] = f"{begun:%Y-%m-%d}"
            if ended.date() <= UNTIL:
                cells |= {
                    "end_on": f"{ended:%Y-%m-%d}",
                    "exit": "planned" if rng.random() < rates["planned"] else "unplanned",
                    "outcome": str(rng.choice(["positive", "not positive", ""], p=[0.6, 0.3, 0.1])),
                }
    return ",".join(cells.values())


@cache
def papers() -> pd.DataFrame:
    return load_figures(DATA)


def tables_of(
    rows: list[str], path, by: tuple[str, ...] = SPLITS, threshold: int = 7, until: date = UNTIL, others=NO_OTHERS
):
    """All that was counted, exact and as the public sees it, each row by its place."""
    counted = count(write_rows(path, rows, COLUMNS), by=by, until=until)
    public = as_public(counted, papers(), known()[1].services, Rules(threshold), others)
    return counted.counts, public


def as_it_was(rows: list[str], day: date) -> list[str]:
    """The cases as an extract of an earlier day has them."""
    names, kept = COLUMNS.split(","), []
    for row in rows:
        cells = dict(zip(names, row.split(","), strict=True))
        if cells["referral_at"][:10] > day.isoformat():
            continue
        for on, gone in (
            ("decision_on", ("decision",)), ("contact_at", ()), ("start_on", ()), ("end_on", ("exit", "outcome")),
        ):  # fmt: skip
            if cells[on][:10] > day.isoformat():
                cells |= dict.fromkeys((on, *gone), "")
        kept.append(",".join(cells.values()))
    return kept


KEYS = ["service", "area", "by", "group", "quarter", "measure"]


class Reader:
    """Unknown whole numbers, what bounds them, and the sums between them."""

    def __init__(self) -> None:
        self.place, self.low, self.high, self.rows = {}, [], [], []
        self.seen = defaultdict(set)  # values that some whole-numbered table has had

    def unknown(self, name, low=0.0, high=np.inf) -> int:
        if name not in self.place:
            self.place[name] = len(self.low)
            self.low.append(low)
            self.high.append(high)
        return self.place[name]

    def know(self, weights: dict[int, int], high: float = np.inf) -> None:
        """These times their weights come to nought at least, and to `high` at most."""
        self.rows.append((weights, 0.0, high))

    def finish(self) -> None:
        entries = [(number, one, weight) for number, row in enumerate(self.rows) for one, weight in row[0].items()]
        row, column, weight = zip(*entries, strict=True)
        matrix = csr_array((weight, (row, column)), shape=(len(self.rows), len(self.low)))
        self.sums = LinearConstraint(matrix, [one[1] for one in self.rows], [one[2] for one in self.rows])

    def can_be(self, name, value: int) -> bool:
        """Whether some whole-numbered table has this value here: a solution in fractions is tried first."""
        if value in self.seen[name]:
            return True
        low, high = np.array(self.low), np.array(self.high)
        low[self.place[name]] = high[self.place[name]] = value
        for whole in (0, 1):
            answer = milp(
                np.zeros(len(low)),
                bounds=Bounds(low, high),
                constraints=self.sums,
                integrality=np.full(len(low), whole),
            )
            if answer.status == INFEASIBLE:
                return False
            found = np.round(answer.x)
            if np.abs(found - answer.x).max() < 1e-6:
                for key, place in self.place.items():
                    self.seen[key].add(int(found[place]))
                return True
        raise AssertionError(answer.message)


def attack(exact: pd.DataFrame, tables: list[pd.DataFrame], threshold: int = 7) -> dict[tuple, list[int]]:
    """For each count of 1 to the threshold that no table tells, the values of 1 to it that cannot be."""
    truth = exact.set_index(KEYS)["value"]
    told = pd.concat(tables)
    shown = told[told["value"].notna()].drop_duplicates([*KEYS, "value"]).set_index(KEYS)["value"]
    assert not shown.index.has_duplicates  # one count, shown in one way
    reader = Reader()
    for key in truth.index:
        value = shown.get(key, np.nan)
        low, high = (0, np.inf) if np.isnan(value) else (value and max(value - 2, threshold + 1), value and value + 2)
        reader.unknown(key, low, high)
    for key, value in shown.items():
        assert abs(truth[key] - value) <= 2, key
        assert not 1 <= truth[key] <= threshold, key
    know_courses(reader, truth)
    know_parts(reader, truth)
    reader.finish()
    listed, opened = list_withheld(told), {}
    for number, (key, value) in enumerate(truth.items()):
        if 1 <= value <= threshold and key in listed:
            # Between two that can be, others can: tried of every count that is open, and of each tenth of the others.
            ends = [tried for tried in (1, threshold) if not reader.can_be(key, tried)]
            between = range(2, threshold) if ends or number % 10 == 0 else ()
            barred = sorted(ends + [tried for tried in between if not reader.can_be(key, tried)])
            if barred:
                opened[key] = barred
    return opened


def list_withheld(told: pd.DataFrame) -> set[tuple]:
    """Counts of the public tables, and how many were opened, which they leave out."""
    listed = told.loc[told["value"].isna(), KEYS]
    beside = listed[listed["by"].eq("")].assign(measure=OPENED)
    return set(pd.concat([listed, beside]).itertuples(index=False, name=None))


def know_courses(reader: Reader, truth: pd.Series) -> None:
    """What every case goes through, in each area and group; and what a reader may suppose where it is so."""
    places = truth.index.droplevel(["quarter", "measure"]).unique()
    quarters = sorted(truth.index.unique("quarter"))
    for place in places:
        sofar = defaultdict(list)
        before = {}
        for quarter in quarters:
            at = {measure: (*place, quarter, measure) for measure in truth.index.unique("measure")}
            if at[R] not in truth.index:
                continue
            now = {name: reader.place[key] for name, key in at.items() if key in reader.place}
            value = {name: truth[key] for name, key in at.items() if key in reader.place}
            for flow in FLOWS:
                sofar[flow].append(now[flow])
            still_open = {now[OPEN]: -1} if OPEN in now else {}
            # Received: decided, or still to decide. Accepted: waiting, begun, or gone without. Begun: open or gone.
            reader.know(dict.fromkeys(sofar[R], 1) | dict.fromkeys(sofar[A] + sofar[N], -1))
            reader.know(dict.fromkeys(sofar[OPENED], 1) | dict.fromkeys(sofar[EXITS], -1) | still_open, 0)
            reader.know(
                dict.fromkeys(sofar[A], 1) | dict.fromkeys(sofar[OPENED], -1) | ({now[WAIT]: -1} if WAIT in now else {})
            )
            if before and WAIT in now:
                reader.know({now[A]: 1, before[WAIT]: 1, now[WAIT]: -1, now[OPENED]: -1})
            # In the quarter: whoever has support is open at its end, or left in it.
            if {PEOPLE, OPEN} <= set(now):
                is_each = value[PEOPLE] == value[OPEN] + value[EXITS]
                reader.know({now[OPEN]: 1, now[EXITS]: 1, now[PEOPLE]: -1}, 0 if is_each else np.inf)
            if place[-1] == EVERYBODY and value[R] == value[A] + value[N]:
                reader.know({now[R]: 1, now[A]: -1, now[N]: -1}, 0)
            for whole, parts in PARTS.items():
                here = {now[part]: -1 for part in parts if part in now}
                if whole in now and here:
                    reader.know({now[whole]: 1} | here, 0 if whole in WHOLE_PARTS else np.inf)
            reader.know({now[EXITS]: 1, now["cases closed"]: -1})
            before = now


def know_parts(reader: Reader, truth: pd.Series) -> None:
    """Groups are all of the whole and areas some of it; a person may be counted in several."""
    wide = truth[truth.index.get_level_values("by") == ""].index
    for service, area, by, group, quarter, measure in wide:
        if area != WHOLE_AREA:
            continue
        whole = reader.place[service, area, by, group, quarter, measure]
        for column in ("area", *SPLITS):
            parts = [
                place
                for key, place in reader.place.items()
                if (key[0], *key[4:]) == (service, quarter, measure)
                and (key[1] != area and key[2] == "" if column == "area" else key[1] == area and key[2] == column)
            ]
            if parts:
                rows = [[part] for part in parts] if measure == PEOPLE else [parts]
                for row in rows:
                    reader.know({whole: 1} | dict.fromkeys(row, -1), np.inf if measure == PEOPLE else 0)


# Small services and middling ones; by the rules of each table alone, each of them told a count of 1 to 7.
@pytest.mark.parametrize("seed", [0, 12, 103])
def test_nothing_is_worked_out_of_all_tables_of_an_extract(tmp_path, seed):
    exact, public = tables_of(draw_rows(seed), tmp_path / "cases.csv")
    assert public["value"].notna().sum() > 20
    assert attack(exact, [public]) == {}


# Who was reached in the end is known later: these counts of a quarter change afterwards.
def without_contacts(table: pd.DataFrame) -> pd.DataFrame:
    return table[~table["measure"].isin(PARTS[A])]


@pytest.mark.parametrize("seed", [0, 103])
def test_a_later_extract_tells_new_quarters_and_opens_none_of_the_earlier(tmp_path, seed):
    rows, half_way = draw_rows(seed), date(2023, 9, 30)
    _, first = tables_of(as_it_was(rows, half_way), tmp_path / "early.csv", until=half_way)
    told = Others(earlier=(frozenset(places_told(first)),))
    exact, second = tables_of(rows, tmp_path / "late.csv", others=told)
    assert second.loc[second["quarter"].isin(["2023-24 Q1", "2023-24 Q2"]), "value"].isna().all()
    assert second["value"].notna().any()
    assert attack(without_contacts(exact), [without_contacts(first), without_contacts(second)]) == {}


def test_tables_asked_for_one_after_another_are_the_tables_asked_for_together(tmp_path):
    rows = draw_rows(103)
    _, together = tables_of(rows, tmp_path / "cases.csv")
    apart = pd.concat(tables_of(rows, tmp_path / "cases.csv", (split,))[1] for split in SPLITS).drop_duplicates()
    order = [*KEYS, "value", "disclosure"]
    assert (
        apart[order].sort_values(order, ignore_index=True).equals(together[order].sort_values(order, ignore_index=True))
    )
    assert together.loc[together["by"].ne(""), "value"].gt(0).any()


def test_a_higher_threshold_tells_nothing_that_the_lowest_withholds(tmp_path):
    rows = draw_rows(103)
    _, lowest = tables_of(rows, tmp_path / "cases.csv")
    exact, higher = tables_of(rows, tmp_path / "cases.csv", threshold=10)
    shown = [
        set(table.loc[table["value"].notna(), KEYS].itertuples(index=False, name=None)) for table in (lowest, higher)
    ]
    assert shown[1] < shown[0]
    assert attack(exact, [lowest, higher]) == {}


def test_the_attack_opens_tables_in_which_only_small_counts_are_withheld(tmp_path):
    """The attacker can attack: what is enough for each count alone is not enough for all together."""
    exact, public = tables_of(draw_rows(12), tmp_path / "cases.csv")
    there = exact.set_index(KEYS)["value"].reindex(pd.MultiIndex.from_frame(public[KEYS])).to_numpy(float)
    rules = Rules()
    bare = public.assign(value=np.where(rules.is_small(there), np.nan, rules.round(there)))
    opened = attack(exact, [bare])
    assert len(opened) > 20
    assert any(len(barred) > 3 for barred in opened.values())
