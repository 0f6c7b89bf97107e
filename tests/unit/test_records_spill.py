"""What memory has no room for: it is spilt to the private folder, encrypted, and the counts are the same."""

import threading
import time
from contextlib import contextmanager
from datetime import date

import numpy as np
import pytest
from record_sample import known

from analysis.model.records.counting import ask_all, quarter_number
from analysis.model.records.identifiers import column_tells
from analysis.model.synthetic_cases import NEVER, SERVICES, Invention, invent
from analysis.sources.records.engines import open_engine
from analysis.sources.records.faults import RefusedExtract
from analysis.sources.records.synthetic import write_extract

FIRST, QUARTERS = date(2020, 4, 1), 8
RANGE = quarter_number(FIRST), quarter_number(FIRST) + QUARTERS - 1


@pytest.fixture(scope="module")
def extract(tmp_path_factory):
    path = tmp_path_factory.mktemp("extract") / "cases.parquet"
    drawn = invent(Invention(cases=600_000, first=FIRST, quarters=QUARTERS), np.random.default_rng(1))
    write_extract(drawn, SERVICES, known()[0], path, NEVER)
    return path


@contextmanager
def watching(folder):
    """What lies in a folder while something else happens: the names and first bytes of its files."""
    seen, ended = {}, threading.Event()

    def look():
        while not ended.is_set():
            for path in folder.rglob("*.tmp"):
                try:
                    seen[path.name] = path.read_bytes()[:1_000_000]
                except OSError:
                    continue
            time.sleep(0.005)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        ended.set()
        thread.join()


def counts_of(extract, memory, spill):
    form = known()[0]
    with open_engine(str(extract), form, "duckdb", memory=memory, spill=spill, column_tells=column_tells) as engine:
        (question,) = [one for one in ask_all(engine.cases, *RANGE) if "people supported" in one.measures][:1]
        rows = engine.rows(question.expression)
    return {tuple(row[name] for name in ("service", "area", "quarter")): row["people supported"] for row in rows}


def test_little_memory_counts_what_much_does_and_what_it_spills_cannot_be_read(extract, tmp_path):
    with watching(tmp_path) as seen:
        little = counts_of(extract, "55MB", tmp_path)
    assert little == counts_of(extract, "2GB", tmp_path)
    assert seen, "nothing was spilt: the extract is too small for this test"
    spilt = b"".join(seen.values())
    assert b"Leicestershire" not in spilt
    assert b"p0000" not in spilt
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_a_sentence(extract, tmp_path):
    with pytest.raises(RefusedExtract, match="does not fit; expected more --memory, or more room in --spill"):
        counts_of(extract, "12MB", tmp_path)
    assert list(tmp_path.iterdir()) == []
