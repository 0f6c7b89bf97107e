"""`dsva run` against plain papermill: `python tests/bench/run_ratio.py [BOARD DATE]`.

The same notebooks, with the same parameters, are executed one after another by the `papermill` command, and then by
`dsva run`, which makes the pack besides. Both begin from a cold start of Python and warm files. The ratio of the two
times is to be a quarter or less. Run it on an idle machine: it tells the load before each part. Seconds of a core,
which other work on the machine hardly changes, stand beside the seconds of the clock.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from analysis.run import choose, find_notebooks

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"


class Spent(NamedTuple):
    """Seconds by the clock, and seconds of a core in all processes."""

    clock: float
    core: float


def timed(title: str, *command: str, cwd: Path = ROOT) -> Spent:
    """What a command spends; it must end well."""
    begun, before = time.perf_counter(), os.times()
    done = subprocess.run([sys.executable, *command], cwd=cwd, capture_output=True, text=True)
    after = os.times()
    if done.returncode:
        raise SystemExit(f"{title} failed: {done.stderr[-2000:]}")
    core = after.children_user - before.children_user + after.children_system - before.children_system
    spent = Spent(time.perf_counter() - begun, core)
    print(f"{title}: {spent.clock:.1f} s, {spent.core:.1f} s of a core", flush=True)
    return spent


def plain(notebooks: list[Path], settings: dict[str, str], folder: Path) -> Spent:
    """What papermill spends, notebook after notebook."""
    given = [part for name, value in settings.items() for part in ("-p", name, value)]
    options = ["--cwd", str(notebooks[0].parent), "--no-progress-bar", *given]
    parts = [
        timed(f"papermill {one.name}", "-m", "papermill", str(one), str(folder / one.name), *options)
        for one in notebooks
    ]
    return Spent(sum(one.clock for one in parts), sum(one.core for one in parts))


def main(board_id: str = "lscsb", day: str = "2023-09-29") -> None:
    """Time both and print the ratio, and the bare analysis and pack in one Python for comparison."""
    board, parameters = choose(board_id, date.fromisoformat(day), DATA, None, (), "public", date.today())
    notebooks = find_notebooks(board, DATA)
    settings = {"board": board.id, "meeting": day, "as_of": str(parameters.as_of), "price_year": parameters.price_year}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        timed("files read once", "-m", "papermill", str(notebooks[0]), str(folder / "warm.ipynb"), "--cwd", "notebooks")
        print("load before papermill:", os.getloadavg())
        before = plain(notebooks, settings, folder)
        print("load before dsva run:", os.getloadavg())
        ours = timed("dsva run", "-m", "analysis", "run", board.id, day, "--out", str(folder / "reports"))
        bare = timed(
            "pipeline.run and the pack in one Python", "-c",
            "import sys; from pathlib import Path; from analysis import pipeline; from analysis.parameters import "
            "Parameters; from analysis.pack.assembly import make_pack; make_pack(pipeline.run(Parameters(board="
            f"'{board.id}', meeting='{day}')), Path('data'), Path(sys.argv[1]))", str(folder),
        )  # fmt: skip
    print(
        f"{len(notebooks)} notebooks: papermill {before.clock:.1f} s, dsva run with the pack {ours.clock:.1f} s,",
        end=" ",
    )
    print(f"ratio {ours.clock / before.clock:.3f} (of a core {ours.core / before.core:.3f});", end=" ")
    print(f"bare Python {bare.clock:.1f} s, over it {ours.clock - bare.clock:.1f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
