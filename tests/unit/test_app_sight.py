"""Cards out of sight wait, and what stands beside the form is laid out so."""

from analysis.app import sight
from analysis.app.card import Card
from analysis.app.frame import lay_out
from analysis.app.sight import Sight


class Document:
    """A page that is open somewhere: it keeps what it is asked to do later."""

    session_context = True

    def __init__(self):
        self.later = []

    def add_timeout_callback(self, work, _):
        self.later.append(work)
        return work

    def remove_timeout_callback(self, work):
        self.later.remove(work)


def seen_card(monkeypatch) -> tuple[Card, Sight, Document]:
    card, page = Card(), Document()
    monkeypatch.setattr(sight.pn.state, "_curdoc", None, raising=False)
    monkeypatch.setattr(type(sight.pn.state), "curdoc", page)
    return card, Sight(card), page


def test_a_card_in_sight_works_at_once(monkeypatch):
    card, seen, page = seen_card(monkeypatch)
    done = []
    card._handle_msg({"view": "in"})
    seen.when_seen(lambda: done.append(1))
    assert (done, page.later) == ([1], [])


def test_a_card_of_which_no_browser_has_spoken_waits(monkeypatch):
    _, seen, page = seen_card(monkeypatch)
    done = []
    seen.when_seen(lambda: done.append(1))
    assert (done, len(page.later)) == ([], 1)


def test_a_card_out_of_sight_works_once_when_it_comes_into_sight(monkeypatch):
    card, seen, page = seen_card(monkeypatch)
    done = []
    card._handle_msg({"view": "out"})
    for move in (1, 2, 3):
        seen.when_seen(lambda move=move: done.append(move))
    assert (done, len(page.later)) == ([], 1)
    card._handle_msg({"view": "in"})
    assert (done, page.later) == ([3], [])


def test_a_card_out_of_sight_catches_up_when_the_reader_rests(monkeypatch):
    card, seen, page = seen_card(monkeypatch)
    done = []
    card._handle_msg({"view": "out"})
    seen.when_seen(lambda: done.append(1))
    page.later.pop()()
    assert done == [1]
    card._handle_msg({"view": "in"})
    assert done == [1]


def test_so_many_cards_stand_beside_the_form_and_all_others_below_each_other():
    cards = [Card(kind=kind) for kind in ("opening", "plain form", "plain", "plain", "closing")]
    assert lay_out(cards, 0) == cards
    head, row, last = lay_out(cards, 2)
    assert (head, last) == (cards[0], cards[4])
    assert [list(part) for part in row] == [[cards[1]], cards[2:4]]
    assert lay_out(cards[2:], 2) == cards[2:]
