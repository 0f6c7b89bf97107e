"""Files of 200 MB where a few pages are meant: a sentence at once, in little memory, nothing left behind."""

import multiprocessing
import resource
import sys
from pathlib import Path

import pytest

from analysis.__main__ import main

SIZE = 200_000_000
MOST_MEMORY_BYTES = 350_000_000  # beyond what the process has: packages are loaded in it, a file of 200 MB is not
KIBIBYTE, TOO_MUCH = 1024, 77
FORK = multiprocessing.get_context("fork")
COMMANDS = {
    "returns check": (("returns", "check", "{}"), (".csv", ".xlsx")),
    "returns load": (("returns", "load", "{}"), (".csv", ".xlsx")),
    "records check": (("records", "check", "{}"), (".csv", ".xlsx", ".parquet")),
    "check --figures": (("check", "--figures", "{}"), (".csv", ".xlsx")),
    "project": (("project", "{}", "--horizon", "2"), (".csv", ".xlsx")),
}
CASES = [(command, ending) for command, (_, endings) in COMMANDS.items() for ending in endings]


def run(arguments: list[str], out: Path) -> None:
    """Runs in a child, whose memory begins where this process is."""
    sys.argv = ["dsva", *arguments]
    began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with out.open("w") as said:
        sys.stdout = sys.stderr = said
        try:
            main()
        except SystemExit as ended:
            said.flush()
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - began) * KIBIBYTE
            sys.exit(TOO_MUCH if grown > MOST_MEMORY_BYTES else ended.code)


def run_bounded(arguments: list[str], folder: Path) -> tuple[int, str]:
    child = FORK.Process(target=run, args=(arguments, folder / "said.txt"))
    child.start()
    child.join()
    return child.exitcode, (folder / "said.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def evidence(tmp_path_factory):
    """What the commands need of the data folder: the real one, with a store of its own."""
    data = tmp_path_factory.mktemp("large") / "data"
    data.mkdir()
    for path in (Path(__file__).parents[2] / "data").iterdir():
        if path.name not in ("returns", "records"):
            (data / path.name).symlink_to(path)
    return data


@pytest.mark.parametrize(("command", "ending"), CASES)
@pytest.mark.parametrize("begin", [b"", b"service,quarter\n"], ids=["hole", "heading"])
def test_a_file_of_200_megabytes_is_a_sentence(tmp_path, evidence, monkeypatch, command, ending, begin):
    monkeypatch.setenv("DSVA_DATA", str(evidence))
    path = tmp_path / f"large{ending}"
    with path.open("wb") as file:
        file.write(begin)
        file.truncate(SIZE)  # a hole: it takes no room
    arguments = [one.format(path) for one in COMMANDS[command][0]]
    code, said = run_bounded(arguments, tmp_path)
    assert code == 1, said
    assert "Traceback" not in said
    assert path.name in said
    assert "expected" in said
    assert max(map(len, said.splitlines())) < 400
    assert not (evidence / "returns").exists()
