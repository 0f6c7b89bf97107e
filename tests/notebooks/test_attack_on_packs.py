"""Our own packs attacked: all of them together, with every paper, by a reader who shares no code with what protects.

Two attacks. A solver (HiGHS, whole numbers) looks for tables that fit everything published: each withheld count must be
free to be any of 1 to 7. And two stores that differ only in what is withheld or rounded away must give the same packs,
byte for byte: then no chart, text, interval, file's own data or command says more than the tables do.
"""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from return_sample import DATA, VALUES, known, save_filled
from scipy.optimize import linprog

from analysis import pipeline
from analysis.__main__ import main
from analysis.pack.assembly import make_pack
from analysis.parameters import Parameters
from analysis.sources.returns import store
from analysis.sources.returns.reading import read_return

LAST = "    - {date: 2023-09-29, paper: lscsb-2023-09-29}\n"
BEFORE, AFTER = "2024-03-31", "2024-09-30"  # meetings before and after a correction came
HOUSING, CITY = "safe-accommodation-support", "da-locality-city"
FIRST = VALUES | {
    "referrals not accepted": 5, "contact made within 72 hours": 3, "contact made after 72 hours": 37,
}  # fmt: skip
# Each: service, quarter, day, what came, and the same with other small counts and within what rounding hides.
CAME = [
    ("da-locality", "2023-24-Q1", date(2023, 8, 1), FIRST, {
        "referrals not accepted": 2, "contact made within 48 hours": 139, "contact made within 72 hours": 4,
        "planned exits": 91, "cases closed": 31, "positive case closures": 26, "share of positive case closures": 84,
    }),
    (HOUSING, "2023-24-Q1", date(2023, 8, 1), {
        "referrals accepted": 12, "referrals not accepted": 2, "planned exits": 9, "unplanned exits": 4,
    }, {"referrals accepted": 11, "referrals not accepted": 6, "unplanned exits": 1}),
    (CITY, "2023-24-Q1", date(2023, 8, 1), VALUES | {"unplanned exits": 6}, {"unplanned exits": 3}),
    ("da-locality", "2023-24-Q2", date(2023, 11, 1), VALUES | {"referrals not accepted": 6}, {
        "referrals not accepted": 7,
    }),
    # A correction, and a return of an earlier quarter that came last of all.
    ("da-locality", "2023-24-Q1", date(2024, 5, 1), FIRST | {"referrals not accepted": 4, "planned exits": 104}, {
        "referrals not accepted": 6, "contact made within 48 hours": 139, "contact made within 72 hours": 4,
        "planned exits": 105,  "cases closed": 31, "positive case closures": 26, "share of positive case closures": 84,
    }),
    (HOUSING, "2022-23-Q4", date(2024, 6, 1), {"cases closed": 9, "planned exits": 5, "unplanned exits": 3}, {
        "unplanned exits": 7,
    }),
]  # fmt: skip


@pytest.fixture(scope="module")
def shelves(tmp_path_factory):
    """Two folders, each with its evidence in `data` and its packs beside it, for counts as they came and others."""
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    records = []
    for folder, is_other in ((one, False), (other, True)):
        data = folder / "data"
        shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("returns"))
        boards = (data / "boards.yml").read_text("utf-8")
        coming = "".join(f"    - {{date: {day}}}\n" for day in (BEFORE, AFTER))
        assert LAST in boards
        (data / "boards.yml").write_text(boards.replace(LAST, LAST + coming), "utf-8")
        for number, (service, quarter, day, values, changes) in enumerate(CAME):
            answers = values | changes if is_other else values
            path = save_filled(folder / f"{number}.xlsx", values=answers, service=service, quarter=quarter)
            reading = read_return(path, *known(), day)
            assert reading.faults == (), [fault.sentence() for fault in reading.faults]
            record = reading.record
            if is_other:  # the fingerprint of a file is salted by chance: here it must not differ
                record = replace(record, sha256=records[number].sha256, salt=records[number].salt)
            else:
                records.append(record)
            store.add(data, record, reading.text)
    for folder, days in ((one, (BEFORE, AFTER)), (other, (AFTER,))):
        for day in days:
            (folder / day).mkdir()
            make_pack(
                pipeline.run(Parameters(board="lscsb", meeting=day), folder / "data"), folder / "data", folder / day
            )
    return one, other


# The second attack: nothing but what the tables show goes into a pack.


def test_two_stores_that_look_alike_to_the_public_give_the_same_pack_byte_for_byte(shelves):
    one, other = (files_of(folder / AFTER) for folder in shelves)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def files_of(pack: Path) -> dict[str, bytes]:
    found = {path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*") if path.is_file()}
    manifest = json.loads(found.pop("manifest.json"))
    manifest.pop("made_at")
    return found | {"manifest.json": json.dumps(manifest).encode()}


@pytest.mark.parametrize(
    "arguments",
    [
        ("figures", "--format", "csv"),
        ("figures", "--format", "json", "--as-of", BEFORE),
        ("need", "Leicester", "--format", "json"),
        ("check", "--format", "json"),
    ],
)
def test_a_command_for_the_public_says_the_same_of_both(shelves, monkeypatch, capsys, arguments):
    said = []
    for folder in shelves:
        monkeypatch.setattr("sys.argv", ["dsva", *arguments, "--data", str(folder / "data")])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        said.append(capsys.readouterr().out.replace(str(folder), ""))
    assert said[0] == said[1]
    assert len(said[0]) > 100


def test_the_restricted_see_both_as_they_are(shelves, monkeypatch, capsys):
    asked = ("--measure", "referrals not accepted", "--audience", "restricted", "--format", "csv")
    said = []
    for folder in shelves:
        monkeypatch.setattr("sys.argv", ["dsva", "figures", *asked, "--data", str(folder / "data")])
        with pytest.raises(SystemExit):
            main()
        said.append(capsys.readouterr().out)
    assert said[0] != said[1]


def test_what_was_done_is_told_without_the_values(shelves):
    done = pd.read_csv(shelves[0] / AFTER / "data/disclosure.csv")
    assert set(done["action"]) == {"withheld", "rounded", "published"}
    assert not {"value", "count", "value_printed"} & set(done.columns)
    assert not done["reason"].str.contains(r"\b[1-46-9]\b").any()


# The first attack: a solver over everything published.


def test_every_withheld_count_may_be_anything_from_one_to_seven(shelves):
    folder = shelves[0]
    public = pd.concat([read_pack(folder / day) for day in (BEFORE, AFTER)]).drop_duplicates(["id", "value"])
    # What one pack shows of a figure every other shows too: else laying them side by side would tell.
    assert not public["id"].duplicated().any()
    own = public[public["source"].str.startswith("return:")]
    assert own["value"].isna().sum() >= 8
    opened = attack(public, read_parts(folder / "data"), unchanged(folder / "data"))
    assert opened == {}


def read_pack(pack: Path) -> pd.DataFrame:
    """The counts that a pack tells: as figures, and of returns also those that it withholds."""
    table = pd.read_csv(pack / "data/figures.csv", keep_default_na=False, na_values={"value": [""]})
    is_own = table["source"].str.startswith("return:")
    withheld = is_own & table["disclosure"].eq("withheld")
    kept = (table["unit"].eq("count") & (withheld | table["value"].notna())) | table["unit"].eq("percent")
    return table[kept]


def read_parts(data: Path) -> dict[str, list[str]]:
    measures = yaml.safe_load((data / "measures.yml").read_text("utf-8"))["measures"]
    parts = {name: one["parts"] for name, one in measures.items() if one.get("parts")}
    sums = yaml.safe_load((data / "indicators.yml").read_text("utf-8"))["sums"]
    return parts | {one["whole"]: one["parts"] for one in sums}


def unchanged(data: Path) -> set[tuple[str, str]]:
    """Pairs of figures of two vintages that a correction left as they were: a reader may have been told so."""
    frames = [
        pd.read_csv(data / store.place_of(one.id) / "figures.csv").assign(source=one.id)
        for one in store.list_returns(data)
    ]
    told = pd.concat(frames)
    told["full"] = told["source"].str.replace(":", "-") + "-" + told["id"]
    places = told.groupby(["service", "measure", "group", "area", "period_start", "period_end", "value"])
    return {tuple(rows["full"]) for _, rows in places if len(rows) == 2}


def attack(public: pd.DataFrame, parts: dict[str, list[str]], same: set[tuple[str, str]]) -> dict[str, list[int]]:
    """For each withheld count the values of 1 to 7 that no table allows which fits all that is known."""
    counts = public[public["unit"].eq("count")].reset_index(drop=True)
    place = {figure: number for number, figure in enumerate(counts["id"])}
    low, high = zip(*(bounds_of(row) for row in counts.itertuples()), strict=True)
    rows = [
        *(({place[a]: 1, place[b]: -1}, True) for a, b in same if a in place and b in place),
        *relations(public, place), *totals(counts, parts), *periods(counts),
    ]  # fmt: skip
    truth_free = [row for row in rows if row[0]]
    opened = {}
    for row in counts[counts["value"].isna()].itertuples():
        barred = [value for value in range(1, 8) if not is_possible(row.Index, value, low, high, truth_free)]
        if barred:
            opened[row.id] = barred
    return opened


def bounds_of(row) -> tuple[float, float]:
    """What a reader who knows the rules makes of a printed, a rounded and a withheld count."""
    if np.isnan(row.value):
        return 0, np.inf
    if row.disclosure != "rounded" or row.value == 0:
        return row.value, row.value
    return max(row.value - 2, 8), row.value + 2


def relations(public: pd.DataFrame, place: dict[str, int]):
    """A part is no more than its total, and what a percentage is of no more than its base."""
    for column in ("part_of", "subset_of"):
        for row in public[public["unit"].eq("count") & public[column].ne("")].itertuples():
            if getattr(row, column) in place:
                yield {place[getattr(row, column)]: 1, place[row.id]: -1}, False
    for row in public[public["unit"].eq("percent")].itertuples():
        if row.percent_of in place and row.percent_base in place:
            yield {place[row.percent_base]: 1, place[row.percent_of]: -1}, False


def totals(counts: pd.DataFrame, parts: dict[str, list[str]]):
    """Measures that parts make up, within one document; totals that nobody states stay free and say nothing."""
    keys = ["source", "service", "group", "area", "period_start", "period_end"]
    for _, rows in counts.groupby(keys):
        at = dict(zip(rows["measure"], rows.index, strict=True))
        for whole, members in parts.items():
            here = [at[one] for one in members if one in at]
            if whole in at and here:
                yield {at[whole]: 1} | dict.fromkeys(here, -1), len(here) == len(members)


def periods(counts: pd.DataFrame):
    """The quarters of a year and the year, where a paper or a return tells both."""
    dated = counts[counts["flow"].eq("flow") & counts["period_start"].ne("") & counts["restates"].eq("")]
    for _, rows in dated.groupby(["service", "measure", "group", "area"]):
        for year in rows[rows["exposure_months"].astype(str).isin(["12", "12.0"])].itertuples():
            inside = rows["period_start"].ge(year.period_start) & rows["period_end"].le(year.period_end)
            quarters = rows[inside & rows["id"].ne(year.id)].drop_duplicates("period_start", keep="last")
            if len(quarters):
                yield {year.Index: 1} | dict.fromkeys(quarters.index, -1), False


def is_possible(target: int, value: int, low, high, rows) -> bool:
    """Whether some whole-numbered table with this value fits every relation that the other counts do not break."""
    bounds = [(value, value) if number == target else pair for number, pair in enumerate(zip(low, high, strict=True))]
    upper, equal = [], []
    for weights, is_exact in rows:
        if all(low[one] == high[one] for one in weights):
            continue  # of printed counts alone: whether they add up is for the forensic rules
        line = np.zeros(len(low))
        for one, weight in weights.items():
            line[one] = weight
        (equal if is_exact else upper).append(line if is_exact else -line)
    answer = linprog(
        np.zeros(len(low)), bounds=bounds, integrality=np.ones(len(low)),
        A_ub=np.array(upper) if upper else None, b_ub=np.zeros(len(upper)) if upper else None,
        A_eq=np.array(equal) if equal else None, b_eq=np.zeros(len(equal)) if equal else None,
    )  # fmt: skip
    return answer.status != 2


def test_the_attack_opens_what_is_left_open():
    """The attacker can attack: a small part beside its printed total and the other part is found."""
    common = {
        "source": "paper", "service": "s", "group": "all", "area": "LLR", "period_start": "2024-01-01",
        "period_end": "2024-03-31", "unit": "count", "disclosure": "published", "part_of": "", "subset_of": "",
        "flow": "flow", "restates": "", "exposure_months": "3",
    }  # fmt: skip
    rows = [("t", "total", 13.0), ("a", "one", 10.0), ("b", "another", np.nan)]
    public = pd.DataFrame([common | {"id": name, "measure": what, "value": value} for name, what, value in rows])
    assert attack(public, {"total": ["one", "another"]}, set()) == {"b": [1, 2, 4, 5, 6, 7]}
