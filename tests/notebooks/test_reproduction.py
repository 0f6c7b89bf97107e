"""A pack's executed notebooks say again what they said; and they cannot, once a figure is altered."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def rerun(pack: Path, tmp_path: Path, data: Path, names: str = "*.ipynb") -> subprocess.CompletedProcess:
    """nbval, strict, on copies of a pack's notebooks: every output is compared but pictures, which it does not read."""
    notebooks = tmp_path / "notebooks"
    shutil.copytree(pack / "notebooks", notebooks)
    nbval = ["-m", "pytest", "--nbval", "--nbval-current-env", "--nbval-sanitize-with", "sanitise.cfg"]
    options = ["-p", "no:cacheprovider", "-q", "--rootdir", str(tmp_path)]
    # Neither a narrow window nor a warning of a package that only some machines have changes what a notebook says.
    around = {"DSVA_DATA": str(data), "COLUMNS": "40", "PYTHONWARNINGS": "ignore::FutureWarning"}
    return subprocess.run(
        [sys.executable, *nbval, *options, *map(str, sorted(notebooks.glob(names)))],
        cwd=Path(__file__).parent, env=os.environ | around, capture_output=True, text=True,
    )  # fmt: skip


def test_a_pack_s_notebooks_reproduce(made_pack, tmp_path):
    done = rerun(made_pack, tmp_path, ROOT / "data")
    assert done.returncode == 0, done.stdout[-4000:]
    assert re.search(r"\d+ passed", done.stdout)


def test_they_do_not_reproduce_once_a_figure_is_altered(made_pack, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    file = data / "figures/lscsb-2023-09-29.csv"
    row = re.search(r"^lscsb-2023-da-accepted-q4,.*$", file.read_text("utf-8"), re.MULTILINE).group()
    altered = row.replace(",164,", ",146,")
    assert altered.count(",146,") == 2, "value and printed value both stand in the row"
    file.write_text(file.read_text("utf-8").replace(row, altered), "utf-8")
    done = rerun(made_pack, tmp_path, data, "02_demand.ipynb")
    assert done.returncode == 1
    assert "Cell outputs differ" in done.stdout, done.stdout[-4000:]
    assert "BadData" not in done.stdout


@pytest.mark.parametrize("trace", [str(ROOT), sys.prefix, str(Path.home()), 'papermill"', "start_time", "ipykernel_"])
def test_executed_notebooks_hold_nothing_of_the_machine(made_pack, trace):
    notebooks = sorted((made_pack / "notebooks").glob("*.ipynb"))
    assert len(notebooks) >= 5
    assert [notebook.name for notebook in notebooks if trace in notebook.read_text("utf-8")] == []


def test_executed_notebooks_show_no_warning(made_pack):
    for notebook in (made_pack / "notebooks").glob("*.ipynb"):
        assert '"name": "stderr"' not in notebook.read_text("utf-8")
