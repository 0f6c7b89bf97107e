"""Invented cases: the trends find again what they were drawn with, and every row says that it is invented."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from record_sample import count, known

from analysis.errors import BadArgument
from analysis.model.records.counting import quarter_start
from analysis.model.synthetic_cases import NEVER, SERVICES, Invention, draw_counts, invent
from analysis.model.trends import fit
from analysis.sources.records.synthetic import write_extract

LARGE = Invention(cases=40_000, quarters=16, growth_per_year=0.2, seasons=(1.2, 1.0, 0.8, 1.0), dispersion=1.0)


def write(path, invention, seed=3):
    return write_extract(invent(invention, np.random.default_rng(seed)), SERVICES, known()[0], path, NEVER)


def fitted(counts, invention):
    starts = [quarter_start(number) for number in invention.quarter_numbers]
    years = np.array([start.year + (start.month + 0.5) / 12 for start in starts])
    return fit(counts, np.full(len(counts), 3.0), years)


def test_counted_from_the_file_the_trend_finds_the_growth_again(tmp_path):
    write(tmp_path / "cases.parquet", LARGE)
    counts = count(tmp_path / "cases.parquet", until=date(2024, 3, 31)).counts
    received = counts[counts["measure"].eq("referrals received") & counts["area"].eq("LLR")]
    series = received.groupby("period_end")["value"].sum()
    trend = fitted(series.to_numpy(), LARGE)
    assert trend.low < 0.2 < trend.high
    assert trend.growth_per_year == pytest.approx(0.2, abs=0.03)
    assert trend.seasonal
    # Deviations from the growth, by quarter of the calendar year: the seasons that were drawn with.
    relative = series.to_numpy() / 1.2 ** (np.arange(16) / 4)
    by_quarter = pd.Series(relative).groupby([quarter_start(n).month for n in LARGE.quarter_numbers]).mean()
    assert (by_quarter / by_quarter.mean()).to_numpy() == pytest.approx([1.2, 1.0, 0.8, 1.0], abs=0.04)


def test_growth_and_scatter_are_found_again_on_average():
    invention = Invention(cases=8_000, quarters=12, growth_per_year=0.1, dispersion=4.0, seasons=(1.0, 1.0, 1.0, 1.0))
    found = [
        fitted(draw_counts(invention, np.random.default_rng(seed))[1], invention) for seed in range(40)
    ]  # the locality service, 40 times
    covered = [trend.low <= 0.1 <= trend.high for trend in found]
    assert np.mean(covered) >= 0.85
    assert np.median([trend.growth_per_year for trend in found]) == pytest.approx(0.1, abs=0.04)
    assert np.mean([trend.own_scatter for trend in found]) == pytest.approx(4.0, rel=0.35)


def test_every_row_says_that_it_is_invented_and_the_same_seed_gives_the_same_bytes(tmp_path):
    small = Invention(cases=200, quarters=2)
    for kind in ("csv", "parquet"):
        written = write(tmp_path / f"one.{kind}", small)
        write(tmp_path / f"two.{kind}", small)
        assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()
    rows = pd.read_csv(tmp_path / "one.csv")
    assert len(rows) == written
    assert rows["synthetic"].eq("synthetic").all()
    assert count(tmp_path / "one.csv", until=date(2021, 1, 1)).synthetic
    with pytest.raises(BadArgument, match="is there already"):
        write(tmp_path / "one.csv", small)


@pytest.mark.parametrize("wrong", [{"cases": 0}, {"growth_per_year": -1.0}, {"dispersion": 0.5}])
def test_what_cannot_be_drawn_is_refused(wrong):
    with pytest.raises(BadArgument):
        Invention(**wrong)
