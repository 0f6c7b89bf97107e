"""Returns that were forgotten: nothing of them is left, and what protected them in earlier packs stays withheld."""

import json
import re
import shutil
from datetime import date

import pandas as pd
import pytest
from return_sample import DATA, VALUES, known, save_filled

from analysis import pipeline
from analysis.__main__ import main
from analysis.pack.assembly import make_pack
from analysis.parameters import Parameters
from analysis.sources.returns import store
from analysis.sources.returns.reading import read_return

LAST = "    - {date: 2023-09-29, paper: lscsb-2023-09-29}\n"
MEETING = "2024-03-31"
# Counts that stand nowhere else in the evidence, and small ones.
FIRST = VALUES | {
    "referrals accepted": 18437, "contact made within 48 hours": 18390, "contact made within 72 hours": 40,
    "contact made after 72 hours": 7, "referrals not accepted": 3,
}  # fmt: skip
KEPT = {
    "service", "quarter", "received", "title", "body", "sha256", "figures_sha256", "salt", "completed", "forgotten",
    "order", "withheld", "was",
}  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Evidence with two returns of the first quarter, the second a correction, and one of the next."""
    folder = tmp_path_factory.mktemp("forgotten")
    data = folder / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("returns"))
    boards = (data / "boards.yml").read_text("utf-8")
    (data / "boards.yml").write_text(boards.replace(LAST, f"{LAST}    - {{date: {MEETING}}}\n"), "utf-8")
    came = [
        ("2023-24-Q1", date(2023, 8, 1), FIRST),
        ("2023-24-Q1", date(2023, 9, 1), FIRST | {"referrals not accepted": 5}),
        ("2023-24-Q2", date(2023, 11, 1), VALUES | {"referrals not accepted": 6}),
    ]
    for number, (quarter, day, values) in enumerate(came):
        path = save_filled(folder / f"{number}.xlsx", values=values, quarter=quarter)
        reading = read_return(path, *known(), day)
        assert reading.faults == ()
        store.add(data, reading.record, reading.text)
    return data


@pytest.fixture
def dsva(data, monkeypatch, capsys):
    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["dsva", *arguments, "--data", str(data)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert not ended.value.code, said.err
        return said.out

    return run


def figures_of(text: str) -> pd.DataFrame:
    table = pd.DataFrame(json.loads(text))
    return table[table["source"].str.startswith("return:")].set_index("id")


def pack_of(data, folder) -> pd.DataFrame:
    folder.mkdir()
    make_pack(pipeline.run(Parameters(board="lscsb", meeting=MEETING), data), data, folder)
    table = pd.read_csv(folder / "data/figures.csv").set_index("id")
    return table[table["source"].str.startswith("return:")]


def test_what_is_forgotten_is_nowhere_and_what_was_withheld_stays_so(data, dsva, tmp_path):
    before = figures_of(dsva("figures", "--format", "json"))
    prints = {one.id: one.fingerprint for one in store.list_returns(data)}
    dsva("returns", "forget", "da-locality", "2023-24-Q1")

    records = {one.id: one for one in store.list_returns(data)}
    files = sorted(path.relative_to(data / "returns").as_posix() for path in (data / "returns").rglob("*.*"))
    assert [name for name in files if "q1" in name] == [f"da-locality/2023-24-q1/000{n}/return.json" for n in (1, 2)]
    for name, record in records.items():
        if "q1" not in name:
            continue
        kept = json.loads((data / store.place_of(name) / "return.json").read_text("utf-8"))
        assert set(kept) == KEPT
        # Of small counts a hash can be tried out; a fingerprint without its salt cannot.
        assert (kept["sha256"], kept["figures_sha256"], kept["salt"]) == ("", "", "")
        assert record.fingerprint == prints[name]
        assert not any(str(count) in json.dumps(kept | {"was": "", "withheld": []}) for count in (18437, 18390))
        # What stays withheld is named, and nothing more is said of it.
        assert all(figure.startswith("return-da-locality-") for figure in kept["withheld"])

    after = figures_of(dsva("figures", "--format", "json"))
    new = pack_of(data, tmp_path / "after")
    for later in (after, new):
        assert not any("q1" in source for source in later["source"])
        assert set(later.index) == {name for name in before.index if "q1" not in before.loc[name, "source"]}
        shown = before.loc[later.index, "value"].astype(float)
        assert shown.equals(later["value"].astype(float))
        assert shown.isna().any()
    everything = "".join(path.read_text("utf-8") for path in (tmp_path / "after/data").rglob("*.csv"))
    assert not re.search(r"(?<![\d.])(18437|18435|18390)\b", everything)
    assert "forgotten" in dsva("returns", "list", "--as-of", "2023-12-01")


def test_all_may_be_forgotten_and_a_return_may_come_again(data, dsva, tmp_path):
    dsva("returns", "forget", "--before", "2030-01-01")
    assert figures_of(dsva("figures", "--format", "json") or "[]").empty
    assert not list((data / "returns").rglob("figures.csv"))
    path = save_filled(tmp_path / "again.xlsx", values=FIRST, quarter="2023-24-Q1")
    dsva("returns", "load", str(path), "--received", "2024-01-10")
    (again,) = (one for one in store.list_returns(data) if not one.forgotten)
    assert (again.quarter, again.vintage) == ("2023-24-q1", 3)
    figures = figures_of(dsva("figures", "--format", "json"))
    assert figures.loc[figures["measure"].eq("referrals not accepted"), "value"].isna().all()
    json.loads(dsva("check", "--format", "json"))
