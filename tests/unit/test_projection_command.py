"""`dsva project` as its users and schedulers meet it, and the files it reads."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from analysis.errors import BadData
from analysis.sources.series import read_series

EXAMPLE = Path(__file__).parents[2] / "data/examples/referrals_by_quarter.csv"
COLUMNS = ["series_id", "period_start", "period_end", "mean", "lo80", "hi80", "lo95", "hi95", "method"]
HEADER = "series_id,period_start,period_end,value"


def rows_of(series_id, values, skip=()):
    """Calendar years as CSV lines; `skip` leaves years out."""
    return [
        f"{series_id},{2000 + year}-01-01,{2000 + year}-12-31,{value}"
        for year, value in enumerate(values)
        if year not in skip
    ]


def write(folder, *series):
    file = folder / "series.csv"
    file.write_text("\n".join([HEADER, *(row for rows in series for row in rows)]) + "\n", "utf-8")
    return file


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_example_is_projected(dsva):
    done = dsva("project", EXAMPLE, "--horizon", 4)
    assert done.returncode == 0, done.stderr
    projected = read_csv(done.stdout)
    assert list(projected[0]) == COLUMNS
    assert len(projected) == 5 * 4
    assert (projected[0]["period_start"], projected[0]["period_end"]) == ("2023-04-01", "2023-06-30")


def test_a_bad_series_is_named_and_the_rest_are_done(dsva, tmp_path):
    good = np.random.default_rng(1).poisson(20, (20, 12))
    series = [rows_of(f"good {place}", values) for place, values in enumerate(good)]
    bad = [
        rows_of("gappy", [4] * 12, skip=[5]),
        rows_of("wordy", [4] * 5 + ["five"] + [4] * 6),
        rows_of("negative", [4] * 5 + [-3] + [4] * 6),
        rows_of("single", [4]),
    ]
    file = write(tmp_path, *series[:10], *bad, *series[10:])
    done = dsva("project", file, "--horizon", 2, "--period", 1)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name in ("gappy", "wordy", "negative", "single"):
        assert f"series {name}:" in done.stderr
    assert list(dict.fromkeys(row["series_id"] for row in read_csv(done.stdout))) == [
        f"good {place}" for place in range(20)
    ]
    going = dsva("project", file, "--horizon", 2, "--period", 1, "--keep-going")
    assert (going.returncode, going.stdout) == (0, done.stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.csv", "--horizon", "2"], "missing.csv"),
        ([EXAMPLE, "--horizon", "2", "--levels", "most"], "--levels: most"),
        ([EXAMPLE, "--horizon", "2", "--levels", "100"], "levels: 100"),
        ([EXAMPLE, "--horizon", "2", "--break", "x=soon"], "--break: soon"),
    ],
)
def test_a_mistake_is_one_sentence(dsva, arguments, said):
    done = dsva("project", *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_rows_may_come_in_any_order(tmp_path):
    rows = rows_of("x", range(5))
    shuffled = read_series(write(tmp_path, [rows[3], rows[0], rows[4], rows[1], rows[2]]))
    assert list(shuffled.series["value"]) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (rows_of("x", [1, "", 3]), "row 3, value: nothing"),
        ([*rows_of("x", [1]), "x,2001-02-30,2001-12-31,4"], "2001-02-30"),
        ([*rows_of("x", [1, 2]), "x,2001-01-01,2001-12-31,4"], "twice"),
        ([*rows_of("x", [1, 2, 3]), "x,2003-01-01,2003-06-30,4"], "181 days"),
        (["x,2001-01-01,2000-12-31,4"], "ends before it starts"),
        (rows_of("x", [1, "inf", 3]), "inf"),
    ],
)
def test_each_fault_of_a_series_is_told(tmp_path, rows, said):
    known = read_series(write(tmp_path, rows, rows_of("fine", [1, 2, 3])))
    assert said in known.faults["x"]
    assert set(known.series["series_id"]) == {"fine"}


def test_a_measure_may_be_negative_where_it_is_meant(tmp_path):
    file = write(tmp_path, rows_of("change", [4, -3, 5, 2]), rows_of("degrees", [-1.5, 2.5, 1.0]))
    assert list(read_series(file).faults) == ["change"]
    assert read_series(file, may_be_negative=True).faults == {}


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEADER + "\n", HEADER + "\n,2000-01-01,2000-12-31,4\n"])
def test_what_is_no_table_of_series_is_a_fault_of_the_file(tmp_path, text):
    file = tmp_path / "series.csv"
    file.write_text(text)
    with pytest.raises(BadData):
        read_series(file)
