"""The switches of the growth evidence: by keyboard, in the address, said aloud, and clear to a screen reader."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

LONG = 90_000
PRESS = "Force supports White Ribbon Day"


@pytest.fixture
def forest(page, app_address):
    page.goto(f"{app_address}?v=1&page=explore")
    page.locator("section.closing .help").wait_for(timeout=LONG)
    return page.locator("section[data-key=growth-forest]")


def test_a_folded_card_says_its_finding_and_opens_by_keyboard(page, forest):
    assert forest.get_by_role("heading").inner_text().startswith("Growth a year, kind by kind")
    button = forest.get_by_role("button", name="Show what is behind it")
    assert button.get_attribute("aria-expanded") == "false"
    assert not forest.get_by_role("img").is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert forest.get_by_role("img").is_visible()
    assert forest.get_by_role("button", name="Show less").get_attribute("aria-expanded") == "true"


def test_a_source_is_switched_off_by_keyboard_and_what_that_changes_is_said_and_sent(page, browser, forest, complaints):
    forest.get_by_role("button", name="Show what is behind it").click()
    source = forest.get_by_role("checkbox", name=PRESS)
    source.focus()
    page.keyboard.press("Space")
    said = forest.get_by_role("status").filter(has_text=f"Switched off: {PRESS}")
    said.wait_for(timeout=LONG)
    assert "Growth in recorded crime" in said.inner_text()
    page.wait_for_url(re.compile("without=[a-z0-9-]+"))
    forest.get_by_text("The table behind it").click()
    assert forest.get_by_role("row").filter(has_text="Switched off").count() >= 1
    assert Axe().run(page).response["violations"] == []
    context = browser.new_context()
    other = context.new_page()
    other.goto(page.url)
    there = other.locator("section[data-key=growth-forest]")
    there.get_by_role("status").filter(has_text=f"Switched off: {PRESS}").wait_for(timeout=LONG)
    assert not there.get_by_role("checkbox", name=PRESS).is_checked()
    there.get_by_role("checkbox", name=PRESS).check()
    other.wait_for_url(re.compile("^(?!.*without)"), timeout=LONG)
    context.close()
    assert complaints == []


def test_a_source_that_is_not_here_is_left_out_and_said(page, app_address):
    page.goto(f"{app_address}?v=1&page=explore&without=nonsense,%3Cb%3E")
    page.locator("section.closing .help").wait_for(timeout=LONG)
    said = page.locator(".notice.wrong").inner_text()
    assert "source of growth «nonsense», which is not here" in said
    assert "«<b>» in the link cannot be read" in said
    page.wait_for_url(re.compile("^(?!.*nonsense)"), timeout=LONG)
