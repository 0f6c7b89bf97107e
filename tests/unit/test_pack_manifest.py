"""The manifest and approval: what made a pack, and how its status changes without a run."""

import hashlib
import json
from dataclasses import replace

import openpyxl
import pack_sample
import pandas as pd
import pytest

from analysis.errors import RunFailed
from analysis.pack.approval import restate
from analysis.pack.document import render_documents
from analysis.pack.manifest import Headline, Manifest, hash_files, read_manifest, write_manifest
from analysis.pack.parts import Column, Table
from analysis.pack.workbook import write_workbook

HEADLINE = Headline("locality-latest", "Referrals, Q4", 191.0, 165.0, float("nan"), "count", "191", ("lscsb-2023-1",))


def manifest(**changes):
    made = Manifest(
        board="lscsb", meeting="2023-09-29", as_of="2023-09-29", audience="public",
        parameters={"price_year": "2022-23", "confidence": 0.95}, seed=7, inputs={"funding.csv": "ab"}, outputs={},
        headlines=(HEADLINE,), warnings=("contacts.yml: last checked long ago.",), commit="abc",
    )  # fmt: skip
    return replace(made, **changes)


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    made = manifest()
    write_manifest(made, tmp_path)
    read = read_manifest(tmp_path)
    assert read == replace(made, headlines=(replace(HEADLINE, high=None),))
    assert read.versions["pandas"] == pd.__version__


def test_only_the_time_of_making_differs(tmp_path):
    (tmp_path / "b").mkdir()
    first = write_manifest(manifest(made_at="2023-09-20T08:00:00+00:00"), tmp_path).read_text("utf-8")
    second = write_manifest(manifest(made_at="2024-01-01T23:59:59+00:00"), tmp_path / "b").read_text("utf-8")
    differing = [
        (one, two) for one, two in zip(first.splitlines(), second.splitlines(), strict=True) if one != two
    ]  # fmt: skip
    assert [line.split(":")[0].strip() for line, _ in differing] == ['"made_at"']


@pytest.mark.parametrize("place", ["/home/someone/data", "/tmp/x", "C:\\Users\\someone"])
def test_a_place_on_the_machine_is_refused(tmp_path, place):
    with pytest.raises(RunFailed, match="names a place on this machine"):
        write_manifest(manifest(warnings=(f"could not read {place}",)), tmp_path)
    assert not (tmp_path / "manifest.json").exists()


def test_an_address_on_the_web_is_no_place_on_the_machine(tmp_path):
    write_manifest(manifest(warnings=("see https://example.org/home/page",)), tmp_path)
    assert read_manifest(tmp_path).warnings == ("see https://example.org/home/page",)


def test_files_are_hashed_below_the_folder_without_the_manifest(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/funding.csv").write_bytes(b"line\n")
    write_manifest(manifest(), tmp_path)
    assert hash_files(tmp_path) == {"data/funding.csv": hashlib.sha256(b"line\n").hexdigest()}


@pytest.mark.parametrize("text", [None, "{", "{}", '{"board": 1}'])
def test_a_broken_manifest_is_a_sentence(tmp_path, text):
    if text is not None:
        (tmp_path / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(RunFailed, match=r"manifest\.json: not readable") as caught:
        read_manifest(tmp_path)
    assert str(tmp_path.parent) not in str(caught.value)


def made_pack(folder):
    render_documents("## Purpose\n\nOne.\n", (), pack_sample.DRAFT, folder)
    table = Table("areas", "Areas", (Column("area", "Area"),), pd.DataFrame({"area": ["Rutland"]}))
    write_workbook([table], pack_sample.DRAFT, folder / "workbook.xlsx")
    write_manifest(manifest(outputs=hash_files(folder)), folder)


def state_approval(folder):
    kept = json.loads((folder / "manifest.json").read_text("utf-8"))
    approval = {"role": "Director of Public Health", "date": "2023-10-02"}
    (folder / "manifest.json").write_text(json.dumps(kept | {"status": "approved", "approval": approval}), "utf-8")


def test_a_pack_is_brought_to_the_status_of_its_manifest(tmp_path):
    made_pack(tmp_path)
    before = read_manifest(tmp_path)
    state_approval(tmp_path)
    restate(tmp_path)
    after = read_manifest(tmp_path)
    assert after.outputs == hash_files(tmp_path)
    changed = {name for name in after.outputs if after.outputs[name] != before.outputs[name]}
    assert changed == {"pack.html", "pack.docx", "pack.pdf", "source/front.json", "workbook.xlsx"}
    assert after.made_at == before.made_at
    cover = openpyxl.load_workbook(tmp_path / "workbook.xlsx")["Cover"]
    assert "Status: approved by the Director of Public Health on 2 October 2023." in [row[0].value for row in cover]


def test_approval_by_nobody_is_refused(tmp_path):
    made_pack(tmp_path)
    kept = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps(kept | {"status": "approved"}), "utf-8")
    with pytest.raises(RunFailed, match="approved without role or date"):
        restate(tmp_path)
