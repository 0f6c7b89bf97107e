"""Returns that must be refused, and odd ones that are in order: each by a sentence that names the place, or loaded."""

import multiprocessing
import resource
import shutil
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from return_sample import DATA, VALUES, read
from spoiling import SHEET, csv_text, edited, good, parts, with_cell, zipped
from spoilt_by_harm import BY_HARM
from spoilt_by_people import BY_PEOPLE

from analysis.__main__ import main
from analysis.sources.returns.faults import RefusedReturn

CORPUS = BY_PEOPLE | BY_HARM
FORK = multiprocessing.get_context("fork")
MOST_MEMORY_BYTES = 400_000_000  # above what the process has when it begins to read
LOADED_BY_COMMAND = ("text for a number", "bomb of many parts", "entities that laugh", "hidden row", "CSV negative")


def sentences_of(path):
    try:
        return [fault.sentence() for fault in read(path).faults]
    except RefusedReturn as refused:
        return [fault.sentence() for fault in refused.faults]


@pytest.mark.parametrize("name", CORPUS)
def test_a_malformed_return_is_refused_by_a_sentence_that_names_the_place(tmp_path, name):
    file, make, said = CORPUS[name]
    path = tmp_path / file
    path.write_bytes(make())
    found = sentences_of(path)
    assert any(said in sentence for sentence in found), found
    assert all(sentence.startswith(file) and sentence.isprintable() for sentence in found)
    assert len(set(found)) == len(found)
    assert [one.name for one in tmp_path.iterdir()] == [file]


def test_the_corpus_is_read_within_bounded_memory(tmp_path):
    for number, (file, make, _) in enumerate(CORPUS.values()):
        (tmp_path / f"{number}-{file}").write_bytes(make())
    child = FORK.Process(target=read_all, args=(sorted(tmp_path.iterdir()),))
    child.start()
    child.join()
    assert child.exitcode == 0


def read_all(paths):
    """Runs in a child, whose memory has a limit of the system: beyond it reading fails, and so does the test."""
    with open("/proc/self/statm") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + MOST_MEMORY_BYTES,) * 2)
    assert all(sentences_of(path) for path in paths)


@pytest.mark.parametrize("name", LOADED_BY_COMMAND)
def test_nothing_of_a_malformed_return_is_stored(tmp_path, monkeypatch, capsys, name):
    data, sent = tmp_path / "data", tmp_path / "sent"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("returns"))
    before = sorted(data.rglob("*"))
    sent.mkdir()
    file, make, said = CORPUS[name]
    (sent / file).write_bytes(make())
    monkeypatch.setattr("sys.argv", ["dsva", "returns", "load", str(sent / file), "--data", str(data)])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()
    assert (ended.value.code, printed.err) == (1, "")
    assert said in printed.out
    assert sorted(data.rglob("*")) == before
    assert sorted(one.name for one in sent.iterdir()) == [file, f"{file}.report.txt"]
    assert said in (sent / f"{file}.report.txt").read_text("utf-8")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_csv_file_with_anything_in_it_is_a_sentence_or_read_whole(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("csv") / "r.csv"
    content = csv_text().encode()
    place = data.draw(st.integers(0, len(content)))
    path.write_bytes(
        content[:place] + data.draw(st.binary(max_size=6)) + content[place + data.draw(st.integers(0, 9)) :]
    )
    assert all(sentence.startswith("r.csv") and sentence.isprintable() for sentence in sentences_of(path))


# What looks odd and is in order.


def huge_dimension():
    return edited(SHEET, b"<dimension ref=", b'<dimension ref="A1:XFD1048576" was=')


def with_bytes_of_a_printer():
    return zipped(parts() | {"xl/printerSettings/printerSettings1.bin": b"\0\1\2" * 500})


IN_ORDER = {
    "as saved": ("r.xlsx", good),
    "a size that is declared": ("r.xlsx", huge_dimension),
    "settings of a printer": ("r.xlsx", with_bytes_of_a_printer),
    "a whole number with a point": ("r.xlsx", lambda: with_cell("D12", b"<v>180.0</v>")),
    "a whole number with an exponent": ("r.xlsx", lambda: with_cell("D12", b"<v>1.8E2</v>")),
    "text with kept spaces": (
        "r.xlsx",
        lambda: with_cell("F12", b'<is><t xml:space="preserve"> closed in\xc2\xa0May </t></is>', b' t="inlineStr"'),
    ),
    "CSV": ("r.csv", lambda: csv_text().encode()),
    "CSV of Excel": ("r.csv", lambda: b"\xef\xbb\xbf" + csv_text().replace("\n", "\r\n").encode()),
    "CSV with a name in capitals": ("r.csv", lambda: csv_text().replace("service,", "Service,", 1).encode()),
    "CSV with blank lines": ("r.csv", lambda: (csv_text() + ",,,,,,,\n\n").encode()),
    "CSV with quotes": ("r.csv", lambda: csv_text().replace(",180,", ',"180",').encode()),
}


@pytest.mark.parametrize("name", IN_ORDER)
def test_an_odd_return_that_is_in_order_is_read_whole(tmp_path, name):
    file, make = IN_ORDER[name]
    (tmp_path / file).write_bytes(make())
    reading = read(tmp_path / file)
    assert reading.faults == ()
    values = reading.frame.set_index("measure")["value"].dropna()
    assert values.to_dict() == VALUES


def test_a_nought_has_no_sign(tmp_path):
    (tmp_path / "r.csv").write_text(csv_text().replace(",31,", ",-0,"), "utf-8")
    assert [row["value"] for row in read(tmp_path / "r.csv", date(2023, 8, 1)).figures][1] == "0"
