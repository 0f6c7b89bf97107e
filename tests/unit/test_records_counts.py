"""What case records count to, by hand."""

from collections import Counter
from datetime import date

import duckdb
import ibis
import numpy as np
import pandas as pd
import pytest
import yaml
from record_sample import DATA, ROWS, count, known, write_rows

from analysis.model.records.counting import EVERYWHERE, ask_people, quarter_number, quarter_start
from analysis.model.records.measures import FAMILIES, FLOWS, PEOPLE, STOCKS

Q1, Q2 = "2023-24 Q1", "2023-24 Q2"


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    counted = count(write_rows(tmp_path_factory.mktemp("records") / "cases.csv"), by=("sex", "risk"))
    return counted.counts.set_index(["measure", "quarter", "area", "group"])["value"]


@pytest.mark.parametrize(
    ("measure", "first", "second"),
    [
        ("referrals received", 6, 1),
        ("referrals from the helpline", 1, 0),
        ("referrals from other sources", 4, 1),
        ("referrals accepted", 3, 2),  # the referral of 30 June was decided on 1 July
        ("referrals not accepted", 1, 0),
        ("contact made within 48 hours", 1, 0),  # to the minute
        ("contact made within 72 hours", 1, 0),
        ("contact made after 72 hours", 1, 2),  # one was never reached, one a minute too late
        ("cases opened", 2, 2),
        ("planned exits", 1, 1),
        ("unplanned exits", 0, 1),
        ("exits", 1, 2),  # a case that was declined and closed is no exit
        ("cases closed", 1, 1),
        ("positive case closures", 1, 0),
        ("caseload", 1, 1),  # who left on the last day is not open at its end
        ("people on the waiting list", 1, 1),
        ("people supported", 2, 2),
    ],
)
def test_each_measure_counts_what_it_says(counts, measure, first, second):
    whole = "Leicestershire and Rutland"
    assert (counts[measure, Q1, whole, "all"], counts[measure, Q2, whole, "all"]) == (first, second)


def test_areas_and_groups_and_who_is_of_neither(counts):
    assert counts["referrals received", Q1, "Leicestershire", "all"] == 3
    assert counts["referrals received", Q1, "elsewhere", "all"] == 1
    assert counts["referrals accepted", Q2, "Leicestershire", "high risk"] == 1
    assert counts["referrals received", Q1, "Leicestershire and Rutland", "sex not known"] == 1
    assert counts["referrals received", Q1, "Leicestershire and Rutland", "risk not known"] == 2


def test_a_person_in_two_areas_is_one_in_the_whole(tmp_path):
    moved = [ROWS[0], ROWS[2].replace("Leicestershire", "Rutland").replace("2023-07-10", "2023-07-10")]
    found = count(write_rows(tmp_path / "cases.csv", moved), until=date(2023, 9, 30)).counts
    people = found[found["measure"].eq("people supported") & found["quarter"].eq(Q2)].set_index("area")["value"]
    assert people.to_dict() == {"Leicestershire": 0, "Rutland": 1, "Leicestershire and Rutland": 1}


@pytest.mark.parametrize("quarters", [1, 49, 50, 51, 130])  # a number of bits holds fifty
def test_people_are_counted_once_a_quarter_however_many_quarters_there_are(quarters):
    first = quarter_number(date(1990, 1, 1))
    drawn = np.random.default_rng(quarters)
    came = drawn.integers(first - 5, first + quarters + 3, 600)
    gone = came + drawn.integers(0, 1 + quarters // 2, 600)
    cases = pd.DataFrame(
        {
            "service": drawn.choice(["one", "other"], 600),
            "area": drawn.choice(["Leicestershire", "Rutland"], 600),
            "person_id": drawn.choice([*map(str, range(150)), None], 600),
            "start_on": [None if one % 11 == 0 else quarter_start(int(one)) for one in came],
            "end_on": [None if one % 7 == 0 else quarter_start(int(one)) for one in gone],
        }
    )
    last = first + quarters - 1
    there = {
        (service, area, quarter, person)
        for service, area, person, start, end in cases.itertuples(index=False)
        if pd.notna(person) and pd.notna(start)
        for quarter in range(first, last + 1)
        if quarter_number(start) <= quarter <= (quarter_number(end) if pd.notna(end) else last)
    }
    table = ibis.table({name: "date" if name.endswith("_on") else "string" for name in cases.columns}, name="cases")
    for whole in (False, True):
        question = ask_people(table, PEOPLE[0], (first, last), whole=whole)
        found = duckdb.sql(str(ibis.to_sql(question.expression, dialect="duckdb"))).fetchall()
        expected = Counter((one[0], EVERYWHERE if whole else one[1], one[2]) for one in {
            (service, "" if whole else area, quarter, person) for service, area, quarter, person in there
        })  # fmt: skip
        assert {row[:3]: row[3] for row in found} == expected


def test_a_quarter_counts_once_it_is_over(tmp_path):
    path = write_rows(tmp_path / "cases.csv")
    assert set(count(path, until=date(2023, 9, 30)).counts["quarter"]) == {Q1, Q2}
    earlier = write_rows(tmp_path / "earlier.csv", [row for row in ROWS if "2023-0" in row and "2023-09" not in row])
    assert set(count(earlier, until=date(2023, 9, 29)).counts["quarter"]) == {Q1}


def test_csv_and_parquet_count_alike(tmp_path):
    path = write_rows(tmp_path / "cases.csv")
    frame = pd.read_csv(path, dtype=str).assign(
        referral_at=lambda one: pd.to_datetime(one["referral_at"]), end_on=lambda one: pd.to_datetime(one["end_on"])
    )
    frame.to_parquet(tmp_path / "cases.parquet")
    assert count(tmp_path / "cases.parquet", by=("sex",)).counts.equals(count(path, by=("sex",)).counts)


def test_every_measure_is_documented_and_is_one_of_the_register():
    form, catalogue = known()
    counted = [one.measure for one in (*FLOWS, *STOCKS, *PEOPLE)]
    assert sorted(one.id for one in form.counted) == sorted(counted)
    flows = {measure.id: measure.flow for measure in catalogue.measures}
    assert {flows[one.measure] for one in (*FLOWS, *PEOPLE)} == {"flow"}
    assert {flows[one.measure] for one in STOCKS} == {"stock"}
    assert {name for whole, parts in FAMILIES for name in (whole, *parts)} <= set(counted)


def test_the_form_names_each_code_once():
    columns = yaml.safe_load((DATA / "case_format.yml").read_text("utf-8"))["columns"]
    groups = [code["group"] for column in columns.values() for code in column.get("codes", ()) if "group" in code]
    assert len(groups) == len(set(groups))


def test_quarters_are_numbered_without_a_gap():
    days = pd.date_range("2019-12-31", "2024-01-01")
    numbers = [quarter_number(day.date()) for day in days]
    assert sorted(set(numbers)) == list(range(min(numbers), max(numbers) + 1))
    assert all(quarter_start(number) <= day.date() for number, day in zip(numbers, days, strict=True))
