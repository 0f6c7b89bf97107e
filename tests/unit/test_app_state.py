"""What a visitor can choose, and what follows."""

import subprocess
import sys
from datetime import date

import pandas as pd
import pytest

from analysis.app.address import Address, Choice
from analysis.app.markup import table
from analysis.app.offered import Meeting
from analysis.app.roles import PARTNER, PUBLIC
from analysis.app.state import Explorer
from analysis.parameters import Parameters
from analysis.wording.conditional import indices_in_words

START = Meeting("lscsb/2023-09-29", "a board", date(2023, 9, 29), Parameters(audience="restricted"), "")


def explorer(role=PUBLIC, **chosen) -> Explorer:
    return Explorer((START,), lambda parameters: parameters, role, **chosen)


def test_what_is_shown_follows_the_choice_and_nothing_else():
    visitor = explorer()
    assert visitor.results == Parameters()
    visitor.param.update(confidence=0.8, deflator="cpih")
    assert visitor.results == Parameters(confidence=0.8, deflator="cpih")


def test_what_a_session_asks_for_is_never_beyond_its_role():
    assert explorer().parameters.audience == "public"
    assert explorer(PARTNER).parameters.audience == "restricted"


def test_a_choice_becomes_an_address_and_an_address_the_choice():
    visitor = explorer(demand_growth=12, confidence=0.8, deflator="cpi", page="need")
    address = visitor.address
    assert address.scenario == Choice("", (("demand_growth", 12),))
    other = explorer()
    other.go(address)
    assert other.address == address
    assert other.parameters == visitor.parameters
    other.go(Address())
    assert other.demand_growth == 3


def test_two_visitors_do_not_share_a_choice():
    one, other = explorer(), explorer()
    one.demand_growth = 10
    assert other.demand_growth == 3


def test_the_sentence_says_whose_numbers_they_are_and_works_them_out():
    said = explorer(demand_growth=10, price_growth=5, funding_growth=2, years=2).conditional("April 2022")
    assert said.startswith("If demand changed by +10% a year, prices by +5% and funding by +2%, then two years after")
    assert "would cost 133 for every 100 at the start, while funding stood at 104: short by 29" in said  # 1.1025 x 1.21
    assert said.endswith("Keeping pace would take +15.5% a year.")


def test_funding_that_keeps_pace_is_not_called_short():
    assert "would keep pace" in explorer(demand_growth=0, price_growth=0, funding_growth=0).conditional("April 2022")
    assert "more than standing still needs" in explorer(funding_growth=15).conditional("April 2022")


@pytest.mark.parametrize("choice", [{"demand_growth": 16}, {"confidence": 0.5}, {"deflator": "rpi"}, {"years": 0}])
def test_a_choice_that_no_control_offers_is_refused(choice):
    with pytest.raises(ValueError, match=next(iter(choice))):
        explorer(**choice)


def test_the_table_of_a_choice_has_a_row_a_year_and_starts_at_a_hundred():
    worded = indices_in_words(explorer(years=3).indices)
    assert worded["Year"].tolist() == ["Start", "Year 1", "Year 2", "Year 3"]
    assert worded.iloc[0].tolist() == ["Start", "100", "100", "100", "100", "100%"]


def test_the_state_knows_no_panel():
    code = "import sys, analysis.app.state; sys.exit('panel' in sys.modules or 'bokeh' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_text_from_a_table_cannot_become_markup():
    written = table(pd.DataFrame({"<b>": ["<script>"], "other": ['"&']}), 'a "caption" <i>')
    assert "<script>" not in written
    assert "<i>" not in written
    assert '<th scope="row">&lt;script&gt;</th><td>&quot;&amp;</td>' in written
