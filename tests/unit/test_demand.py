"""Counts as series: what counts, what is added up, and what each series is measured against."""

import pandas as pd
import pytest

from analysis.model import demand


def figures(*rows: tuple) -> pd.DataFrame:
    """Each row: measure, first day, last day, months, value, then any other column as a dict."""
    table = []
    for number, (measure, start, end, months, value, *other) in enumerate(rows):
        row = {
            "id": f"f{number}", "era": "e", "service": "s", "measure": measure, "group": "all", "area": "LLR",
            "period_start": pd.Timestamp(start), "period_end": pd.Timestamp(end), "exposure_months": months,
            "flow": "flow", "value": value, "unit": "count", "precision": "exact", "restates": "", "source": "p",
            "published": pd.Timestamp("2023-01-01"),
        }  # fmt: skip
        table.append(row | (other[0] if other else {}))
    return pd.DataFrame(table)


QUARTERS = [
    ("accepted", "2022-04-01", "2022-06-30", 3, 100),
    ("accepted", "2022-07-01", "2022-09-30", 3, 150),
    ("accepted", "2022-04-01", "2022-09-30", 6, 250),
]


def test_a_total_over_the_other_periods_is_no_point_of_the_series():
    assert list(demand.counted_flows(figures(*QUARTERS))["value"]) == [100, 150]


@pytest.mark.parametrize(
    "change",
    [{"restates": "f9"}, {"flow": "stock"}, {"precision": "over"}, {"unit": "percent"}, {"exposure_months": None}],
)
def test_what_is_not_an_exact_count_over_a_known_time_is_no_point(change):
    assert demand.counted_flows(figures(("accepted", "2022-04-01", "2022-06-30", 3, 100, change))).empty


def test_received_is_accepted_and_not_accepted_and_names_both():
    counts = demand.counted_flows(figures(*QUARTERS[:2], ("refused", "2022-04-01", "2022-06-30", 3, 5)))
    summed = demand.add_sum(counts, whole="received", parts=("accepted", "refused"))
    received = summed[summed["measure"] == "received"]
    assert list(received["value"]) == [105]  # the second quarter has no refused: nothing is taken for it
    assert received["figures"].iloc[0] == ("f0", "f2")


def test_a_printed_whole_is_not_added_up_again():
    counts = demand.counted_flows(
        figures(
            QUARTERS[0],
            ("refused", "2022-04-01", "2022-06-30", 3, 5),
            ("received", "2022-04-01", "2022-06-30", 3, 106),
        )
    )
    summed = demand.add_sum(counts, whole="received", parts=("accepted", "refused"))
    assert list(summed.loc[summed["measure"] == "received", "value"]) == [106]


def test_an_index_is_by_the_month_on_its_own_first_period():
    counts = demand.counted_flows(
        figures(("people", "2012-09-01", "2012-12-31", 4, 400), ("people", "2013-01-01", "2013-03-31", 3, 450))
    )
    indexed = demand.add_index(counts, 0.95)
    assert list(indexed["index_value"]) == pytest.approx([100, 150])
    assert indexed["index_low"].isna().tolist() == [True, False]
    assert indexed["index_low"].iloc[1] < 150 < indexed["index_high"].iloc[1]


def test_no_base_spans_two_eras():
    rows = figures(
        ("people", "2012-09-01", "2012-12-31", 4, 400),
        ("people", "2022-04-01", "2022-06-30", 3, 900, {"era": "later"}),
    )
    assert list(demand.add_index(demand.counted_flows(rows), 0.95)["index_value"]) == [100, 100]


def test_a_service_is_shown_by_the_best_measure_that_it_has():
    counts = demand.counted_flows(figures(QUARTERS[0], ("people", "2022-04-01", "2022-06-30", 3, 7)))
    assert list(demand.is_preferred(counts, ["received", "accepted", "people"])) == [True, False]
