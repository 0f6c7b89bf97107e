"""Addresses: read, checked, written, and read again as the same."""

from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.app.address import LONGEST, Address, Choice, Offer, Setting, read, settle, write

OFFER = Offer(
    {
        "page": ("overview", "need"),
        "meeting": ("one/2023-01-01",),
        "confidence": ("80", "95"),
        "prices": ("gdp",),
        "without": ("paper-1",),
    },
    presets=("keep-pace",),
    settings={
        "growth": Setting(-10, 15, "Growth", " per cent"),
        "share": Setting(0, 1, step=0),
        "teams": Setting(0, 0, choices=("mixed", "separate")),
    },
)
WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Z"]), max_size=30)
NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True)
NUMBERS = st.integers(-1000, 1000).map(float) | st.sampled_from([0.5, -2.25, 0.125, "separate", "high-risk only"])
CHOICES = st.builds(
    Choice, NAMES | st.just(""), st.dictionaries(NAMES, NUMBERS, max_size=3).map(lambda one: tuple(sorted(one.items())))
)


@given(page=NAMES, meeting=WORDS, area=WORDS, figure=WORDS, scenario=CHOICES,
       compare=st.lists(CHOICES, max_size=3), without=st.sets(NAMES, max_size=4))  # fmt: skip
def test_what_is_written_is_read_again(page, meeting, area, figure, scenario, compare, without):
    kept, off = tuple(one for one in compare if one.text), tuple(sorted(without))
    address = Address(page, meeting, area=area, figure=figure, scenario=scenario, compare=kept, without=off)
    written = write(address)
    assume(len(written) <= LONGEST)
    assert read(written) == (address, [])


@given(st.text(max_size=9000))
def test_whatever_a_link_says_it_opens_something_that_is_offered(query):
    address, _ = settle(read(query)[0], OFFER)
    assert address.page in OFFER.values["page"]
    assert address.meeting in ("", *OFFER.values["meeting"])
    assert set(address.without) <= {"paper-1"}
    for choice in (address.scenario, *address.compare):
        assert not [fault for name, value in choice.settings for fault in OFFER.settings[name].faults(value, name)]
        assert choice.preset in ("", *OFFER.presets)
    assert settle(address, OFFER) == (address, [])


def test_an_address_can_be_read_by_a_person():
    address = Address("need", "lscsb/2023-09-29", scenario=Choice("keep-pace", (("demand_growth", 10.0),)))
    written = write(address)
    assert written == "?v=1&page=need&meeting=lscsb/2023-09-29&scenario=keep-pace,demand_growth:10"
    assert unquote(written) == written


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?v=2&page=need", "another version"),
        ("?page=need&page=overview", "twice"),
        ("?page=nowhere", "page «nowhere»"),
        ("?colour=red", "«colour»"),
        ("?confidence=33", "confidence «33»"),
        ("?confidence=", "confidence «»"),
        ("?meeting=one/2024-01-01", "meeting «one/2024-01-01»"),
        ("?scenario=growth:99", "Growth: 99 is not between -10 and 15 per cent in steps of 1"),
        ("?scenario=growth:1.5", "in steps of 1"),
        ("?scenario=growth:ten", "«ten» is not a number"),
        ("?scenario=growth:10%", "expected a number or a word"),
        ("?scenario=teams:none", "«none» is not one of mixed, separate"),
        ("?scenario=keep-pace,lose-pace", "cannot be read"),
        ("?scenario=grow", "no scenario «grow»"),
        ("?scenario=speed:1", "no «speed»"),
        ("?compare=keep-pace~keep-pace~keep-pace~keep-pace", "more than 3"),
        (f"?figure={'x' * 9000}", "longer than any"),
        ("?page=<script>alert(1)</script>", "<script>"),
    ],
)
def test_what_is_not_understood_is_said(query, said):
    address, unread = read(query)
    _, unknown = settle(address, OFFER)
    assert any(said in sentence for sentence in [*unread, *unknown])


def test_nothing_is_said_of_a_link_of_ours():
    address, unread = read(
        "?v=1&page=need&meeting=one/2023-01-01&scenario=keep-pace,growth:-3,share:0.25,teams:separate"
    )
    assert (unread, settle(address, OFFER)) == ([], (address, []))
