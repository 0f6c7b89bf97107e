"""`dsva need`: any area by name or code, the nearest names for a wrong one, no force figure for one council."""

import csv
import io
import json
from functools import cache

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.errors import BadArgument

RUN = CliRunner()


@cache
def ask(*arguments: str) -> str:
    done = RUN.invoke(app, ["need", *arguments], catch_exceptions=True)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0
    return done.output


def rows_of(*arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ask(*arguments, "--format", "csv"))))


def test_a_name_and_its_code_give_the_same_table():
    assert rows_of("Leicester", "--as-of", "2023-09-29") == rows_of("E06000016", "--as-of", "2023-09-29")


def test_every_row_has_a_value_or_a_reason_and_no_broken_number():
    for area in ("LLR", "Leicester"):
        for row in rows_of(area, "--as-of", "2023-09-29"):
            numbers = {row[name] for name in ("value", "low", "high", "numerator")}
            assert numbers != {""} or row["reason"]
            assert not {cell.lower() for cell in row.values()} & {"nan", "nat", "inf", "none"}


def test_the_force_s_figure_stands_for_all_three_councils_and_is_refused_for_one():
    (row,) = [one for one in rows_of("LLR", "--as-of", "2023-09-29") if one["indicator"] == "police-recorded"]
    assert (row["value"], row["status"]) == ("21641", "shown")
    council = rows_of("Leicester", "--as-of", "2023-09-29")
    assert {one["status"] for one in council if one["indicator"] == "police-recorded"} == {"not shown"}
    with pytest.raises(BadArgument, match=r"one number for Leicester, Leicestershire and Rutland"):
        ask("Leicester", "--indicator", "police-recorded")


def test_early_years_cannot_be_calculated_and_say_so():
    rows = [row for row in rows_of("Rutland", "--as-of", "2019-01-31") if row["indicator"] == "estimated-victims"]
    assert {row["status"] for row in rows} == {"cannot be calculated"}
    assert all("no local adult count" in row["reason"] for row in rows)


def test_a_wrong_name_gets_the_nearest():
    with pytest.raises(BadArgument, match="Harborough"):
        ask("Harboro")


def test_a_wrong_indicator_gets_the_nearest_and_json_is_json():
    with pytest.raises(BadArgument, match="marac-cases"):
        ask("LLR", "--indicator", "marac-case")
    assert {row["indicator"] for row in json.loads(ask("LLR", "--indicator", "family-places", "--format", "json"))} == {
        "family-places"
    }
