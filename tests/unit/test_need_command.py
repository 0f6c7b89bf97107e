"""`dsva need`: any area by name or code, the nearest names for a wrong one, no force figure for one council."""

import csv
import io
import json
import shutil
from functools import cache
from pathlib import Path

import pytest
from return_sample import DATA, save_filled
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


@cache
def house_with_a_return(folder: Path) -> Path:
    """A data folder that holds a return of few people beside the papers."""
    data = folder / "data"
    shutil.copytree(DATA, data)
    few = {"referrals accepted": 6, "referrals not accepted": 2, "positive case closures": 3, "cases closed": 4}
    filled = save_filled(folder / "filled.xlsx", values=few, service="safe-accommodation-support")
    loaded = RUN.invoke(app, ["returns", "load", str(filled), "--data", str(data)])
    assert loaded.exit_code == 0, loaded.output
    return data


def test_small_counts_of_a_return_are_for_those_who_may_see_them(tmp_path):
    data = str(house_with_a_return(tmp_path))
    accepted = {}
    for audience in ("public", "restricted"):
        rows = rows_of("Leicestershire", "--audience", audience, "--data", data)
        (row,) = [
            one for one in rows if (one["indicator"], one["service"]) == ("accepted", "safe-accommodation-support")
        ]
        accepted[audience] = row["numerator"]
    assert accepted == {"public": "22", "restricted": "28"}  # the paper's 22; with the return's 6, for the restricted


def test_a_count_names_the_paper_and_the_figures_that_it_was_read_from():
    rows = rows_of("Leicestershire and Rutland", "--as-of", "2023-09-29")
    (row,) = [one for one in rows if one["indicator"] == "referred" and one["numerator"]]
    assert row["source"] == "lscsb-2023-09-29"
    assert len(row["figures"].split()) == 8  # accepted and not accepted, in four quarters


@pytest.mark.parametrize("wrong", ["", "  ", "Narnia", "E07000999", "each district of Leicestershire"])
def test_whatever_is_no_area_is_refused_in_a_sentence(wrong):
    with pytest.raises(BadArgument, match=r"^area: «.*» is not known; expected a name or an ONS code, such as .+\.$"):
        ask(wrong)
