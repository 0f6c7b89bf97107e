"""From the form that is sent out, filled in a spreadsheet program, to a new quarter in the pack of a coming meeting."""

import json
import re
import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from return_sample import DATA, REASON, VALUES, filled_book

from analysis import pipeline
from analysis.__main__ import main
from analysis.pack.assembly import make_pack
from analysis.parameters import Parameters
from analysis.sources.known import load_known

QUARTER = pd.Timestamp("2023-04-01")
MEETING = "2030-01-31"
HOUSING_SERVICE = "safe-accommodation-support"
HOUSING = {"referrals accepted": 12, "referrals not accepted": 0, "planned exits": 9, "unplanned exits": 8}


@pytest.fixture
def data(tmp_path):
    """A copy of the evidence, in which the board has a meeting to come: one line, as boards.yml says."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("returns"))
    boards = (copy / "boards.yml").read_text("utf-8")
    last = "    - {date: 2023-09-29, paper: lscsb-2023-09-29}\n"
    assert last in boards
    (copy / "boards.yml").write_text(boards.replace(last, f"{last}    - {{date: {MEETING}}}\n"), "utf-8")
    return copy


@pytest.fixture
def returns(data, monkeypatch, capsys):
    monkeypatch.setenv("DSVA_DATA", str(data))

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["dsva", "returns", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code, capsys.readouterr()
        return capsys.readouterr().out

    return run


def fill_in_libreoffice(form, folder):
    """The form filled, then opened and saved by LibreOffice as a person would save it."""
    book = openpyxl.load_workbook(form)
    for row in book["Return"].iter_rows(min_row=12):
        measure = row[0].value
        row[3 if measure in VALUES else 4].value = VALUES.get(measure, REASON)
    book.save(form)
    saved = folder / "saved"
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved)]
    done = subprocess.run([*command, str(form)], capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    return saved / form.name


def fill_in_excel(folder):
    """A filled form with what Excel puts into a file: days from 1904, texts in cells, results beside formulas."""
    book = filled_book(HOUSING, HOUSING_SERVICE)
    book.epoch = CALENDAR_MAC_1904
    made = BytesIO()
    book.save(made)
    path = folder / "housing.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "xl/worksheets/sheet1.xml":
                assert b't="inlineStr"' in content
                content, many = re.subn(
                    rb'(<c r="J\d+" s="\d+")>(<f>.*?</f>)<v></v>', rb'\1 t="str">\2<v>value or reason</v>', content
                )
                assert many > 3
            target.writestr(part, content)
    assert b"date1904" in zipfile.ZipFile(path).read("xl/workbook.xml")
    return path


def test_a_filled_form_becomes_the_newest_quarter_of_a_coming_pack(data, returns, tmp_path):
    form = tmp_path / "da-locality.xlsx"
    returns("template", "da-locality", "2023-24-Q1", "--out", form)
    filled = fill_in_libreoffice(form, tmp_path)
    for path in (filled, fill_in_excel(tmp_path)):
        assert "a valid return" in returns("check", path)
        loaded = json.loads(returns("load", path, "--received", "2023-08-01", "--format", "json"))
        assert (loaded["new"], loaded["warnings"]) == (True, [])

    results = pipeline.run(Parameters(board="lscsb", meeting=MEETING, audience="restricted"), data)
    demand = results.demand[results.demand["stands_for_demand"]].set_index(["service", "period_start"])
    assert demand.loc[("da-locality", QUARTER), "value"] == 180 + 31
    assert demand.loc[(HOUSING_SERVICE, QUARTER), "value"] == 12
    assert demand.loc[("da-locality", QUARTER), "source"] == "return:da-locality:2023-24-q1:1"
    shares = results.performance.set_index(["indicator", "service", "period_start"])
    assert shares.loc[("contact-48-hours", "da-locality", QUARTER), "share"] == pytest.approx(140 / 180)
    assert results.growth.set_index("service").loc["da-locality", "points"] == 5
    flows = results.flows.set_index(["service", "period_start"])
    assert flows.loc[("da-locality", QUARTER), "net"] == 180 - 130

    pack = tmp_path / "pack"
    pack.mkdir()
    make_pack(results, data, pack)
    table = pd.read_csv(pack / "data/demand.csv", parse_dates=["period_start"])
    own = table[table["service"].eq("da-locality") & table["period_start"].eq(QUARTER)]
    assert own.loc[own["measure"].eq("referrals received"), "value"].tolist() == [211]
    manifest = json.loads((pack / "manifest.json").read_text("utf-8"))
    assert set(manifest["returns"]) == {f"return:{name}:2023-24-q1:1" for name in ("da-locality", HOUSING_SERVICE)}
    assert all(re.fullmatch("[0-9a-f]{64}", shown) for shown in manifest["returns"].values())
    assert not any(name.startswith("returns/") for name in manifest["inputs"])
    page = (pack / "pack.html").read_text("utf-8")
    assert "Quarterly return, Domestic Abuse Locality Service, 2023-24 Q1" in page


def test_a_meeting_before_the_return_came_knows_nothing_of_it(data, returns, tmp_path):
    returns("load", fill_in_excel(tmp_path), "--received", "2023-11-01")
    known = load_known(data, "gdp", evidence_by=date(2023, 9, 29), rods_by=None)
    assert not known.figures["source"].str.startswith("return:").any()
    assert [one for one in known.catalogue.documents if one.kind == "return"] == []
