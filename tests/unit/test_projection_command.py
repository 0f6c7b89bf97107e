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


def test_blank_lines_spaces_and_other_columns_mean_nothing(tmp_path):
    file, spread = tmp_path / "plain.csv", tmp_path / "spread.csv"
    rows = [f"{row},kept by hand" for row in rows_of("x", range(4))]
    file.write_text("\n".join([f"{HEADER},note", *rows]), "utf-8")
    spread.write_text("\ufeff" + "\r\n".join([f"{HEADER},note", "", *rows, ",,,,", ""]).replace(",", " , "), "utf-8")
    plain, read = read_series(file), read_series(spread)
    assert read.faults == plain.faults == {}
    assert read.series.equals(plain.series)


def test_a_comma_too_many_spoils_one_series(tmp_path):
    known = read_series(write(tmp_path, rows_of("x", [1, "1,017", 3]), rows_of("fine", [1, 2, 3])))
    assert "row 3: 1 more cell than columns" in known.faults["x"]
    assert set(known.series["series_id"]) == {"fine"}


def test_a_quotation_mark_left_open_never_swallows_the_series_after_it(tmp_path):
    with pytest.raises(BadData, match="not readable as CSV"):
        read_series(write(tmp_path, rows_of('"x', [1, 2, 3]), rows_of("fine", [1, 2, 3])))


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEADER + "\n", HEADER + "\n,2000-01-01,2000-12-31,4\n"])
def test_what_is_no_table_of_series_is_a_fault_of_the_file(tmp_path, text):
    file = tmp_path / "series.csv"
    file.write_text(text)
    with pytest.raises(BadData):
        read_series(file)


def test_areas_add_up_by_their_paths(dsva):
    areas = [f"synthetic referrals {area}" for area in ("Leicester", "Leicestershire", "Rutland")]
    done = dsva("project", EXAMPLE, "--horizon", 3, "--total", f"LLR={','.join(areas)}")
    assert done.returncode == 0, done.stderr
    rows = read_csv(done.stdout)
    parts, total = [row for row in rows if row["series_id"] in areas], rows[-3:]
    assert {(row["series_id"], row["method"]) for row in total} == {("LLR", "sum of paths")}
    for row in total:
        own = [part for part in parts if part["period_end"] == row["period_end"]]
        assert float(row["mean"]) == pytest.approx(sum(float(part["mean"]) for part in own), rel=1e-8)
        assert float(row["hi95"]) < sum(float(part["hi95"]) for part in own)
    assert rows[:-3] == read_csv(dsva("project", EXAMPLE, "--horizon", 3).stdout)  # a total changes no part


def test_a_total_that_cannot_be_made_is_named_and_the_rest_is_done(dsva):
    done = dsva("project", EXAMPLE, "--horizon", 2, "--total", "LLR=synthetic referrals Leicester,Narnia")
    assert done.returncode == 1
    assert "Narnia: no such series" in done.stderr
    assert len(read_csv(done.stdout)) == 5 * 2


def test_breaks_of_the_register_are_level_shifts(dsva, tmp_path):
    quarters = [(2018 + place // 4, 3 * (place % 4) + 1) for place in range(22)]  # to June 2023
    days = {1: 31, 4: 30, 7: 30, 10: 31}
    levels = [100 if quarter < (2022, 4) else 300 for quarter in quarters]
    rows = [
        f"x,{year}-{month:02d}-01,{year}-{month + 2:02d}-{days[month]},{level + place % 3}"
        for place, ((year, month), level) in enumerate(zip(quarters, levels, strict=True))
    ]
    file = write(tmp_path, rows)
    by_area, by_id, by_day = (
        dsva("project", file, "--horizon", 2, *option)
        for option in (("--era-breaks", "Leicester"), ("--break", "x=dsva-2022"), ("--break", "x=2022-04-01"))
    )
    assert by_id.stdout == by_day.stdout
    for done in (by_area, by_id):
        assert done.returncode == 0, done.stderr
        assert [float(row["mean"]) for row in read_csv(done.stdout)] == pytest.approx([301, 301], rel=0.02)
    stopped = dsva("project", file, "--horizon", 8, "--era-breaks", "LLR")
    assert "3 of 8 periods; a registered break follows" in stopped.stderr  # police recording from April 2024
    assert stopped.returncode == 0


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--break", "x=dsva-2022"], "no series x"),
        (["--break", "synthetic new service=dsva"], "dsva is neither a day nor a dated break"),
        (["--break", "synthetic new service=police-policy"], "police-policy has no date"),
        (["--break", "2022-04-01"], "names no series"),
        (["--era-breaks", "Atlantis"], "Atlantis"),
        (["--total", "LLR"], "LLR is no total"),
        (["--back-test", "no/such/folder/file.csv"], "cannot be written"),
    ],
)
def test_an_option_that_means_nothing_is_one_sentence(dsva, option, said):
    done = dsva("project", EXAMPLE, "--horizon", 1, *option)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_back_test_stands_beside_the_projection(dsva, tmp_path):
    tested = tmp_path / "tested.csv"
    assert dsva("project", EXAMPLE, "--horizon", 4, "--back-test", tested).returncode == 0
    rows = read_csv(tested.read_text("utf-8"))
    scores = ("coverage", "interval_score", "mean_error", "naive_coverage", "naive_interval_score")
    scored = [row for row in rows if not row["reason"]]
    assert len(scored) == 4 * 2  # four series, two levels
    assert all(np.isfinite([float(row[name]) for name in scores]).all() for row in scored)
    assert [row["series_id"] for row in rows if row["reason"]] == ["synthetic new service"]


def test_columns_that_are_missing_are_told_in_one_sentence(tmp_path):
    file = tmp_path / "foreign.csv"
    file.write_text("series_id,when,count\nx,2020,4\n")
    with pytest.raises(BadData) as told:
        read_series(file)
    assert "period_start and period_end and value" in str(told.value)
    assert "dsva check" not in str(told.value)


def test_five_thousand_series_at_once(dsva, tmp_path):
    generator = np.random.default_rng(4)
    good = [generator.poisson(generator.uniform(0, 300), generator.integers(3, 11)) for _ in range(4990)]
    odd = {
        "zero": [0] * 10,
        "constant": [7] * 9,
        "huge": [10**15 + 10**13 * k for k in range(10)],
        "huge few": [10**30] * 4,
    }
    bad = {"gappy": rows_of("gappy", [4] * 9, skip=[5]), "wordy": rows_of("wordy", [4, "five", 6, 4])}
    bad |= {"negative": rows_of("negative", [4, -3, 5, 6]), "single": rows_of("single", [4])}
    names = [f"s{place}" for place in generator.permutation(len(good))]
    series = [rows_of(name, values) for name, values in [*zip(names, good, strict=True), *odd.items()]]
    file = write(tmp_path, *series[:2000], *bad.values(), *series[2000:])
    done = dsva("project", file, "--horizon", 2, "--period", 1, "--keep-going")
    assert done.returncode == 0, done.stderr
    rows = read_csv(done.stdout)
    assert [row["series_id"] for row in rows[::2]] == [*names, *odd]
    limits = np.array([[float(row[name]) for name in ("lo95", "lo80", "mean", "hi80", "hi95")] for row in rows])
    assert np.isfinite(limits).all()
    assert (np.diff(limits[:, [0, 1, 3, 4]], axis=1) >= 0).all()
    assert all(f"series {name}:" in done.stderr for name in bad)
    assert done.stderr.count("\ndsva: ") + done.stderr.startswith("dsva: ") == len(bad)
