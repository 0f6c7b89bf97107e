"""Writes `environment.yml` for conda from the locks: the same pins, without hashes, beside the package.

conda hands pip one file, and pip refuses hashes in a file that also installs a folder; make uses the locks themselves.
"""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCKS = ("run.txt", "test.txt")
HEADER = """\
# Made by requirements/compile.sh from requirements/run.txt and requirements/test.txt; do not edit.
# conda env create --file environment.yml, then: conda activate dsva
name: dsva
channels:
  - conda-forge
dependencies:
  - python=3.11
  - pip
  - pip:
    - --editable .
"""


def read_pins(lock: Path) -> dict[str, str]:
    """Each package of a lock with its line as pip reads it: name, version and marker, without the hashes."""
    lines = [line.rstrip(" \\") for line in lock.read_text(encoding="utf-8").splitlines()]
    pins = [line for line in lines if re.match(r"[A-Za-z0-9]", line)]
    return {re.split(r"[=\[ ]", pin)[0]: pin for pin in pins}


def describe_environment(folder: Path = HERE) -> str:
    """The text of `environment.yml`, sorted by package; the test set names all that the run set does."""
    pins = {}
    for lock in LOCKS:
        pins.update(read_pins(folder / lock))
    return HEADER + "".join(f'    - "{pins[name]}"\n' for name in sorted(pins))


if __name__ == "__main__":
    (HERE.parent / "environment.yml").write_text(describe_environment(), encoding="utf-8", newline="\n")
