"""`dsva returns` as people and schedulers meet it: paths, sentences, JSON, exit codes, the report beside a file."""

import json
import shutil
from dataclasses import dataclass

import openpyxl
import pytest
from return_sample import DATA, VALUES, save_filled

from analysis.__main__ import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the evidence with an empty store, shared by the tests: each uses a quarter of its own."""
    copy = tmp_path_factory.mktemp("evidence") / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("returns"))
    return copy


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def returns(folder, monkeypatch, capsys):
    """Runs a `dsva returns` command in this process: starting one for each would take longer than all tests."""
    monkeypatch.setenv("DSVA_DATA", str(folder))

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["dsva", "returns", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(ended.value.code or 0, said.out, said.err)

    return run


def test_the_command_is_part_of_dsva_and_answers_at_once(dsva):
    done = dsva("returns", "--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("template", "check", "load", "list", "forget"))


def test_a_form_is_written_and_its_path_printed(returns, tmp_path):
    path = tmp_path / "uava.xlsx"
    done = returns("template", "uava", "2017-18-Q3", "--out", path)
    assert (done.returncode, done.stdout.strip()) == (0, str(path))
    assert openpyxl.load_workbook(path)["Return"]["B4"].value == "uava"
    again = returns("template", "uava", "2017-18-Q3", "--out", path)
    assert (again.returncode, again.stdout) == (1, "")
    assert "is there already, and may be filled" in again.stderr


def test_a_good_return_is_checked_loaded_once_and_listed(returns, folder, tmp_path):
    path = save_filled(tmp_path / "good.xlsx")
    checked = json.loads(returns("check", path, "--format", "json").stdout)
    assert (checked["valid"], checked["faults"]) == (True, [])
    assert (checked["service"], checked["quarter"]) == ("da-locality", "2023-24 Q1")
    assert not (folder / "returns").exists()
    first = json.loads(returns("load", path, "--received", "2023-08-01", "--format", "json").stdout)
    second = json.loads(returns("load", path, "--format", "json").stdout)
    assert (first["loaded"], first["new"], first["source"]) == (True, True, "return:da-locality:2023-24-q1:1")
    assert (second["loaded"], second["new"], second["received"]) == (True, False, "2023-08-01")
    listed = json.loads(returns("list", "--as-of", "2023-12-01", "--format", "json").stdout)
    states = {(row["service"], row["quarter"]): row for row in listed}
    assert states["da-locality", "2023-24-q1"]["state"] == "loaded"
    assert states["da-locality", "2023-24-q1"]["figures"] == len(VALUES)
    assert states["da-locality", "2023-24-q2"]["state"] == "overdue"


def test_a_refused_file_stays_with_its_report_until_it_is_loaded(returns, folder, tmp_path):
    path = save_filled(tmp_path / "bad.xlsx", lambda book: book["Return"].__setitem__("D12", -1), quarter="2023-24-Q2")
    before = path.read_bytes()
    done = returns("load", path)
    report = tmp_path / "bad.xlsx.report.txt"
    assert done.returncode == 1
    assert path.read_bytes() == before
    assert "sheet Return, cell D12: -1; negative" in report.read_text("utf-8")
    assert str(report) in done.stdout
    assert not (folder / "returns/da-locality/2023-24-q2").exists()
    path.unlink()
    save_filled(path, quarter="2023-24-Q2")
    assert returns("load", path).returncode == 0
    assert not report.exists()


def test_a_dangerous_file_is_a_fault_like_any_other(returns, tmp_path):
    path = tmp_path / "text.xlsx"
    path.write_text("service,quarter\n", "utf-8")
    done = returns("check", path, "--format", "json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["valid"], told["service"]) == (1, False, None)
    assert "not a workbook" in told["faults"][0]["sentence"]


def test_an_unusual_size_and_forensic_findings_are_warnings(returns, tmp_path):
    values = {"referrals accepted": 1180, "referrals not accepted": 31}
    path = save_filled(tmp_path / "large.xlsx", values=values, quarter="2023-24-Q3")
    done = returns("check", path)
    assert done.returncode == 0
    assert "warning: referrals accepted (all) is 1180, 393.3 a month" in done.stdout
    assert "from 38.33 to 87.67" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("template", "uava", "spring"), 1, "spring: not a quarter of a financial year"),
        (("template", "nobody", "2023-24-Q1"), 1, "nobody: not a service"),
        (("load", "none.xlsx", "--received", "2999-01-01"), 1, "2999-01-01 is still to come"),
        (("check", "none.xlsx", "--received", "soon"), 1, "--received: soon is not a day"),
        (("forget",), 1, "name a service and a quarter, or a day with --before"),
        (("forget", "da-locality", "2030-31-Q1"), 1, "no return of it is in the store"),
        (("template",), 2, "Missing argument"),
        (("check", "x.xlsx", "--format", "xml"), 2, "Invalid value"),
    ],
)
def test_what_a_user_gets_wrong_is_a_sentence_with_its_code(returns, tmp_path, arguments, code, said):
    done = returns(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
