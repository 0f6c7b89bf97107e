"""The promise of the whole product on the real papers: no index, growth or real change reaches over a break."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.model.segments import segments
from analysis.parameters import Parameters
from analysis.pipeline import run

SERIES = ["era", "service", "measure", "group", "area"]


@pytest.fixture(scope="module")
def results():
    return run(Parameters())


@pytest.fixture(scope="module")
def breaks(results):
    """Breaks that a series of an era can run over; those of surveys, populations and police records name their own."""
    return [one for one in results.catalogue.breaks if one.date]


def from_base(row, demand: pd.DataFrame) -> pd.DataFrame:
    """The base of an index and the period that stands on it, as two figures of one series."""
    same = demand[demand[SERIES].eq(pd.Series({name: getattr(row, name) for name in SERIES})).all(axis=1)]
    base, own = (same[same["period_start"].eq(start)] for start in (row.base_start, row.period_start))
    assert len(base) == len(own) == 1
    return pd.concat([base, own])


def test_every_index_stands_on_a_base_of_its_own_side_of_every_break(results, breaks):
    rows = results.demand[results.demand["base_start"].notna()]
    assert len(rows) > 30
    crossing = [
        (row.service, row.period_start)
        for row in rows.itertuples()
        if len(segments(from_base(row, results.demand), breaks)) > 1
    ]
    assert crossing == []


def test_every_series_with_a_growth_is_one_piece(results, breaks):
    shown = results.demand[results.demand["stands_for_demand"]]
    pieces = {key: len(segments(rows, breaks)) for key, rows in shown.groupby(["era", "service", "area"])}
    fitted = [tuple(row) for row in results.growth[["era", "service", "area"]].itertuples(index=False)]
    assert fitted
    assert {key: pieces[key] for key in fitted} == dict.fromkeys(fitted, 1)


def test_every_growth_rests_on_the_periods_of_one_service_under_one_system(results):
    shown = results.demand[results.demand["stands_for_demand"]]
    for row in results.growth.itertuples():
        rows = shown[shown["era"].eq(row.era) & shown["service"].eq(row.service) & shown["area"].eq(row.area)]
        assert row.points <= len(rows)
        assert rows.groupby(SERIES).ngroups == 1


def test_every_real_change_compares_one_line_under_one_system(results, breaks):
    lines = results.funding[results.funding["line"].isin(results.funding_change["line"])]
    starts = lines["financial_year"].str[:4]
    dated = lines.assign(
        period_start=pd.to_datetime(starts + "-04-01"),
        period_end=pd.to_datetime((starts.astype(int) + 1).astype(str) + "-03-31"),
    )
    full = dated[dated["months"].eq(12)]
    pieces = {line: len(segments(rows, breaks)) for line, rows in full.groupby("line")}
    assert pieces
    assert set(pieces.values()) == {1}


def test_a_break_in_the_middle_of_a_shown_series_would_be_found(results, breaks):
    shown = results.demand[results.demand["stands_for_demand"] & results.demand["era"].eq("dsva-2022")]
    series = next(rows for _, rows in shown.groupby(["service", "area"]) if len(rows) > 1)
    planted = replace(next(one for one in breaks if one.id == "dsva-2022"), date=date(2022, 10, 1))
    assert len(segments(series, [*breaks, planted])) == 2
    last = next(series.tail(1).itertuples(index=False))
    assert len(segments(from_base(last, results.demand), [planted])) == 2
