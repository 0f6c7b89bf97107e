"""What the five papers say about themselves: each finding below was worked out by hand from the printed pages."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.model.forensics import check_relations, examine
from analysis.sources.catalogue import load_catalogue
from analysis.sources.figures import load_figures
from analysis.sources.money import load_contracts

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def figures():
    return load_figures(DATA)


@pytest.fixture(scope="module")
def findings(figures):
    catalogue = load_catalogue(DATA)
    claims = pd.read_csv(DATA / "claims.csv", keep_default_na=False)
    return examine(figures, catalogue.measures, claims, load_contracts(DATA), catalogue.conflicts)


# rule, grade, an id among its figures, words of its sentence or arithmetic
EXPECTED = [
    ("total", "impossible", "lscsb-2023-da-accepted-q1", "91 + 4 + 19 = 114; referrals accepted 115"),
    ("total", "impossible", "lscsb-2023-da-accepted-total", "623 + 17 + 99 = 739; referrals accepted 740"),
    ("percent-of-count", "impossible", "leicester-2013-b-jenkins-threshold-share", "66 / 93 = 70.97%; printed 73%"),
    ("percent-of-count", "impossible", "leicester-2013-a-child-self-harm-share", "2 / 308 = 0.65%; printed 3%"),
    ("percent-of-count", "inconsistent", "leicester-2013-a-child-suicidal-share", "1 / 308 = 0.32%; printed 1%"),
    ("percent-of-count", "inconsistent", "leicester-2013-c-jenkins-threshold-share", "66 / 77 = 85.71%; printed 85%"),
    ("percent-of-count", "inconsistent", "leicester-2013-b-jenkins-with-children-share", "42 / 51 = 82.35%"),
    ("percent-of-count", "inconsistent", "lscsb-2023-da-positive-share-q1", "23 / 26 = 88.46%"),
    ("percent-of-count", "inconsistent", "lscsb-2023-da-positive-share-q2", "19 / 22 = 86.36%"),
    ("common-base", "inconsistent", "leicester-2013-b-adults-mental-share", "6 fit a base of 154 to 156"),
    ("common-base", "inconsistent", "leicester-2013-c-jenkins-complex-share", "90% (37): 41"),
    ("common-base", "corroborated", "leicester-2013-a-adults-mental-share", "fit one base: 177"),
    ("common-base", "corroborated", "leicester-2013-c-adults-mental-share", "fit one base: 273 to 275"),
    ("pooled-percent", "inconsistent", "lscsb-2023-da-positive-share-total", "(89 + 87 + 100 + 83) / 4 = 89.75%"),
    ("pooled-percent", "corroborated", "lscsb-2023-sa-positive-share-total", "85.0%"),
    ("pooled-percent", "notable", "lscsb-2023-da-positive-share-total", "mean 90%; pooled 85%"),
    ("pooled-percent", "notable", "leicester-2013-safer-year", "mean 68.67%"),
    ("date", "impossible", "leicester-2013-people-p3", "31/6/13: June 2013 has 30 days"),
    ("date", "impossible", "leicester-2013-c-family-cases", "31/06/13: June 2013 has 30 days"),
    ("date", "notable", "leicester-2013-people-p1", "months 4 : 3 : 3"),
    ("date", "notable", "leicester-2013-engaged-q2-2012", "months 1 : 3 : 3 : 3"),
    ("duration", "inconsistent", "lcc-2019-consultation-weeks", "62 days = 8.9 weeks; printed 12 weeks"),
    ("duration", "corroborated", "leicester-2013-b-months", "7 months"),
    ("duration", "notable", "leicester-2013-months-at-paper", "411 days = 13.5 months; printed 12 months"),
    ("repeat", "notable", "leicester-2013-b-jenkins-threshold", "66 = 66"),
    ("repeat", "notable", "lscsb-2023-da-contact-later-q2", "5 = 5 and 25 = 25"),
    ("claim", "inconsistent", "lscsb-2023-da-accepted-q1", "115 → 263 → 198 → 164"),
    ("claim", "inconsistent", "lscsb-2023-da-not-accepted-q1", "120 → 272 → 240 → 191"),
    ("claim", "inconsistent", "leicester-2013-people-p1", "675.2 a month"),
    ("claim", "inconsistent", "leicester-2013-family-referrals-p1", "22 a month"),
    ("claim", "notable", "lscsb-2023-da-positive-q1", "23 → 19 → 3 → 20"),
    ("claim", "corroborated", "lscsb-2023-da-planned-exits-q1", "209 → 128 → 114 → 106"),
    ("claim", "corroborated", "leicester-2013-housing-referrals-p1", "55.3 a month"),
    ("claim", "corroborated", "leicester-2013-jenkins-referrals-p1", "9 a month"),
    ("claim", "corroborated", "ldalpb-2023-jada-wait-since", "12 to 18 months → 4 to 8 weeks"),
    ("growth", "corroborated", "lscsb-2018-dv-crime-growth", "1.17 ^ 3 = 1.6: 60%"),
    ("balance", "notable", "lscsb-2023-da-unplanned-exits-q1", "209 − 115 = 94"),
    ("balance", "notable", "leicester-2013-b-family-cases", "43 opened, 18 referred; 87 opened, 27 referred"),
    ("balance", "notable", "leicester-2013-a-caseload", "130 = 130"),
    ("balance", "notable", "leicester-2013-b-safe-held", "122 = 122; 160 = 160"),
    ("share", "corroborated", "lcc-2019-county-share", "£231,300 / £826,000 = 28.00%"),
    ("coverage", "notable", "lscsb-2023-da-positive-share-total", "about one in 8 of the 557"),
    ("coverage", "corroborated", "lscsb-2023-sa-positive-share-total", "18 + 2 = 20"),
    ("coverage", "notable", "leicester-2013-engaged-share-q1-2013", "of 183 to 184 people"),
    ("conflict", "inconsistent", "lscsb-2018-contract-price", "826000"),
    ("conflict", "inconsistent", "ldalpb-2023-term-young-people-counselling", "1.5 years"),
]


@pytest.mark.parametrize(("rule", "grade", "figure", "words"), EXPECTED)
def test_what_stands_in_the_papers_is_found(findings, rule, grade, figure, words):
    same = findings[(findings["rule"] == rule) & (findings["grade"] == grade)]
    texts = [f"{one.sentence} {one.arithmetic}" for one in same.itertuples() if figure in one.figures]
    assert any(words in text for text in texts), texts


def test_nothing_else_is_called_impossible_or_inconsistent(findings):
    grave = findings[findings["grade"].isin(["impossible", "inconsistent"]) & (findings["rule"] != "conflict")]
    expected = [one for one in EXPECTED if one[1] in ("impossible", "inconsistent") and one[0] != "conflict"]
    assert len(grave) == len(expected), grave["sentence"].tolist()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            "lcc-scrutiny-2019-11-06",
            "was over on 30 Sep 2019, with room for an extension to 30 Sep 2020; the paper",
        ),
        ("ldalpb-2023-06-30", "was over on 30 May 2023; the paper of 30 Jun 2023 still lists it"),
    ],
)
def test_a_term_that_was_over_by_the_day_of_the_paper_is_found(findings, source, words):
    over = findings[(findings["rule"] == "duration") & findings["sources"].map(lambda ids: source in ids)]
    assert sum(words in sentence for sentence in over["sentence"]) == 1
    assert over.loc[over["sentence"].str.contains("was over"), "grade"].eq("notable").all()


def test_no_other_term_is_called_over(findings):
    """Family Recovery ended too, and its paper says so."""
    assert findings["sentence"].str.contains("was over on").sum() == 2


def test_the_relations_of_the_transcription_are_sound(figures):
    assert check_relations(figures) == []
