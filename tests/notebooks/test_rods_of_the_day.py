"""Packs by the measuring rods of their day: made again they are the same, and a change by the setting is told so."""

import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EARLIER, LATER = "leicester-scrutiny/2013-10-17", "lscsb/2023-09-29"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory, made_pack, dsva):
    """The later pack by the latest rods, as other tests read it, and an earlier by those of its day, with one page."""
    folder = tmp_path_factory.mktemp("rods")
    shutil.copytree(made_pack.parents[1], folder / "reports")
    shutil.copytree(ROOT / "data", folder / "data")
    boards = folder / "data/boards.yml"
    lines = boards.read_text("utf-8").splitlines()
    pages = [line for line in lines if line.startswith("    - notebooks/")]
    boards.write_text("\n".join(line for line in lines if line not in pages[1:]) + "\n", "utf-8")
    where = ("--data", folder / "data", "--out", folder / "reports")
    done = dsva("run", *EARLIER.split("/"), "--set", "rods=as-of", *where)
    assert done.returncode == 0, done.stderr
    return "--data", folder / "data", "--reports", folder / "reports"


def test_a_pack_by_the_rods_of_its_day_made_again_is_identical(shelf, dsva):
    done = dsva("replay", EARLIER, *shelf)
    assert (done.stdout, done.returncode) == (f"{EARLIER}: identical.\n", 0), done.stdout + done.stderr


def test_what_a_later_rod_makes_known_is_told_as_a_setting(shelf, dsva):
    done = dsva("explain", EARLIER, LATER, "--format", "json", *shelf)
    assert done.returncode == 0, done.stderr
    changes = {row["figure"]: row for row in json.loads(done.stdout)}
    budget = changes["city-budget-real"]
    assert (budget["then"], budget["state"]) == (None, "new")
    assert budget["settings"] is None  # from no number to one: the cause is named, no size can be
    assert budget["method"] == 0
