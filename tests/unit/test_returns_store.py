"""The store of returns: whole or not at all, each vintage in its time, whatever happens to whoever loads."""

import json
import multiprocessing
import os
import shutil
import signal
import sys
from dataclasses import replace
from datetime import date

import pytest
from return_sample import DATA, VALUES, known, read, save_filled

from analysis.errors import BadArgument, BadData, CannotWrite
from analysis.sources.catalogue import load_catalogue
from analysis.sources.figures import load_unprotected_figures
from analysis.sources.returns import store
from analysis.sources.returns.arrivals import list_arrivals
from analysis.sources.validation import check_data

FORK = multiprocessing.get_context("fork")
STEPS_AT_MOST = 200


@pytest.fixture
def data(tmp_path):
    """A copy of the evidence with an empty store."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("returns"))
    return copy


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    return read(save_filled(tmp_path_factory.mktemp("sent") / "return.xlsx"))


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    values = VALUES | {"referrals not accepted": 37}
    return read(save_filled(tmp_path_factory.mktemp("sent") / "again.xlsx", values=values), date(2023, 9, 5))


def put(data, reading):
    return store.add(data, reading.record, reading.text)


def value_of(data, measure, as_of=None):
    figures = load_unprotected_figures(data, as_of)
    own = figures[figures["source"].str.startswith("return:") & figures["measure"].eq(measure)]
    return own["value"].tolist()


def everything(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_loaded_return_is_among_the_figures_with_its_source(data, reading):
    before = load_unprotected_figures(data)
    stored, is_new = put(data, reading)
    assert (stored.id, is_new) == ("return:da-locality:2023-24-q1:1", True)
    after = load_unprotected_figures(data)
    own = after[after["source"].eq(stored.id)]
    assert len(after) == len(before) + len(own)
    assert own["published"].dt.date.unique().tolist() == [date(2023, 8, 1)]
    assert own["id"].str.startswith("return-da-locality-2023-24-q1-1-").all()
    accepted = own.loc[own["measure"].eq("referrals accepted"), "id"].item()
    assert set(own.loc[own["part_of"].ne(""), "part_of"]) == {accepted}
    document = {one.id: one for one in load_catalogue(data).documents}[stored.id]
    assert (document.kind, document.counts_from) == ("return", date(2023, 8, 1))
    assert check_data(data) == []


def test_the_same_file_a_second_time_changes_nothing(data, reading):
    first, _ = put(data, reading)
    before = everything(data)
    assert put(data, reading) == (first, False)
    assert everything(data) == before


def test_as_of_sees_each_vintage_in_its_time(data, reading, corrected):
    put(data, reading)
    second, _ = put(data, corrected)
    assert second.vintage == 2
    measure = "referrals not accepted"
    assert value_of(data, measure, date(2023, 7, 31)) == []
    assert value_of(data, measure, date(2023, 8, 1)) == [31]
    assert value_of(data, measure, date(2023, 9, 4)) == [31]
    assert value_of(data, measure, date(2023, 9, 5)) == [37]
    assert value_of(data, measure) == [37]
    for day, vintage in [(date(2023, 8, 15), "1"), (date(2023, 9, 15), "2")]:
        known_then = [one.id for one in load_catalogue(data, day).documents if one.kind == "return"]
        assert known_then == [f"return:da-locality:2023-24-q1:{vintage}"]


def test_a_correction_keeps_what_it_corrects(data, reading, corrected):
    put(data, reading)
    kept = everything(data)
    put(data, corrected)
    assert kept.items() <= everything(data).items()


def test_what_a_paper_printed_of_the_same_days_stands_first(data, tmp_path):
    values = VALUES | {"referrals accepted": 116, "contact made within 48 hours": 93}
    values |= {"contact made within 72 hours": 4, "contact made after 72 hours": 19}
    path = save_filled(tmp_path / "late.xlsx", values=values, quarter="2022-23-Q1")
    put(data, read(path, date(2023, 11, 1)))
    figures = load_unprotected_figures(data).set_index("id")
    own = figures.loc["return-da-locality-2022-23-q1-1-referrals-accepted"]
    assert (own["restates"], own["value"]) == ("lscsb-2023-da-accepted-q1", 116)
    assert figures.loc["return-da-locality-2022-23-q1-1-cases-closed", "restates"] == ""
    assert figures.loc["lscsb-2023-da-accepted-q1", "restates"] == ""


def test_a_changed_file_is_found_out(data, reading):
    stored, _ = put(data, reading)
    figures = data / store.place_of(stored.id) / "figures.csv"
    figures.write_text(figures.read_text("utf-8").replace(",180,", ",190,"), "utf-8")
    with pytest.raises(BadData, match="not what was loaded"):
        load_unprotected_figures(data)
    assert any("not what was loaded" in fault.sentence() for fault in check_data(data))


def test_a_record_that_cannot_be_read_is_named(data, reading):
    stored, _ = put(data, reading)
    (data / store.place_of(stored.id) / "return.json").write_text("{", "utf-8")
    with pytest.raises(BadData, match=r"returns/da-locality/2023-24-q1/0001/return\.json: not the record of a return"):
        load_unprotected_figures(data)


def test_a_store_that_cannot_be_written_is_a_sentence(data, reading):
    (data / "returns").write_text("a file", "utf-8")
    with pytest.raises(CannotWrite, match="nothing was loaded"):
        put(data, reading)


def test_the_fingerprint_is_not_the_hash_of_what_is_in_the_file(data, reading):
    stored, _ = put(data, reading)
    shown = stored.source.fingerprint
    assert shown not in (stored.sha256, stored.figures_sha256)
    again = replace(stored, salt="another")
    assert again.fingerprint != shown
    assert replace(stored).fingerprint == shown


def test_what_is_forgotten_is_gone_and_what_it_corrected_does_not_come_back(data, reading, corrected):
    put(data, reading)
    put(data, corrected)
    store.forget(data, store.find(data, "da-locality", "2023-24-q1"), date(2030, 1, 1))
    assert value_of(data, "referrals accepted") == []
    assert not any(name.endswith("figures.csv") and "returns/" in name for name in everything(data))
    assert all(one.forgotten == "2030-01-01" for one in store.list_returns(data))
    assert check_data(data) == []
    with pytest.raises(BadArgument, match="no return of it is in the store"):
        store.find(data, "da-locality", "2023-24-q1")
    third, is_new = put(data, reading)
    assert (third.vintage, is_new) == (3, True)


# Killed at any moment: a child process ends itself by SIGKILL at its n-th step on the disk, for every n.


def end_at_step(n, function, *arguments):
    """Runs in a child: SIGKILL before the n-th call of the system that touches files."""
    steps = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "os.listdir", "shutil.rmtree"}
    seen = 0

    def count(event, _):
        nonlocal seen
        if event in steps:
            seen += 1
            if seen == n:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    function(*arguments)


def run_until_killed(n, function, *arguments):
    child = FORK.Process(target=end_at_step, args=(n, function, *arguments))
    child.start()
    child.join()
    return child.exitcode


def test_a_load_that_is_killed_at_any_step_leaves_all_or_nothing(tmp_path, reading):
    whole, seen = None, set()
    for step in range(1, STEPS_AT_MOST):
        data = tmp_path / f"killed-{step}"
        data.mkdir()
        code = run_until_killed(step, put, data, reading)
        stored = store.list_returns(data)
        seen.add(len(stored))
        if stored:
            figures = (data / store.place_of(stored[0].id) / "figures.csv").read_bytes()
            assert store.hash_of(figures) == reading.record.figures_sha256
        # The next load finds its way, whatever was left, and leaves nothing half-made behind.
        assert put(data, reading)[0].vintage == 1
        names = set(everything(data))
        whole = whole or names
        assert (
            names == whole == {f"returns/da-locality/2023-24-q1/0001/{one}" for one in ("figures.csv", "return.json")}
        )
        assert [path.name for path in (data / "returns/da-locality/2023-24-q1").iterdir()] == ["0001"]
        shutil.rmtree(data)
        if code == 0:
            break
    assert code == 0
    assert seen == {0, 1}
    assert step > 8


def test_forgetting_that_is_killed_at_any_step_has_forgotten_or_has_not(tmp_path, reading):
    for step in range(1, STEPS_AT_MOST):
        data = tmp_path / f"killed-{step}"
        data.mkdir()
        put(data, reading)
        code = run_until_killed(step, store.forget, data, store.list_returns(data), date(2030, 1, 1))
        (one,) = store.list_returns(data)
        if not one.forgotten:
            assert (data / store.place_of(one.id) / "figures.csv").is_file()
        store.forget(data, [], date(2030, 1, 1))
        assert bool(one.forgotten) != (data / store.place_of(one.id) / "figures.csv").is_file()
        shutil.rmtree(data)
        if code == 0:
            break
    assert code == 0


def together(function, arguments):
    """All at once: every child waits for the others before it begins."""
    barrier, results = FORK.Barrier(len(arguments)), FORK.Queue()

    def run(argument):
        barrier.wait()
        results.put(function(*argument))

    children = [FORK.Process(target=run, args=(argument,)) for argument in arguments]
    for child in children:
        child.start()
    found = [results.get(timeout=60) for _ in children]
    for child in children:
        child.join()
    return found


def test_one_file_loaded_eight_times_at_once_is_there_once(tmp_path, reading):
    found = together(put, [(tmp_path, reading)] * 8)
    assert sum(is_new for _, is_new in found) == 1
    assert {stored.vintage for stored, _ in found} == {1}
    assert len(store.list_returns(tmp_path)) == 1


def test_eight_corrections_at_once_are_eight_vintages(tmp_path, reading):
    records = [replace(reading.record, sha256=f"{number:064d}") for number in range(8)]
    found = together(store.add, [(tmp_path, record, reading.text) for record in records])
    assert all(is_new for _, is_new in found)
    assert sorted(stored.vintage for stored, _ in found) == list(range(1, 9))
    assert {one.sha256 for one in store.list_returns(tmp_path)} == {record.sha256 for record in records}
    assert list(tmp_path.rglob(".making*")) == []


# What has come, and what is late


def states(stored, today):
    catalogue, figures = known()
    return {(one.service, one.quarter): one.state for one in list_arrivals(stored, catalogue, figures, today)}


def test_a_return_is_awaited_then_overdue_then_loaded(data, reading):
    key = ("da-locality", "2023-24-q1")
    assert key not in states([], date(2023, 6, 30))
    assert states([], date(2023, 7, 1))[key] == "awaited"
    assert states([], date(2023, 8, 11))[key] == "awaited"  # 42 days after 30 June
    assert states([], date(2023, 8, 12))[key] == "overdue"
    stored, _ = put(data, reading)
    assert states([stored], date(2023, 8, 12))[key] == "loaded"
    assert states([replace(stored, forgotten="2024-01-01")], date(2024, 1, 2))[key] == "forgotten"


def test_what_was_back_loaded_is_listed_though_nobody_awaits_it():
    one = store.Stored("uava", "2019-20-q2", 1, "2024-01-10", "t", "b", "0" * 64, "0" * 64, "salt")
    assert states([one], date(2024, 2, 1))["uava", "2019-20-q2"] == "loaded"


def test_a_record_holds_nothing_of_the_file_but_its_hash(data, reading):
    stored, _ = put(data, reading)
    kept = json.loads((data / store.place_of(stored.id) / "return.json").read_text("utf-8"))
    assert set(kept) == {
        *("service", "quarter", "received", "title", "body", "sha256", "figures_sha256", "salt", "completed"),
        *("forgotten", "order", "withheld", "was"),
    }
