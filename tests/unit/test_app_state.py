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
from analysis.app.seen import SCENARIO, Seen
from analysis.app.state import Explorer
from analysis.parameters import Parameters

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
    chosen = Choice("grant-ends", (("growth", 12.0), ("teams", "separate")))
    visitor = explorer(scenario=chosen, compare=(Choice("as-now"),), confidence=0.8, deflator="cpi", page="need")
    assert visitor.address.scenario == chosen
    other = explorer()
    other.go(visitor.address)
    assert other.address == visitor.address
    assert other.seen == visitor.seen
    other.go(Address())
    assert other.scenario == Choice()


def test_two_visitors_do_not_share_a_choice():
    one, other = explorer(), explorer()
    one.scenario = Choice("", (("growth", 10.0),))
    assert other.scenario == Choice()


@pytest.mark.parametrize("choice", [{"confidence": 0.5}, {"deflator": "rpi"}])
def test_a_choice_that_no_control_offers_is_refused(choice):
    with pytest.raises(ValueError, match=next(iter(choice))):
        explorer(**choice)


def test_a_card_is_the_same_whatever_changes_that_it_does_not_follow():
    seen = Seen(Parameters(), "Leicester", Choice("grant-ends"), (Choice("as-now"),))
    assert seen.only(()) == Seen(Parameters())
    assert seen.only(("area",)) == Seen(Parameters(), "Leicester")
    assert seen.only(SCENARIO) == Seen(Parameters(), "", seen.scenario, seen.compare)


def test_the_state_knows_no_panel():
    code = "import sys, analysis.app.state; sys.exit('panel' in sys.modules or 'bokeh' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_text_from_a_table_cannot_become_markup():
    written = table(pd.DataFrame({"<b>": ["<script>"], "other": ['"&']}), 'a "caption" <i>')
    assert "<script>" not in written
    assert "<i>" not in written
    assert (
        '<th role="rowheader" scope="row">&lt;script&gt;</th><td role="cell" data-name="other">&quot;&amp;</td>'
        in written
    )
