"""What is wrong with a return is said by sheet and cell, all of it at once, and nothing of it is believed."""

import re
from datetime import date, datetime, time, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from return_sample import FIRST_ROW, REASON, VALUES, cell_of, filled_book, known, read, save_filled

from analysis.errors import BadArgument
from analysis.model.unusual import find_unusual
from analysis.sources.returns.checks import half_unit
from analysis.sources.returns.faults import RefusedReturn
from analysis.sources.returns.figures import slug
from analysis.sources.returns.forms import make_form
from analysis.sources.returns.quarters import read_quarter
from analysis.sources.returns.sending import write_form

ACCEPTED, SHARE, REASON_CELL, NOTE_CELL = "D12", "D18", "E22", "F12"


def faults_of(tmp_path, change, **choices):
    return read(save_filled(tmp_path / "return.xlsx", change, **choices)).faults


def setting(**cells):
    def change(book):
        for address, value in cells.items():
            book["Return"][address] = value

    return change


def test_the_cells_of_the_tests_are_those_of_the_form():
    found = [cell_of("referrals accepted"), cell_of("share of positive case closures"), cell_of("caseload", "E")]
    assert found == [ACCEPTED, SHARE, REASON_CELL]


def test_a_return_that_is_in_order_has_no_fault_and_every_answer(tmp_path):
    reading = read(save_filled(tmp_path / "return.xlsx"))
    assert reading.faults == ()
    frame = reading.frame.set_index("id")
    assert frame.loc["referrals-accepted", "value"] == 180
    assert frame.loc["share-of-positive-case-closures", "percent_base"] == "cases-closed"
    assert frame.loc["caseload", "reason_missing"] == "value: not collected"
    assert frame["value"].notna().sum() == len(VALUES)
    assert frame.loc["referrals-accepted", "locator"] == "sheet Return, cell D12"


@pytest.mark.parametrize(
    ("cells", "cell", "said"),
    [
        ({ACCEPTED: "many"}, ACCEPTED, "many; text; expected a number"),
        ({ACCEPTED: "180"}, ACCEPTED, "a number as text"),
        ({ACCEPTED: "1,180"}, ACCEPTED, "a number as text"),
        ({ACCEPTED: "nil"}, ACCEPTED, "expected the number 0"),
        ({ACCEPTED: "<5"}, ACCEPTED, "expected a number"),
        ({ACCEPTED: "*"}, ACCEPTED, "expected a number"),
        ({ACCEPTED: " "}, ACCEPTED, "blanks stand here"),
        ({ACCEPTED: True}, ACCEPTED, "neither a number nor text"),
        ({ACCEPTED: -1}, ACCEPTED, "negative"),
        ({ACCEPTED: 180.5}, ACCEPTED, "no decimals"),
        ({ACCEPTED: 10**9}, ACCEPTED, "at most 1,000,000"),
        ({ACCEPTED: date(2023, 4, 1)}, ACCEPTED, "a date stands here"),
        ({ACCEPTED: time(12, 0)}, ACCEPTED, "neither a number nor text"),
        ({ACCEPTED: "=100+80"}, ACCEPTED, "a formula stands here"),
        ({ACCEPTED: "=1/0"}, ACCEPTED, "a formula stands here"),
        ({SHARE: 183}, SHARE, "from 0 to 100"),
        ({SHARE: -3}, SHARE, "negative"),
        ({SHARE: 60}, SHARE, "25 of 30 is 83.33%"),
        ({"D17": 31}, SHARE, "is 31 of 30 cases closed"),
        ({"D17": 0}, SHARE, "0 of 30 is 0%"),
        ({"D17": 0, "D21": 0}, SHARE, "a percentage of 0 cases closed"),
        ({"D14": 190}, "D14", "more than the 180 of referrals accepted"),
        ({"D14": 139}, ACCEPTED, "its parts give 139 + 8 + 32 = 179; expected the same"),
        ({"D14": 150}, ACCEPTED, "its parts give 150 + 8 + 32 = 190"),
        ({ACCEPTED: None}, ACCEPTED, "neither a value nor a reason"),
        ({ACCEPTED: 0, "D14": 0, "D15": 0, "D16": 0, "E12": REASON}, "E12", "a value and a reason"),
        ({"E22": None}, "D22", "neither a value nor a reason"),
        ({"E22": "  "}, "D22", "neither a value nor a reason"),
        ({"B9": "14/7/2023"}, "B9", "expected a date"),
        ({"B9": date(2023, 6, 1)}, "B9", "a day from 2023-06-30 to 2023-08-01"),
        ({"B9": date(2024, 1, 1)}, "B9", "when the return came"),
        ({"B8": date(2023, 7, 31)}, "B8", "the template was changed here"),
        ({"A12": "referrals"}, "A12", "the template was changed here; expected «referrals accepted»"),
        ({"C12": "thousands"}, "C12", "the template was changed here"),
        ({"G12": "Anything."}, "G12", "the template was changed here"),
        ({"D11": "Amount"}, "D11", "the template was changed here"),
        ({"A12": "=1"}, "A12", "a formula stands here"),
        ({"K12": 5}, "K12", "stands where the template has nothing"),
        ({"D30": 5}, "D30", "stands where the template has nothing"),
        ({"J12": "=HYPERLINK(1)"}, "J12", "the check of the template was changed"),
        ({"H12": "=D12"}, "H12", "a formula stands where"),
    ],
    ids=lambda value: "-".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_each_fault_is_named_by_its_cell(tmp_path, cells, cell, said):
    found = [fault for fault in faults_of(tmp_path, setting(**cells)) if fault.cell == cell]
    assert any(said in fault.sentence() for fault in found), [fault.sentence() for fault in found]
    assert all(f"return.xlsx, sheet Return, cell {cell}: " in fault.sentence() for fault in found)


@pytest.mark.parametrize(("address", "serial"), [("B9", 45121), ("B7", 45017)])
def test_a_number_that_is_no_longer_shown_as_a_date_is_none(tmp_path, address, serial):
    def change(book):
        book["Return"][address].value, book["Return"][address].number_format = serial, "General"

    (fault,) = faults_of(tmp_path, change)
    assert (fault.cell, "a date as a serial number" in fault.sentence()) == (address, True)


@pytest.mark.parametrize("address", [REASON_CELL, NOTE_CELL])
@pytest.mark.parametrize(
    "text",
    [
        "+44", "-1+2", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1", "<b>low</b>", "<script>", "&lt;script", "[x](y)",
        "a\u202eb", "a\u200bb", "x" * 401, "ask jo@example.org", "0116 496 0000 1", "943 476 5919", "LE1 1FZ",
    ],
)  # fmt: skip
def test_text_that_could_do_harm_or_tell_of_a_person_is_refused(tmp_path, address, text):
    def change(book):
        book["Return"][address].value = text
        book["Return"][address].data_type = "s"

    (fault,) = faults_of(tmp_path, change)
    assert fault.cell == address


def test_what_tells_of_a_person_is_not_repeated(tmp_path):
    (fault,) = faults_of(tmp_path, setting(**{NOTE_CELL: "Ring Jo, jo@example.org"}))
    assert "jo@example.org" not in fault.sentence()


@pytest.mark.parametrize("text", ["Closed for 2 weeks in May.", "2022-23 was restated", "fewer than 5", "née, café"])
def test_plain_words_may_stand_in_a_note(tmp_path, text):
    assert faults_of(tmp_path, setting(**{NOTE_CELL: text})) == ()


def test_text_that_begins_like_a_formula_without_being_one_is_no_number(tmp_path):
    def change(book):
        book["Return"][ACCEPTED].value = "=cmd|' /C calc'!A0"
        book["Return"][ACCEPTED].data_type = "s"

    (fault,) = [fault for fault in faults_of(tmp_path, change) if fault.cell == ACCEPTED]
    assert "Excel could take for a formula" in fault.sentence()


def hide_row(book):
    book["Return"].row_dimensions[13].hidden = True


def hide_column(book):
    book["Return"].column_dimensions["D"].hidden = True


def hide_sheet(book):
    book["Definitions"].sheet_state = "hidden"


def merge(book):
    book["Return"].merge_cells("E12:F12")


def add_sheet(book):
    book.create_sheet("Workings")


def rename_definitions(book):
    book["Definitions"].title = "Words"


def insert_row(book):
    book["Return"].insert_rows(13)


@pytest.mark.parametrize(
    ("change", "where", "said"),
    [
        (hide_row, "sheet Return, cell row 13", "a hidden row"),
        (hide_column, "sheet Return, cell column D", "a hidden column"),
        (hide_sheet, "sheet Definitions", "hidden"),
        (merge, "sheet Return, cell E12:F12", "merged cells"),
        (add_sheet, "sheet Workings", "not a sheet of the template"),
        (rename_definitions, "sheet Definitions", "missing"),
        (insert_row, "sheet Return, cell A13", "the template was changed here"),
    ],
)
def test_a_changed_template_is_named_by_its_place(tmp_path, change, where, said):
    sentences = [fault.sentence() for fault in faults_of(tmp_path, change)]
    assert any(f"{where}: {said}" in sentence or (where in sentence and said in sentence) for sentence in sentences)


def test_hidden_rows_below_the_form_hide_nothing(tmp_path):
    def change(book):
        book["Return"].row_dimensions[400].hidden = True

    assert faults_of(tmp_path, change) == ()


def test_everything_is_said_at_once(tmp_path):
    def change(book):
        setting(D12=-1, D13="x", F14="=1", A15="x")(book)
        hide_row(book)
        merge(book)

    cells = {fault.cell for fault in faults_of(tmp_path, change)}
    assert {"D12", "D13", "F14", "A15", "row 13", "E12:F12"} <= cells


def test_an_empty_return_is_none(tmp_path):
    (fault,) = faults_of(tmp_path, lambda book: None, values={})
    assert "a return that says nothing is none" in fault.sentence()


def test_the_wrong_service_or_quarter_is_refused(tmp_path):
    path = save_filled(tmp_path / "return.xlsx")
    (fault,) = read(path, service="sv-support").faults
    assert "a return of da-locality; expected one of sv-support" in fault.sentence()
    (fault,) = read(path, quarter=read_quarter("2023-24-Q2")).faults
    assert "a return of 2023-24 Q1; expected 2023-24 Q2" in fault.sentence()
    (fault, *_) = [fault for fault in read(path, date(2023, 6, 30)).faults if fault.column is None]
    assert "expected a quarter that had ended" in fault.sentence()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"B4": "da-local"}, "cell B4: da-local: not a service"),
        ({"B4": "family-service"}, "cell B4: family-service: not in force in 2023-24 Q1"),
        ({"B4": None}, "cell B4: no service stands here"),
        ({"B6": "April"}, "cell B6: April: not a quarter"),
        ({"B6": 2023}, "cell B6: no quarter stands here"),
    ],
)
def test_a_return_of_nothing_that_there_is_is_refused(tmp_path, cells, said):
    with pytest.raises(RefusedReturn, match=re.escape(said)):
        faults_of(tmp_path, setting(**cells))


def test_a_quarter_that_was_changed_by_hand_no_longer_fits_its_days(tmp_path):
    cells = {fault.cell for fault in faults_of(tmp_path, setting(B6="2022-23 Q4"))}
    assert {"B7", "B8"} <= cells


def test_a_cell_shown_as_a_percentage_is_read_as_it_is_shown(tmp_path):
    def change(book):
        book["Return"][SHARE].value, book["Return"][SHARE].number_format = 0.83, "0%"

    reading = read(save_filled(tmp_path / "return.xlsx", change))
    assert reading.frame.set_index("id").loc["share-of-positive-case-closures", "value"] == 83

    def count(book):
        book["Return"][ACCEPTED].value, book["Return"][ACCEPTED].number_format = 1.8, "0%"

    assert any("shown as a percentage" in fault.sentence() for fault in faults_of(tmp_path, count))


@given(st.integers(1, 500), st.integers(0, 500), st.integers(0, 3))
def test_a_percentage_rounded_in_any_way_agrees_with_its_counts(base, count, decimals):
    percent = round(100 * min(count, base) / base, decimals)
    assert abs(percent - 100 * min(count, base) / base) <= half_unit(percent) + 1e-9 or decimals > 0
    assert half_unit(percent) >= 0.5 * 10.0**-decimals


def test_every_question_has_an_id_of_its_own_that_the_tables_take():
    catalogue, figures = known()
    for service, quarter in [("safe-project", "2013-14-Q2"), ("lgbt-specialist", "2022-23-Q2")]:
        ids = [slug(row.key) for row in make_form(service, read_quarter(quarter), catalogue, figures).rows]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", one) for one in ids)


# CSV


def csv_form(tmp_path, service="da-locality", quarter="2023-24-Q1"):
    catalogue, figures = known()
    path = tmp_path / f"{service}.csv"
    write_form(make_form(service, read_quarter(quarter), catalogue, figures), figures, path)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame["value"] = frame["measure"].map({name: str(value) for name, value in VALUES.items()}).fillna("")
    frame["reason"] = frame["value"].map(lambda value: "" if value else REASON)
    return path, frame


def faults_of_csv(tmp_path, change):
    path, frame = csv_form(tmp_path)
    change(frame).to_csv(path, index=False)
    return read(path).faults


def test_a_csv_file_gives_the_same_figures_as_the_workbook(tmp_path):
    path, frame = csv_form(tmp_path)
    frame.to_csv(path, index=False)
    from_csv, from_book = read(path), read(save_filled(tmp_path / "return.xlsx"))
    columns = ["id", "value", "part_of", "percent_base", "reason_missing", "period_start", "unit"]
    assert from_csv.faults == ()
    pd.testing.assert_frame_equal(from_csv.frame[columns], from_book.frame[columns])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.assign(value=f["value"].replace("180", "-180")), "row 2, value: -180; negative"),
        (lambda f: f.assign(value=f["value"].replace("180", "180.5")), "row 2, value: 180.5; a count"),
        (lambda f: f.assign(value=f["value"].replace("180", "1e2")), "row 2, value: 1e2; text"),
        (lambda f: f.assign(value=f["value"].replace("180", "=9*20")), "row 2, value: =9*20; text that Excel"),
        (lambda f: f.assign(note=["\t=1", *[""] * 13]), "row 2, note"),
        (lambda f: f.assign(quarter=["2023-24 Q1"] * 13 + ["2023-24 Q2"]), "row 15, quarter: 2023-24 Q2"),
        (lambda f: f.assign(service=["da-locality"] * 13 + ["uava"]), "row 15, service: uava"),
        (lambda f: f.assign(unit=["hours", *f["unit"][1:]]), "expected the unit number"),
        (lambda f: f.iloc[1:], "the row of referrals accepted (all) is missing"),
        (lambda f: pd.concat([f, f.iloc[:1]]), "row 16, measure: referrals accepted (all) stands twice"),
        (lambda f: f.assign(measure=["visits", *f["measure"][1:]]), "row 2, measure: visits (all)"),
    ],
)
def test_a_fault_of_a_csv_file_is_named_by_row_and_column(tmp_path, change, said):
    sentences = [fault.sentence() for fault in faults_of_csv(tmp_path, change)]
    assert any(said in sentence for sentence in sentences), sentences


@pytest.mark.parametrize(
    ("rewrite", "said"),
    [
        (lambda text: text.replace(",", ";"), "separated by semicolons"),
        (lambda text: text.replace(",", "\t"), "separated by tabs"),
        (lambda text: text.replace("reason", "why"), "the column reason is missing"),
        (lambda text: text.replace("note", "value"), "the column note is missing"),
        (lambda text: text.partition("\n")[0], "0 rows"),
        (lambda text: text.replace("180", '"180'), "not readable as CSV"),
        (lambda text: text.replace("da-locality", "da-here"), "row 2, service: da-here: not a service"),
    ],
)
def test_what_is_no_csv_file_of_a_return_is_refused(tmp_path, rewrite, said):
    path, frame = csv_form(tmp_path)
    path.write_text(rewrite(frame.to_csv(index=False)), "utf-8")
    with pytest.raises(RefusedReturn, match=said):
        read(path)


def test_a_csv_file_in_another_encoding_is_refused(tmp_path):
    path, frame = csv_form(tmp_path)
    path.write_bytes(frame.assign(note="café").to_csv(index=False).encode("latin-1"))
    with pytest.raises(RefusedReturn, match="not text in UTF-8"):
        read(path)


# Sizes


def rows(values, first="2022-04-01", flow="flow"):
    starts = pd.date_range(first, periods=len(values), freq="QS-APR")
    return pd.DataFrame(
        {
            "id": [f"q{number}" for number in range(len(values))],
            "era": "e", "service": "s", "measure": "m", "group": "all", "area": "LLR", "unit": "count", "flow": flow,
            "restates": "", "value": [float(value) for value in values], "exposure_months": 3.0,
            "period_start": starts, "period_end": starts + pd.offsets.MonthEnd(3),
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "warned"), [(190, False), (263, False), (290, False), (400, True), (1800, True), (20, True), (0, True)]
)
def test_a_size_is_unusual_beyond_all_seen_and_beyond_chance(value, warned):
    history = rows([115, 263, 198, 164])
    unusual = find_unusual(rows([value], "2023-04-01"), history, 0.998)
    assert bool(len(unusual)) == warned
    if warned:
        assert unusual[["seen_low", "seen_high", "seen"]].iloc[0].tolist() == [115 / 3, 263 / 3, 4]


def test_without_history_nothing_is_unusual_and_later_periods_are_no_history():
    assert find_unusual(rows([9000], "2023-04-01"), rows([]), 0.998).empty
    assert find_unusual(rows([9000], "2021-04-01"), rows([115, 263]), 0.998).empty


def test_a_month_is_compared_with_a_quarter_by_its_rate():
    month = rows([60], "2023-04-01").assign(exposure_months=1.0)
    assert find_unusual(month, rows([180, 185, 190]), 0.998).empty


def test_a_moment_that_is_not_midnight_is_no_day(tmp_path):
    faults = faults_of(tmp_path, setting(B9=datetime(2023, 7, 14, 10, 30)))
    assert faults == () or {fault.cell for fault in faults} == {"B9"}


def test_a_length_of_time_is_no_number(tmp_path):
    assert {fault.cell for fault in faults_of(tmp_path, setting(D13=timedelta(hours=5)))} == {"D13"}


def test_the_first_row_of_the_sample_is_the_first_of_the_form():
    assert filled_book()["Return"][f"A{FIRST_ROW}"].value == "referrals accepted"


def test_an_unknown_expectation_is_a_sentence():
    with pytest.raises(BadArgument):
        read_quarter("spring")
