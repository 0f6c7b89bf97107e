"""The data of a pack: exact, described, the same bytes every time."""

import json
from datetime import date

import numpy as np
import pack_sample
import pandas as pd

from analysis.pack.dataset import write_dataset
from analysis.pack.parts import Column, Table

COLUMNS = (
    Column("line", "Funding line", description="stream of money"),
    Column("year_end", "Year end"),
    Column("amount_gbp", "Amount", unit="gbp", description="pounds of the day"),
    Column("posts", "Posts", unit="count"),
)


def funding():
    rows = pd.DataFrame(
        {
            "line": ["=duty", 'Hope, "grant"'],
            "year_end": [date(2022, 3, 31), date(2023, 3, 31)],
            "amount_gbp": [1_127_205.1234567, np.nan],
            "posts": [3, 0],
            "not_shown": [1, 2],
        }
    )
    return Table(
        "funding", "Funding lines", COLUMNS, rows, ("As printed.",), "board papers", "Open Government Licence 3"
    )


def test_the_csv_holds_the_numbers_in_full_and_text_as_it_is(tmp_path):
    write_dataset([funding()], pack_sample.DRAFT, tmp_path)
    assert (tmp_path / "funding.csv").read_bytes() == (
        b'line,year_end,amount_gbp,posts\n=duty,2022-03-31,1127205.1234567,3\n"Hope, ""grant""",2023-03-31,,0\n'
    )


def test_what_is_read_back_is_what_was_written(tmp_path):
    write_dataset([funding()], pack_sample.DRAFT, tmp_path)
    read = pd.read_csv(tmp_path / "funding.csv")
    pd.testing.assert_series_equal(read["amount_gbp"], funding().rows["amount_gbp"])


def test_every_column_is_described(tmp_path):
    *_, metadata = write_dataset([funding()], pack_sample.DRAFT, tmp_path)
    described = json.loads(metadata.read_text("utf-8"))
    table = described["tables"][0]
    assert (table["url"], table["dc:source"], table["dc:license"]) == (
        "funding.csv", "board papers", "Open Government Licence 3",
    )  # fmt: skip
    columns = {column["name"]: column for column in table["tableSchema"]["columns"]}
    assert [columns[name]["datatype"] for name in columns] == ["string", "date", "number", "integer"]
    assert columns["amount_gbp"]["dsva:unit"] == "gbp"
    assert described["dsva:evidencePublishedBy"] == "2023-09-29"


def test_the_data_are_the_same_bytes_in_another_folder(tmp_path):
    first = write_dataset([funding()], pack_sample.DRAFT, tmp_path / "a")
    second = write_dataset([funding()], pack_sample.DRAFT, tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
