"""What is said on a machine that lacks something."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "requirements/machine.py"


def run_machine(*arguments, path="", **environment):
    variables = {"PATH": str(path), "HOME": os.environ.get("HOME", "")} | environment
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=300)


def test_without_venv_and_without_apt_one_sentence_says_what_to_install(tmp_path):
    # Debian ships Python without ensurepip; a module that cannot be imported stands for it here.
    (tmp_path / "ensurepip.py").write_text("raise ImportError", "utf-8")
    done = run_machine("venv", tmp_path / ".venv", path=tmp_path, PYTHONPATH=str(tmp_path))
    package = f"python3.{sys.version_info.minor}-venv"
    assert done.returncode == 1
    assert done.stderr == f"Python's venv is missing; install it (on Debian: apt install {package}) and try again.\n"
    assert not (tmp_path / ".venv").exists()


def test_an_environment_is_made_once(tmp_path):
    folder = tmp_path / ".venv"
    assert run_machine("venv", folder, path=os.environ["PATH"]).returncode == 0
    (folder / "mark").touch()
    assert run_machine("venv", folder, path=os.environ["PATH"]).returncode == 0
    assert (folder / "mark").exists()


def test_a_place_where_no_environment_can_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    done = run_machine("venv", tmp_path / "file" / ".venv", path=os.environ["PATH"])
    assert done.returncode == 1
    assert "no virtual environment could be made there" in done.stderr.splitlines()[-1]


def test_without_libreoffice_and_without_apt_one_sentence_says_so(tmp_path):
    done = run_machine("office", path=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "LibreOffice is missing" in done.stderr


def test_a_request_that_is_not_understood_shows_what_can_be_asked():
    done = run_machine("coffee")
    assert done.returncode == 2
    assert "venv FOLDER" in done.stderr
