"""All meetings of the calendar by both settings of the measuring rods: each knows what was known, nothing later."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline
from analysis.errors import DsvaError
from analysis.run.choosing import choose
from analysis.run.orders import Order, order_all

DATA = Path(__file__).parents[2] / "data"
MEETINGS = [(one.board, one.meeting) for one in order_all(Order("", None, DATA, DATA.parent / "no-reports"))]
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
def test_by_rods_of_the_day_no_price_index_of_later_is_taken(board, day):
    with pytest.raises(DsvaError, match=f"No price index had been published by {day}: .*; expected rods=latest"):
        run(board, day, "as-of")
