"""The form of a return: whom it asks what, and the workbook that is sent out."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from return_sample import empty_form, known, save_filled

from analysis.errors import BadArgument
from analysis.sources.returns.forms import make_form
from analysis.sources.returns.quarters import Quarter, quarter_of, read_quarter
from analysis.sources.returns.sending import write_form

FIRST_ROW = 12


def form_of(service, quarter):
    return make_form(service, read_quarter(quarter), *known())


def sheet_of(content):
    return openpyxl.load_workbook(BytesIO(content))["Return"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-24-Q1", "2023-04-01", "2023-06-30"),
        ("2023-24 q4", "2024-01-01", "2024-03-31"),
        ("2012-13 Q3", "2012-10-01", "2012-12-31"),
    ],
)
def test_a_quarter_is_three_months_of_its_financial_year(text, first, last):
    quarter = read_quarter(text)
    assert (str(quarter.start), str(quarter.end)) == (first, last)
    assert quarter_of(quarter.start) == quarter_of(quarter.end) == quarter
    assert quarter_of(quarter.next().start) == quarter.next() == Quarter.next(quarter)


@pytest.mark.parametrize("text", ["2023-Q1", "2023-25-Q1", "2023-24-Q5", "Q1", "2023-04-01", ""])
def test_what_is_no_quarter_is_a_sentence(text):
    with pytest.raises(BadArgument, match="not a quarter of a financial year"):
        read_quarter(text)


def test_every_measure_that_a_paper_prints_each_quarter_is_asked_for():
    _, figures = known()
    for service, quarter in [("da-locality", "2023-24-Q1"), ("safe-accommodation-support", "2023-24-Q1")]:
        own = figures[figures["service"].eq(service) & figures["flow"].isin(["flow", "stock"])]
        asked = {row.key for row in form_of(service, quarter).rows}
        assert set(zip(own["measure"], own["group"], strict=True)) <= asked


def test_every_service_of_every_era_has_a_form_of_known_measures():
    catalogue, figures = known()
    measures = {measure.id: measure for measure in catalogue.measures}
    for era in catalogue.eras:
        for service in era.services:
            day = service.start or era.start or date(2019, 4, 1)
            form = make_form(service.id, quarter_of(day), catalogue, figures)
            assert form.rows, service.id
            assert all(row.unit == measures[row.measure].unit for row in form.rows)
            assert len({row.key for row in form.rows}) == len(form.rows)


def test_every_entry_of_the_register_is_a_service_and_names_measures():
    catalogue, _ = known()
    services = {service.id for service in catalogue.services}
    measures = {measure.id for measure in catalogue.measures}
    for form in catalogue.return_forms:
        assert form.id in services | {"any-other-service"}
        assert {row.measure for row in form.rows} <= measures


@pytest.mark.parametrize(
    ("service", "quarter", "months"),
    [("uava", "2015-16-Q3", 1), ("family-service", "2012-13-Q2", 1), ("uava", "2019-20-Q2", 3)],
)
def test_exposure_is_the_part_of_the_quarter_in_which_the_service_worked(service, quarter, months):
    assert form_of(service, quarter).exposure_months == pytest.approx(months)


@pytest.mark.parametrize(
    ("service", "quarter", "said"),
    [
        ("uava", "2022-23-Q1", "not in force in 2022-23 Q1"),  # its successor began on 1 April 2022
        ("uava", "2015-16-Q2", "works from 2015-12-01 to 2022-03-31"),
        ("family-service", "2015-16-Q1", "not in force"),
        ("da-locality", "2021-22-Q4", "not in force"),
        ("da-localty", "2023-24-Q1", "expected one such as da-locality"),
    ],
)
def test_a_service_is_asked_only_of_its_own_time(service, quarter, said):
    with pytest.raises(BadArgument, match=said):
        form_of(service, quarter)


def test_the_template_is_the_same_bytes_each_time():
    empty_form.cache_clear()
    first = empty_form()
    empty_form.cache_clear()
    assert first == empty_form()


def test_only_the_cells_to_fill_are_unlocked_and_the_structure_is_locked():
    content = empty_form()
    sheet = sheet_of(content)
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    rows = range(FIRST_ROW, FIRST_ROW + len(form_of("da-locality", "2023-24-Q1").rows))
    assert unlocked == {f"{column}{row}" for row in rows for column in "DEF"} | {"B9"}
    assert sheet.protection.sheet
    assert b'lockStructure="1"' in zipfile.ZipFile(BytesIO(content)).read("xl/workbook.xml")


def test_every_cell_to_fill_has_help_and_a_rule():
    sheet = sheet_of(empty_form())
    rules = {str(cell): rule for rule in sheet.data_validations.dataValidation for cell in rule.sqref}
    by_measure = {sheet[f"A{row}"].value: rules[f"D{row}"] for row in range(FIRST_ROW, FIRST_ROW + 14)}
    assert by_measure["referrals accepted"].type == "whole"
    assert "took on" in by_measure["referrals accepted"].prompt
    share = by_measure["share of positive case closures"]
    assert (share.type, share.formula1, share.formula2) == ("decimal", "0", "100")
    assert {rules[f"E{row}"].type for row in range(FIRST_ROW, FIRST_ROW + 14)} == {"list"}


def test_the_last_values_known_stand_beside_for_reference():
    sheet = sheet_of(empty_form())
    last = {sheet[f"A{row}"].value: (sheet[f"H{row}"].value, sheet[f"I{row}"].value) for row in range(12, 26)}
    # Table 1 of the paper of September 2023, column Q4; the total of the year is no last quarter.
    assert last["referrals accepted"] == (164, "until 2023-03-31")
    assert last["unplanned exits"] == (32, "until 2023-03-31")
    assert last["cases closed"][0] == "none"


def test_nothing_later_than_the_quarter_stands_beside_it():
    sheet = sheet_of(empty_form(quarter="2022-23-Q2"))
    assert (sheet["H12"].value, sheet["I12"].value) == (115, "until 2022-06-30")


def test_definitions_have_a_sheet_of_their_own():
    book = openpyxl.load_workbook(BytesIO(empty_form()))
    rows = {row[0].value: [cell.value for cell in row] for row in book["Definitions"].iter_rows(min_row=5)}
    assert rows["contact made within 48 hours"][5] == "A part of referrals accepted: the parts add up to it."
    assert rows["caseload"][4] == "on the last day of the quarter"
    assert "reached within 48 hours" in rows["contact made within 48 hours"][3]


def test_a_form_is_never_written_over_a_file(tmp_path):
    path = save_filled(tmp_path / "filled.xlsx")
    before = path.read_bytes()
    _, figures = known()
    with pytest.raises(BadArgument, match="is there already"):
        write_form(form_of("da-locality", "2023-24-Q1"), figures, path)
    assert path.read_bytes() == before
    with pytest.raises(BadArgument, match=r"ends in \.xlsx or \.csv"):
        write_form(form_of("da-locality", "2023-24-Q1"), figures, tmp_path / "form.pdf")
