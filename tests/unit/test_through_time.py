"""All meetings of the calendar by both settings of the measuring rods: each knows what was known, nothing later."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline
from analysis.app.headlines import opening
from analysis.pack import exhibits
from analysis.pack.content import CHARTED, TABLES_ONLY
from analysis.pack.headlines import list_headlines
from analysis.pack.statements.context import in_short, of_uncertainty
from analysis.pack.statements.money import of_funding
from analysis.pack.statements.shares import of_heads
from analysis.run.choosing import choose
from analysis.run.orders import Order, order_all

DATA = Path(__file__).parents[2] / "data"
MEETINGS = [(one.board, one.meeting) for one in order_all(Order("", None, DATA, DATA.parent / "no-reports"))]
BROKEN = re.compile(r"(?<![\w-])(nan|NaN|NaT|inf)(?![\w-])|<NA>")
OF_NO_DATE = {"marac-cases", "advisers-by-referrals", "advisers-by-caseload", "marac-administrators"}
OF_2022 = {"da-locality", "safe-accommodation-support"}
every_meeting = pytest.mark.parametrize(("board", "day"), MEETINGS, ids=str)


def run(board, day, rods):
    return pipeline.run(choose(board, day, DATA, None, (f"rods={rods}",), "public", day)[1], DATA)


@every_meeting
def test_evidence_is_of_the_day_and_a_rod_of_later_says_so(board, day):
    results = run(board, day, "latest")
    assert results.figures["published"].max() <= pd.Timestamp(day)
    assert results.demand["period_end"].max() <= pd.Timestamp(day)
    assert day.year == 2023 or OF_2022.isdisjoint({*results.figures["service"], *results.services["service"]})
    assert (pd.to_datetime(results.rods["published"], errors="coerce") > pd.Timestamp(day)).any()


@every_meeting
def test_by_rods_of_the_day_nothing_of_later_is_taken_and_what_needs_it_says_why_it_is_missing(board, day):
    results = run(board, day, "as-of")
    assert (results.rods["published"] <= pd.Timestamp(day)).all()
    missing = results.unpublished_rods
    assert not (missing["published"] <= pd.Timestamp(day)).any()
    assert {"hmt-deflators-2026-03", "safelives-marac-review"} <= set(missing["source"])
    assert ("ons-census-2021-ts009" in set(missing["source"])) == (day.year < 2023)
    assert results.money.no_index == f"no price index had been published by {day:%-d %B %Y}"
    assert results.funding["amount_real_gbp"].isna().all()
    assert results.funding["amount_gbp"].notna().all()
    assert results.funding["deflator_status"].eq("not published").all()
    assert results.need.empty == (day.year < 2023)
    asked = results.assessment.standards
    assert asked.loc[asked["standard"].isin(OF_NO_DATE), "reason"].ne("").all()


@every_meeting
def test_by_rods_of_the_day_every_surface_says_what_cannot_be_calculated(board, day):
    results = run(board, day, "as-of")
    shown = [make(results) for make in (*CHARTED, *TABLES_ONLY, exhibits.rods)]
    cells = [str(cell) for one in shown for cell in (one.title, one.caption, *one.table.to_numpy().ravel())]
    real = exhibits.funding_by_index(results).table.iloc[:, -3:]
    assert real.eq("cannot be calculated").all(axis=None)
    said = [one.text for one in (*in_short(results), *of_funding(results), *of_heads(results))]
    rods = [one.text for one in of_uncertainty(results) if "measuring rods" in one.text]
    assert len(rods) == 1
    assert "price index (release of 31 March 2026)" in rods[0]
    assert "(no date)" in rods[0]
    assert any(results.money.no_index in one for one in said)
    cards = [one for one in list_headlines(results) if "-real" in one.id]
    assert cards
    assert {one.text for one in cards} == {"cannot be calculated"}
    assert [one for one in (*cells, *said, opening(results)) if BROKEN.search(one)] == []


def test_by_the_latest_rods_none_is_left_out():
    results = run(*MEETINGS[-1], "latest")
    assert results.unpublished_rods.empty
    assert results.money.no_index == ""
    assert not any("measuring rods had not" in one.text for one in of_uncertainty(results))
