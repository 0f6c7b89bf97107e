"""Whatever is wrong in `data/` is said with file, row, column and what was expected, and all of it at once."""

import csv
import shutil
from pathlib import Path

import pytest

from analysis.errors import BadData
from analysis.sources.catalogue import load_catalogue
from analysis.sources.figures import load_figures
from analysis.sources.money import load_funding
from analysis.sources.validation import check_data

DATA = Path(__file__).parents[2] / "data"
FIGURES = "figures/lscsb-2023-09-29.csv"
OTHER_FIGURES = "figures/ldalpb-2023-06-30.csv"


@pytest.fixture
def data(tmp_path):
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def read(data, name):
    with open(data / name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(data, name, rows):
    with open(data / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def spoil(data, name, id, column, value):
    """Put a value into the row with that id; return the line that an editor shows for it."""
    rows = read(data, name)
    place = rows[0].index(column)
    line = next(number for number, row in enumerate(rows, 1) if row[0] == id)
    rows[line - 1][place] = value
    write(data, name, rows)
    return line


def replace(data, name, old, new):
    text = (data / name).read_text("utf-8")
    assert old in text
    (data / name).write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def sentences(data):
    return [fault.sentence() for fault in check_data(data)]


def assert_only(data, *parts):
    found = sentences(data)
    assert len(found) == 1, found
    for part in parts:
        assert part in found[0]


def test_the_data_folder_has_no_fault():
    assert sentences(DATA) == []


ACCEPTED = "lscsb-2023-da-accepted-q1"
SHARE = "lscsb-2023-sa-positive-share-q1"


@pytest.mark.parametrize(
    ("id", "column", "value", "expected"),
    [
        (ACCEPTED, "period_end", "2022-06-31", "2022-06-31; expected a day that exists"),
        (ACCEPTED, "period_end", "30/06/2022", "expected a day that exists, as year-month-day"),
        (ACCEPTED, "value", "11x", "11x; expected a number in figures only"),
        (ACCEPTED, "value", "1,115", "expected a number in figures only"),
        (ACCEPTED, "value", "nan", "expected a number in figures only"),
        (ACCEPTED, "value", "115.5", "a count is a whole number"),
        (ACCEPTED, "value", "", "or the reason in reason_missing"),
        (ACCEPTED, "unit", "furlongs", "furlongs; expected one of count, percent"),
        (ACCEPTED, "unit", "hours", "measures.yml counts «referrals accepted» in count"),
        (ACCEPTED, "precision", "roughly", "expected one of exact, about"),
        (ACCEPTED, "value_low", "1", "1; expected the precision range"),
        (ACCEPTED, "flow", "tide", "expected one of flow, stock, empty"),
        (ACCEPTED, "measure", "referals accepted", "perhaps referrals accepted"),
        (ACCEPTED, "service", "da-localty", "perhaps da-locality"),
        (ACCEPTED, "era", "uava", "the service da-locality belongs to dsva-2022"),
        (ACCEPTED, "area", "Leicestershre", "expected one of Leicester"),
        (ACCEPTED, "locator", "", "empty; expected something here"),
        (ACCEPTED, "restates", "nothing-like-it", "expected the id of a figure that exists"),
        (ACCEPTED, "subset_of", ACCEPTED, "no relation to itself"),
        (ACCEPTED, "percent_of", "lscsb-2023-da-accepted-q2", "only a percentage has one"),
        (SHARE, "percent_of", "lscsb-2023-sa-positive-share-q2", "is in percent"),
        (SHARE, "subset_of", ACCEPTED, "expected a figure in percent"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row_and_column(data, id, column, value, expected):
    line = spoil(data, FIGURES, id, column, value)
    found = [sentence for sentence in sentences(data) if expected in sentence]
    assert [sentence for sentence in found if f"{FIGURES}, row {line}, {column}: " in sentence], sentences(data)


def test_a_period_that_ends_before_it_starts(data):
    line = spoil(data, FIGURES, ACCEPTED, "period_end", "2021-06-30")
    assert_only(data, f"{FIGURES}, row {line}, period_end: 2021-06-30; expected 2022-04-01 or later")


def test_a_range_has_an_end_and_its_ends_in_order(data):
    low = spoil(data, OTHER_FIGURES, "ldalpb-2023-jada-wait-before", "value_low", "19")
    assert_only(data, f"row {low}, value_high: 18; expected 19 or more")
    spoil(data, OTHER_FIGURES, "ldalpb-2023-jada-wait-before", "value_low", "")
    spoil(data, OTHER_FIGURES, "ldalpb-2023-jada-wait-before", "value_high", "")
    assert_only(data, f"row {low}, value_low: empty; a range has value_low, value_high or both")


def test_an_id_may_stand_once_in_all_papers(data):
    line = spoil(data, FIGURES, "lscsb-2023-da-act-grant", "id", "ldalpb-2023-district-grant")
    assert_only(data, f"{FIGURES}, row {line}, id: ldalpb-2023-district-grant", f"{OTHER_FIGURES}, row")


def test_an_id_that_stands_twice_in_a_file_is_named_at_both_rows(data):
    spoil(data, FIGURES, "lscsb-2023-da-act-grant", "id", "lscsb-2023-da-high-risk-hours")
    assert [s for s in sentences(data) if "row 2, id" in s and "more than one row" in s]
    assert [s for s in sentences(data) if "row 3, id" in s and "more than one row" in s]


def test_parts_that_go_in_a_circle(data):
    first = spoil(data, FIGURES, ACCEPTED, "part_of", "lscsb-2023-da-contact-48h-q1")
    found = [s for s in sentences(data) if "circle" in s]
    assert len(found) == 2
    assert f"row {first}, part_of" in found[0]
    assert f"{ACCEPTED} -> lscsb-2023-da-contact-48h-q1 -> {ACCEPTED}" in found[0]


def test_a_missing_file_a_missing_column_and_an_extra_one(data):
    (data / "risks.yml").unlink()
    (data / FIGURES).unlink()
    rows = read(data, "funding.csv")
    rows[0][rows[0].index("amount_gbp")] = "amount"
    write(data, "funding.csv", rows)
    found = "\n".join(sentences(data))
    assert "risks.yml: the file is missing" in found
    assert f"{FIGURES}: the file is missing" in found
    assert "funding.csv, row 1, amount_gbp: the column is missing" in found
    assert "funding.csv, row 1, amount: not a column of this table" in found
    assert "amount_gbp: empty" not in found


def test_rows_of_the_wrong_length_are_counted_as_an_editor_counts(data):
    text = (data / "events.csv").read_text("utf-8").splitlines()
    text[2] = '"a\nb",' + text[2]
    text[5] = text[5] + ",one more"
    (data / "events.csv").write_text("\n".join(text) + "\n", "utf-8")
    found = sentences(data)
    assert any("events.csv, row 3: 13 cells; expected 12 cells" in s for s in found)
    assert any("events.csv, row 7: 13 cells; expected 12 cells" in s for s in found)  # one line down: a cell has two


def test_a_quote_that_never_closes(data):
    replace(data, "events.csv", "2010-03-01,", '"2010-03-01')
    assert any("events.csv, row" in s and "not readable as CSV" in s for s in sentences(data))


def test_the_wrong_encoding_names_the_line(data):
    text = (data / FIGURES).read_bytes()
    position = text.index("£".encode())
    line = text[:position].count(b"\n") + 1
    (data / FIGURES).write_bytes(text.replace("£".encode(), "£".encode("latin-1"), 1))
    assert any(f"{FIGURES}, row {line}: byte 0xa3 is not UTF-8" in s for s in sentences(data))


def test_a_byte_order_mark_of_a_spreadsheet_is_no_fault(data):
    (data / FIGURES).write_bytes(b"\xef\xbb\xbf" + (data / FIGURES).read_bytes())
    assert sentences(data) == []


def test_bad_yaml_names_its_line(data):
    line = replace(data, "risks.yml", "  number: 3", "  number: [3")
    found = next(s for s in sentences(data) if s.startswith("risks.yml"))
    assert "not readable as YAML" in found
    assert f"row {line + 1}" in found


def test_a_day_that_does_not_exist_in_yaml_names_file_and_line(data):
    line = replace(data, "contacts.yml", "checked: 2023-09-29", "checked: 2023-09-31")
    assert any(s.startswith(f"contacts.yml, row {line}") and "2023-09-31" in s for s in sentences(data)), sentences(
        data
    )


def test_a_key_that_stands_twice(data):
    line = replace(data, "risks.yml", "  number: 3\n", "  number: 3\n  number: 4\n")
    assert any(
        f"risks.yml, row {line + 1}: not readable as YAML (the key number stands twice)" in s for s in sentences(data)
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("risks.yml", "number: 3", "number: three", "number: three; expected a whole number"),
        ("risks.yml", "number: 3", "nmber: 3", "nmber: not a key of this register"),
        (
            "risks.yml",
            "source: lscsb-2018-12-10",
            "source: lscsb-2018-12-11",
            "source: lscsb-2018-12-11; expected the id",
        ),
        ("boards.yml", "date: 2018-12-10", "date: soon", "date: soon; expected a day"),
        ("boards.yml", "area: LLR", "area: Wales", "area: Wales; expected an area"),
        ("boards.yml", "templates/lscsb.md", "templates/none.md", "template: templates/none.md"),
        (
            "conflicts.yml",
            "figure: lscsb-2018-contract-price",
            "figure: gone",
            "figure: gone; expected the id of a figure",
        ),
        ("equality.yml", "[age served, ", "[age, ", "measures: age; expected the id of a measure"),
        ("assumptions.yml", "value: 0.12", "value: 0.5", "value: 0.5; expected a value from 0.08 to 0.2"),
        ("assumptions.yml", "quality: 2", "quality: 9", "quality: 9; expected a rating from 1 to 5"),
        ("sources.yml", "- id: lscsb-2018-12-10", "- id: ldalpb-2023-06-30", "id: ldalpb-2023-06-30; row"),
    ],
)
def test_a_wrong_entry_is_named_with_file_and_key(data, file, old, new, expected):
    replace(data, file, old, new)
    assert [s for s in sentences(data) if s.startswith(f"{file}, row ") and expected in s], sentences(data)


def test_a_correction_fails_once_the_print_is_mended(data):
    line = replace(data, "corrections.yml", 'wrong: "0.42272"', "wrong: 2 years")
    assert any("corrections.yml, row" in s and "mended? then delete the entry" in s for s in sentences(data)), line


def test_a_correction_that_is_not_applied_names_the_row(data):
    line = spoil(data, "contracts.csv", "da-act-outreach-workers", "term_years", "0.42272")
    assert_only(data, f"contracts.csv, row {line}, term_years: 0.42272; expected 2, as the correction outreach-term")


def test_a_file_of_figures_without_a_paper(data):
    shutil.copy(data / FIGURES, data / "figures" / "lscsb-2024-01-01.csv")
    assert_only(data, "figures/lscsb-2024-01-01.csv: no paper has this id")


def test_all_faults_are_reported_at_once(data):
    first = spoil(data, FIGURES, ACCEPTED, "value", "x")
    second = spoil(data, "funding.csv", "hope-grant", "source", "nobody")
    third = spoil(data, "contracts.csv", "uava-2018", "end", "2014-01-01")
    replace(data, "risks.yml", "number: 3", "number: three")
    (data / "events.csv").unlink()
    places = [(fault.file, fault.row) for fault in check_data(data)]
    expected = [(FIGURES, first), ("funding.csv", second), ("contracts.csv", third), ("events.csv", None)]
    assert set(expected) <= set(places)
    assert any(file == "risks.yml" for file, _ in places)


def test_a_loader_raises_the_faults_of_its_file(data):
    spoil(data, FIGURES, ACCEPTED, "value", "x")
    spoil(data, FIGURES, ACCEPTED, "period_end", "y")
    with pytest.raises(BadData, match=r"row \d+, period_end: y.*|row \d+, value: x.*") as raised:
        load_figures(data)
    assert len(raised.value.faults) == 2
    load_funding(data)
    load_catalogue(data)
