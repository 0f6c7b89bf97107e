"""`dsva records` as people and schedulers meet it: counts protected, returns made, looks logged, nothing left."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from record_sample import DATA, HEADER, ROWS, write_rows

from analysis.__main__ import main
from analysis.sources.records.private_folder import private_folder, remove_leftovers

LONGEST_SECONDS = 120


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    copy = tmp_path_factory.mktemp("evidence") / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("returns", "access-log.jsonl", "salt", "told.jsonl"))
    return copy


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def dsva_here(folder, monkeypatch, capsys):
    """Runs a command in this process: starting one for each would take longer than all tests."""
    monkeypatch.setenv("DSVA_DATA", str(folder))
    monkeypatch.setenv("DSVA_SPILL", str(folder.parent / "spill"))

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["dsva", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(ended.value.code or 0, said.out, said.err)

    return run


@pytest.fixture(scope="module")
def extract(tmp_path_factory):
    """A hundred referrals of July to September 2023, 97 to women, most accepted and reached in time."""
    rows = []
    for place in range(100):
        area, sex = "Rutland" if place % 4 == 0 else "Leicestershire", "male" if place < 3 else "female"
        taken = "accepted,2023-07-31,2023-07-30 10:00,2023-08-01,2023-09-20,planned,positive"
        course = taken if place >= 20 else "not accepted,2023-07-31,,,,,"
        day = f"2023-07-{place % 28 + 1:02d} 09:00"
        rows.append(f"c{place:04d},p{place:04d},da-locality,{area},{day},other,{course},high,{sex}")
    return write_rows(tmp_path_factory.mktemp("extract") / "cases.csv", rows)


def counts_of(done) -> pd.Series:
    table = pd.read_json(pd.io.common.StringIO(done.stdout))
    return table.set_index(["measure", "area", "group"])["value"]


def test_the_public_sees_no_small_count_and_nothing_that_tells_one(dsva_here, extract):
    done = dsva_here("records", "count", extract, "--by", "sex", "--format", "json", "--until", "2023-10-01")
    assert done.returncode == 0, done.stderr
    whole, shown = "Leicestershire and Rutland", counts_of(done)
    assert shown["referrals received", whole, "all"] == 100
    assert pd.isna(shown["referrals received", whole, "men"])
    assert pd.isna(shown["referrals received", whole, "women"])  # 100 less this would tell of the men
    assert shown["referrals received", "Rutland", "all"] == 25
    assert "cases opened" not in shown.index.get_level_values("measure")
    raised = dsva_here(
        "records", "count", extract, "--format", "json", "--withhold-up-to", "30", "--until", "2023-10-01"
    )
    assert pd.isna(counts_of(raised)["referrals received", "Rutland", "all"])
    assert dsva_here("records", "count", extract, "--withhold-up-to", "5").returncode == 1


def test_the_restricted_see_all_and_it_says_so(dsva_here, extract):
    done = dsva_here("records", "count", extract, "--by", "sex", "--audience", "restricted", "--until", "2023-10-01")
    assert "RESTRICTED" in done.stdout
    exact = dsva_here(
        "records", "count", extract, "--by", "sex", "--audience", "restricted", "--format", "json",
        "--until", "2023-10-01",
    )  # fmt: skip
    assert counts_of(exact)["referrals received", "Leicestershire and Rutland", "men"] == 3
    assert {row["audience"] for row in json.loads(exact.stdout)} == {"restricted"}


def test_a_counted_quarter_becomes_a_return_and_is_not_told_twice(dsva_here, folder, extract, tmp_path):
    out = tmp_path / "return.csv"
    asked = ("records", "return", extract, "da-locality", "2023-24-Q2", "--until", "2023-10-01", "--out", out)
    assert "expected --audience restricted" in dsva_here(*asked).stderr
    made = dsva_here(*asked, "--audience", "restricted")
    assert made.returncode == 0, made.stderr
    assert out.stat().st_mode & 0o777 == 0o600
    loaded = dsva_here("returns", "load", out, "--received", "2023-10-20")
    assert loaded.returncode == 0, loaded.stdout
    again = dsva_here("records", "count", extract, "--format", "json", "--until", "2023-10-01")
    assert all(row["value"] is None for row in json.loads(again.stdout))
    assert "a paper or a return has told" in again.stdout
    dsva_here("returns", "forget", "da-locality", "2023-24-Q2")


def test_of_invented_cases_no_return_is_made(dsva_here, tmp_path):
    path = write_rows(tmp_path / "cases.csv", [f"{row},synthetic" for row in ROWS], f"{HEADER},synthetic")
    done = dsva_here(
        "records", "return", path, "da-locality", "2023-24-Q1", "--until", "2023-10-01", "--out", tmp_path / "out.csv",
        "--audience", "restricted",
    )  # fmt: skip
    assert done.returncode == 1
    assert "the cases are synthetic" in done.stderr
    assert not (tmp_path / "out.csv").exists()
    shown = dsva_here("records", "count", path, "--format", "json", "--until", "2023-10-01")
    assert {row["origin"] for row in json.loads(shown.stdout)} == {"synthetic"}


def test_who_looked_is_logged_without_anything_of_a_case(dsva_here, folder, extract):
    log = folder / "records" / "access-log.jsonl"
    dsva_here("records", "check", extract, "--role", "Head of Commissioning", "--until", "2023-10-01")
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()][-2:]
    assert [line["event"] for line in lines] == ["asked", "done"]
    assert {line["who"] for line in lines} == {"Head of Commissioning"}
    assert set(lines[0]) == {"when", "who", "event", "extract", "asked"}
    assert lines[0]["extract"] == lines[1]["extract"] != ""
    assert not any(extract.name in line for line in log.read_text("utf-8").splitlines())
    assert log.stat().st_mode & 0o777 == 0o600
    old = lines[0] | {"when": "2001-01-01T00:00:00"}
    log.write_text(json.dumps(old) + "\nhalf a li", "utf-8")
    dsva_here("records", "check", extract, "--until", "2023-10-01")
    assert "2001-01-01" not in log.read_text("utf-8")


def test_without_a_log_nothing_is_read(dsva_here, folder, extract):
    place, aside = folder / "records", folder / "aside"
    place.rename(aside)
    place.write_text("in the way", "utf-8")
    try:
        done = dsva_here("records", "check", extract)
    finally:
        place.unlink()
        aside.rename(place)
    assert done.returncode == 1
    assert "no access log can be kept" in done.stderr


def test_everything_wrong_is_listed_and_nothing_is_left(dsva_here, folder, tmp_path):
    path = write_rows(tmp_path / "cases.csv", [ROWS[0].replace("Leicestershire", "Wales").replace(",high,", ",x,")])
    done = dsva_here("records", "check", path, "--until", "2023-10-01")
    assert (done.returncode, done.stdout.count("\n")) == (1, 2)
    assert list((folder.parent / "spill").iterdir()) == []
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_private_folder_is_private_and_gone_afterwards(tmp_path):
    with private_folder(tmp_path / "spill") as made:
        assert made.stat().st_mode & 0o777 == 0o700
        assert remove_leftovers(tmp_path / "spill") == 0  # who lives keeps his
        (made / "cases").write_text("a row", "utf-8")
    assert list((tmp_path / "spill").iterdir()) == []


@pytest.mark.parametrize("watched", [True, False], ids=["by its watcher", "by the next run"])
def test_a_killed_process_leaves_nothing(tmp_path, watched):
    spill = tmp_path / "spill"
    code = (
        "import sys, time; from pathlib import Path\n"
        "from analysis.sources.records import private_folder as p\n"
        f"p.WATCHER = p.WATCHER if {watched} else 'import sys; sys.stdin.read()'\n"
        "with p.private_folder(Path(sys.argv[1])) as made:\n"
        "    (made / 'cases').write_text('a row'); print(made, flush=True); time.sleep(600)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, spill], stdout=subprocess.PIPE, text=True)
    made = Path(process.stdout.readline().strip())
    assert (made / "cases").exists()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if watched:  # at once, by the process that watches
        last = time.monotonic() + LONGEST_SECONDS
        while made.exists() and time.monotonic() < last:
            time.sleep(0.05)
    else:  # after the whole machine went down, by the next run
        assert made.exists()
        assert remove_leftovers(spill) == 1
    assert not made.exists()


def test_the_command_answers_without_the_analysis(dsva):
    done = dsva("records", "--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("format", "check", "count", "return", "generate"))


def test_of_a_quarter_one_extract_tells_the_public_and_another_does_not(dsva_here, folder, extract, tmp_path):
    ledger = folder / "records" / "told.jsonl"
    ledger.unlink(missing_ok=True)
    asked = ("--format", "json", "--until", "2023-10-01")
    looked = dsva_here("records", "count", extract, *asked, "--audience", "restricted")
    assert (looked.returncode, ledger.exists()) == (0, False)
    first = dsva_here("records", "count", extract, *asked)
    assert dsva_here("records", "count", extract, *asked).stdout == first.stdout
    assert ledger.stat().st_mode & 0o777 == 0o600
    assert {tuple(json.loads(line)) for line in ledger.read_text("utf-8").splitlines()} == {
        ("service", "quarter", "extract")
    }
    # One referral more, and a quarter that is new.
    lines = extract.read_text("utf-8").splitlines()
    more = [
        line.replace("c0", "d0").replace("2023-07", "2023-10").replace("2023-08", "2023-11") for line in lines[21:60]
    ]
    more = [line.replace("2023-09", "2023-12") for line in more]
    corrected = tmp_path / "corrected.csv"
    corrected.write_text("\n".join([*lines, lines[-1].replace("c0099", "c0100"), *more, ""]), "utf-8")
    again = dsva_here("records", "count", corrected, "--format", "json", "--until", "2024-01-01")
    assert again.returncode == 0, again.stderr
    table = pd.DataFrame(json.loads(again.stdout)).query("measure == 'referrals received' and area != 'Leicester'")
    assert table.loc[table["quarter"].eq("2023-24 Q2"), "value"].isna().all()
    assert table.loc[table["quarter"].eq("2023-24 Q2"), "reason_missing"].str.contains("another extract").all()
    assert table.loc[table["quarter"].eq("2023-24 Q3"), "value"].notna().any()
    ledger.unlink()
