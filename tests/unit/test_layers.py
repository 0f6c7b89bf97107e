"""The rules of the house that a machine can check: imports, style, size, who may open a file or look at the clock."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "analysis"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 250
LONGEST_FUNCTION = 30
WRITERS = ("pack/", "published/", "run/", "execution/", "sources/")
TOUCHING_FILES = (*WRITERS, "app/", "commands/", "__main__.py", "terminal.py")
CLOCK_WATCHERS = ("__main__.py", "commands/", "run/", "pack/manifest.py")
LINT_IMPORTS = ("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache", "--no-logo")
CLOCKS = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "time.time",
    "time.time_ns",
    "Timestamp.now",
}
OPENERS = {"open", "read_text", "read_bytes", "read_csv", "write_text", "write_bytes", "to_csv", "mkdir", "unlink"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def run_tool(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)


def calls_of(path: Path) -> set[str]:
    """Every call of a module by its last two names: `pd.Timestamp.now()` is `Timestamp.now`."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return {".".join(ast.unparse(call).split(".")[-2:]) for call in calls}


def functions_of(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]


def body_length(function: ast.FunctionDef) -> int:
    """Lines of a function that do something: its signature and its docstring are not counted."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_imports_point_down():
    done = run_tool(*LINT_IMPORTS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_module_has_to_take_a_place_in_the_layers(tmp_path):
    config = (ROOT / "pyproject.toml").read_text("utf-8").replace('    "errors",\n]', "]")
    (tmp_path / "pyproject.toml").write_text(config, "utf-8")
    done = run_tool(*LINT_IMPORTS, "--config", str(tmp_path / "pyproject.toml"))
    assert done.returncode == 1
    assert "errors" in done.stdout


def test_the_code_is_formatted_and_lint_free():
    for command in (["check"], ["format", "--check"]):
        done = run_tool("-m", "ruff", *command, "--no-cache", ".")
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE
    assert [f.name for f in functions_of(path) if body_length(f) > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_named_for_what_it_holds(path):
    assert path.stem not in {"utils", "helpers", "common", "manager"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_sources_and_writers_touch_files(path):
    if not name_of(path).startswith(TOUCHING_FILES):
        assert {call.split(".")[-1] for call in calls_of(path)} & OPENERS == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_top_looks_at_the_clock(path):
    if not name_of(path).startswith(CLOCK_WATCHERS):
        assert calls_of(path) & CLOCKS == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path):
    text = path.read_text("utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))
