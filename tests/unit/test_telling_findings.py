"""Which findings a board is told first, and what a printed share says of its months."""

import re

import pytest

from analysis.pack.statements import people, trust
from analysis.parameters import Parameters
from analysis.pipeline import run


@pytest.fixture(scope="module", params=[("leicester-scrutiny", "2013-10-17"), ("lscsb", "2023-09-29")])
def results(request):
    return run(Parameters(board=request.param[0], meeting=request.param[1]))


def told(results) -> list[str]:
    """The marks of the findings that the paragraph gives in words."""
    text = trust.of_findings(results)[0].text
    return re.findall(r"\b(F\d+): ", text)


def test_three_grave_findings_of_three_rules_are_told(results):
    rows = results.findings.set_index("mark").loc[told(results)]
    assert len(rows) == 3
    assert rows["rule"].is_unique
    assert set(rows["grade"]) <= {"impossible", "inconsistent"}
    assert "date" not in set(rows["rule"])


def test_the_first_one_touches_the_demand_that_the_paper_shows(results):
    first = results.findings.set_index("mark").loc[told(results)[0]]
    shown = results.demand[results.demand["stands_for_demand"]]
    assert set(first["figures"]) & {one for ids in shown["figures"] for one in ids}


def test_the_newest_paper_is_told_before_an_older_one():
    results = run(Parameters(board="lscsb", meeting="2023-09-29"))
    first = results.findings.set_index("mark").loc[told(results)[0]]
    assert first["sources"] == ("lscsb-2023-09-29",)


def test_a_share_printed_for_one_month_of_work_says_so(results):
    said = " ".join(statement.text for statement in people.of_performance(results))
    assert "54% in Jul–Sep 2012 (only one month of operation), 73% in Oct–Dec 2012," in said
