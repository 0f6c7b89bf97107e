"""The command line, as its users and schedulers meet it."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.sources.selection import FIRST_COLUMNS

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def rows(dsva):
    return lambda *arguments: read_rows(dsva("figures", "--format", "csv", *arguments))


def read_rows(done):
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_help_needs_none_of_the_analysis():
    heavy = {"pandas", "numpy", "yaml", "panel"}
    code = f"import sys, analysis.__main__; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["check", "figures", "boards", "run", "approve", "app"])
def test_each_command_has_help(dsva, command):
    done = dsva(command, "--help")
    assert done.returncode == 0
    assert "Usage: dsva" in done.stdout


def test_csv_is_exact(rows):
    figures = rows()
    assert tuple(figures[0])[: len(FIRST_COLUMNS)] == FIRST_COLUMNS
    accepted = next(row for row in figures if row["id"] == "lscsb-2023-da-accepted-q1")
    assert (accepted["value"], accepted["exposure_months"], accepted["unit"]) == ("115", "3", "count")
    assert (accepted["period_start"], accepted["published"]) == ("2022-04-01", "2023-09-29")
    wait = next(row for row in figures if row["id"] == "ldalpb-2023-jada-wait-before")
    assert (wait["value"], wait["value_low"], wait["value_high"], wait["precision"]) == ("", "12", "18", "range")
    assert len({row["id"] for row in figures}) == len(figures)


def test_json_says_the_same_as_csv(dsva, rows):
    listed = json.loads(dsva("figures", "--format", "json", "--era", "hope").stdout)
    assert [row["id"] for row in listed] == [row["id"] for row in rows("--era", "hope")]
    assert listed[0]["value"] == 882373
    assert listed[0]["period_start"] is None


def test_as_of_knows_only_what_had_been_published(rows):
    assert {row["source"] for row in rows("--as-of", "2018-12-31")} == {
        "leicester-scrutiny-2013-10-17",
        "lscsb-2018-12-10",
    }


@pytest.mark.parametrize("columns", [80, 160])
def test_the_table_fits_its_terminal(dsva, columns):
    done = dsva("figures", "--source", "lscsb-2018-12-10", COLUMNS=columns)
    assert max(map(len, done.stdout.splitlines())) <= columns
    assert "lscsb-2018-police-referrals-growth" in done.stdout
    assert "£882,373" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("figures", "--as-of", "2010-01-01"),
            "no paper had been published by 2010-01-01; expected 2013-10-17 or later",
        ),
        (("figures", "--as-of", "yesterday"), "yesterday is not a day"),
        (("figures", "--measure", "referals accepted"), "expected one such as referrals accepted"),
        (("--data", "/nowhere", "figures"), "/nowhere: not a data folder"),
        (("figures", "--data", "/nowhere"), "/nowhere: not a data folder"),
        (("run", "nobody"), "nobody: not a board"),
        (("run", "lscsb", "2023-09-30"), "no meeting on 2023-09-30"),
    ],
)
def test_a_wrong_argument_is_one_sentence_and_exit_1(dsva, arguments, sentence):
    done = dsva(*arguments)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.parametrize("arguments", [("nonsense",), ("figures", "--format", "xml"), ("check", "--loud")])
def test_bad_usage_is_exit_2(dsva, arguments):
    assert dsva(*arguments).returncode == 2


def test_check_of_sound_data_is_exit_0_whatever_is_found(dsva):
    done = dsva("check", "--format", "json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["valid"], said["faults"]) == (0, True, [])
    assert {"rule", "grade", "sources", "figures", "sentence", "arithmetic"} <= set(said["findings"][0])


def test_check_of_broken_data_lists_every_fault_and_is_exit_1(dsva, tmp_path):
    data = shutil.copytree(DATA, tmp_path / "data")
    (data / "risks.yml").unlink()
    (data / "options.yml").write_text("- id: [", "utf-8")
    done = dsva("check", "--format", "json", "--data", data)
    said = json.loads(done.stdout)
    assert (done.returncode, said["valid"]) == (1, False)
    assert {fault["file"] for fault in said["faults"]} == {"risks.yml", "options.yml"}
    text = dsva("--data", data, "check")
    assert text.returncode == 1
    assert "risks.yml: the file is missing" in text.stdout


def test_boards_say_whether_a_meeting_has_a_pack(dsva, tmp_path):
    listed = json.loads(dsva("boards", "--format", "json", "--reports", tmp_path).stdout)
    lscsb = next(board for board in listed if board["id"] == "lscsb")
    assert {meeting["date"]: meeting["pack"] for meeting in lscsb["meetings"]} == {
        "2018-12-10": "none",
        "2023-09-29": "none",
    }


def test_a_reader_that_has_seen_enough_is_no_error():
    command = f"{sys.executable} -m analysis figures --format csv | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=DATA.parent)
    assert done.stdout.startswith("id,source,locator")
    assert done.stderr == ""
