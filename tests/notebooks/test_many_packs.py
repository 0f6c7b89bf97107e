"""Many packs by the workers of a real Dask cluster, one of which dies in mid-run; each pack true to its date."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from analysis import published

ROOT = Path(__file__).parents[2]
CALENDAR = {
    "leicester-scrutiny/2013-10-17": {"leicester-scrutiny-2013-10-17"},
    "lscsb/2018-12-10": {"leicester-scrutiny-2013-10-17", "lscsb-2018-12-10"},
    "lcc-scrutiny/2019-11-06": {"leicester-scrutiny-2013-10-17", "lscsb-2018-12-10", "lcc-scrutiny-2019-11-06"},
}
JUNE, SEPTEMBER = "ldalpb/2023-06-30", "lscsb/2023-09-29"
CALENDAR[JUNE] = CALENDAR["lcc-scrutiny/2019-11-06"] | {"ldalpb-2023-06-30"}
CALENDAR[SEPTEMBER] = CALENDAR[JUNE] | {"lscsb-2023-09-29"}
PATIENCE_SECONDS = 900


@contextmanager
def cluster(folder: Path):
    """A scheduler and two workers, each a process: yields the scheduler's address and the workers."""
    about = folder / "scheduler.json"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}

    def begin(*command):
        line = [sys.executable, "-m", "dask", *command, "--scheduler-file", str(about)]
        with (folder / f"{len(begun)}.log").open("w") as log:
            begun.append(subprocess.Popen(line, cwd=folder, env=environment, stdout=log, stderr=log))

    begun: list[subprocess.Popen] = []
    try:
        begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        wait_for(about.is_file)
        for _ in range(2):
            begin("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        yield json.loads(about.read_text("utf-8"))["address"], begun[1:]
    finally:
        for process in begun:
            process.kill()
            process.wait()


def wait_for(happened):
    last = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < last, "waited in vain"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def cycle(tmp_path_factory):
    """Every meeting's pack by `dsva run --all` on a cluster, one worker of which was killed while it made one.

    One page each, so that the packs are quick; what else they hold is whole.
    """
    folder = tmp_path_factory.mktemp("cycle")
    shutil.copytree(ROOT / "data", folder / "data")
    boards = folder / "data/boards.yml"
    pages = [line for line in boards.read_text("utf-8").splitlines() if line.startswith("    - notebooks/")]
    kept = "\n".join(line for line in boards.read_text("utf-8").splitlines() if line not in pages[1:])
    boards.write_text(kept + "\n", "utf-8")
    reports, status = folder / "reports", folder / "status.json"
    with cluster(folder) as (address, workers):
        where = ("--data", folder / "data", "--out", reports, "--status", status)
        command = [sys.executable, "-m", "analysis", "run", "--all", "--cluster", address, *map(str, where)]
        run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # Both are at work: whichever dies, a pack is in the making.
        wait_for(lambda: run.poll() is not None or len(list(reports.glob(".making-*/notebooks"))) == 2)
        workers[0].send_signal(signal.SIGKILL)
        out, told = run.communicate(timeout=PATIENCE_SECONDS)
    assert run.returncode == 0, told
    return folder, reports, out, told, json.loads(status.read_text("utf-8"))


def test_every_pack_is_made_although_a_worker_was_killed(cycle):
    _, reports, out, told, status = cycle
    assert {pack.name for pack in published.list_packs(reports)} == set(CALENDAR)
    assert {"/".join(Path(line).parts[-2:]) for line in out.splitlines()} == set(CALENDAR)
    assert (status["state"], status["exit_code"], status["done"], status["total"]) == ("done", 0, 5, 5)
    assert status["failed"] == 0
    assert "5 of 5 packs were made" in told.splitlines()[-1]
    listed = json.loads((reports / "index.json").read_text("utf-8"))["packs"]
    assert {row["folder"] for row in listed} == set(CALENDAR)
    assert {path.name for path in reports.iterdir()} == {"index.json", *(name.split("/")[0] for name in CALENDAR)}


@pytest.mark.parametrize("name", CALENDAR)
def test_a_pack_knows_what_had_been_published_by_its_meeting(cycle, name):
    figures = pd.read_csv(cycle[1] / name / "data/figures.csv")
    assert set(figures["source"]) == CALENDAR[name]
    day = name.split("/")[1]
    assert figures["published"].max() <= day
    page = (cycle[1] / name / "pack.html").read_text("utf-8")
    assert ("Domestic Abuse Locality Service" in page) == (name in (JUNE, SEPTEMBER))


def test_a_board_s_next_pack_says_what_changed_since_the_last(cycle):
    manifests = {name: json.loads((cycle[1] / name / "manifest.json").read_text("utf-8")) for name in CALENDAR}
    compared = {name: list(manifest["compared"]) for name, manifest in manifests.items()}
    assert compared == {name: [] for name in CALENDAR} | {SEPTEMBER: ["lscsb/2018-12-10"]}
    assert "What changed since the last meeting" in (cycle[1] / SEPTEMBER / "pack.html").read_text("utf-8")


@pytest.mark.parametrize("name", CALENDAR)
def test_a_pack_made_again_is_identical(cycle, name, dsva):
    folder, reports, *_ = cycle
    done = dsva("replay", name, "--data", folder / "data", "--reports", reports)
    assert (done.stdout, done.returncode) == (f"{name}: identical.\n", 0), done.stdout + done.stderr


def test_why_figures_changed_between_the_meetings_of_2023_sums_to_the_whole(cycle, dsva):
    folder, reports, *_ = cycle
    where = ("--data", folder / "data", "--reports", reports)
    done = dsva("explain", JUNE, SEPTEMBER, "--format", "json", *where)
    assert done.returncode == 0, done.stderr
    changes = pd.DataFrame(json.loads(done.stdout))
    causes = ["new periods", "revision", "method", "settings", "revision or method"]
    both = changes[changes["state"].eq("both")]
    assert len(both) > 3
    whole = both["now"].astype(float) - both["then"].astype(float)
    assert both[causes].astype(float).sum(axis="columns").sub(whole).abs().max() < 1e-6
    assert changes["method"].fillna(0).eq(0).all()
    assert changes.loc[changes["new periods"].astype(float).ne(0), "state"].isin(["both", "new", "gone"]).all()
