"""What a reader sees of need and performance: whole tables, no broken number, true to the date."""

import re
from functools import cache

import pandas as pd
import pytest

from analysis import pipeline
from analysis.pack import exhibits
from analysis.pack.statements import people, reached, system
from analysis.parameters import Parameters

MEETINGS = (("leicester-scrutiny", "2013-10-17"), ("lscsb", "2023-09-29"))
MADE = (
    exhibits.need,
    exhibits.need_by_year,
    exhibits.ladder,
    exhibits.standards,
    exhibits.profiles,
    exhibits.profile_changes,
    exhibits.reach,
    exhibits.equality,
    exhibits.yearly_return,
    exhibits.performance,
    exhibits.dashboard,
    exhibits.targets,
    exhibits.outcomes_known,
    exhibits.promises,
    exhibits.priorities,
    exhibits.risks,
    exhibits.cards,
)
SAID = (
    people.of_need,
    people.of_performance,
    reached.of_reached,
    reached.of_standards,
    reached.of_changed_needs,
    system.of_system,
    system.of_known_outcomes,
    system.of_promises,
)
BROKEN = re.compile(r"\b(nan|NaN|NaT|None|inf)\b|<NA>")
every_meeting = pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting[1])


@cache
def results(meeting: tuple[str, str]) -> pipeline.Results:
    return pipeline.run(Parameters(board=meeting[0], meeting=meeting[1]))


@every_meeting
def test_no_page_of_need_or_performance_holds_a_broken_number(meeting):
    shown = [make(results(meeting)) for make in MADE]
    shown.append(exhibits.area_need(results(meeting), "Leicester"))
    for one in shown:
        text = " ".join([one.title, one.caption, one.alternative_text, one.table.to_csv(na_rep="nan")])
        assert not BROKEN.search(text), one.name
    for say in SAID:
        assert not [said.text for said in say(results(meeting)) if BROKEN.search(said.text)]


@every_meeting
def test_every_service_known_by_the_date_stands_on_the_dashboard(meeting):
    made = results(meeting)
    assert set(made.dashboard.elements["service"]) == set(made.services["service"])


def test_a_paper_of_later_years_says_nothing_in_2013():
    made = results(MEETINGS[0])
    shown = " ".join(exhibits.standards(made).table["Known to be there"])
    assert "Hope" not in shown
    assert exhibits.risks(made).is_empty
    assert made.need.empty
    assert "Cannot be calculated" in " ".join(exhibits.need_by_year(made).table["Remark"])


def test_planned_units_are_a_bound_and_never_subtracted():
    known = exhibits.standards(results(MEETINGS[1])).table["Known to be there"].iloc[-1]
    assert "from none to 21" in known
    assert "no shortfall can be worked out" in known


def test_the_worksheet_never_claims_to_be_the_form():
    sheet = exhibits.yearly_return(results(MEETINGS[1]))
    assert "not the ministry's form" in sheet.caption
    assert set(sheet.table["Where it comes from"]) == {"published", "from providers' returns", "missing"}


def test_the_mayor_s_engagement_met_its_target_and_feeling_safer_cannot_be_told():
    rows = results(MEETINGS[0]).dashboard.targets
    status = rows[rows["target"].notna()].groupby("indicator")["status"].agg(list)
    assert status["engagement"] == ["met", "cannot tell"]
    assert status["feeling-safer"] == ["cannot tell"]


def test_every_card_says_all_that_a_reader_must_know_and_no_two_share_a_name():
    indicators = results(MEETINGS[1]).indicators
    assert sorted(card.id for card in indicators.cards) == sorted(indicators.ids)  # one each, and none too many
    for card in indicators.cards:
        said = (card.group, card.label, card.definition, card.rationale, card.numerator, card.denominator, card.method)
        assert all(text.strip() for text in (*said, card.polarity, *card.caveats)), card.id
        assert card.caveats, card.id
        assert card.sources, card.id
    labels = [card.label for card in indicators.cards]
    assert sorted(set(labels)) == sorted(labels)


def test_every_indicator_that_a_table_shows_has_its_card_on_the_page():
    made = results(MEETINGS[1])
    assessed, dashboard = made.assessment, made.dashboard
    shown = pd.concat(
        [
            assessed.ladder["rung"],
            assessed.standards["standard"],
            assessed.profiles["indicator"],
            assessed.reach["indicator"],
            dashboard.elements["indicator"].dropna(),
            dashboard.promises["promise"],
            made.performance["indicator"],
        ]
    ).unique()
    cards = {card.id: card.label for card in made.indicators.cards}
    assert {cards[id] for id in shown} <= set(exhibits.cards(made).table["Indicator"])
    # What has a card and no row anywhere would be a promise to show something.
    assert set(cards) - set(shown) == {made.indicators.known_outcome.id}
