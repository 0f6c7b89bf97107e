"""Memory over many runs: `python tests/bench/memory_over_runs.py [RUNS]`.

The same pack is made again and again by the pool that `dsva run --all` works with. What the process that hands out the
work holds, and what the process that the runs are forked from holds, are printed after every tenth run: both are to
stay as they are after the first ones.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

from analysis.run.orders import Order
from analysis.run.pool import run_here

ROOT = Path(__file__).parents[2]
TOLD_EVERY = 10


def held_megabytes() -> list[int]:
    """Resident memory of this process and of the one that it forks from (Linux)."""
    own = Path("/proc/self")
    children = own.joinpath("task", own.resolve().name, "children").read_text().split()
    lines = [
        line
        for process in ("self", *children)
        for line in Path(f"/proc/{process}/status").read_text().splitlines()
        if line.startswith("VmRSS")
    ]
    return [int(line.split()[1]) // 1024 for line in lines]


def main(runs: str = "200") -> None:
    """Make the packs and print what is held."""
    with tempfile.TemporaryDirectory() as folder:
        order = Order("leicester-scrutiny", date(2013, 10, 17), ROOT / "data", Path(folder))
        for number, outcome in enumerate(run_here([[order] * int(runs)], jobs=1), start=1):
            if outcome.exit_code:
                raise SystemExit(outcome.sentence)
            if number == 1 or number % TOLD_EVERY == 0:
                print(f"after {number} runs: {held_megabytes()} megabytes, {outcome.seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
