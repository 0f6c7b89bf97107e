"""The shelf whatever happens: killed at every line, full, read-only, and two runs of one meeting."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from analysis import published
from analysis.errors import CannotWrite
from analysis.published import MeetingBusy

MEETING = date(2023, 9, 29)
PLACE = ("lscsb", MEETING)
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no fork and no tmpfs")


def put(reports, text, size=0):
    """A run as far as the shelf sees one: it holds the meeting, clears what was left, makes and puts in place."""
    with published.one_at_a_time(reports, *PLACE):
        published.put_back(reports, *PLACE)
        with published.making(reports, *PLACE) as folder:
            published.clear_leftovers(reports, *PLACE, keep=folder)
            (folder / "manifest.json").write_text(json.dumps({"status": "draft", "text": text}), "utf-8")
            (folder / "pack.html").write_text(text + "x" * size, "utf-8")


def text_of(reports):
    """What a reader of the shelf sees: the text of its one pack, which is whole."""
    (pack,) = published.list_packs(reports)
    said = published.read_manifest(pack.folder)["text"]
    assert (pack.folder / "pack.html").read_text("utf-8") == said
    return said


def names_in(reports):
    return sorted(path.name for path in reports.iterdir())


def run_and_die(reports, text, line):
    """Put a pack in a process that is killed when it reaches that line of the shelf's code; whether it was killed."""
    pid = os.fork()
    if not pid:
        seen = count(1)

        def trace(frame, event, argument):
            inside = "published" in frame.f_code.co_filename
            if inside and event == "line" and next(seen) == line:
                os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        put(reports, text)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


@posix
@pytest.mark.parametrize("exchange", [True, False], ids=["in one step", "by two renames"])
def test_killed_at_every_line_the_old_or_the_new_pack_stands_and_the_next_run_cleans_up(
    tmp_path, monkeypatch, exchange
):
    if not exchange:
        monkeypatch.setattr(published, "_exchange", lambda made, place: False)
    put(tmp_path, "old")
    killed = 0
    while run_and_die(tmp_path, f"new {killed + 1}", killed + 1):
        killed += 1
        # Between two renames there is a moment without a pack; the next run puts the old one back.
        published.put_back(tmp_path, *PLACE)
        assert text_of(tmp_path) in ("old", *(f"new {number}" for number in range(1, killed + 1)))
        if killed % 10 == 0:
            put(tmp_path, "old")
            assert names_in(tmp_path) == ["index.json", "lscsb"]
            assert names_in(tmp_path / "lscsb") == ["2023-09-29"]
    assert killed > 50
    put(tmp_path, "last")
    assert (text_of(tmp_path), names_in(tmp_path)) == ("last", ["index.json", "lscsb"])
    (row,) = json.loads((tmp_path / "index.json").read_text("utf-8"))["packs"]
    assert row["folder"] == "lscsb/2023-09-29"


def hold(reports, taken, leave):
    with published.one_at_a_time(reports, *PLACE):
        taken.set()
        leave.wait(30)


@contextmanager
def another_run(reports):
    context = multiprocessing.get_context("spawn")
    taken, leave = context.Event(), context.Event()
    process = context.Process(target=hold, args=(reports, taken, leave))
    process.start()
    try:
        assert taken.wait(30)
        yield process
    finally:
        if process.is_alive():  # who died while waiting would never answer
            leave.set()
        process.join()


def test_one_run_of_a_meeting_at_a_time_and_of_another_meeting_beside_it(tmp_path):
    with another_run(tmp_path):
        with pytest.raises(MeetingBusy, match="lscsb/2023-09-29: another run is making this pack") as fault:
            put(tmp_path, "mine")
        assert fault.value.exit_code == 3
        with published.one_at_a_time(tmp_path, "lscsb", date(2018, 12, 10)):
            pass
    put(tmp_path, "mine")
    assert names_in(tmp_path) == ["index.json", "lscsb"]


def test_a_dead_run_holds_nothing(tmp_path):
    with another_run(tmp_path) as process:
        process.kill()
        process.join()
        put(tmp_path, "mine")
    assert text_of(tmp_path) == "mine"


@posix
def test_a_lock_does_not_pass_to_a_forked_process_that_outlives_its_run(tmp_path):
    with published.one_at_a_time(tmp_path, *PLACE):
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(writing)
            os.read(reading, 1)
            os._exit(0)
    try:
        put(tmp_path, "mine")
    finally:
        os.close(writing)
        os.waitpid(pid, 0)


@contextmanager
def small_disk(folder: Path, kilobytes: int, options: str = ""):
    """A disk of so many kilobytes; where the system lets nobody mount one, files may not grow beyond that."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k{options}", "tmpfs", str(folder)], capture_output=True
    )
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def short_files(size: int):
    """What an ordinary user can have instead of a full disk: a file that may not grow."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@posix
# A page of a small disk has four kilobytes: below this an old pack and a new one do not fit at all.
@pytest.mark.parametrize("kilobytes", [32, 64, 128])
def test_out_of_disk_the_old_pack_stands_and_a_run_that_fits_cleans_up(tmp_path, kilobytes):
    with small_disk(tmp_path, kilobytes) as is_mounted:
        put(tmp_path, "old")
        if is_mounted:
            with pytest.raises(CannotWrite, match=r"no pack was made|expected a folder"):
                put(tmp_path, "new", size=kilobytes * 1024)
        else:
            with short_files(kilobytes * 1024), pytest.raises(CannotWrite, match="no pack was made"):
                put(tmp_path, "new", size=2 * kilobytes * 1024)
        assert text_of(tmp_path) == "old"
        put(tmp_path, "fits")
        assert (text_of(tmp_path), names_in(tmp_path)) == ("fits", ["index.json", "lscsb"])


@posix
def test_a_shelf_that_can_only_be_read_is_a_sentence_and_stays_readable(tmp_path):
    with small_disk(tmp_path, 64) as is_mounted:
        put(tmp_path, "old")
        if is_mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(tmp_path)], check=True)
        else:
            tmp_path.chmod(0o555)
        with pytest.raises(CannotWrite, match="cannot be written"):
            put(tmp_path, "new")
        assert text_of(tmp_path) == "old"
        tmp_path.chmod(0o755) if not is_mounted else None
