"""A run killed at many moments: the old pack stands whole, and the next run repeats only what is missing."""

import os
import signal
import time
from datetime import date
from pathlib import Path

import pytest

from analysis import published
from analysis.execution import Limits
from analysis.pack.manifest import hash_files, read_manifest
from analysis.parameters import Parameters
from analysis.run.journal import Journal
from analysis.run.meeting import Work, make, work_out

DATA = Path(__file__).parents[2] / "data"
MEETING = date(2023, 9, 29)
PLACE = ("lscsb", MEETING)
PATIENCE_SECONDS = 120
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
DECLARED = """board = "lscsb"  # a
meeting = "2023-09-29"  # b
mark = board"""


@pytest.fixture(scope="module")
def results():
    return work_out(Parameters(board="lscsb", meeting=MEETING), DATA, MEETING, Journal("test"))


@pytest.fixture
def work(results, tmp_path, write_notebook):
    """A run of two pages: a quick one, and one that lasts until it is let go."""
    waiting = f"import time, os\nwhile not os.path.exists({str(tmp_path / 'go')!r}):\n    time.sleep(0.05)"
    pages = write_notebook("quick.ipynb", DECLARED, "print(1)"), write_notebook("slow.ipynb", DECLARED, waiting)
    return Work(results, pages, DATA, tmp_path / "reports", 2, Limits(), Journal("test"))


def run_and_kill(work, moment) -> None:
    """The run in a process of its own, which is killed as soon as `moment` finds a file."""
    pid = os.fork()
    if not pid:
        try:
            with published.one_at_a_time(work.reports, *PLACE):
                make(work, resume=True)
        finally:
            os._exit(0)
    last = time.monotonic() + PATIENCE_SECONDS
    while not any(work.reports.glob(moment)) and time.monotonic() < last:
        assert os.waitpid(pid, os.WNOHANG) == (0, 0), f"the run ended before there was {moment}"
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def require_whole(reports) -> published.Pack:
    (pack,) = published.list_packs(reports)
    assert hash_files(pack.folder) == dict(read_manifest(pack.folder).outputs)
    return pack


@posix
def test_killed_at_many_moments_the_old_pack_stands_and_what_was_done_is_taken_up(work, tmp_path, capsys):
    (tmp_path / "go").touch()
    with published.one_at_a_time(work.reports, *PLACE):
        make(work, resume=False)
    old = hash_files(require_whole(work.reports).folder)
    (tmp_path / "go").unlink()
    # Another quick page, so that a run with `resume` has something to do.
    quick = work.notebooks[0]
    quick.write_text(quick.read_text("utf-8").replace("print(1)", "print(2)"), "utf-8")
    slow = work.notebooks[1]
    slow.write_text(slow.read_text("utf-8").replace("sleep(0.05)", "sleep(0.04)"), "utf-8")
    making = f".making-lscsb-{MEETING}-*"
    for moment in (making, f"{making}/pack.xlsx", f"{making}/pack.docx", f"{making}/notebooks/.quick.ipynb.part"):
        run_and_kill(work, moment)
        assert hash_files(require_whole(work.reports).folder) == old
    run_and_kill(work, f"{making}/pack.pdf")
    capsys.readouterr()
    (tmp_path / "go").touch()
    with published.one_at_a_time(work.reports, *PLACE):
        make(work, resume=True)
    assert "1 of 2 notebooks were executed before and are taken up." in capsys.readouterr().err
    new = require_whole(work.reports).folder
    assert '"2\\n"' in (new / "notebooks/quick.ipynb").read_text("utf-8")
    assert {path.name for path in work.reports.iterdir()} == {"index.json", "lscsb"}
    with published.one_at_a_time(work.reports, *PLACE):
        make(work, resume=True)
    assert "Nothing is missing" in capsys.readouterr().err


@posix
def test_no_process_of_a_killed_run_lives_on(work, tmp_path):
    run_and_kill(work, f".making-lscsb-{MEETING}-*/notebooks/quick.ipynb")
    last = time.monotonic() + PATIENCE_SECONDS
    while (left := processes_that_name(str(tmp_path))) and time.monotonic() < last:
        time.sleep(0.05)
    assert left == []


def processes_that_name(place: str) -> list[str]:
    """Processes whose working folder lies there: kernels work in the folder of their notebook."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            folder = os.readlink(process / "cwd")
        except OSError:
            continue
        if folder.startswith(place):
            found.append(process.name)
    return found
