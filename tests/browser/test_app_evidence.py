"""The evidence cards in a real browser: filters, a figure and its findings, two figures with the verdict."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = (1300, 390)


@pytest.fixture
def evidence(page, app_address):
    page.goto(f"{app_address}?v=1&page=evidence")
    page.get_by_label("Second figure").wait_for(timeout=60_000)
    return page


def card(page, heading: str):
    return page.locator("section").filter(has=page.get_by_role("heading", name=heading))


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}" for one in found]


def test_findings_are_filtered_by_grade_test_and_paper(evidence):
    found = card(evidence, "What we found")
    marks = found.locator(".grade")
    assert set(marks.all_inner_texts()) == {"impossible"}
    grade = evidence.get_by_label("Grade").locator("option").filter(has_text="Corroborated").inner_text()
    evidence.get_by_label("Grade").select_option(grade)
    found.locator(".grade.corroborated").first.wait_for()
    assert set(marks.all_inner_texts()) == {"corroborated"}
    evidence.get_by_label("Test").select_option(label="Total (2)")
    found.locator(".count").get_by_text(re.compile("^0 of")).wait_for()
    evidence.get_by_label("Grade").select_option(index=0)
    found.locator(".count").get_by_text(re.compile("^2 of")).wait_for()


def test_a_finding_leads_to_its_figure_and_the_figure_to_its_findings(evidence):
    card(evidence, "What we found").get_by_role("button", name="Referrals accepted, Apr–Jun 2022: 115").click()
    first = card(evidence, "Is it right").locator(".sheet").first
    first.get_by_text("Appendix A, table 1, Q1").wait_for()
    assert first.locator(".printed").inner_text() == "115"
    assert "91 + 4 + 19 = 114" in first.inner_text()
    chosen = evidence.get_by_label("First figure").evaluate("one => one.selectedOptions[0].text")
    assert chosen.startswith("Referrals accepted, Apr–Jun 2022: 115")
    place = evidence.locator("[data-place=figure]")
    assert place.evaluate("one => one.getRootNode().activeElement === one")


def test_two_figures_stand_side_by_side_with_the_verdict(evidence):
    pair = card(evidence, "Is it right")
    assert pair.locator(".verdict strong").inner_text() == "not comparable"
    option = "Referrals accepted, Jul–Sep 2022: 263"
    for label in ("First figure", "Second figure"):
        evidence.get_by_label(label).select_option(label=option)
    pair.locator(".verdict strong").get_by_text("comparable", exact=True).wait_for()
    assert pair.locator(".printed").all_inner_texts() == ["263", "263"]


def test_the_cards_are_clear_to_a_screen_reader_with_every_finding_listed(evidence):
    evidence.get_by_label("Grade").select_option(index=0)
    card(evidence, "What we found").locator(".grade.corroborated").first.wait_for()
    for width in WIDTHS:
        evidence.set_viewport_size({"width": width, "height": 900})
        assert violations(evidence) == []
        assert evidence.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    evidence.get_by_role("button", name="Toggle theme").click()
    evidence.locator("section.dark").last.wait_for()
    evidence.wait_for_timeout(2500)
    assert violations(evidence) == []
