"""The pins: one set of versions in the locks and in environment.yml, which pip can take as it stands."""

import re
import subprocess
import sys
from pathlib import Path

import environment
import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pip_section() -> list[str]:
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    return next(entry["pip"] for entry in dependencies if isinstance(entry, dict))


def requirements_of(lock: Path) -> dict[str, Requirement]:
    text = re.sub(r"\s*\\\n\s*--hash=\S+", "", lock.read_text("utf-8"))
    requirements = [Requirement(line) for line in text.splitlines() if line.strip()]
    return {requirement.name: requirement for requirement in requirements}


def test_environment_names_the_same_packages_versions_and_markers_as_the_locks():
    package, *pins = pip_section()
    assert package == "--editable ."
    locked = requirements_of(ROOT / "requirements/run.txt") | requirements_of(ROOT / "requirements/test.txt")
    assert {str(Requirement(pin)) for pin in pins} == {str(requirement) for requirement in locked.values()}


def test_environment_is_what_its_script_makes():
    assert (ROOT / "environment.yml").read_text("utf-8") == environment.describe_environment()


def test_pip_takes_the_section_as_one_file(tmp_path):
    section = tmp_path / "section.txt"
    section.write_text("\n".join(pip_section()) + "\n", "utf-8")
    # Everything is installed: with no index to ask, pip can only find that the versions agree.
    offline = ["--dry-run", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *offline, "-r", str(section)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.findall(r"Would install (.*)", done.stdout) == ["dsva-0.1.0"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_lock_has_hashes_and_no_address(lock):
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[A-Za-z0-9])", text.strip()))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_set_shares_the_versions_of_the_run_set(lock):
    run = requirements_of(ROOT / "requirements/run.txt")
    others = requirements_of(lock)
    assert {name: str(others[name].specifier) for name in run if name in others} == {
        name: str(requirement.specifier) for name, requirement in run.items() if name in others
    }


def test_the_run_set_fetches_no_spark_and_no_test_tool():
    names = set(requirements_of(ROOT / "requirements/run.txt"))
    assert names.isdisjoint({"pyspark", "statsforecast", "pytest", "playwright"})
    assert "setuptools" in names


def test_continuous_integration_runs_the_command_of_make_test():
    command = re.search(r"^PYTEST = \$\(BIN\)/(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE).group(1)
    last = (ROOT / ".ci/run").read_text("utf-8").splitlines()[-1]
    assert last == f"exec .venv/bin/{command}"
