"""What the evidence cards say, worked out without a browser."""

import pandas as pd
import pytest

from analysis.app.evidence import filters, findings_list, findings_of, select_findings
from analysis.app.figure_sheet import figure_groups, figure_names, opening_pair, sheet, verdict
from analysis.app.headlines import headlines
from analysis.parameters import Parameters
from analysis.pipeline import run

QUARTER = "lscsb-2023-da-accepted-q1"


@pytest.fixture(scope="module")
def results():
    return run(Parameters())


FINDINGS = pd.DataFrame(
    [
        {"sources": ("one",), "rule": "total", "grade": "impossible"},
        {"sources": ("one", "two"), "rule": "conflict", "grade": "inconsistent"},
        {"sources": ("two",), "rule": "total", "grade": "corroborated"},
    ]
)


@pytest.mark.parametrize(
    ("paper", "rule", "grade", "left"),
    [("", "", "", [0, 1, 2]), ("one", "", "", [0, 1]), ("two", "total", "", [2]), ("one", "", "corroborated", [])],
)
def test_each_filter_takes_away_and_an_empty_one_takes_nothing(paper, rule, grade, left):
    assert select_findings(FINDINGS, paper, rule, grade).index.tolist() == left


def test_every_choice_of_a_filter_leaves_as_many_findings_as_it_says(results):
    for name, offered in filters(results).items():
        assert len(offered) > 1
        for label, value in offered.items():
            chosen = {"paper": "", "rule": "", "grade": ""} | {name: value}
            assert label.endswith(f"({len(select_findings(results.findings, **chosen))})")


def test_a_finding_leads_to_its_figures_and_a_figure_to_its_findings(results):
    grave = results.findings[results.findings["mark"].eq("F1")]
    listed = findings_list(grave, results)
    assert f"1 of {len(results.findings)} findings" in listed
    for figure in grave["figures"].iloc[0]:
        assert f'data-figure="{figure}"' in listed
        assert "<b>F1</b>" in findings_of(figure, results)
    assert "Nothing was found" in findings_of("leicester-2013-homicides", results)


def test_no_findings_left_is_said_and_no_empty_box_stands_there(results):
    listed = findings_list(results.findings.head(0), results)
    assert "0 of" in listed
    assert "<ul" not in listed


def test_every_figure_can_be_picked_under_its_paper_by_a_name_of_its_own(results):
    names, groups = figure_names(results), figure_groups(results)
    assert len(set(names.values())) == len(names) == len(results.figures)
    assert sum(len(group) for group in groups.values()) == len(names)


def test_a_sheet_says_what_is_printed_where_and_when(results):
    said = sheet(QUARTER, results)
    assert '<p class="printed">115</p>' in said
    assert "<dt>Place</dt><dd>Appendix A, table 1, Q1</dd>" in said
    assert "Apr–Jun 2022; printed «Q1»; 3 months of operation" in said
    for figure in results.figures["id"]:
        assert "<dt>Paper</dt>" in sheet(figure, results)


def test_the_verdict_names_the_figures_as_a_reader_does(results):
    said = verdict(QUARTER, "lscsb-2023-da-accepted-q2", results)
    assert "<strong>comparable with a caveat</strong>" in said
    assert "A fault was found in the first figure by the rule «total»." in said
    apart = verdict(*opening_pair(results), results)
    assert "<strong>not comparable</strong>" in apart
    assert "1 Apr 2022" in apart
    assert "dsva-2022" not in said + apart


def test_the_order_of_two_figures_changes_no_verdict(results):
    one, other = opening_pair(results)
    levels = [verdict(*pair, results).split("<strong>")[1].split("<")[0] for pair in ((one, other), (other, one))]
    assert levels[0] == levels[1]


def test_the_headline_of_demand_is_two_counts_where_the_trend_cannot_be_told(results):
    demand = next(headlines(results))
    assert demand.answer == "120, then 191"
    assert "cannot be told" in demand.sentence
