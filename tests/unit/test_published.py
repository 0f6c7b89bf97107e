"""The shelf: a pack is there whole or not at all, and an approved one stays as it is."""

import json
import os
import stat
from contextlib import contextmanager
from datetime import date

import pytest

from analysis import published
from analysis.errors import BadArgument, CannotWrite
from analysis.published import AlreadyApproved, NoSuchPack

MEETING = date(2023, 9, 29)
TODAY = date(2023, 9, 20)
ROLE = "Director of Public Health"


def put(reports, text="first", board="lscsb"):
    with published.making(reports, board, MEETING) as folder:
        (folder / "manifest.json").write_text(json.dumps({"status": "draft", "seed": 1}), "utf-8")
        (folder / "pack.html").write_text(text, "utf-8")
    return published.find_pack(reports, f"{board}/2023-09-29")


@contextmanager
def failing_after(reports, board="lscsb"):
    """A pack in the making whose work fails after what the test does with it."""
    with pytest.raises(ZeroDivisionError), published.making(reports, board, MEETING) as folder:  # noqa: PT012
        yield folder
        _ = 1 / 0


def stamp(folder):
    (folder / "pack.html").write_text("approved", "utf-8")


def names_in(reports):
    return sorted(path.name for path in reports.iterdir())


def test_a_pack_is_put_in_place_and_listed(tmp_path):
    pack = put(tmp_path)
    assert pack.folder == tmp_path / "lscsb/2023-09-29"
    assert (pack.status, pack.role) == ("draft", "")
    assert published.list_packs(tmp_path) == [pack]
    index = json.loads((tmp_path / "index.json").read_text("utf-8"))
    assert [(row["folder"], row["status"]) for row in index["packs"]] == [("lscsb/2023-09-29", "draft")]
    assert names_in(tmp_path) == ["index.json", "lscsb"]


def test_a_new_draft_takes_the_place_of_the_old_one(tmp_path):
    (put(tmp_path).folder / "left over.txt").write_text("old", "utf-8")
    pack = put(tmp_path, "second")
    assert (pack.folder / "pack.html").read_text("utf-8") == "second"
    assert not (pack.folder / "left over.txt").exists()
    assert names_in(tmp_path) == ["index.json", "lscsb"]


def test_the_old_pack_stands_while_the_new_one_is_made_and_when_that_fails(tmp_path):
    old = put(tmp_path)
    with failing_after(tmp_path) as folder:
        (folder / "manifest.json").write_text("{}", "utf-8")
        assert (old.folder / "pack.html").read_text("utf-8") == "first"
        assert published.list_packs(tmp_path) == [old]
    assert (old.folder / "pack.html").read_text("utf-8") == "first"
    assert names_in(tmp_path) == ["index.json", "lscsb"]


def test_without_an_exchange_in_one_step_two_renames_do(tmp_path, monkeypatch):
    # Not every system has renameat2; where it is missing the other way has to lead to the same place.
    monkeypatch.setattr(published, "_exchange", lambda made, place: False)
    put(tmp_path)
    assert (put(tmp_path, "second").folder / "pack.html").read_text("utf-8") == "second"
    assert names_in(tmp_path) == ["index.json", "lscsb"]


def test_others_may_read_a_pack(tmp_path):
    assert stat.S_IMODE(put(tmp_path).folder.stat().st_mode) == 0o755


def test_approval_names_role_and_day_draws_the_documents_anew_and_freezes_the_files(tmp_path):
    pack = published.approve(tmp_path, put(tmp_path), ROLE, TODAY, stamp)
    assert (pack.status, pack.role, pack.approved) == ("approved", ROLE, "2023-09-20")
    manifest = published.read_manifest(pack.folder)
    assert manifest == {"status": "approved", "seed": 1, "approval": {"role": ROLE, "date": "2023-09-20"}}
    assert (pack.folder / "pack.html").read_text("utf-8") == "approved"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in pack.folder.iterdir()}
    assert modes == {0o444}
    assert json.loads((tmp_path / "index.json").read_text("utf-8"))["packs"][0]["role"] == ROLE


def test_an_approved_pack_is_neither_made_again_nor_approved_again(tmp_path):
    pack = published.approve(tmp_path, put(tmp_path), ROLE, TODAY, stamp)
    with pytest.raises(
        AlreadyApproved, match="lscsb/2023-09-29: approved by the Director of Public Health on 2023-09-20"
    ):
        put(tmp_path, "second")
    with pytest.raises(AlreadyApproved):
        published.approve(tmp_path, pack, ROLE, TODAY, stamp)
    assert (pack.folder / "pack.html").read_text("utf-8") == "approved"


def test_a_pack_approved_while_another_is_made_is_kept(tmp_path):
    draft = put(tmp_path)
    with pytest.raises(AlreadyApproved), published.making(tmp_path, "lscsb", MEETING):
        published.approve(tmp_path, draft, ROLE, TODAY, stamp)
    assert published.list_packs(tmp_path)[0].status == "approved"


def test_a_draft_stays_when_its_documents_cannot_be_drawn(tmp_path):
    draft = put(tmp_path)
    with pytest.raises(ZeroDivisionError):
        published.approve(tmp_path, draft, ROLE, TODAY, lambda folder: 1 / 0)
    assert published.list_packs(tmp_path) == [draft]


@pytest.mark.parametrize("role", ["Jane Smith", "", "chair@example.org", "Chair, 0116 000 0000", "Chair\n of"])
def test_a_role_is_not_a_name_an_address_or_a_number(tmp_path, role):
    with pytest.raises(BadArgument, match="role"):
        published.approve(tmp_path, put(tmp_path), role, TODAY, stamp)


@pytest.mark.parametrize("name", ["lscsb/2023-09-29", "lscsb/2023-09-29/"])
def test_a_pack_is_found_by_its_name(tmp_path, name):
    assert put(tmp_path) == published.find_pack(tmp_path, name)


def test_a_pack_is_found_by_its_folder(tmp_path):
    assert published.find_pack(tmp_path, str(put(tmp_path).folder)).board == "lscsb"


def test_an_unknown_pack_is_answered_with_those_there(tmp_path):
    put(tmp_path)
    with pytest.raises(NoSuchPack, match=r"lscsb/2023-01-01: not a pack .* there is lscsb/2023-09-29"):
        published.find_pack(tmp_path, "lscsb/2023-01-01")


def test_an_empty_shelf_says_how_to_fill_it(tmp_path):
    assert published.list_packs(tmp_path / "none") == []
    with pytest.raises(NoSuchPack, match="dsva run"):
        published.find_pack(tmp_path, "lscsb")


def test_a_broken_manifest_is_a_sentence(tmp_path):
    (put(tmp_path).folder / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(NoSuchPack, match=r"manifest\.json: not readable"):
        published.list_packs(tmp_path)


def test_an_unwritable_place_is_a_sentence(tmp_path):
    (tmp_path / "reports").write_text("a file, not a folder", "utf-8")
    with pytest.raises(CannotWrite, match="cannot be written"):
        put(tmp_path / "reports")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path):
    def fill():
        with open("/dev/full", "w") as full:
            full.write("x")

    with pytest.raises(CannotWrite, match="no pack was made"), published.making(tmp_path, "lscsb", MEETING):
        fill()
    assert names_in(tmp_path) == []


def test_what_a_failed_run_left_is_kept_until_the_next_pack(tmp_path):
    with failing_after(tmp_path) as folder:
        (folder / "notebooks").mkdir()
        (folder / "notebooks/demand.ipynb").write_text("{}", "utf-8")
        kept = published.keep_failed(folder / "notebooks", tmp_path, "lscsb", MEETING)
    assert kept == tmp_path / "lscsb/failed-2023-09-29"
    assert (kept / "demand.ipynb").is_file()
    assert published.list_packs(tmp_path) == []
    put(tmp_path)
    assert not kept.exists()


def put_restricted(reports, meeting=MEETING, board="lscsb"):
    shelf = published.shelf_for("restricted", reports)
    with published.making(shelf, board, meeting) as folder:
        said = {"status": "draft", "parameters": {"audience": "restricted"}}
        (folder / "manifest.json").write_text(json.dumps(said), "utf-8")
        (folder / "pack.html").write_text("restricted", "utf-8")
    return published.find_pack(reports, f"restricted/{board}/{meeting}")


def test_a_restricted_pack_stands_apart_and_no_public_reader_meets_it(tmp_path):
    public, restricted = put(tmp_path), put_restricted(tmp_path)
    assert (public.folder / "pack.html").read_text("utf-8") == "first"
    assert restricted.folder == tmp_path / "restricted/lscsb/2023-09-29"
    assert stat.S_IMODE((tmp_path / "restricted").stat().st_mode) == stat.S_IRWXU
    assert published.list_packs(tmp_path) == [public]
    assert published.find_pack(tmp_path, "lscsb/2023-09-29") == public
    assert "restricted" not in (tmp_path / "index.json").read_text("utf-8").replace('"audience": "public"', "")
    with pytest.raises(BadArgument, match="expected another folder for a public one"):
        published.shelf_for("public", tmp_path / "restricted")


def test_a_restricted_pack_is_approved_where_it_stands(tmp_path):
    restricted = put_restricted(tmp_path)
    approved = published.approve(restricted.shelf, restricted, ROLE, TODAY, stamp)
    assert (approved.folder, approved.status) == (restricted.folder, "approved")
    assert published.list_packs(tmp_path) == []


def test_a_public_pack_never_looks_back_to_a_restricted_one(tmp_path):
    misplaced = put(tmp_path)
    said = {"status": "draft", "parameters": {"audience": "restricted"}}
    (misplaced.folder / "manifest.json").write_text(json.dumps(said), "utf-8")
    later = date(2024, 1, 1)
    assert published.last_pack(tmp_path, "lscsb", later) is None
    assert published.last_pack(tmp_path, "lscsb", later, "restricted").meeting == MEETING
