"""What ends when, and what is committed for each quarter ahead: known, on an option, or unknown."""

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.model import funding

DAY = pd.Timestamp("2019-11-06")
DATES = {"start": "datetime64[ns]", "end": "datetime64[ns]"}
days = st.dates(min_value=pd.Timestamp("2018-01-01").date(), max_value=pd.Timestamp("2021-12-31").date())


def line(**changes) -> pd.DataFrame:
    row = {
        "id": "a", "line": "a", "stream": "price", "funder": "County", "era": "uava", "service": "uava", "area": "LLR",
        "amount_gbp": 1_200.0, "precision": "exact", "basis": "per-year", "kind": "price", "financial_year": "",
        "start": pd.NaT, "end": pd.NaT, "term_reason": "not printed", "part_of": "", "figure": "", "source": "s",
        "locator": "l",
    }  # fmt: skip
    return pd.DataFrame([row | changes]).astype(DATES)


def contract(**changes) -> pd.DataFrame:
    row = {
        "id": "c", "title": "Contract", "era": "uava", "service": "uava", "area": "LLR", "start": pd.NaT, "end": pd.NaT,
        "extension_to": pd.NaT, "term_years": float("nan"), "value_gbp": float("nan"), "conflict": "", "source": "s",
        "locator": "l", "published": DAY,
    }  # fmt: skip
    return pd.DataFrame([row | changes]).astype(DATES | {"extension_to": "datetime64[ns]"})


def quarters(count=4) -> pd.DataFrame:
    return funding.list_quarters(DAY, count)


def test_the_quarters_begin_with_that_of_the_day():
    table = quarters(3)
    assert table["quarter"].tolist() == ["2019-20 Q3", "2019-20 Q4", "2020-21 Q1"]
    assert table["quarter_start"].iloc[0] == pd.Timestamp("2019-10-01")
    assert table["quarter_end"].iloc[-1] == pd.Timestamp("2020-06-30")


def test_a_yearly_price_gives_each_quarter_a_quarter_until_it_ends():
    lines = line(start=pd.Timestamp("2015-12-01"), end=pd.Timestamp("2020-02-29"))
    table = funding.commitments(lines, contract(), quarters())
    assert table["amount_gbp"].tolist() == [300, 200]
    assert table["status"].eq("committed").all()


def test_an_option_is_not_committed_money():
    lines = line(start=pd.Timestamp("2015-10-01"), end=pd.Timestamp("2019-09-30"))
    option = contract(end=pd.Timestamp("2019-09-30"), extension_to=pd.Timestamp("2020-03-31"))
    table = funding.commitments(lines, option, quarters())
    assert table["status"].tolist() == ["if extended", "if extended"]
    totals = funding.total_by_quarter(table, quarters(), funding.endings(option, lines, DAY))
    assert totals["committed_gbp"].isna().all()  # nothing published is not nought
    assert totals["if_extended_gbp"].tolist()[:2] == [300, 300]


def test_a_part_and_a_forecast_are_not_counted_twice():
    whole = line(financial_year="2019-20")
    part = line(id="b", line="b", financial_year="2019-20", part_of="a", amount_gbp=400.0)
    forecast = line(id="c", line="c", financial_year="2019-20", kind="forecast")
    table = funding.commitments(pd.concat([whole, part, forecast]), contract(), quarters())
    totals = funding.total_by_quarter(table, quarters(), funding.endings(contract(), whole, DAY))
    assert totals["committed_gbp"].tolist()[:2] == [300, 300]
    assert totals["committed_gbp"].isna().tolist() == [False, False, True, True]


def test_a_sum_without_a_term_is_in_no_quarter_and_counts_as_unknown():
    grant = line(basis="whole-term", service="")
    table = funding.commitments(grant, contract().iloc[:0], quarters())
    assert table.empty
    ends = funding.endings(contract().iloc[:0], grant, DAY)
    assert (ends["kind"].iloc[0], ends["basis"].iloc[0]) == ("sum without a term", "not published")
    assert funding.total_by_quarter(table, quarters(), ends)["unknown"].tolist() == [1, 1, 1, 1]


def test_money_of_all_services_together_is_that_of_each():
    lines = line(service="together", financial_year="2019-20")
    single = contract(service="one", end=pd.Timestamp("2020-06-30"))
    ends = funding.endings(single, lines, DAY)
    table = funding.commitments(lines, single, quarters())
    totals = funding.total_by_quarter(table, quarters(), ends, frozenset({"together"}))
    assert totals["unknown"].tolist() == [0, 0, 1, 0]


@given(days, days)
def test_the_quarters_of_a_term_add_up_to_the_whole(one, other):
    first, last = sorted((pd.Timestamp(one), pd.Timestamp(other)))
    assume(first < last)
    every = funding.list_quarters(pd.Timestamp("2018-01-01"), 16)
    table = funding.commitments(line(basis="whole-term", start=first, end=last), contract().iloc[:0], every)
    assert table["amount_gbp"].sum() == pytest.approx(1_200)


@pytest.mark.parametrize(
    ("change", "ends", "basis", "reason"),
    [
        ({"end": "2020-03-31"}, "2020-03-31", "printed", ""),
        ({"start": "2022-06-13", "term_years": 2.0}, "2024-06-12", "start and term", ""),
        ({"start": "2022-10-01", "term_years": 1.5}, "2024-03-31", "start and term", ""),
        ({"start": "2020-02-29", "term_years": 1.0}, "2021-02-27", "start and term", ""),
        ({"start": "2022-10-01", "term_years": 1.5, "conflict": "x"}, None, "not published", "in two ways"),
        ({"term_years": 2.0}, None, "not published", "only the term"),
        ({"start": "2022-04-01", "conflict": "price"}, None, "not published", "no end is published"),
        ({"extension_to": "2024-11-30"}, "2024-11-30", "printed", ""),
    ],
)
def test_an_end_is_printed_or_worked_out_or_not_known(change, ends, basis, reason):
    dated = {
        name: pd.Timestamp(value) if isinstance(value, str) and value[:2] == "20" else value
        for name, value in change.items()
    }
    (row,) = funding.endings(contract(**dated), line().iloc[:0], DAY).itertuples()
    assert row.ends == pd.Timestamp(ends) if ends else pd.isna(row.ends)
    assert row.basis == basis
    assert reason in row.reason


def test_the_newest_statement_of_a_contract_stands():
    older = contract(id="old", end=pd.Timestamp("2020-03-31"), published=pd.Timestamp("2018-12-10"))
    newer = contract(id="new", end=pd.Timestamp("2021-03-31"))
    table = funding.endings(pd.concat([newer, older]), line().iloc[:0], DAY)
    assert table["id"].tolist() == ["new"]
    assert table["months_ahead"].iloc[0] == pytest.approx(16 + 25 / 30)  # 6 November 2019 to 31 March 2021, by hand


def test_a_grant_ends_with_the_last_year_that_was_published():
    years = pd.concat([line(id=year, service="", financial_year=year) for year in ("2022-23", "2024-25", "2023-24")])
    (row,) = funding.endings(contract().iloc[:0], years, DAY).itertuples()
    assert (row.ends, row.kind) == (pd.Timestamp("2025-03-31"), "last year published")
