"""The committed notebooks: stripped, thin, each parameter with its help, and they run."""

import ast
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import nbformat
import pytest

from analysis.parameters import Parameters
from analysis.sources.catalogue import load_catalogue

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "notebooks").glob("*.ipynb"))
IMPORTED = {"analysis", "IPython"}
# What a page does not do: it calls what does.
WORK = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.Try, ast.With),
    *(ast.BinOp, ast.AugAssign, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
OF_A_BOARD = {ROOT / name for board in load_catalogue(ROOT / "data").boards for name in board.notebooks}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def code_cells(page):
    return [cell for cell in nbformat.read(page, as_version=4).cells if cell.cell_type == "code"]


def parameters_cell(page):
    (cell,) = [cell for cell in code_cells(page) if "parameters" in cell.metadata.get("tags", [])]
    return cell


def test_every_board_s_pages_exist_and_there_is_one_to_explore_with():
    assert set(PAGES) > OF_A_BOARD


@every_page
def test_a_page_is_committed_stripped(page):
    notebook = nbformat.read(page, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(page))
    assert "papermill" not in notebook.metadata
    assert re.fullmatch(r"[\w-]+", page.stem)


@every_page
def test_a_page_imports_calls_and_shows_and_computes_nothing(page):
    for cell in code_cells(page):
        tree = ast.parse(cell.source)
        assert [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, WORK)] == []
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        roots = {name.split(".")[0] for node in imports for name in imported_names(node)}
        assert roots <= IMPORTED
        assert not re.search(r"read_csv|open\(|Path\(", cell.source)


def imported_names(node):
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]


@every_page
def test_a_page_declares_every_parameter_with_its_default_and_its_help(page):
    lines = [line for line in parameters_cell(page).source.splitlines() if line.strip() and not line.startswith("#")]
    assert all(re.fullmatch(r"\w+ = [^#]+?\s+# \S.*", line) for line in lines)
    declared = {line.split(" = ")[0]: ast.literal_eval(line.split(" = ")[1].split(" #")[0].strip()) for line in lines}
    assert {field.name for field in fields(Parameters)} <= set(declared)
    assert Parameters(**{field.name: declared[field.name] for field in fields(Parameters)}) == Parameters()


@every_page
def test_a_page_explains_itself_before_and_after_what_it_shows(page):
    kinds = [cell.cell_type for cell in nbformat.read(page, as_version=4).cells]
    assert kinds[0] == "markdown"
    assert kinds.count("markdown") >= 2


# A board's pages are executed for its pack, and by plain kernels once more where they must reproduce.
@pytest.mark.parametrize("page", sorted(set(PAGES) - OF_A_BOARD), ids=lambda page: page.stem)
def test_a_page_of_no_board_runs(page):
    nbval = ["-m", "pytest", "--nbval-lax", "--nbval-current-env", "-p", "no:cacheprovider", "-q"]
    done = subprocess.run([sys.executable, *nbval, str(page)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]
