"""Where demand and funding are both known, of the same service and time."""

import pandas as pd
import pytest

from analysis.model import coverage

SERVICES = pd.DataFrame({"era": "e", "service": ["a", "b", "together"], "area": "LLR", "kind": ["", "", "aggregate"]})
NOTHING = pd.DataFrame({"era": [], "service": [], "area": []}, dtype=object)


def demand(service: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "era": ["e"], "service": [service], "area": ["LLR"],
            "period_start": [pd.Timestamp("2022-04-01")], "period_end": [pd.Timestamp("2022-06-30")],
        }
    )  # fmt: skip


def money(service: str, year: int | None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "era": ["e"], "service": [service], "area": ["LLR"], "amount_gbp": [1.0],
            "year_start": [pd.Timestamp(f"{year}-04-01") if year else pd.NaT],
            "year_end": [pd.Timestamp(f"{year + 1}-03-31") if year else pd.NaT],
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("people", "pounds", "verdict"),
    [
        (demand("a"), money("a", 2022), "both"),
        (demand("a"), money("a", 2021), "both, not of the same service"),
        (demand("a"), money("b", 2022), "both, not of the same service"),
        (demand("a"), money("a", None), "both, not of the same service"),
        (demand("a"), money("a", 2022).iloc[:0], "demand only"),
        (demand("a").iloc[:0], money("together", 2022), "funding only"),
        (demand("a").iloc[:0], money("a", 2022).iloc[:0], "neither"),
    ],
)
def test_the_verdict_needs_the_same_service_area_and_time(people, pounds, verdict):
    table = coverage.matrix(SERVICES, people, pounds)
    assert list(table["verdict"]) == [verdict]
    assert list(table["services"]) == [2]  # an aggregate is not one more service
