"""How long services are said to have run, and contracts whose term was over by the day of the paper."""

import pandas as pd
import pytest

from analysis.model.forensics import examine


def said(months, **changed) -> pd.DataFrame:
    row = {
        "id": "f", "source": "p", "era": "e", "service": "all", "measure": "months in operation", "unit": "months",
        "value": months, "value_printed": f"{months} months", "precision": "exact",
        "published": pd.Timestamp("2013-10-17"),
    }  # fmt: skip
    return pd.DataFrame([row | changed])


def contract(**changed) -> pd.DataFrame:
    row = {
        "id": "c", "title": "A service", "source": "p", "era": "e", "service": "s", "start": pd.Timestamp("2012-09-01"),
        "end": pd.NaT, "extension_to": None, "term_years": None, "status": "running",
        "published": pd.Timestamp("2013-10-17"),
    }  # fmt: skip
    return pd.DataFrame([row | changed])


def durations(figures, contracts):
    found = examine(figures, contracts=contracts)
    return found[found["rule"] == "duration"]


@pytest.mark.parametrize(
    ("months", "grade"), [(12, "notable"), (13, "corroborated"), (14, "corroborated"), (20, "inconsistent")]
)
def test_from_the_printed_start_to_the_paper_are_thirteen_and_a_half_months(months, grade):
    """1 September 2012 to 17 October 2013: 411 days = 13.50 months; a whole number is half a month each way."""
    found = durations(said(months), contract())
    assert found["grade"].tolist() == [grade]
    assert "13.5 months" in found["arithmetic"].iloc[0]


@pytest.mark.parametrize(
    ("figures", "contracts"),
    [
        (said(12, measure="wait"), contract()),
        (said(12), contract(era="other")),
        (said(12), contract(start=pd.NaT)),
        (said(12, published=pd.NaT), contract()),
        (said(12), pd.concat([contract(), contract(start=pd.Timestamp("2013-01-01"))])),
        (said(12), None),
    ],
)
def test_without_one_printed_start_or_day_nothing_is_said(figures, contracts):
    assert durations(figures, contracts).empty


def test_the_start_of_the_named_service_is_taken_before_that_of_its_system():
    later = contract(service="all", start=pd.Timestamp("2012-10-17"))
    assert durations(said(12), pd.concat([contract(), later]))["grade"].tolist() == ["corroborated"]


@pytest.mark.parametrize(
    ("changed", "grades"),
    [
        ({"end": pd.Timestamp("2013-10-16")}, ["inconsistent"]),
        ({"end": pd.Timestamp("2013-10-17")}, []),
        ({"term_years": 1.0}, ["inconsistent"]),
        ({"term_years": 1.0, "status": "not stated"}, ["notable"]),
        ({"term_years": 1.0, "status": "ended"}, []),
        ({"term_years": 1.0, "extension_to": pd.Timestamp("2014-08-31")}, ["notable"]),
        ({"term_years": 1.5}, []),
        ({"term_years": 1.0, "published": pd.NaT}, []),
    ],
)
def test_a_term_that_was_over_before_the_paper(changed, grades):
    found = durations(pd.DataFrame({"value": [1]}), contract(**changed))
    assert found["grade"].tolist() == grades
    assert all(one == () for one in found["figures"])


def test_the_last_day_of_a_term_is_the_day_before_its_anniversary():
    found = durations(pd.DataFrame({"value": [1]}), contract(term_years=1.0))
    assert "was over on 31 Aug 2013, yet the paper of 17 Oct 2013" in found["sentence"].iloc[0]
