"""`dsva run` as a user meets it when something is wrong: one sentence, exit 1, nothing half-written."""

import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
DECLARED = "\n".join(
    [
        'board = "lscsb"  # board',
        'meeting = "2023-09-29"  # meeting',
        "as_of = None  # evidence",
        'rods = "latest"  # rods',
        'deflator = "gdp"  # index',
        'price_year = "2022-23"  # prices',
        "confidence = 0.95  # coverage",
        'audience = "public"  # readers',
        "seed = 1  # draws",
        'scenario = "as-now"  # assumptions',
        "withhold_up_to = 7  # threshold",
    ]
)


@pytest.fixture
def house(tmp_path, write_notebook):
    """A data folder whose first board has the pages that a test writes, and an empty shelf beside it."""
    data = tmp_path / "house" / "data"
    shutil.copytree(ROOT / "data", data)

    def with_pages(**pages: tuple[str, ...]) -> dict[str, Path]:
        names = [write_notebook(f"{name}.ipynb", *cells).name for name, cells in pages.items()]
        listed = "notebooks: &pages\n" + "".join(f"    - notebooks/{name}\n" for name in names)
        boards = re.sub(r"notebooks: &pages\n(    - .*\n)+", listed, (data / "boards.yml").read_text("utf-8"), count=1)
        (data / "boards.yml").write_text(boards, "utf-8")
        return {"DSVA_DATA": data, "DSVA_REPORTS": tmp_path / "reports"}

    return with_pages


def sentence_of(done):
    """The last line of standard error, after making sure that the command failed without a traceback."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr.splitlines()[-1]


def test_a_page_that_fails_publishes_nothing_and_leaves_its_copy(dsva, house, tmp_path):
    folders = house(good=(DECLARED, "print(seed)"), bad=(DECLARED, "total = seed", "total / 0"))
    sentence = sentence_of(dsva("run", "lscsb", "2023-09-29", **folders))
    failed = tmp_path / "reports/lscsb/failed-2023-09-29"
    assert "bad.ipynb, cell In [4] («total / 0»): ZeroDivisionError: division by zero" in sentence
    assert f"no pack was made, and the executed notebooks are in {failed}." in sentence
    assert {path.name for path in failed.iterdir()} == {"good.ipynb", "bad.ipynb"}
    nbformat.validate(nbformat.read(failed / "bad.ipynb", as_version=4))
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["lscsb"]


def test_a_page_that_lacks_a_parameter_is_named_before_any_page_runs(dsva, house, tmp_path):
    folders = house(short=(DECLARED.replace("seed = 1  # draws", ""), "print(1)"))
    sentence = sentence_of(dsva("run", "lscsb", "2023-09-29", **folders))
    assert "short.ipynb: its parameters cell lacks seed; add a line for each." in sentence
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("nowhere",), "nowhere: not a board"),
        (("lscsb", "2023-31-12"), "2023-31-12 is not a day"),
        (("lscsb", "--set", "price_year=1899-00"), "1899-00"),
        (("lscsb", "--as-of", "2001-01-01"), "2001-01-01"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_what_does_not_exist_is_one_sentence(dsva, tmp_path, arguments, expected):
    assert expected in sentence_of(dsva("run", *arguments, DSVA_REPORTS=tmp_path / "reports"))
    assert not (tmp_path / "reports").exists()


def test_an_unwritable_place_is_one_sentence(dsva, tmp_path):
    (tmp_path / "file").touch()
    sentence = sentence_of(dsva("run", "lscsb", "2023-09-29", "--out", tmp_path / "file" / "reports"))
    assert f"{tmp_path}/file/reports: cannot be written" in sentence


def files_of(pack: Path) -> dict[str, bytes]:
    return {path.relative_to(pack).as_posix(): path.read_bytes() for path in pack.rglob("*") if path.is_file()}


def test_a_second_run_leaves_the_same_bytes_but_for_one_time(dsva, made_pack, tmp_path):
    done = dsva("run", "lscsb", "2023-09-29", DSVA_REPORTS=tmp_path / "reports")
    assert done.returncode == 0, done.stderr
    first, second = files_of(made_pack), files_of(tmp_path / "reports/lscsb/2023-09-29")
    manifests = [json.loads(files.pop("manifest.json")) for files in (first, second)]
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []
    assert [manifest.pop("made_at", "") == "" for manifest in manifests] == [False, False]
    assert manifests[0] == manifests[1]


def test_an_approved_pack_is_marked_frozen_and_not_made_again(dsva, made_pack, tmp_path):
    shelf = {"DSVA_REPORTS": tmp_path / "reports"}
    shutil.copytree(made_pack, tmp_path / "reports/lscsb/2023-09-29")
    assert "is not a role" in sentence_of(dsva("approve", "lscsb/2023-09-29", "--role", "Jane Smith", **shelf))
    done = dsva("approve", "lscsb/2023-09-29", "--role", "Director of Public Health", **shelf)
    assert done.returncode == 0, done.stderr
    pack = tmp_path / "reports/lscsb/2023-09-29"
    manifest = json.loads((pack / "manifest.json").read_text("utf-8"))
    assert (manifest["status"], manifest["approval"]["role"]) == ("approved", "Director of Public Health")
    approved = "Approved by the Director of Public Health"
    assert [approved in (folder / "pack.html").read_text("utf-8") for folder in (made_pack, pack)] == [False, True]
    kept = files_of(pack)
    assert "approved by the Director of Public Health" in sentence_of(dsva("run", "lscsb", "2023-09-29", **shelf))
    assert files_of(pack) == kept
