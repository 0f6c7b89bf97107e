"""Work beside the server: answers go first, and a page hears of nobody else."""

import threading
from datetime import date

import panel as pn
from bokeh.document import Document
from panel.io.state import set_curdoc

from analysis.app import later
from analysis.app.frame import page
from analysis.app.later import Desk
from analysis.app.roles import PUBLIC
from analysis.app.stage import Place
from analysis.app.visitors import explorer_of, meetings_for

LONG = 30


def test_what_is_no_answer_waits_until_no_answer_is_due():
    desk, told, may_end = Desk(), [], threading.Event()
    answer = desk.answer(lambda: (may_end.wait(LONG), told.append("answer")))
    rest = desk.do(lambda: told.append("rest"))
    threading.Timer(0.3, may_end.set).start()
    answer.result(LONG)
    rest.result(LONG)
    assert told == ["answer", "rest"]


def test_what_is_no_answer_is_done_all_the_same_where_answers_never_end(monkeypatch):
    monkeypatch.setattr(later, "LONGEST_STEP_ASIDE_SECONDS", 0.1)
    desk, may_end = Desk(), threading.Event()
    answer = desk.answer(lambda: may_end.wait(LONG))
    assert desk.do(lambda: "done").result(LONG) == "done"
    assert not answer.done()
    may_end.set()


def test_a_page_is_not_kept_by_what_all_pages_share():
    def open_one():
        with set_curdoc(Document()):
            meetings = meetings_for(PUBLIC, None, None, date.max)
            page(explorer_of(meetings, None, PUBLIC), Place(), "v=1&page=evidence")

    def watching():
        return sum(len(found) for kinds in pn.state.param.watchers.values() for found in kinds.values())

    open_one()
    before = watching()
    open_one()
    assert watching() == before
