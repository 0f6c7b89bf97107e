"""No published notebook can show a raw frame of returns or of case records: its code is read, not trusted.

Raw figures are had by calls whose name says so (`load_unprotected_figures`), all of them in `analysis.sources` or where
records are counted. A page that everybody may read imports none of these and calls none of them.
"""

import ast
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Where raw frames come from: readers of files, and counts of cases before they are protected.
RAW_MODULES = (
    "analysis.sources", "analysis.pipeline.records", "analysis.model.records", "analysis.commands", "duckdb", "ibis",
    "pandas", "polars", "pyarrow", "sqlite3", "openpyxl", "importlib", "subprocess", "os", "pathlib",
)  # fmt: skip
# Of the readers those that know neither returns nor records.
PLAIN_MODULES = ("analysis.sources.money", "analysis.sources.location")
# Parts of names that say what a call or an attribute gives.
RAW_NAMES = ("unprotected", "as_restricted", "count_records", "returned", "open_engine", "read_return", "read_csv",
             "read_parquet", "read_excel", "read_sql")  # fmt: skip
# Ways to call something whose name is not read in the code.
HIDDEN_CALLS = {"getattr", "eval", "exec", "compile", "open", "__import__", "globals", "vars", "get_ipython"}
RESTRICTED = "restricted"


def raw_calls(path: Path) -> list[str]:
    """What in the code cells of a notebook could show a raw frame, each as a line of code."""
    found = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:  # a magic or a command of the shell
            found.append(cell.source)
            continue
        found += [ast.unparse(node) for node in ast.walk(tree) if is_raw(node)]
    return found


def is_raw(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(is_raw_module(name.name) for name in node.names)
    if isinstance(node, ast.ImportFrom):
        base = node.module or ""
        names = [f"{base}.{name.name}" for name in node.names]
        is_plain = base in PLAIN_MODULES or all(name in PLAIN_MODULES for name in names)
        is_from_raw = not is_plain and any(map(is_raw_module, (base, *names)))
        return node.level > 0 or is_from_raw or any(map(says_raw, names))
    if isinstance(node, ast.Name):
        return says_raw(node.id) or node.id in HIDDEN_CALLS
    if isinstance(node, ast.Attribute):
        return says_raw(node.attr) or node.attr == "sources" or node.attr.startswith("__")
    return isinstance(node, ast.Constant) and node.value == RESTRICTED


def is_raw_module(name: str) -> bool:
    return any(name == raw or name.startswith((f"{raw}.", f"{raw}_")) for raw in RAW_MODULES)


def says_raw(name: str) -> bool:
    return any(part in name for part in RAW_NAMES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_no_way_to_a_raw_frame(page):
    assert raw_calls(page) == []


def test_the_notebooks_of_a_public_pack_have_none(made_pack):
    notebooks = sorted((made_pack / "notebooks").glob("*.ipynb"))
    assert len(notebooks) >= 5
    assert {notebook.name: raw_calls(notebook) for notebook in notebooks if raw_calls(notebook)} == {}


@pytest.mark.parametrize(
    "code",
    [
        "from analysis.sources.figures import load_unprotected_figures",
        "from analysis.sources import figures as f",
        "from analysis import sources",
        "import analysis.sources.known as k",
        "import analysis\nanalysis.sources.figures.load_figures(folder)",
        "from analysis.pipeline.records import count_records",
        "from analysis.pipeline.records_protected import as_public",
        "from analysis.pipeline import records",
        "results.known.returned",
        "pipeline.run(Parameters(audience='restricted'))",
        "audience = \"restricted\"",
        "getattr(pipeline, 'x')",
        "results.__dict__",
        "__import__('analysis.sources')",
        "eval('1')",
        "import pandas as pd\npd.read_csv('data/returns/x/figures.csv')",
        "open('data/returns/x/figures.csv')",
        "import duckdb",
        "%run raw.py",
        "!cat data/returns/*/*/*/figures.csv",
        "import importlib",
        "show = load_unprotected_figures",
    ],
)  # fmt: skip
def test_the_scanner_bites(write_notebook, code):
    assert raw_calls(write_notebook("raw.ipynb", "board = 'lscsb'", "1 + 1", code)) != []


def test_the_scanner_lets_a_plain_page_pass(write_notebook):
    page = write_notebook(
        "plain.ipynb", 'audience = "public"', "from analysis import charts, pipeline\nfrom analysis.parameters import "
        "Parameters\nresults = pipeline.run(Parameters(audience=audience))", "charts.demand(results.demand)",
    )  # fmt: skip
    assert raw_calls(page) == []


def test_a_function_that_gives_returns_as_they_came_says_so():
    """Of the readers of figures only those named so give more than papers."""
    tree = ast.parse((ROOT / "analysis/sources/figures.py").read_text("utf-8"))
    reading = [
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and "list_returns(" in ast.unparse(node)
    ]
    assert reading == ["load_unprotected_figures", "load_unprotected_returns"]
