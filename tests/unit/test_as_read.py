"""Tables of a run in a notebook: labels, words for what is missing, and no more rows than a page bears."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import pipeline
from analysis.pack.as_read import as_read
from analysis.pack.exhibits.exhibit import ROWS_IN_A_NOTEBOOK, Exhibit
from analysis.parameters import Parameters


@pytest.fixture(scope="module")
def results():
    return pipeline.run(Parameters(board="lscsb", meeting="2023-09-29"))


def test_names_are_labels_and_what_is_missing_is_a_dash(results):
    rows = pd.DataFrame(
        {
            "era": ["dsva-2022", "dsva-2022"],
            "service": ["da-locality", "da-locality"],
            "growth_per_year": [0.0288, float("nan")],
            "amount_gbp": [826000.0, float("nan")],
            "period_end": [pd.Timestamp("2023-03-31"), pd.NaT],
            "figures": [("one", "two"), ()],
            "method": [None, None],
        }
    )
    table = as_read(replace(results, growth=rows), "growth").table
    assert list(table) == ["Era", "Service", "Growth per year", "Amount (£)", "Period end", "Figures"]
    assert list(table.iloc[0])[1:] == [
        "Domestic Abuse Locality Service", "0.0288", "£826,000", "31 March 2023", "one and two",
    ]  # fmt: skip
    assert list(table.iloc[1])[2:] == ["—", "—", "—", "—"]


def test_a_table_says_where_all_of_it_is(results):
    shown = as_read(results, "figures", ("id", "value_printed"))
    assert list(shown.table) == ["Id", "Value printed"]
    assert "sheet «Figures» of the workbook, data/figures.csv" in shown.caption
    seen = shown._repr_html_()
    assert seen.count("<tr") == 1 + ROWS_IN_A_NOTEBOOK
    assert f"The first {ROWS_IN_A_NOTEBOOK} of {len(results.figures)} rows" in seen


def test_a_short_table_is_shown_whole_and_its_corner_is_empty():
    table = pd.DataFrame({"A": [1, 2]}).rename_axis(columns="system")
    seen = Exhibit("short", "Short", "Whole.", "", table)._repr_html_()
    assert "The first" not in seen
    assert "system" not in seen
