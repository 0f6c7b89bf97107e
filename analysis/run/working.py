"""One order made, in this process or in one of its own."""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import DsvaError
from analysis.published import MeetingBusy, shelf_for
from analysis.run.journal import Journal, machine_places
from analysis.run.meeting import run_meeting
from analysis.run.orders import Order

DONE, FAILED = 0, 1
PAUSE_SECONDS, LONGEST_WAIT_SECONDS = 2, 900


@dataclass(frozen=True)
class Outcome:
    """How an order ended: `folder` of the pack, empty where none was made; `sentence` says why."""

    name: str
    exit_code: int
    seconds: float
    folder: str = ""
    sentence: str = ""


def make_here(order: Order) -> Outcome:
    """The order made in this process, which should be its own: it is forked from, and papermill moves its folder."""
    begun = time.monotonic()
    journal = Journal(order.name, places=machine_places(order.data, order.reports))
    try:
        pack = run_meeting(
            order.board, order.meeting, data=order.data, reports=order.reports, as_of=order.as_of,
            settings=order.settings, audience=order.audience, jobs=order.jobs, limits=order.limits,
            resume=order.resume, journal=journal,
        )  # fmt: skip
    except DsvaError as fault:
        journal.end("failed", fault.exit_code, str(fault))
        return Outcome(order.name, fault.exit_code, time.monotonic() - begun, "", str(fault))
    journal.end("done", DONE, f"made {pack.name}")
    return Outcome(order.name, DONE, time.monotonic() - begun, str(pack.folder))


def make_apart(order: Order, after: Outcome | None = None) -> Outcome:
    """The order made by the command line, in a process that ends with this one: for a worker that has threads.

    after: the outcome of the order before it in its chain; only its having ended counts.
    A worker that took over from one that died may find the meeting still held for a moment, and waits.
    """
    begun, last = time.monotonic(), time.monotonic() + LONGEST_WAIT_SECONDS
    while True:
        code, status = _run_command(order)
        if code != MeetingBusy.exit_code or time.monotonic() > last:
            break
        time.sleep(PAUSE_SECONDS)
    shelf = shelf_for(order.audience, order.reports)
    folder = str(shelf / order.board / order.meeting.isoformat()) if code == DONE else ""
    return Outcome(order.name, code, time.monotonic() - begun, folder, "" if code == DONE else status)


def _run_command(order: Order) -> tuple[int, str]:
    with tempfile.TemporaryDirectory(prefix="dsva-order-", ignore_cleanup_errors=True) as folder:
        status = Path(folder) / "status.json"
        command = [sys.executable, "-m", "analysis", "run", order.board, order.meeting.isoformat()]
        command += ["--data", str(order.data), "--out", str(order.reports), "--audience", order.audience]
        command += ["--jobs", str(order.jobs), "--status", str(status), "--with-parent", "--resume"]
        command += ["--as-of", order.as_of.isoformat()] if order.as_of else []
        command += [part for pair in order.settings for part in ("--set", pair)]
        command += ["--cell-seconds", str(order.limits.cell_seconds)]
        command += ["--notebook-seconds", str(order.limits.notebook_seconds)]
        memory = order.limits.memory_megabytes
        command += ["--memory", str(memory)] if memory else []
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=folder)
        told = done.stderr.strip().splitlines()[-1:] or [f"ended with exit code {done.returncode}"]
        with contextlib.suppress(OSError, ValueError, KeyError):
            told = [json.loads(status.read_text("utf-8"))["sentence"] or told[0]]
        return done.returncode, told[0]
