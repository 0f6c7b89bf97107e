"""Notebooks executed for real: with one interpreter, side by side, and copies that repeat byte for byte."""

import json
import os
import sys

import matplotlib.pyplot as plt
import nbformat
import pytest

from analysis.errors import BadArgument, RunFailed
from analysis.execution import Limits, Page, can_fork, execute_all, require_parameters

PARAMETERS = 'board = "lscsb"  # board\nseed = 1  # seed'
GIVEN = {"board": "ldalpb", "seed": 7}


def run(pages, jobs=1, environment=None, **options):
    execute_all(pages, GIVEN, environment or {}, jobs=jobs, **options)


def page_of(notebook, folder):
    folder.mkdir(exist_ok=True)
    return Page(notebook, folder / notebook.name)


def outputs_of(page):
    cells = nbformat.read(page.copy, as_version=4).cells
    return "".join(output.get("text", "") for cell in cells for output in cell.get("outputs", []))


def test_a_page_sees_its_parameters_its_folder_its_environment_and_this_interpreter(tmp_path, write_notebook):
    code = "import os, sys, json\nprint(json.dumps([board, seed, os.getcwd(), os.environ['DSVA_DATA'] == marker]))"
    code = f"marker = {'x' * 3!r} + 'y'\n" + code + "\nprint(sys.executable == " + repr(sys.executable) + ")"
    page = page_of(write_notebook("a.ipynb", PARAMETERS, code), tmp_path / "out")
    run([page], environment={"DSVA_DATA": "xxxy"})
    listed, same_interpreter = outputs_of(page).splitlines()
    assert json.loads(listed) == ["ldalpb", 7, "notebooks", True]
    assert same_interpreter == "True"


def test_another_kernel_called_python3_is_not_used(tmp_path, write_notebook, monkeypatch):
    spec = tmp_path / "jupyter/kernels/python3"
    spec.mkdir(parents=True)
    wrong = {"argv": ["/nonexistent/python", "{connection_file}"], "display_name": "wrong", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(wrong), "utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    page = page_of(write_notebook("a.ipynb", PARAMETERS, "print(1 + 1)"), tmp_path / "out")
    run([page])
    assert outputs_of(page) == "2\n"


def test_two_executions_leave_the_same_bytes_and_nothing_of_the_machine(tmp_path, write_notebook):
    cells = [
        "import uuid, warnings, os, sys\nprint(uuid.uuid4(), uuid.uuid4().hex, object())",
        "warnings.warn('look')",
        "print(os.getcwd(), sys.prefix, os.environ['DSVA_DATA'])",
        "object()",
        "'a picture' * 100_000",  # a pattern that reads it over and over would take minutes
    ]
    notebook = write_notebook("a.ipynb", PARAMETERS, *cells)
    pages = [page_of(notebook, tmp_path / "one"), page_of(notebook, tmp_path / "two")]
    run(pages, jobs=2, environment={"DSVA_DATA": str(tmp_path / "elsewhere/data")})
    first, second = (page.copy.read_bytes() for page in pages)
    assert first == second
    text = first.decode("utf-8")
    for trace in (str(tmp_path), sys.prefix, "ipykernel_", "start_time", 'papermill"', "duration", "iopub"):
        assert trace not in text
    assert "0" * 31 + "1" in text
    nbformat.validate(nbformat.reads(text, as_version=4))


def test_a_failure_names_notebook_and_cell_and_leaves_a_readable_copy(tmp_path, write_notebook):
    good = page_of(write_notebook("good.ipynb", PARAMETERS, "print('well')"), tmp_path / "out")
    bad = page_of(write_notebook("bad.ipynb", PARAMETERS, "x = 1", "1 / 0  # here", "print('never')"), tmp_path / "out")
    with pytest.raises(
        RunFailed, match=r"bad\.ipynb, cell In \[4\] \(«1 / 0  # here»\): ZeroDivisionError: division"
    ) as fault:
        run([bad, good], jobs=2)
    assert "\n" not in str(fault.value)
    copy = nbformat.read(bad.copy, as_version=4)
    nbformat.validate(copy)
    assert "ZeroDivisionError" in json.dumps(copy)
    assert "never" not in outputs_of(bad)


def test_a_cell_without_end_is_stopped_and_named(tmp_path, write_notebook):
    page = page_of(write_notebook("slow.ipynb", PARAMETERS, "import time", "time.sleep(60)"), tmp_path / "out")
    with pytest.raises(
        RunFailed, match=r"slow\.ipynb, cell In \[4\] \(«time\.sleep\(60\)»\): ran longer than 1 seconds"
    ):
        run([page], timeout_seconds=1)
    assert page.copy.is_file()


def test_a_kernel_that_dies_is_named(tmp_path, write_notebook):
    page = page_of(write_notebook("gone.ipynb", PARAMETERS, "import os", "os._exit(1)"), tmp_path / "out")
    with pytest.raises(RunFailed, match=r"gone\.ipynb, cell In \[4\] .*: its kernel ended"):
        run([page])


@pytest.mark.skipif(not can_fork(), reason="a limit of memory is Linux's")
def test_memory_beyond_the_limit_is_named_with_the_limit(tmp_path, write_notebook):
    page = page_of(write_notebook("fat.ipynb", PARAMETERS, "x = 1", "held = bytearray(8 * 1024**3)"), tmp_path / "out")
    with pytest.raises(
        RunFailed, match=r"fat\.ipynb, cell In \[4\] .*MemoryError; the notebook may use 4000 megabytes"
    ):
        run([page], limits=Limits(memory_megabytes=4000))


def test_a_notebook_longer_than_its_time_is_stopped_and_named(tmp_path, write_notebook):
    page = page_of(write_notebook("long.ipynb", PARAMETERS, "import time", "time.sleep(60)"), tmp_path / "out")
    with pytest.raises(RunFailed, match=r"long\.ipynb.*: the notebook ran longer than 4 seconds"):
        run([page], limits=Limits(notebook_seconds=4))


def test_a_kernel_killed_from_outside_is_named_with_its_cause(tmp_path, write_notebook):
    code = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    page = page_of(write_notebook("shot.ipynb", PARAMETERS, code), tmp_path / "out")
    with pytest.raises(RunFailed, match=r"shot\.ipynb, cell In \[3\] .*: its kernel ended by SIGKILL \(.*memory"):
        run([page])


LEAVING = """
import os, random, sys, warnings
import numpy as np, pandas as pd
import analysis.wording as wording
os.environ["LEFT"] = "left"
sys.modules["left"] = sys
wording.left = pd.left = True
random.seed(1); np.random.seed(1)
pd.set_option("display.max_rows", 3)
warnings.simplefilter("error")
open("left.txt", "w").close()
os.remove("left.txt")
"""
LOOKING = """
import os, sys, warnings
import numpy as np, pandas as pd
import analysis.wording as wording
print("LEFT" in os.environ, "left" in sys.modules, hasattr(wording, "left"), hasattr(pd, "left"))
print(pd.get_option("display.max_rows"), ("error", Warning) in [(one[0], one[2]) for one in warnings.filters])
print(np.random.random() == np.random.RandomState(1).random(), "LEAVING" in globals(), "_i1" in globals())
"""


def test_nothing_is_left_to_the_page_after_it(tmp_path, write_notebook):
    first = page_of(write_notebook("a.ipynb", PARAMETERS, LEAVING), tmp_path / "out")
    second = page_of(write_notebook("b.ipynb", PARAMETERS, LOOKING), tmp_path / "out")
    run([first, second], jobs=1)
    assert outputs_of(second).splitlines() == ["False False False False", "60 False", "False False True"]


SHOWING = """
import matplotlib, pandas as pd
from analysis.pack.exhibits.exhibit import Exhibit
wide = pd.DataFrame({f"column {number}": range(90) for number in range(30)})
print(wide.shape, matplotlib.get_backend(), pd.get_option("display.width"))
"""
DRAWING = "import matplotlib.pyplot as plt\nplt.plot([1, 2])"


def test_a_forked_kernel_says_what_a_plain_one_says(tmp_path, write_notebook, monkeypatch):
    exhibit = "Exhibit('name', 'A title', 'a caption', 'words', wide)"
    cells = [SHOWING, "wide", exhibit, "__name__", "import sys\nsys.argv[1:2]", DRAWING]
    notebook = write_notebook("a.ipynb", PARAMETERS, *cells)
    plt.switch_backend("agg")  # as a caller that has drawn leaves it
    forked, plain = page_of(notebook, tmp_path / "forked"), page_of(notebook, tmp_path / "plain")
    run([forked], environment={"PYTHONWARNINGS": "ignore::FutureWarning"})
    monkeypatch.setenv("DSVA_NO_FORK", "1")
    run([plain], environment={"PYTHONWARNINGS": "ignore::FutureWarning", "COLUMNS": "40"})
    assert forked.copy.read_text("utf-8") == plain.copy.read_text("utf-8")
    assert "image/png" in forked.copy.read_text("utf-8")


def test_the_working_folder_of_the_caller_stays(tmp_path, write_notebook):
    before = os.getcwd()
    run([page_of(write_notebook("a.ipynb", PARAMETERS, "print(1)"), tmp_path / "out")])
    assert os.getcwd() == before


def test_each_page_done_is_told(tmp_path, write_notebook):
    done = []
    pages = [page_of(write_notebook(name, PARAMETERS, "1"), tmp_path / "out") for name in ("a.ipynb", "b.ipynb")]
    run(pages, jobs=2, on_done=lambda page: done.append(page.notebook.name))
    assert done == ["a.ipynb", "b.ipynb"]


def test_a_parameter_that_a_notebook_does_not_declare_is_an_error(write_notebook):
    notebook = write_notebook("a.ipynb", 'board = "lscsb"  # board')
    require_parameters(notebook, ["board"])
    with pytest.raises(BadArgument, match=r"a\.ipynb: its parameters cell lacks seed, rods"):
        require_parameters(notebook, ["board", "seed", "rods"])


def test_a_missing_notebook_is_a_sentence(tmp_path):
    with pytest.raises(BadArgument, match="no such notebook"):
        require_parameters(tmp_path / "a.ipynb", ["board"])


@pytest.mark.parametrize("text", ["", "{}", "[1]", "not json"])
def test_a_file_that_is_no_notebook_is_a_sentence(tmp_path, text):
    (tmp_path / "a.ipynb").write_text(text, "utf-8")
    with pytest.raises(BadArgument, match=r"a\.ipynb: not a notebook|lacks board"):
        require_parameters(tmp_path / "a.ipynb", ["board"])
