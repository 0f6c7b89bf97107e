"""Which coming meetings lack a pack, or have newer data than theirs."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from analysis.errors import BadArgument
from analysis.pack.assembly import list_inputs
from analysis.pack.manifest import Manifest, hash_files, write_manifest
from analysis.run.due import NEWER_DATA, NO_PACK, list_due
from analysis.sources.catalogue import find_board, load_catalogue

DATA = Path(__file__).parents[2] / "data"
TODAY, SOON, LATER = date(2030, 1, 1), date(2030, 1, 31), date(2030, 6, 30)


@pytest.fixture
def data(tmp_path):
    """The evidence, with two coming meetings of a board."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    last = "    - {date: 2023-09-29, paper: lscsb-2023-09-29}\n"
    text = (copy / "boards.yml").read_text("utf-8")
    assert last in text
    text = text.replace(last, f"{last}    - {{date: {SOON}}}\n    - {{date: {LATER}}}\n")
    (copy / "boards.yml").write_text(text, "utf-8")
    return copy


def make_pack(data, reports, status="draft"):
    """The manifest of a pack of the first coming meeting, as a run of today would leave it."""
    board = find_board(load_catalogue(data).boards, "lscsb")
    inputs = hash_files(data, list_inputs(data, board, SOON))
    folder = reports / "lscsb" / SOON.isoformat()
    folder.mkdir(parents=True)
    manifest = Manifest("lscsb", SOON.isoformat(), str(TODAY), "public", {}, 1, inputs, {}, status=status)
    write_manifest(manifest, folder)


def due(data, tmp_path, within=30):
    return [(str(one.date), one.days, one.reason) for one in list_due(data, tmp_path / "reports", TODAY, within)]


def test_a_meeting_without_a_pack_is_due_within_so_many_days(data, tmp_path):
    assert due(data, tmp_path) == [("2030-01-31", 30, NO_PACK)]
    assert due(data, tmp_path, within=29) == []
    assert [day for day, *_ in due(data, tmp_path, within=200)] == ["2030-01-31", "2030-06-30"]


def test_a_meeting_with_its_pack_is_due_again_once_its_data_are_newer(data, tmp_path):
    make_pack(data, tmp_path / "reports")
    assert due(data, tmp_path) == []
    with (data / "measures.yml").open("a", encoding="utf-8") as file:
        file.write("# looked at again\n")
    (one,) = list_due(data, tmp_path / "reports", TODAY, 30)
    assert (one.reason, one.files) == (NEWER_DATA, ("measures.yml",))


def test_people_s_words_for_another_meeting_make_none_due(data, tmp_path):
    make_pack(data, tmp_path / "reports")
    other = data / f"commentary/lscsb/{LATER}.md"
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_text("# Recommendations\n\nThat the Board notes this.\n", "utf-8")
    assert due(data, tmp_path) == []


def test_an_approved_pack_is_never_due(data, tmp_path):
    make_pack(data, tmp_path / "reports", status="approved")
    (data / "measures.yml").write_text((data / "measures.yml").read_text("utf-8") + "# again\n", "utf-8")
    assert due(data, tmp_path) == []


def test_days_in_the_past_are_a_sentence(data, tmp_path):
    with pytest.raises(BadArgument, match="within: -1 days"):
        due(data, tmp_path, within=-1)
