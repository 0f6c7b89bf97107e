"""What every test may use."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
LONGEST_RUN_SECONDS = 400

# The two cores are shared with notebooks and a browser: a slow example is not a wrong one. The examples are the same
# each time, so that a failure is a change and not a draw; `DSVA_OTHER_EXAMPLES=1` looks for new ones.
settings.register_profile("dsva", deadline=None, derandomize=not os.environ.get("DSVA_OTHER_EXAMPLES"))
settings.load_profile("dsva")


def run_dsva(*arguments: object, **environment: object) -> subprocess.CompletedProcess:
    """A `dsva` command that has ended, run as a user would from the checkout, with variables added."""
    variables = os.environ | {name: str(value) for name, value in environment.items()}
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )  # fmt: skip


@pytest.fixture(scope="session")
def dsva():
    """Runs a `dsva` command: `dsva("run", "lscsb", DSVA_REPORTS=folder)`."""
    return run_dsva


@pytest.fixture(scope="session")
def made_pack(tmp_path_factory) -> Path:
    """Folder of the draft pack of 29 September 2023, made by the command; made once, also when tests run side by side.

    For reading only: a test that changes a pack copies it first.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    reports, outcome = shared / "made-reports", shared / "made-outcome.txt"
    try:
        (shared / "made-lock").mkdir()
    except FileExistsError:
        _wait_for(outcome)
    else:
        done = run_dsva("run", "lscsb", "2023-09-29", DSVA_REPORTS=reports)
        told = f"{done.returncode}\n{done.stdout}{done.stderr}"
        outcome.with_suffix(".part").write_text(told, "utf-8")
        outcome.with_suffix(".part").rename(outcome)
    status, _, told = outcome.read_text("utf-8").partition("\n")
    assert status == "0", told
    return reports / "lscsb/2023-09-29"


def _wait_for(outcome: Path) -> None:
    last = time.monotonic() + LONGEST_RUN_SECONDS
    while not outcome.exists():
        assert time.monotonic() < last, "The other worker's pack was not made in time."
        time.sleep(0.2)
