"""What is known by a date: figures, registers, money and people."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import BadArgument
from analysis.reference.provenance import Source
from analysis.sources.catalogue import find_board, find_meeting, load_catalogue
from analysis.sources.figures import load_claims, load_figures
from analysis.sources.location import NoDataFolder, find_data, find_reports
from analysis.sources.money import load_contracts, load_deflators, load_funding, load_other_duty_grants
from analysis.sources.population import load_police, load_population, load_prevalence, load_standards
from analysis.sources.selection import FIRST_COLUMNS, select_figures

DATA = Path(__file__).parents[2] / "data"


def source(published):
    return Source("a", "A paper", "A body", "council paper", "not stated", published)


def test_a_year_alone_counts_from_its_last_day_and_an_undated_source_never():
    assert source(date(2018, 12, 10)).published_by(date(2018, 12, 10))
    assert not source(2018).published_by(date(2018, 12, 30))
    assert source(2018).published_by(date(2018, 12, 31))
    assert not source(None).published_by(date(2099, 1, 1))
    assert source(None).published_by(None)


@pytest.mark.parametrize(("as_of", "papers"), [(date(2018, 12, 9), 1), (date(2018, 12, 10), 2), (None, 5)])
def test_a_paper_is_known_from_its_day(as_of, papers):
    assert load_figures(DATA, as_of)["source"].nunique() == papers


def test_nothing_later_than_the_date_is_known_anywhere():
    day = date(2019, 11, 6)
    loaders = (load_figures, load_claims, load_funding, load_contracts, load_population, load_prevalence, load_police)
    for loader in loaders:
        published = loader(DATA, day)["published"]
        assert (published <= pd.Timestamp(day)).all(), loader.__name__
        assert len(loader(DATA)) > len(published), loader.__name__
    catalogue = load_catalogue(DATA, day)
    assert all(document.published_by(day) for document in catalogue.documents)
    assert len(catalogue.risks) == 9
    assert catalogue.priorities == ()
    assert [conflict.id for conflict in catalogue.conflicts if conflict.id.startswith("uava")] == [
        "uava-price",
        "uava-price-period",
    ]


def test_before_the_first_paper_there_is_nothing_to_know():
    for loader in (load_figures, load_catalogue):
        with pytest.raises(
            BadArgument, match="no paper had been published by 2013-10-16; expected 2013-10-17 or later"
        ):
            loader(DATA, date(2013, 10, 16))


def test_the_registers_hold_what_the_papers_name():
    catalogue = load_catalogue(DATA)
    assert [len(register) for register in (catalogue.risks, catalogue.priorities, catalogue.equality)] == [9, 5, 9]
    assert [risk.number for risk in catalogue.risks] == list(range(1, 10))
    assert {option.letter for option in catalogue.options} == set("abcdef")
    assert {board.id for board in catalogue.boards} == {"lscsb", "ldalpb", "lcc-scrutiny", "leicester-scrutiny"}
    papers = {document.id for document in catalogue.documents if document.meeting}
    assert {meeting.paper for board in catalogue.boards for meeting in board.meetings} == papers
    contracts = load_contracts(DATA)
    assert (contracts["id"].str.startswith("da-act-") & contracts["locator"].eq("paragraph 11, table")).sum() == 15


def test_every_licence_is_given_or_said_not_to_be():
    for document in load_catalogue(DATA).documents:
        assert document.licence in ("OGL-3.0", "not stated")
        assert document.meeting is None or document.licence == "not stated"


def test_a_funding_line_says_what_its_figure_prints():
    figures = load_figures(DATA).set_index("id")
    lines = load_funding(DATA)
    printed = lines[lines["figure"] != ""]
    assert len(printed) == len(lines) - 2  # the two second-hand grants stand in no paper
    assert (printed["amount_gbp"].to_numpy() == figures.loc[printed["figure"], "value"].to_numpy()).all()
    assert (printed["source"].to_numpy() == figures.loc[printed["figure"], "source"].to_numpy()).all()


def test_every_printed_sum_of_funding_is_a_funding_line():
    figures = load_figures(DATA)
    money = figures[(figures["unit"] == "gbp") & (figures["restates"] == "")]
    lines = set(load_funding(DATA)["figure"])
    # The price of 2018 is the County's share once more (conflict uava-price); £1.1m is the allocations, rounded.
    assert set(money["id"]) - lines == {"lscsb-2018-contract-price", "lscsb-2023-da-act-grant"}


def test_the_second_hand_grants_agree_with_their_reference_file():
    lines = load_funding(DATA).query("kind == 'second-hand'").set_index("area")["amount_gbp"]
    assert lines.to_dict() == load_other_duty_grants(DATA).set_index("area")["amount_gbp"].to_dict()


def test_a_line_without_a_term_says_why():
    lines = load_funding(DATA)
    undated = lines[(lines["financial_year"] == "") & lines["end"].isna()]
    assert set(undated["id"]) == {"hope-grant", "perpetrator-programme", "district-duty-grant"}
    assert undated["term_reason"].ne("").all()


def test_a_price_index_names_its_release():
    deflators = load_deflators(DATA)
    assert deflators.values["2024-25"] == 100
    assert deflators.status["2025-26"] == "forecast"
    assert deflators.release.id == "hmt-deflators-2026-03"
    assert load_deflators(DATA, "cpih").values.index.max() == "2024-25"


def test_a_price_index_from_after_the_date_is_not_taken():
    early = load_deflators(DATA, as_of=date(2023, 9, 29))
    assert early.values.empty
    assert early.status.empty
    assert early.release.id == "hmt-deflators-2026-03"
    assert early.missing == "no price index had been published by 29 September 2023"
    assert load_deflators(DATA, as_of=date(2026, 3, 31)).missing == ""
    with pytest.raises(BadArgument, match="rpi is not a price index"):
        load_deflators(DATA, "rpi")


def test_an_undated_standard_never_counts_by_a_date():
    assert "marac-cases" in set(load_standards(DATA)["standard"])
    assert "marac-cases" not in set(load_standards(DATA, date(2099, 1, 1))["standard"])


def test_the_county_is_the_sum_of_its_districts():
    people = load_population(DATA).groupby(["area_code", "area"])["persons"].sum()
    districts = people[[code.startswith("E07") for code, _ in people.index]].sum()
    assert districts == people["E10000018"].iloc[0]


def test_a_next_meeting_is_taken_before_the_last():
    board = find_board(load_catalogue(DATA).boards, "lscsb")
    assert find_meeting(board, date(2018, 12, 10)).date == date(2018, 12, 10)
    assert find_meeting(board, date(2018, 12, 11)).date == date(2023, 9, 29)
    assert find_meeting(board, date(2030, 1, 1)).date == date(2023, 9, 29)
    with pytest.raises(BadArgument, match="lscb: not a board; expected lscsb"):
        find_board(load_catalogue(DATA).boards, "lscb")


def test_figures_are_chosen_by_name_without_regard_to_case():
    figures, catalogue = load_figures(DATA), load_catalogue(DATA)
    chosen = select_figures(figures, catalogue, measure="Referrals Accepted", service="DA-locality")
    assert chosen["value"].tolist() == [115, 263, 198, 164, 740]
    assert tuple(chosen.columns[: len(FIRST_COLUMNS)]) == FIRST_COLUMNS
    assert set(chosen.columns) == set(figures.columns)
    with pytest.raises(BadArgument, match="era: dsva-2023 is not known; expected one such as dsva-2022"):
        select_figures(figures, catalogue, era="dsva-2023")


def test_folders_are_named_or_found(tmp_path, monkeypatch):
    assert find_data() == DATA
    assert find_reports() == DATA.parent / "reports"
    with pytest.raises(NoDataFolder, match=r"not a data folder; expected a folder that holds sources.yml"):
        find_data(tmp_path)
    (tmp_path / "sources.yml").write_text("[]")
    monkeypatch.setenv("DSVA_DATA", str(tmp_path))
    monkeypatch.setenv("DSVA_REPORTS", str(tmp_path / "packs"))
    assert find_data() == tmp_path
    assert find_reports() == tmp_path / "packs"
    assert find_data(DATA) == DATA
